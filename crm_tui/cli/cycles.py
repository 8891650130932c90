"""The command that previews a cycle, saving nothing (B7)."""

import json as json_
import sys
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from crm_tui.cli import printing
from crm_tui.cli.phrases_in import reading
from crm_tui.cli.phrases_in import until as last
from crm_tui.cli.service import zone_of
from crm_tui.cli.session import Session
from store.language import n_
from store.refusals import Invalid, Refused

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("cycle")(cycle)


def cycle(
    context: typer.Context,
    rrule: Annotated[list[str], typer.Argument(help="An RRULE value or words; - reads JSON lines.")],
    start: Annotated[str, typer.Option(metavar="PHRASE", help="When it starts.")] = "",
    until: Annotated[str, typer.Option(metavar="PHRASE", help="When it ends.")] = "",
    count: Annotated[int | None, typer.Option(metavar="N", help="How many times.")] = None,
    json: Json = False,
) -> None:
    """Show what a cycle means: in words, how many, and the dates."""
    session: Session = context.obj
    now = session.clock.now().astimezone(ZoneInfo(zone_of(session)))
    if rrule == ["-"]:
        for line in sys.stdin:
            if line.strip():
                printing.document(_answer(session, line, now))
        return
    text = " ".join(rrule)
    try:
        found = _preview(session, text, start, until, count, now)
    except Refused as refused:
        message = _message(refused)
        printing.problem(message)
        if json:
            error = {"kind": refused.kind, "message": message}
            printing.document({"rrule": text, "message": message, "error": error})
        raise typer.Exit(1) from None
    if json:
        printing.document(found)
        return
    printing.line(found["words"])
    printing.line(n_("{count} date", "{count} dates", found["count"]).format(count=found["count"]))
    for one in found["dates"]:
        printing.line(one)


def _answer(session: Session, line: str, now: datetime) -> dict[str, Any]:
    """Return the document for one line of input; a line that is wrong gets a message."""
    try:
        asked = json_.loads(line)
    except (ValueError, RecursionError):
        return {"rrule": None, "message": _message(Invalid("line", "not-json", line.strip()[:60]))}
    text = asked.get("rrule") if isinstance(asked, dict) else None
    if not isinstance(asked, dict) or not isinstance(text, str):
        return {"rrule": None, "message": _message(Invalid("line", "not-json", line.strip()[:60]))}
    try:
        start, until, count = asked.get("start"), asked.get("until"), asked.get("count")
        for name, value, kind in (("start", start, str), ("until", until, str), ("count", count, int)):
            if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
                raise Invalid(name, "not-a-value", str(value)[:60])
        return _preview(session, text, start or "", until or "", count, now)
    except Refused as refused:
        return {"rrule": text, "message": _message(refused)}


def _message(refused: Refused) -> str:
    from screens.wording import refusal

    return refusal(refused)


def _preview(session: Session, text: str, start: str, until: str, count: int | None, now: datetime) -> dict[str, Any]:
    from store import cycles

    if not start.strip():
        raise Invalid("start", "of-cycle-missing")
    begins = reading(session, "start", start, now=now)
    if begins.grain in ("week", "month"):
        raise Invalid("start", "needs-day", start)
    end = last(session, until, now=now) if until.strip() else None
    first = begins.start.astimezone(now.tzinfo) if isinstance(begins.start, datetime) else begins.start
    found = cycles.read(text, start=first, until=end, count=count)
    all_ = [one.isoformat() for one in cycles.dates(found)]
    return {"rrule": found.rrule, "words": cycles.words(found), "count": len(all_), "dates": all_}
