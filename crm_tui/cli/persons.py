"""Commands about contact persons: add, edit, list, show."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from crm_tui.cli import shapes
from crm_tui.cli.records import Json, Many, Name, Retired, Text, answer, answers, found, given
from crm_tui.cli.session import Session
from store.drafts import PersonDraft
from store.record_rows import PersonRow
from store.refusals import Invalid, NotFound

person = typer.Typer(help="Contact persons.", no_args_is_help=True, rich_markup_mode=None)


def _person_fields(
    session: Session, position: str | None, function: list[str] | None, email: list[str] | None, phone: list[str] | None
) -> dict[str, Any]:
    from store import dictionaries

    fields = given(position=position)
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
    function: Many = None, email: Many = None, phone: Many = None, retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change a person, or say that they have left; `--contact` says which of several of that name."""
    from store import persons

    session: Session = context.obj
    row = _found(session, who, contact, back=retired is False)
    fields = _person_fields(session, position, function, email, phone) | given(name=name)
    if fields or retired is None:
        draft = replace(persons.draft_of_person(row), **fields)
        row = persons.edit(session.store, session.me, row.id, draft, version=row.version)
    if retired is not None:
        row = persons.retire(session.store, session.me, row.id, retired=retired)
    answer(shapes.person(row), json)


@person.command("list")
def person_list(
    context: typer.Context, contact: Annotated[str, typer.Option(help="Of this contact.")] = "",
    text: Annotated[str, typer.Option(help="Contains this.")] = "",
    retired: Annotated[bool, typer.Option("--retired", help="Who has left.")] = False, json: Json = False,
) -> None:  # fmt: skip
    """List persons."""
    from store import contacts, persons

    session: Session = context.obj
    company = contacts.named(session.store, session.me, contact).id if contact else None
    rows = persons.list_all(session.store, session.me, text=text, contact_id=company, retired=retired)
    answers([shapes.person(row) for row in rows], ("name", "contact", "position", "phone"), json)


@person.command("show")
def person_show(context: typer.Context, who: Name, contact: Text = None, json: Json = False) -> None:
    """Show a person; `--contact` says which of several of that name."""
    answer(shapes.person(_found(context.obj, who, contact)), json)


def _found(session: Session, who: str, contact: str | None, *, back: bool = False) -> PersonRow:
    """Return the person that a name means, at a contact if it is given; `back` means one who has left too.

    Raises Invalid("contact", "fixed") for a contact where they are not: a person does not change it.
    """
    from store import contacts, persons

    if not contact:
        return (
            persons.named(session.store, session.me, who, retired=True) if back else found(persons.named, session, who)
        )
    company = found(contacts.named, session, contact).id
    try:
        return found(persons.named, session, who, contact_id=company)
    except NotFound:
        found(persons.named, session, who)
        raise Invalid("contact", "fixed") from None
