"""Commands about files and links of activities, contacts and projects: attach, link, detach, save (A15, C3, C4)."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crm_tui.cli import printing, shapes
from crm_tui.cli.session import Session
from store.language import _
from store.refusals import Invalid

if TYPE_CHECKING:
    from store.attachments import Owner

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
File = Annotated[str, typer.Argument(metavar="PATH", help="A file; - for standard input, with --name.")]
Address = Annotated[str, typer.Argument(help="An address: http, https, mailto or tel.")]
Called = Annotated[str, typer.Option("--name", help="What to call it.")]
Number = Annotated[int, typer.Argument(help="The activity's number.")]
FileNumber = Annotated[int, typer.Argument(help="The number of the file or link, as `show` gives it.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    for name, command in (("attach", attach), ("link", link), ("detach", detach), ("save", save)):
        app.command(name)(command)


def attach(context: typer.Context, number: Number, path: File, name: Called = "", json: Json = False) -> None:
    """Copy a file into the store and hang it on an activity."""
    attach_to(context.obj, "activity", number, path, name, json)


def attach_to(session: Session, owner: "Owner", number: int, path: str, name: str, json: bool) -> None:
    """Copy a file into the store, hang it on a record, and say so."""
    from store import attachments

    store, me = session.store, session.me
    if path == "-":
        if not name:
            raise Invalid("name", "missing")
        row = attachments.attach(store, me, owner, number, sys.stdin.buffer, name=name)
    else:
        with session.places.source(path) as source:
            row = attachments.attach(store, me, owner, number, source, name=name or Path(path).name)
    if json:
        printing.document(shapes.attachment(row, session.me.zone))
    else:
        printing.line(_("Attached “{name}” as number {number}.").format(name=printing.safe(row.name), number=row.id))


def link(context: typer.Context, number: Number, url: Address, name: Called = "", json: Json = False) -> None:
    """Hang a link on an activity."""
    link_to(context.obj, "activity", number, url, name, json)


def link_to(session: Session, owner: "Owner", number: int, url: str, name: str, json: bool) -> None:
    """Hang a link on a record, and say so."""
    from store import attachments

    row = attachments.link(session.store, session.me, owner, number, url, name=name)
    if json:
        printing.document(shapes.attachment(row, session.me.zone))
    else:
        printing.line(_("Linked “{name}” as number {number}.").format(name=printing.safe(row.url), number=row.id))


def attached_to(session: Session, owner: "Owner", number: int, json: bool) -> dict[str, list[Any]]:
    """Return the files and links of a record for `show`: whole for programs, number and name for people."""
    from store import attachments

    rows = attachments.of(session.store, session.me, owner, number)
    made = {"files": [row for row in rows if row.is_file], "links": [row for row in rows if not row.is_file]}
    if json:
        return {key: [shapes.attachment(row, session.me.zone) for row in some] for key, some in made.items()}
    return {key: [f"{row.id} {row.name or row.url}" for row in some] for key, some in made.items()}


def detach(context: typer.Context, number: FileNumber, json: Json = False) -> None:
    """Take a file or link off; the history keeps that it was there."""
    from store import attachments

    session: Session = context.obj
    attachments.remove(session.store, session.me, number)
    if json:
        printing.document({"id": number, "removed": True})
    else:
        printing.line(_("Removed."))


def save(
    context: typer.Context,
    number: FileNumber,
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="Where to; into a folder under its own name. - for standard output.")
    ],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    json: Json = False,
) -> None:
    """Copy an attached file out to a path."""
    from store import attachments

    session: Session = context.obj
    if path == "-":
        with attachments.content(session.store, session.me, number)[1].open("rb") as content:
            shutil.copyfileobj(content, sys.stdout.buffer)
        return
    places = session.places
    target = attachments.save_to(session.store, session.me, number, places.path(path), replace=force)
    if json:
        printing.document({"id": number, "path": places.shown(target)})
    else:
        printing.line(_("Saved as {path}.").format(path=printing.safe(places.shown(target))))
