"""Commands about measured time: start, stop, and `time` for what is added and corrected by hand (E)."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.listing import print_activity
from crm_tui.cli.session import Session
from screens import time_words
from store.language import _
from store.refusals import Invalid
from store.when import Timed

if TYPE_CHECKING:
    from store.time_rows import TimeEntryRow

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
EntryNumber = Annotated[int, typer.Argument(metavar="ENTRY", help="The number of the entry, as `show` gives it.")]
Note = Annotated[str, typer.Option(help="What was done in it.")]
time_ = typer.Typer(help="Add, correct and delete measured time by hand.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command("start")(start)
    app.command("stop")(stop)
    app.add_typer(time_, name="time")


def start(
    context: typer.Context,
    number: Annotated[int | None, typer.Argument(help="The activity's number; without it the last one again.")] = None,
    switch: Annotated[bool, typer.Option("--switch", help="Stop what runs first.")] = False,
    json: Json = False,
) -> None:
    """Start the stopwatch."""
    from store import stopwatch

    session: Session = context.obj
    started = stopwatch.start(session.store, session.me, number, switch=switch)
    if started.stopped is not None and not json:
        printing.line(printing.safe(time_words.stopped(started.stopped, session.now)))
    _answer(session, started.entry, json, _("The stopwatch runs."))


def stop(context: typer.Context, json: Json = False) -> None:
    """Stop the stopwatch."""
    from store import stopwatch

    session: Session = context.obj
    entry = stopwatch.stop(session.store, session.me)
    _answer(session, entry, json, printing.safe(time_words.stopped(entry, session.now)))


@time_.command("add")
def add(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The activity's number.")],
    start: Annotated[str, typer.Option(help="When it began, in words; may be a span such as 9–10:15.")],
    end: Annotated[str | None, typer.Option(help="When it ended, in words.")] = None,
    lasts: Annotated[str | None, typer.Option("--for", help="How long it took, such as 45 min.")] = None,
    note: Note = "",
    user: Annotated[str, typer.Option(help="Whose time, if not one's own: a login.")] = "",
    json: Json = False,
) -> None:
    """Add time that was not measured."""
    from store import people, time_entries

    session: Session = context.obj
    store, me = session.store, session.me
    when = _span(session, start, end, lasts)
    owner = people.user_named(store, me, user).id if user else None
    entry = time_entries.add(store, me, number, when.start, when.end, note=note, user_id=owner)
    _answer(session, entry, json, _("Added."))


@time_.command("edit")
def edit(
    context: typer.Context,
    number: EntryNumber,
    start: Annotated[str, typer.Option(help="When it began, in words; may be a span such as 9–10:15.")] = "",
    end: Annotated[str | None, typer.Option(help="When it ended, in words.")] = None,
    lasts: Annotated[str | None, typer.Option("--for", help="How long it took, such as 45 min.")] = None,
    note: Annotated[str | None, typer.Option(help="What was done in it.")] = None,
    json: Json = False,
) -> None:
    """Correct an entry; its activity's history keeps what it said before."""
    from store import time_entries

    session: Session = context.obj
    row = time_entries.get(session.store, session.me, number)
    begins, ends = row.started, row.ended
    if start or end is not None or lasts is not None:
        begun = start or row.started.astimezone(session.now.tzinfo).isoformat()
        when = _span(session, begun, end, lasts, of=row)
        begins, ends = when.start, when.end if (end or lasts or row.ended is not None) else None
    entry = time_entries.correct(
        session.store, session.me, number, start=begins, end=ends, note=note, version=row.version
    )
    _answer(session, entry, json, _("Corrected."))


@time_.command("delete")
def delete(context: typer.Context, number: EntryNumber, json: Json = False) -> None:
    """Delete an entry; its activity's history keeps what it said."""
    from store import time_entries

    session: Session = context.obj
    time_entries.delete(session.store, session.me, number)
    if json:
        printing.document({"id": number, "deleted": True})
    else:
        printing.line(_("Deleted; the history of the activity keeps it."))


def _span(
    session: Session, start: str, end: str | None, lasts: str | None, *, of: "TimeEntryRow | None" = None
) -> Timed:
    """Return the time that the options name, read as time that has been; without an end the one that stands in `of`."""
    first = phrases_in.past_reading(session, "start", start, of=of.started if of is not None else None)
    if not isinstance(first.start, datetime):
        raise Invalid("start", "needs-time", start)
    if end is None and lasts is None and not isinstance(first.end, datetime):
        if of is None or of.ended is None:
            raise Invalid("end", "missing")
        return Timed(first.start, of.ended)
    usual = first.start - first.start
    when = phrases_in.when(session, start=start, end=end, lasts=lasts, all_day=False, usual=usual, first=first)
    assert isinstance(when, Timed)
    return when


def _answer(session: Session, entry: "TimeEntryRow", json: bool, said: str) -> None:
    """Give the activity, with the entry in it; the entry alone where the activity may no longer be seen."""
    from store import activities
    from store.refusals import NotFound

    zone, now = session.me.zone, session.now
    shown: dict[str, Any] = shapes.time_entry(entry, zone, now)
    try:
        row = activities.get(session.store, session.me, entry.activity_id)
    except NotFound:
        row = None
    if json:
        whole = shapes.activity(row, zone, now) if row is not None else {}
        printing.document({**whole, "time_entry": shown})
        return
    printing.line(said)
    if row is not None:
        print_activity(session, row, entries=(entry,))
