"""Commands about users, roles and the settings of the team."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from crm_tui.cli import passwords, printing, shapes, trial_messages
from crm_tui.cli.passwords import PasswordStdin
from crm_tui.cli.records import Json, Many, Name, Text, answer, answers
from crm_tui.cli.session import Session
from store.drafts import UserDraft
from store.refusals import Invalid

user = typer.Typer(help="Users.", no_args_is_help=True, rich_markup_mode=None)
role = typer.Typer(help="Roles and their rights.", no_args_is_help=True, rich_markup_mode=None)
setting = typer.Typer(help="Settings of the team.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.add_typer(user, name="user")
    app.add_typer(role, name="role")
    trial_messages.add_to(setting)
    app.add_typer(setting, name="setting")


def _fields(session: Session, role_name: str | None, **given: Any) -> dict[str, Any]:
    from store import people

    fields = {name: value for name, value in given.items() if value is not None}
    if role_name is not None:
        fields["role_id"] = people.role_named(session.store, session.me, role_name).id
    return fields


@user.command("add")
def user_add(
    context: typer.Context, login: str, name: Text = None, email: Text = None, phone: Text = None,
    role: Text = None, zone: Text = None, language: Text = None,
    hidden: Annotated[bool, typer.Option("--hidden", help="Cannot be chosen as a performer.")] = False,
    password_stdin: PasswordStdin = False, json: Json = False,
) -> None:  # fmt: skip
    """Add a user; an Employee unless a role is given."""
    from store import people

    session: Session = context.obj
    fields = _fields(session, role, name=name, email=email, phone=phone, zone=zone, language=language)
    draft = UserDraft(login, **fields, visible=not hidden)
    store, me = session.store, session.me
    if not password_stdin:
        answer(shapes.user(people.add_user(store, me, draft)), json)
        return
    password = passwords.line()
    passwords.check(login, password)
    row = people.add_user(store, me, draft)
    passwords.give(session, row.id, password)
    answer(shapes.user(row), json)


@user.command("edit")
def user_edit(
    context: typer.Context, who: Name, login: Text = None, name: Text = None, email: Text = None, phone: Text = None,
    role: Text = None, zone: Text = None, language: Text = None,
    hidden: Annotated[bool | None, typer.Option("--hidden/--visible")] = None,
    inactive: Annotated[bool | None, typer.Option("--inactive/--active")] = None,
    password_stdin: PasswordStdin = False, json: Json = False,
) -> None:  # fmt: skip
    """Change a user."""
    from store import people

    session: Session = context.obj
    row = people.user_named(session.store, session.me, who)
    fields = _fields(session, role, login=login, name=name, email=email, phone=phone, zone=zone, language=language)
    if hidden is not None:
        fields["visible"] = not hidden
    if inactive is not None:
        fields["active"] = not inactive
    draft = replace(people.draft_of_user(row), **fields)
    password = passwords.line() if password_stdin else None
    if password is not None:
        passwords.check(draft.login, password)
    if draft != people.draft_of_user(row):
        row = people.edit_user(session.store, session.me, row.id, draft, version=row.version)
    if password is not None:
        passwords.give(session, row.id, password)
    answer(shapes.user(row), json)


@user.command("list")
def user_list(context: typer.Context, json: Json = False) -> None:
    """List users."""
    from store import people

    session: Session = context.obj
    rows = people.users(session.store, session.me)
    answers([shapes.user(row) for row in rows], ("login", "name", "role", "email"), json)


@user.command("show")
def user_show(context: typer.Context, who: Name, json: Json = False) -> None:
    """Show a user."""
    from store import people

    session: Session = context.obj
    answer(shapes.user(people.user_named(session.store, session.me, who)), json)


def _check_rights(names: list[str] | None) -> None:
    from store.rights import RIGHTS

    unknown = sorted(set(names or ()) - set(RIGHTS))
    if unknown:
        raise Invalid("rights", "unknown", unknown[0], RIGHTS)


@role.command("add")
def role_add(context: typer.Context, name: str, allow: Many = None, deny: Many = None, json: Json = False) -> None:
    """Add a role with the rights allowed."""
    from store import people

    session: Session = context.obj
    _check_rights(deny)
    held = frozenset(allow or ()) - frozenset(deny or ())
    answer(shapes.role(people.save_role(session.store, session.me, name, held)), json)


@role.command("edit")
def role_edit(
    context: typer.Context, which: Name, name: Text = None, allow: Many = None, deny: Many = None, json: Json = False
) -> None:
    """Allow or deny rights to a role."""
    from store import people

    session: Session = context.obj
    row = people.role_named(session.store, session.me, which)
    _check_rights(deny)
    held = (row.rights | frozenset(allow or ())) - frozenset(deny or ())
    answer(
        shapes.role(
            people.save_role(session.store, session.me, row.name if name is None else name, held, role_id=row.id)
        ),
        json,
    )


@role.command("list")
def role_list(context: typer.Context, json: Json = False) -> None:
    """List roles."""
    from store import people

    session: Session = context.obj
    answers([shapes.role(row) for row in people.roles(session.store, session.me)], ("name", "allow"), json)


@role.command("show")
def role_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a role."""
    from store import people

    session: Session = context.obj
    answer(shapes.role(people.role_named(session.store, session.me, which)), json)


@setting.command("get")
def setting_get(context: typer.Context, name: Annotated[str, typer.Argument()] = "", json: Json = False) -> None:
    """Show one setting, or all."""
    from store import settings

    session: Session = context.obj
    if name:
        held = {name: settings.get_one(session.store, session.me, name)}
    else:
        held = settings.get(session.store, session.me)
    if json:
        printing.document(held)
    else:
        printing.table([[key, _word(key, value)] for key, value in held.items()])


@setting.command("set")
def setting_set(context: typer.Context, name: str, value: str, json: Json = False) -> None:
    """Change a setting: on or off, an hour, a size."""
    from store import settings

    session: Session = context.obj
    held = settings.set_one(session.store, session.me, name, value)
    if json:
        printing.document({name: held})
    else:
        printing.table([[name, _word(name, held)]])


def _word(name: str, value: Any) -> str:
    """Return a value as people read it, and may set it."""
    from screens.wording import size_text
    from store.settings import SETTINGS

    if isinstance(value, bool):
        return "on" if value else "off"
    return size_text(value) if SETTINGS[name].kind == "size" else str(value)
