"""Activities for people: the day plan, a list, and one with all that belongs to it."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from crm_tui.cli import printing
from crm_tui.cli.session import Session
from screens.time_words import entry_cells
from screens.wording import (
    action_label,
    changed_value,
    direction_label,
    field_label,
    outcome_label,
    priority_label,
    size_text,
    status_label,
)
from store.attachments import AttachmentRow
from store.dates import clock_time, full_day, length, long_day, short_day, stamp
from store.language import _
from store.rows import ActivityRow, ChangeRow, DayPlan, NoteRow
from store.time_rows import TimeEntryRow
from store.when import AllDay, OpenEnded, Timed, When

SIGNS = {"urgent": "‼", "high": "!", "normal": " ", "low": "↓"}
ENDED = {"completed": "✓", "cancelled": "✗"}


def print_plan(session: Session, plan: DayPlan) -> None:
    """Print a day plan in its sections."""
    today = session.now.date()
    printing.heading(long_day(plan.day, today))
    sections = (
        (_("OVERDUE"), plan.overdue),
        (_("ANY TIME"), plan.any_time),
        (_("TIMED"), plan.timed),
        (_("DONE TODAY") if plan.day == today else _("DONE"), plan.done),
    )
    rows: list[list[str]] = []
    for title, activities in sections:
        if activities:
            rows.append([title, "", "", "", "", ""])
            rows += [_cells(row, session.me.zone, today, plan.day) for row in activities]
    if rows:
        printing.table(rows, whole=True)
    else:
        printing.line(_("Nothing is planned for this day."))


def print_rows(session: Session, rows: Sequence[ActivityRow]) -> None:
    """Print a list."""
    if not rows:
        printing.line(_("Nothing found."))
    printing.table([_cells(row, session.me.zone, session.now.date(), None) for row in rows])


def _cells(row: ActivityRow, zone: str, today: date, day: date | None) -> list[str]:
    sign = ENDED.get(row.status) or SIGNS[row.priority]
    about = row.assignment.name if row.assignment else "—"
    return [f"{row.id:>5}", _when(row.when, zone, today, day), sign, row.category.name, about, row.description]


def _when(when: When, zone: str, today: date, day: date | None) -> str:
    match when:
        case Timed():
            own = when.start.astimezone(ZoneInfo(zone)).date()
            time = clock_time(when.start, zone)
            return f"{time:>5}" if own == day else f"{short_day(own, today)} {time:>5}"
        case AllDay():
            return _("all day") if day is not None and when.first <= day <= when.last else short_day(when.first, today)
        case OpenEnded():
            return "∞"


def when_words(when: When, zone: str) -> str:
    """Return a time in full."""
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            first, last = when.start.astimezone(tz).date(), when.end.astimezone(tz).date()
            start, end = f"{full_day(first)} {clock_time(when.start, zone)}", clock_time(when.end, zone)
            return f"{start}–{end}" if first == last else f"{start} – {full_day(last)} {end}"
        case AllDay():
            days = (
                full_day(when.first) if when.first == when.last else f"{full_day(when.first)} – {full_day(when.last)}"
            )
            return f"{days}, {_('all day')}"
        case OpenEnded():
            return _("open-ended")


def _cycle(session: Session, row: ActivityRow) -> str:
    if row.series is None:
        return ""
    from screens.series_words import series_text

    return series_text(session.store, session.me, row)


def print_activity(
    session: Session,
    row: ActivityRow,
    *,
    notes: Sequence[NoteRow] = (),
    changes: Sequence[ChangeRow] = (),
    attached: Sequence[AttachmentRow] = (),
    entries: Sequence[TimeEntryRow] = (),
) -> None:
    """Print one activity."""
    zone, today = session.me.zone, session.now.date()
    status = " · ".join(filter(None, (status_label(row.status), outcome_label(row.outcome))))
    facts = [
        (_("number"), str(row.id)),
        (_("category"), row.category.name),
        (_("when"), when_words(row.when, zone)),
        (_("cycle"), _cycle(session, row)),
        (_("status"), status),
        (_("priority"), priority_label(row.priority)),
        (_("contact"), row.contact.name if row.contact else ""),
        (_("persons"), ", ".join(person.name for person in row.persons)),
        (_("direction"), direction_label(row.direction)),
        (_("project"), row.project.name if row.project else ""),
        (_("assigner"), row.assigner.name),
        (_("performers"), ", ".join(user.name for user in row.performers)),
        (_("observers"), ", ".join(user.name for user in row.observers)),
        (_("goal"), row.goal.name if row.goal else ""),
        (_("description"), row.description),
        (_("time spent"), length(timedelta(seconds=tracked)) if (tracked := row.tracked(session.now)) else ""),
    ]
    marks = [(row.busy, _("busy")), (row.public, _("public")), (row.needs_completing, _("needs completing"))]
    facts.append((_("marks"), ", ".join(words for on, words in marks if on)))
    printing.table([[label, value] for label, value in facts if value], right=(0,), whole=True)
    if row.details:
        printing.heading(_("Details"))
        for line in row.details.split("\n"):
            printing.line("  " + printing.safe(line))
    if attached:
        printing.heading(_("Files and links"))
        printing.table(
            [[f"{one.id:>5}", one.name, size_text(one.size) if one.is_file else one.url] for one in attached]
        )
    if entries:
        printing.heading(_("Measured time"))
        printing.table(entry_cells(entries, zone=zone, today=today, now=session.now), right=(0, 3))
    if notes:
        printing.heading(_("Discussion"))
        for note in notes:
            printing.line(
                f"  {printing.safe(note.author.name)} {stamp(note.at, zone, today)}: {printing.safe(note.text)}"
            )
    if changes:
        printing.heading(_("History of changes"))
        for change in changes:
            printing.line(
                f"  {stamp(change.at, zone, today)} {printing.safe(change.user.name)}: {action_label(change.action)}"
            )
            for field in change.fields:
                before, after = (
                    printing.safe(changed_value(field.field, value)) for value in (field.before, field.after)
                )
                values = f"{before or '—'} → {after or '—'}"
                printing.line(f"      {field_label(field.field)}: {values}")
