"""The command `file`: the files that somebody whom a key lets in has on the server (A15, G1)."""

import shutil
import sys
from typing import Annotated

import typer

from crm_tui.cli import printing
from crm_tui.cli.session import Session
from screens.wording import size_text
from store.language import _

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Name = Annotated[str, typer.Argument(help="A name, without folders.")]
file = typer.Typer(
    help="The files in one's own folder on a server that one is let in to by a key.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.add_typer(file, name="file")


@file.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """List one's files."""
    session: Session = context.obj
    names = session.places.names()
    if json:
        printing.document([{"name": name, "size": size} for name, size in names])
    elif names:
        printing.table([(name, size_text(size)) for name, size in names], right=(1,))
    else:
        printing.line(_("You have no files on the server yet."))


@file.command("put")
def put(context: typer.Context, name: Name, json: Json = False) -> None:
    """Keep standard input as a file; replaces the one of this name."""
    from store import settings

    session: Session = context.obj
    limit = int(settings.get_one(session.store, session.me, "attachment-limit"))
    size = session.places.put(name, sys.stdin.buffer, limit=limit)
    if json:
        printing.document({"name": name, "size": size})
    else:
        printing.line(f"{printing.safe(name)}  {size_text(size)}")


@file.command("get")
def get(context: typer.Context, name: Name) -> None:
    """Write a file to standard output."""
    session: Session = context.obj
    session.places.names()
    with session.places.opened(name) as stream:
        shutil.copyfileobj(stream, sys.stdout.buffer)


@file.command("remove")
def remove(context: typer.Context, name: Name, json: Json = False) -> None:
    """Remove a file."""
    session: Session = context.obj
    session.places.remove(name)
    if json:
        printing.document({"name": name, "removed": True})
    else:
        printing.line(_("Removed."))
