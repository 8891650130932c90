"""The command `report` (F)."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing
from crm_tui.cli.session import Session
from screens import report_words
from store.language import _
from store.refusals import Invalid

if TYPE_CHECKING:
    from store.reports import Query, Report

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("report")(report)


def report(
    context: typer.Context,
    which: Annotated[str, typer.Argument(metavar="time|activities|goals|overdue|forgotten")],
    by: Annotated[
        list[str] | None,
        typer.Option(help="Group by user, contact, project, category, goal, day, week, month …; at most two."),
    ] = None,
    from_: Annotated[str, typer.Option("--from", help="From this day on, in words.")] = "",
    to: Annotated[str, typer.Option(help="To this day, inclusive.")] = "",
    user: Annotated[str, typer.Option(help="Only this user's: a login.")] = "",
    contact: Annotated[str, typer.Option()] = "",
    project: Annotated[str, typer.Option()] = "",
    category: Annotated[str, typer.Option()] = "",
    goal: Annotated[str, typer.Option()] = "",
    status: Annotated[str, typer.Option(help="planned, completed or cancelled.")] = "",
    export: Annotated[
        str, typer.Option(metavar="FILE", help="Write it to a .csv or .json file; - for CSV on standard output.")
    ] = "",
    json: Json = False,
) -> None:
    """Count time, activities, success of goals, what is overdue, who was forgotten."""
    from store import reports

    session: Session = context.obj
    query = _query(
        session, which, by or [], from_, to, user=user, contact=contact, project=project, category=category, goal=goal,
        status=status,
    )  # fmt: skip
    made = reports.make(session.store, session.me, query)
    if export:
        _export(session, export, made)
    if json:
        printing.document(_shape(query, made))
    elif not export:
        _print(made)


def _query(session: Session, which: str, by: list[str], from_: str, to: str, *, status: str, **named: str) -> "Query":
    from store import contacts, dictionaries, people, projects
    from store.reports import Query
    from store.rows import STATUSES

    store, me = session.store, session.me
    if status and status not in STATUSES:
        raise Invalid("status", "unknown", status, STATUSES)
    finders: dict[str, Any] = {
        "user": lambda text: people.user_named(store, me, text),
        "contact": lambda text: contacts.named(store, me, text, retired=True),
        "project": lambda text: projects.named(store, me, text, retired=True),
        "category": lambda text: dictionaries.entry_named(store, me, "category", text, retired=True),
        "goal": lambda text: dictionaries.entry_named(store, me, "goal", text, retired=True),
    }
    ids = {f"{name}_id": finders[name](text).id for name, text in named.items() if text}
    levels: Any = tuple(part.strip() for text in by for part in text.split(",") if part.strip())
    kind: Any = which
    return Query(
        kind,
        levels,
        start=phrases_in.day(session, "from", from_) if from_ else None,
        end=phrases_in.last_day(phrases_in.reading(session, "to", to)) if to else None,
        status=status or None,
        **ids,
    )


def _export(session: Session, name: str, made: "Report") -> None:
    from store import reports
    from store.exchange.files_out import written

    if name == "-":
        reports.export(session.store, session.me, sys.stdout, "csv", made)
        return
    kind = Path(name).suffix.lower().removeprefix(".")
    if kind not in {"csv", "json"}:
        raise Invalid("file", "unknown-kind", name, ("csv", "json"))
    places = session.places
    with written(places.path(name), mark=kind == "csv", follow=places.own is None) as file:
        reports.export(session.store, session.me, file, kind, made)


def _shape(query: "Query", made: "Report") -> dict[str, Any]:
    from store.reports.export import shaper

    return {
        "report": query.kind,
        "by": list(made.by),
        "from": query.start.isoformat() if query.start else None,
        "to": query.end.isoformat() if query.end else None,
        "rows": list(map(shaper(made), made.groups)),
        "total": {measure.name: number for measure, number in zip(made.measures, made.total, strict=True)},
    }


def _print(made: "Report") -> None:
    if not made.groups:
        printing.line(_("Nothing found."))
        return
    heads = [report_words.dimension(name) for name in made.by]
    table = [[*heads, *(report_words.measure(measure.name) for measure in made.measures)]]
    for group in made.groups:
        keys = [report_words.key_text(name, key) for name, key in zip(made.by, group.keys, strict=True)]
        numbers = [report_words.number(*pair) for pair in zip(made.measures, group.numbers, strict=True)]
        table.append([*keys, *numbers])
    totals = [report_words.number(*pair) for pair in zip(made.measures, made.total, strict=True)]
    table.append([_("total"), *[""] * (len(heads) - 1), *totals])
    printing.table(table, right=range(len(heads), len(table[0])))
