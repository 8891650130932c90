"""Commands about contacts: add, edit, list, show, attach, link, merge, relate."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crm_tui.cli import shapes
from crm_tui.cli.attachments import Address, Called, File, attach_to, attached_to, link_to
from crm_tui.cli.records import Json, Many, Name, Retired, Text, answer, answers, found, given, responsible
from crm_tui.cli.session import Session
from store.drafts import ContactDraft
from store.record_rows import ContactRow

if TYPE_CHECKING:
    from store.contact_list import ContactQuery

contact = typer.Typer(help="Contacts: companies and organisations.", no_args_is_help=True, rich_markup_mode=None)


def _contact_fields(
    session: Session, *, status: str | None, group: list[str] | None, owner: str | None, **plain: Any
) -> dict[str, Any]:
    from store import dictionaries

    store, me = session.store, session.me
    fields = given(
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
        fields["owner_id"] = responsible(session, "owner", owner)
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
    group: Many = None, owner: Text = None, retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change, retire or take back a contact; an empty value clears."""
    from store import contacts

    session: Session = context.obj
    row = _found(session, who)
    fields = _contact_fields(
        session, short=short, tax_number=tax_number, email=email, phone=phone, address=address, web=web, status=status,
        group=group, owner=owner,
    ) | given(name=name)  # fmt: skip
    if fields or retired is None:
        draft = replace(contacts.draft_of_contact(row), **fields)
        row = contacts.edit(session.store, session.me, row.id, draft, version=row.version)
    if retired is not None:
        row = contacts.retire(session.store, session.me, row.id, retired=retired)
    answer(shapes.contact(row), json)


def contacts_wanted(
    session: Session, *, text: str, status: str | None, group: str | None, owner: str | None, retired: bool
) -> "ContactQuery":
    """Return which contacts the options of `contact list` and `export contacts` ask for."""
    from store import contact_list, dictionaries, people

    store, me = session.store, session.me
    return contact_list.ContactQuery(
        text=text,
        status_id=dictionaries.entry_named(store, me, "contact-status", status, retired=True).id if status else None,
        group_id=dictionaries.entry_named(store, me, "contact-group", group, retired=True).id if group else None,
        owner_id=people.user_named(store, me, owner).id if owner else None,
        retired=retired,
    )


@contact.command("list")
def contact_list(
    context: typer.Context,
    text: Annotated[str, typer.Option(help="In a name, a person, an address, a number.")] = "",
    status: Text = None, group: Annotated[str | None, typer.Option(help="With the groups below it.")] = None,
    owner: Text = None, retired: Annotated[bool, typer.Option("--retired", help="What is retired.")] = False,
    json: Json = False,
) -> None:  # fmt: skip
    """List contacts."""
    from store import contacts

    session: Session = context.obj
    query = contacts_wanted(session, text=text, status=status, group=group, owner=owner, retired=retired)
    rows = contacts.listed(session.store, session.me, query)
    answers([shapes.contact(row) for row in rows], ("name", "status", "phone", "email"), json)


@contact.command("show")
def contact_show(context: typer.Context, who: Name, json: Json = False) -> None:
    """Show a contact with its persons, related contacts, files and links."""
    from store import persons, relations

    session: Session = context.obj
    row = _found(session, who)
    shape = shapes.contact(row)
    known = persons.list_all(session.store, session.me, contact_id=row.id)
    shape["persons"] = [one.name for one in known]
    shape["related"] = [one.contact.name for one in relations.related(session.store, session.me, row.id)]
    shape["merged_into"] = row.merged_into.name if row.merged_into else None
    answer(shape | attached_to(session, "contact", row.id, json), json)


@contact.command("attach")
def contact_attach(context: typer.Context, who: Name, path: File, name: Called = "", json: Json = False) -> None:
    """Copy a file into the store and hang it on a contact."""
    attach_to(context.obj, "contact", _found(context.obj, who).id, path, name, json)


@contact.command("link")
def contact_link(context: typer.Context, who: Name, url: Address, name: Called = "", json: Json = False) -> None:
    """Hang a link on a contact."""
    link_to(context.obj, "contact", _found(context.obj, who).id, url, name, json)


@contact.command("merge")
def contact_merge(context: typer.Context, kept: Name, gone: Name, json: Json = False) -> None:
    """Make one contact of two: everything of the second goes to the first."""
    from store import merging

    session: Session = context.obj
    rows = _found(session, kept), _found(session, gone)
    answer(shapes.contact(merging.merge(session.store, session.me, rows[0].id, rows[1].id)), json)


@contact.command("relate")
def contact_relate(
    context: typer.Context, one: Name, other: Name,
    note: Annotated[str, typer.Option(help="How they are related.")] = "",
    end: Annotated[bool, typer.Option("--end", help="They are no longer related.")] = False, json: Json = False,
) -> None:  # fmt: skip
    """Relate two contacts, or end the relation."""
    from store import relations

    session: Session = context.obj
    first, second = _found(session, one), _found(session, other)
    if end:
        relations.unrelate(session.store, session.me, first.id, second.id)
    else:
        relations.relate(session.store, session.me, first.id, second.id, note)
    contact_show(context, first.name, json)


def _found(session: Session, who: str) -> ContactRow:
    """Return the contact that a name means."""
    from store import contacts

    return found(contacts.named, session, who)
