"""Commands that bring files in and put them out: import, export (H2, C9)."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, BinaryIO, TextIO

import typer

from crm_tui.cli import printing
from crm_tui.cli.activities import period, wanted_of
from crm_tui.cli.misuse import not_one_of
from crm_tui.cli.session import Session
from screens import exchange_words
from screens.wording import refusal
from store.exchange.report import POLICIES, Fate, Report
from store.language import _, n_
from store.refusals import Invalid, Refused
from store.system_errors import system_words

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Format = Annotated[str, typer.Option("--format", help="The kind of file, where its ending does not say it.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A path; - for standard input or output.")]
import_ = typer.Typer(help="Bring contacts in from a file.", no_args_is_help=True, rich_markup_mode=None)
export = typer.Typer(
    help="Put contacts, activities or time out to a file.", no_args_is_help=True, rich_markup_mode=None
)
SHOWN = 200


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.add_typer(import_, name="import")
    app.add_typer(export, name="export")


# --------------------------------------------------------------------- import


@import_.command("contacts")
def import_contacts(
    context: typer.Context,
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    duplicates: Annotated[str, typer.Option(help="skip, merge (fill empty fields) or overwrite.")] = "skip",
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column of a table means; may be repeated."),
    ] = None,
    encoding: Annotated[str, typer.Option(help="Of the file, where it is taken for another.")] = "",
    delimiter: Annotated[str, typer.Option(help="Of the table, where it is taken for another.")] = "",
    format_: Format = "",
    json: Json = False,
) -> None:
    """Bring in contacts and their persons from a vCard, CSV or JSON file."""
    from store.exchange import contacts_in
    from store.exchange.source import Source, kind_of

    session: Session = context.obj
    if duplicates not in POLICIES:
        raise not_one_of(duplicates, POLICIES, "--duplicates")
    columns = _columns(mapping or [])
    kind = kind_of(file, format_)
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    with _opened(file) as stream:
        source = Source(stream, kind, encoding=encoding, delimiter=delimiter, columns=columns)
        report = contacts_in.bring_in(
            session.store, session.me, source, policy=duplicates, dry_run=dry_run, every_fate=dry_run,
            progress=_progress(source, json),
        )  # fmt: skip
    _say(file, report, source, json)
    if report.refused and len(report.refused) == report.counts.total():
        raise typer.Exit(1)


def _columns(mapping: list[str]) -> dict[str, str]:
    columns = {}
    for one in mapping:
        column, equals, field = one.rpartition("=")
        if not equals:
            raise typer.BadParameter(_("“{value}” is not COLUMN=FIELD").format(value=one), param_hint="--map")
        columns[column] = field.strip().replace("-", "_")
    return columns


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115
    except (OSError, ValueError) as error:
        reason = system_words(error) if isinstance(error, OSError) else str(error)
        raise Invalid("file", "cannot-read", name, (reason,)) from error
    with stream:
        try:
            yield stream
        except IsADirectoryError as error:
            raise Invalid("file", "cannot-read", name, (system_words(error),)) from error


def _progress(source: Any, json: bool) -> Callable[[int], None] | None:
    if json or not sys.stderr.isatty():
        return None
    size = max(source.size, 1)

    def show(done: int) -> None:
        sys.stderr.write(f"\r{min(100, source.read * 100 // size):>3} %  {done:,}")
        sys.stderr.flush()

    return show


def _say(file: str, report: Report, source: Any, json: bool) -> None:
    if sys.stderr.isatty() and not json:
        sys.stderr.write("\r\x1b[K")
    if json:
        printing.document(_shape(file, report, source))
    else:
        if report.dry_run and report.fates:
            rows = [exchange_words.fate_cells(fate) for fate in report.fates[:SHOWN]]
            printing.table(rows, right=(0,))
            if (more := len(report.fates) - SHOWN) > 0:
                printing.line(n_("… and {count} more", "… and {count} more", more).format(count=more))
        printing.line(exchange_words.summary(report))
    for fate in report.refused:
        printing.problem(exchange_words.refused_line(fate))
    for remark in report.remarks:
        printing.problem(exchange_words.remark_line(remark))


def _shape(file: str, report: Report, source: Any) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "file": file,
        "kind": source.kind,
        "encoding": source.lines.page or source.lines.encoding,
        "dry_run": report.dry_run,
        "duplicates": report.policy,
        **exchange_words.counts(report),
        "contacts_added": report.contacts,
        "persons_added": report.persons,
        "refusals": [{"line": fate.line, "name": fate.name, **_problem(fate.problem)} for fate in report.refused],
        "remarks": [
            {"line": remark.line, "kept": remark.kept, **_problem(remark.problem)} for remark in report.remarks
        ],
    }
    if source.layout is not None:
        pairs = zip(source.layout.columns, source.layout.fields, strict=True)
        shape["delimiter"] = source.layout.delimiter
        shape["columns"] = [{"column": column, "field": field or None} for column, field in pairs]
    if report.dry_run:
        shape["rows"] = [_row(fate) for fate in report.fates]
    return shape


def _problem(problem: Refused | None) -> dict[str, Any]:
    if problem is None:
        return {}
    reason = problem.reason if isinstance(problem, Invalid) else problem.kind
    field = problem.field if isinstance(problem, Invalid) else None
    return {"field": field, "reason": reason, "message": refusal(problem)}


def _row(fate: Fate) -> dict[str, Any]:
    row: dict[str, Any] = {
        "line": fate.line, "fate": fate.kind, "name": fate.name, "matched": fate.matched or None,
        "by": fate.by or None, "fields": list(fate.fields),
    }  # fmt: skip
    return row | _problem(fate.problem)


@import_.command("calendar")
def import_calendar(
    _file: File,
    _dry_run: Annotated[bool, typer.Option("--dry-run", hidden=True)] = False,
    _duplicates: Annotated[str, typer.Option("--duplicates", hidden=True)] = "skip",
    _json: Json = False,
) -> None:
    """Bring in a calendar: not part of this version yet."""
    raise Invalid("calendar", "not-yet")


# --------------------------------------------------------------------- export


@contextmanager
def _target(file: str, mark: bool) -> Iterator[TextIO]:
    from store.exchange.files_out import written

    if file == "-":
        if mark:
            sys.stdout.write("\ufeff")
        yield sys.stdout
        sys.stdout.flush()
        return
    with written(Path(file), mark=mark) as stream:
        yield stream


def _exported(file: str, kind: str, count: int, json: bool, words: str) -> None:
    if file == "-":
        return
    if json:
        printing.document({"file": file, "kind": kind, "count": count})
    else:
        printing.line(words)


@export.command("contacts")
def export_contacts(
    context: typer.Context,
    file: File,
    text: Annotated[str, typer.Option(help="Only those that contain this.")] = "",
    vcard: Annotated[str, typer.Option(help="Version of vCard: 4 or 3.")] = "4",
    mark: Annotated[bool, typer.Option("--bom", help="Begin a CSV file with a byte order mark, for Excel.")] = False,
    format_: Format = "",
    json: Json = False,
) -> None:
    """Put out contacts with their persons: vcf, csv or json. Replaces the file."""
    from store.exchange import contacts_out
    from store.exchange.source import kind_of

    session: Session = context.obj
    versions = {version[0]: version for version in contacts_out.VERSIONS}
    if vcard.removesuffix(".0") not in versions:
        raise not_one_of(vcard, list(versions), "--vcard")
    kind = kind_of(file, format_, contacts_out.KINDS)
    with _target(file, mark and kind == "csv") as stream:
        count = contacts_out.export(
            session.store, session.me, stream, kind, text=text, version=versions[vcard.removesuffix(".0")]
        )
    _exported(file, kind, count, json, exchange_words.contacts_exported(count, file))


@export.command("activities")
def export_activities(
    context: typer.Context,
    file: File,
    from_: Annotated[str, typer.Option("--from", help="From this day or time on.")] = "",
    to: Annotated[str, typer.Option(help="To this day, inclusive, or time.")] = "",
    user: Annotated[str, typer.Option(help="Whose: a login.")] = "",
    _everyone: Annotated[
        bool, typer.Option("--all", help="Everybody's, as far as one may see; so it is anyway.")
    ] = False,
    status: Annotated[str, typer.Option(help="planned, completed or cancelled.")] = "",
    category: Annotated[str, typer.Option()] = "",
    contact: Annotated[str, typer.Option()] = "",
    project: Annotated[str, typer.Option()] = "",
    text: Annotated[str, typer.Option(help="Contains this.")] = "",
    mark: Annotated[bool, typer.Option("--bom", help="Begin a CSV file with a byte order mark, for Excel.")] = False,
    format_: Format = "",
    json: Json = False,
) -> None:
    """Put out activities: csv or json. Replaces the file."""
    from store import activity_list
    from store.exchange import activities_out
    from store.exchange.source import kind_of

    session: Session = context.obj
    if (format_ or Path(file).suffix.removeprefix(".")).lower() == "ics":
        raise Invalid("calendar", "not-yet")
    kind = kind_of(file, format_, activities_out.KINDS)
    wanted = wanted_of(
        session, from_=from_, to=to, user=user, everyone=not user, status=status, category=category, contact=contact,
        project=project, text=text,
    )  # fmt: skip
    numbers = activity_list.numbers(session.store, session.me, wanted)
    with _target(file, mark and kind == "csv") as stream:
        count = activities_out.export(session.store, session.me, stream, kind, numbers)
    _exported(file, kind, count, json, exchange_words.activities_exported(count, file))


@export.command("calendar")
def export_calendar(_file: File, _json: Json = False) -> None:
    """Put out a calendar: not part of this version yet."""
    raise Invalid("calendar", "not-yet")


@export.command("time")
def export_time(
    context: typer.Context,
    file: File,
    from_: Annotated[str, typer.Option("--from", help="Begun from this day or time on.")] = "",
    to: Annotated[str, typer.Option(help="Begun up to this day, inclusive, or time.")] = "",
    user: Annotated[str, typer.Option(help="Whose: a login.")] = "",
    mark: Annotated[bool, typer.Option("--bom", help="Begin a CSV file with a byte order mark, for Excel.")] = False,
    format_: Format = "",
    json: Json = False,
) -> None:
    """Put out measured time: csv or json. Replaces the file."""
    from store import people
    from store.exchange import time_out
    from store.exchange.source import kind_of

    session: Session = context.obj
    kind = kind_of(file, format_, time_out.KINDS)
    start, end = period(session, from_, to)
    owner = people.user_named(session.store, session.me, user).id if user else None
    wanted = time_out.WantedTime(start, end, owner)
    with _target(file, mark and kind == "csv") as stream:
        count = time_out.export(session.store, session.me, stream, kind, wanted)
    _exported(file, kind, count, json, exchange_words.time_exported(count, file))
