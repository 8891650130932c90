"""Commands about contacts, contact persons, projects, categories and goals: add, list, show, edit."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.session import Session
from store.drafts import ContactDraft, EntryDraft, PersonDraft, ProjectDraft
from store.language import _

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Name = Annotated[str, typer.Argument(help="The name, or a part of it that no other has.")]
Text = Annotated[str | None, typer.Option()]
Many = Annotated[list[str] | None, typer.Option(help="May be repeated.")]

contact = typer.Typer(help="Contacts: companies and organisations.", no_args_is_help=True, rich_markup_mode=None)
person = typer.Typer(help="Contact persons.", no_args_is_help=True, rich_markup_mode=None)
project = typer.Typer(help="Projects.", no_args_is_help=True, rich_markup_mode=None)
category = typer.Typer(help="Categories of activities.", no_args_is_help=True, rich_markup_mode=None)
goal = typer.Typer(help="Goals of activities.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    for name, group in (
        ("contact", contact),
        ("person", person),
        ("project", project),
        ("category", category),
        ("goal", goal),
    ):
        app.add_typer(group, name=name)


def answer(shape: dict[str, Any], json: bool) -> None:
    """Print one record."""
    if json:
        printing.document(shape)
        return
    rows = [
        [key.replace("_", " "), ", ".join(value) if isinstance(value, list) else str(value)]
        for key, value in shape.items()
        if value not in (None, [], "") and key != "version"
    ]
    printing.table(rows, right=(0,), whole=True)


def answers(shapes_: list[dict[str, Any]], columns: tuple[str, ...], json: bool) -> None:
    """Print a list of records."""
    if json:
        printing.document(shapes_)
    elif not shapes_:
        printing.line(_("Nothing found."))
    else:
        rows = []
        for shape in shapes_:
            values = [shape[column] for column in columns]
            texts = [", ".join(v) if isinstance(v, list) else "" if v is None else str(v) for v in values]
            rows.append([f"{shape['id']:>5}", *texts])
        printing.table(rows)


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


# --------------------------------------------------------------------- contacts


def _contact_fields(
    session: Session, *, status: str | None, group: list[str] | None, owner: str | None, **plain: Any
) -> dict[str, Any]:
    from store import dictionaries, people

    store, me = session.store, session.me
    fields = _given(
        short_name=plain["short"], tax_number=plain["tax_number"], address=plain["address"], web=plain["web"]
    )
    for name, key in (("email", "emails"), ("phone", "phones")):
        if plain[name] is not None:
            fields[key] = tuple(value for value in plain[name] if value)
    if status is not None:
        fields["status_id"] = dictionaries.entry_named(store, me, "contact-status", status).id if status else None
    if group is not None:
        fields["group_ids"] = tuple(dictionaries.entry_named(store, me, "contact-group", g).id for g in group if g)
    if owner is not None:
        fields["owner_id"] = people.user_named(store, me, owner).id
    return fields


@contact.command("add")
def contact_add(
    context: typer.Context, name: str, short: Text = None, tax_number: Text = None, email: Many = None,
    phone: Many = None, address: Text = None, web: Text = None, status: Text = None, group: Many = None,
    owner: Text = None, json: Json = False,
) -> None:  # fmt: skip
    """Add a contact."""
    from store import contacts

    session: Session = context.obj
    fields = _contact_fields(
        session, short=short, tax_number=tax_number, email=email, phone=phone, address=address, web=web, status=status,
        group=group, owner=owner,
    )  # fmt: skip
    answer(shapes.contact(contacts.add(session.store, session.me, ContactDraft(name, **fields))), json)


@contact.command("edit")
def contact_edit(
    context: typer.Context, who: Name, name: Text = None, short: Text = None, tax_number: Text = None,
    email: Many = None, phone: Many = None, address: Text = None, web: Text = None, status: Text = None,
    group: Many = None, owner: Text = None, json: Json = False,
) -> None:  # fmt: skip
    """Change a contact; an empty value clears."""
    from store import contacts

    session: Session = context.obj
    row = contacts.named(session.store, session.me, who)
    fields = _contact_fields(
        session, short=short, tax_number=tax_number, email=email, phone=phone, address=address, web=web, status=status,
        group=group, owner=owner,
    )  # fmt: skip
    draft = replace(contacts.draft_of_contact(row), **fields, **_given(name=name))
    changed = contacts.edit(session.store, session.me, row.id, draft, version=row.version)
    answer(shapes.contact(changed), json)


@contact.command("list")
def contact_list(
    context: typer.Context, text: Annotated[str, typer.Option(help="Contains this.")] = "", json: Json = False
) -> None:
    """List contacts."""
    from store import contacts

    session: Session = context.obj
    rows = contacts.list_all(session.store, session.me, text=text)
    answers([shapes.contact(row) for row in rows], ("name", "status", "phone", "email"), json)


@contact.command("show")
def contact_show(context: typer.Context, who: Name, json: Json = False) -> None:
    """Show a contact with its persons."""
    from store import contacts, persons

    session: Session = context.obj
    row = contacts.named(session.store, session.me, who)
    shape = shapes.contact(row)
    known = persons.list_all(session.store, session.me, contact_id=row.id)
    shape["persons"] = [one.name for one in known]
    answer(shape, json)


# --------------------------------------------------------------------- persons


def _person_fields(
    session: Session, position: str | None, function: list[str] | None, email: list[str] | None, phone: list[str] | None
) -> dict[str, Any]:
    from store import dictionaries

    fields = _given(position=position)
    if function is not None:
        store, me = session.store, session.me
        fields["function_ids"] = tuple(
            dictionaries.entry_named(store, me, "person-function", name).id for name in function if name
        )
    for key, values in (("emails", email), ("phones", phone)):
        if values is not None:
            fields[key] = tuple(value for value in values if value)
    return fields


@person.command("add")
def person_add(
    context: typer.Context, name: str, contact: Annotated[str, typer.Option(help="At which contact.")],
    position: Text = None, function: Many = None, email: Many = None, phone: Many = None, json: Json = False,
) -> None:  # fmt: skip
    """Add a person to a contact."""
    from store import contacts, persons

    session: Session = context.obj
    company = contacts.named(session.store, session.me, contact)
    fields = _person_fields(session, position, function, email, phone)
    answer(shapes.person(persons.add(session.store, session.me, PersonDraft(name, company.id, **fields))), json)


@person.command("edit")
def person_edit(
    context: typer.Context, who: Name, name: Text = None, contact: Text = None, position: Text = None,
    function: Many = None, email: Many = None, phone: Many = None, json: Json = False,
) -> None:  # fmt: skip
    """Change a person; `--contact` says which of several of that name."""
    from store import contacts, persons

    session: Session = context.obj
    company = contacts.named(session.store, session.me, contact).id if contact else None
    row = persons.named(session.store, session.me, who, contact_id=company)
    fields = _person_fields(session, position, function, email, phone)
    draft = replace(persons.draft_of_person(row), **fields, **_given(name=name))
    answer(shapes.person(persons.edit(session.store, session.me, row.id, draft, version=row.version)), json)


@person.command("list")
def person_list(
    context: typer.Context, contact: Annotated[str, typer.Option(help="Of this contact.")] = "",
    text: Annotated[str, typer.Option(help="Contains this.")] = "", json: Json = False,
) -> None:  # fmt: skip
    """List persons."""
    from store import contacts, persons

    session: Session = context.obj
    company = contacts.named(session.store, session.me, contact).id if contact else None
    rows = persons.list_all(session.store, session.me, text=text, contact_id=company)
    answers([shapes.person(row) for row in rows], ("name", "contact", "position", "phone"), json)


@person.command("show")
def person_show(context: typer.Context, who: Name, json: Json = False) -> None:
    """Show a person."""
    from store import persons

    session: Session = context.obj
    answer(shapes.person(persons.named(session.store, session.me, who)), json)


# --------------------------------------------------------------------- projects


def _project_fields(session: Session, **given: Any) -> dict[str, Any]:
    from store import contacts, dictionaries, people, projects

    store, me = session.store, session.me
    fields = _given(progress=given["progress"])
    finders: dict[str, tuple[str, Callable[[str], Any]]] = {
        "parent_id": ("parent", lambda text: projects.named(store, me, text).id),
        "contact_id": ("contact", lambda text: contacts.named(store, me, text).id),
        "status_id": ("status", lambda text: dictionaries.entry_named(store, me, "project-status", text).id),
        "stage_id": ("stage", lambda text: dictionaries.entry_named(store, me, "project-stage", text).id),
        "responsible_id": ("responsible", lambda text: people.user_named(store, me, text).id),
        "start": ("start", lambda text: phrases_in.day(session, "start", text)),
        "end": ("end", lambda text: phrases_in.day(session, "end", text)),
    }
    for key, (option, find) in finders.items():
        if given[option] is not None:
            fields[key] = find(given[option]) if given[option] else None
    if given["keyword"] is not None:
        fields["keywords"] = tuple(word for word in given["keyword"] if word)
    return fields


Progress = Annotated[int | None, typer.Option(min=0, max=100)]


@project.command("add")
def project_add(
    context: typer.Context, name: str, parent: Text = None, contact: Text = None, status: Text = None,
    stage: Text = None, keyword: Many = None, responsible: Text = None, start: Text = None, end: Text = None,
    progress: Progress = None, json: Json = False,
) -> None:  # fmt: skip
    """Add a project."""
    from store import projects

    session: Session = context.obj
    fields = _project_fields(
        session, parent=parent, contact=contact, status=status, stage=stage, keyword=keyword, responsible=responsible,
        start=start, end=end, progress=progress,
    )  # fmt: skip
    answer(shapes.project(projects.add(session.store, session.me, ProjectDraft(name, **fields))), json)


@project.command("edit")
def project_edit(
    context: typer.Context, which: Name, name: Text = None, parent: Text = None, contact: Text = None,
    status: Text = None, stage: Text = None, keyword: Many = None, responsible: Text = None, start: Text = None,
    end: Text = None, progress: Progress = None, json: Json = False,
) -> None:  # fmt: skip
    """Change a project; an empty value clears."""
    from store import projects

    session: Session = context.obj
    row = projects.named(session.store, session.me, which)
    fields = _project_fields(
        session, parent=parent, contact=contact, status=status, stage=stage, keyword=keyword, responsible=responsible,
        start=start, end=end, progress=progress,
    )  # fmt: skip
    draft = replace(projects.draft_of_project(row), **fields, **_given(name=name))
    answer(shapes.project(projects.edit(session.store, session.me, row.id, draft, version=row.version)), json)


@project.command("list")
def project_list(
    context: typer.Context, text: Annotated[str, typer.Option(help="Contains this.")] = "", json: Json = False
) -> None:
    """List projects."""
    from store import projects

    session: Session = context.obj
    rows = projects.list_all(session.store, session.me, text=text)
    answers([shapes.project(row) for row in rows], ("name", "status", "contact", "progress"), json)


@project.command("show")
def project_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a project."""
    from store import projects

    session: Session = context.obj
    answer(shapes.project(projects.named(session.store, session.me, which)), json)


# --------------------------------------------------------------------- dictionaries


def _entry_draft(name: str, length: str | None, colour: str | None, before: EntryDraft | None) -> EntryDraft:
    draft = replace(before or EntryDraft(name), name=name)
    if length is not None:
        minutes = int(phrases_in.span(length, "length").total_seconds() // 60) if length else None
        draft = replace(draft, length_minutes=minutes)
    return replace(draft, colour=colour) if colour is not None else draft


def _add_entry(
    context: typer.Context, kind: str, name: str, length: str | None, colour: str | None, json: bool
) -> None:
    from store import dictionaries

    session: Session = context.obj
    draft = _entry_draft(name, length, colour, None)
    answer(shapes.entry(dictionaries.add_entry(session.store, session.me, kind, draft)), json)


def _edit_entry(
    context: typer.Context, kind: str, which: str, name: str | None, retired: bool | None, json: bool,
    length: str | None = None, colour: str | None = None,
) -> None:  # fmt: skip
    from store import dictionaries

    session: Session = context.obj
    row = dictionaries.entry_named(session.store, session.me, kind, which, retired=True)
    draft = _entry_draft(row.name if name is None else name, length, colour, dictionaries.draft_of_entry(row))
    if retired is not None:
        draft = replace(draft, retired=retired)
    answer(shapes.entry(dictionaries.edit_entry(session.store, session.me, row.id, draft)), json)


def _list_entries(context: typer.Context, kind: str, json: bool) -> None:
    from store import dictionaries

    session: Session = context.obj
    rows = dictionaries.entries(session.store, session.me, kind, retired=True)
    answers([shapes.entry(row) for row in rows], ("name", "retired"), json)


def _show_entry(context: typer.Context, kind: str, which: str, json: bool) -> None:
    from store import dictionaries

    session: Session = context.obj
    answer(shapes.entry(dictionaries.entry_named(session.store, session.me, kind, which, retired=True)), json)


Retired = Annotated[bool | None, typer.Option("--retired/--not-retired")]
Length = Annotated[str | None, typer.Option(help="The usual length, such as 45 min.")]


@category.command("add")
def category_add(
    context: typer.Context, name: str, length: Length = None, colour: Text = None, json: Json = False
) -> None:
    """Add a category."""
    _add_entry(context, "category", name, length, colour, json)


@category.command("edit")
def category_edit(
    context: typer.Context, which: Name, name: Text = None, length: Length = None, colour: Text = None,
    retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change or retire a category."""
    _edit_entry(context, "category", which, name, retired, json, length, colour)


@category.command("list")
def category_list(context: typer.Context, json: Json = False) -> None:
    """List categories."""
    _list_entries(context, "category", json)


@category.command("show")
def category_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a category."""
    _show_entry(context, "category", which, json)


@goal.command("add")
def goal_add(context: typer.Context, name: str, json: Json = False) -> None:
    """Add a goal."""
    _add_entry(context, "goal", name, None, None, json)


@goal.command("edit")
def goal_edit(
    context: typer.Context, which: Name, name: Text = None, retired: Retired = None, json: Json = False
) -> None:
    """Change or retire a goal."""
    _edit_entry(context, "goal", which, name, retired, json)


@goal.command("list")
def goal_list(context: typer.Context, json: Json = False) -> None:
    """List goals."""
    _list_entries(context, "goal", json)


@goal.command("show")
def goal_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a goal."""
    _show_entry(context, "goal", which, json)
