"""Commands that keep everything in one file, and bring it back (H4)."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from crm_tui.cli import printing
from crm_tui.cli.service import Json, db
from crm_tui.cli.session import Session
from screens.wording import size_text
from store.language import _, n_


def add_to(_app: typer.Typer) -> None:
    """Put the commands among those that keep the database."""
    db.command("backup")(backup)
    db.command("restore")(restore)


def backup(
    context: typer.Context,
    file: Path,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")] = False,
    json: Json = False,
) -> None:
    """Write everything into one file, while others go on working."""
    from store.backup import back_up

    session: Session = context.obj
    told = back_up(session.store, session.me, file.expanduser(), replace=replace, progress=_shown(quiet=json))
    _clear(quiet=json)
    rows = sum(told.tables.values())
    if json:
        size = file.expanduser().stat().st_size
        printing.document(
            {"file": str(file), "size": size, "rows": rows, "files": told.files, "missing": list(told.missing)}
        )
    else:
        printing.line(
            _("{file}: {rows} rows, {files} files, {size}.").format(
                file=file, rows=rows, files=told.files, size=size_text(file.expanduser().stat().st_size)
            )
        )
    for sha256 in told.missing:
        printing.problem(_("This file was gone already and is not in the backup: {name}").format(name=sha256))


def restore(context: typer.Context, file: Path, json: Json = False) -> None:
    """Bring a backup back into a database that is new, or has nobody in it."""
    from crm_tui.configuration import load
    from crm_tui.opening import files_beside
    from store import backup as backups

    session: Session = context.obj
    configuration = load(session.options)
    folder = configuration.files or files_beside(configuration.db)
    told = backups.restore(
        file.expanduser(), configuration.db, clock=session.clock, files=Path(folder) if folder else None,
        progress=_shown(quiet=json),
    )  # fmt: skip
    _clear(quiet=json)
    rows = sum(told.tables.values())
    if json:
        printing.document(
            {"file": str(file), "made_at": told.made_at, "rows": rows, "files": told.files,
             "missing": list(told.missing)}
        )  # fmt: skip
    else:
        text = n_("Restored {count} row of {made_at}.", "Restored {count} rows of {made_at}.", rows)
        printing.line(text.format(count=rows, made_at=told.made_at))


def _shown(*, quiet: bool) -> Callable[[str, int], None]:
    def show(what: str, done: int) -> None:
        if not quiet and sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{what} {done:,}")
            sys.stderr.flush()

    return show


def _clear(*, quiet: bool) -> None:
    if not quiet and sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
