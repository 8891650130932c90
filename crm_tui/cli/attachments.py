"""Commands about files and links of activities: attach, link, detach, save (A15)."""

from pathlib import Path
from typing import Annotated

import typer

from crm_tui.cli import printing, shapes
from crm_tui.cli.session import Session
from store.language import _

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Number = Annotated[int, typer.Argument(help="The activity's number.")]
FileNumber = Annotated[int, typer.Argument(help="The number of the file or link, as `show` gives it.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    for name, command in (("attach", attach), ("link", link), ("detach", detach), ("save", save)):
        app.command(name)(command)


def attach(
    context: typer.Context, number: Number, path: Annotated[Path, typer.Argument(help="A file.")], json: Json = False
) -> None:
    """Copy a file into the store and hang it on an activity."""
    from store import attachments

    session: Session = context.obj
    row = attachments.attach(session.store, session.me, "activity", number, path.expanduser())
    if json:
        printing.document(shapes.attachment(row, session.me.zone))
    else:
        printing.line(_("Attached “{name}” as number {number}.").format(name=printing.safe(row.name), number=row.id))


def link(
    context: typer.Context,
    number: Number,
    url: Annotated[str, typer.Argument(help="An address: http, https, mailto or tel.")],
    name: Annotated[str, typer.Option(help="What to call it.")] = "",
    json: Json = False,
) -> None:
    """Hang a link on an activity."""
    from store import attachments

    session: Session = context.obj
    row = attachments.link(session.store, session.me, "activity", number, url, name=name)
    if json:
        printing.document(shapes.attachment(row, session.me.zone))
    else:
        printing.line(_("Linked “{name}” as number {number}.").format(name=printing.safe(row.url), number=row.id))


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
    path: Annotated[Path, typer.Argument(help="Where to; into a folder under its own name.")],
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    json: Json = False,
) -> None:
    """Copy an attached file out to a path."""
    from store import attachments

    session: Session = context.obj
    target = attachments.save_to(session.store, session.me, number, path.expanduser(), replace=force)
    if json:
        printing.document({"id": number, "path": str(target)})
    else:
        printing.line(_("Saved as {path}.").format(path=printing.safe(str(target))))
