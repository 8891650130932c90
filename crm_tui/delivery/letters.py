"""What letters say: reminders (D1), events (D5), the day plan (D7); each in its reader's language and zone."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm_tui.delivery.message import Letter
from crm_tui.delivery.sheet import Row, Section, Sheet, as_html, as_text
from screens.wording import changed_value, field_label, priority_label
from store.dates import clock_time, full_day, long_day
from store.exchange.calendars import PLACE, calendar, title
from store.language import _, n_, p_, speaking
from store.reminder_rows import Outgoing, Recipient, Told
from store.rows import ActivityRow, DayPlan
from store.texts import one_line
from store.when import AllDay, OpenEnded, Timed, When

LONGEST_DETAILS = 4_000
LONGEST_SUBJECT = 150


def letter(outgoing: Outgoing) -> Letter:
    """Return the letter for what a channel is to send. Raises ValueError where there is nothing to say."""
    with speaking(outgoing.to.language):
        if outgoing.plan is not None:
            return day_plan(outgoing.plan, outgoing.to, now=outgoing.now)
        if outgoing.events:
            return event(outgoing.events, outgoing.activity, outgoing.to, now=outgoing.now, place=outgoing.place)
        if outgoing.activity is not None:
            return reminder(outgoing.activity, outgoing.to, now=outgoing.now, due=outgoing.due, place=outgoing.place)
    raise ValueError(f"delivery {outgoing.id} of kind {outgoing.kind} has nothing to say")


def reminder(row: ActivityRow, to: Recipient, *, now: datetime, due: datetime | None = None, place: str = "") -> Letter:
    """Return the reminder of an activity; `due` is when it should have come, where it is late (D3)."""
    with speaking(to.language):
        when = when_words(row.when, to.zone)
        late = [late_words(due, to.zone)] if due else []
        said = (when, *late, *_said_of(row))
        sheet = Sheet(title(row), said, (Section("", _facts(row)),), foot=_foot(row, to.zone))
        start = _start_words(row.when, to.zone)
        pattern = _("Late reminder: {title}, {when}") if due else _("Reminder: {title}, {when}")
        return _letter(pattern.format(title=title(row), when=start), sheet, to, now, [row], place)


def event(events: Sequence[Told], row: ActivityRow | None, to: Recipient, *, now: datetime, place: str = "") -> Letter:
    """Return what others did to an activity, oldest first, in one letter (D5); `row` is the activity as it stands."""
    with speaking(to.language):
        last = events[-1]
        name = title(row) if row is not None else last.title
        kinds = dict.fromkeys(event_words(told) for told in events)
        sections = [Section("", tuple(_told(told, to.zone) for told in events))]
        when = row.when if row is not None else last.when
        after: tuple[str, ...] = ()
        if row is not None:
            sections.append(Section("", _facts(row)))
            after = _said_of(row)
        heading = f"{', '.join(kinds)}: {name}"
        sheet = Sheet(heading, (when_words(when, to.zone),), tuple(sections), after, _foot(row, to.zone))
        planned = [row] if row is not None and row.status == "planned" else []
        return _letter(f"{heading}, {_start_words(when, to.zone)}", sheet, to, now, planned, place)


def day_plan(plan: DayPlan, to: Recipient, *, now: datetime) -> Letter:
    """Return one day's plan: overdue, all day, timed, open-ended (D7)."""
    with speaking(to.language):
        untimed = [row for row in plan.any_time if not isinstance(row.when, OpenEnded)]
        open_ended = [row for row in plan.any_time if isinstance(row.when, OpenEnded)]
        overdue = _("Overdue ({count})").format(count=max(plan.overdue_total, len(plan.overdue)))
        sections = [
            Section(overdue, _plan_rows(plan.overdue, to.zone, None)),
            Section(_("All day"), _plan_rows(untimed, to.zone, plan.day)),
            Section(_("Timed"), _plan_rows(plan.timed, to.zone, plan.day)),
            Section(_("Open-ended"), _plan_rows(open_ended, to.zone, plan.day)),
        ]
        more = plan.overdue_total - len(plan.overdue)
        if more > 0:
            rest = Row("", n_("and {count} more", "and {count} more", more).format(count=more))
            sections[0] = Section(overdue, (*sections[0].rows, rest))
        count = len(plan.any_time) + len(plan.timed)
        said = n_("{count} activity is planned.", "{count} activities are planned.", count).format(count=count)
        sheet = Sheet(
            _("Day plan: {day}").format(day=long_day(plan.day)),
            (said if count else _("Nothing is planned for this day."),),
            tuple(section for section in sections if section.rows),
            foot=_zone_words(to.zone),
        )
        return _letter(f"{sheet.title} ({count})", sheet, to, now)


def trial(to: Recipient, *, now: datetime) -> Letter:
    """Return the letter by which an administrator tries whether e-mail leaves."""
    with speaking(to.language):
        sheet = Sheet(_("E-mail from crm-tui works"), (_("This is a test message: nothing is to be done."),))
        return _letter(sheet.title, sheet, to, now)


def event_words(told: Told) -> str:
    """Return what was done, as a letter begins with it."""
    words = {
        "assigned": p_("letter", "New for you"),
        "unassigned": p_("letter", "No longer yours"),
        "moved": p_("letter", "Moved"),
        "changed": p_("letter", "Changed"),
        "cancelled": p_("letter", "Cancelled"),
        "completed": p_("letter", "Completed"),
        "reopened": p_("letter", "Planned again"),
        "discussed": p_("letter", "Discussed"),
    }
    return words.get(told.kind, told.kind)


def late_words(due: datetime, zone: str) -> str:
    """Return that a reminder is late (D3)."""
    day = full_day(due.astimezone(ZoneInfo(zone)).date())
    return _("This reminder is late: it was due on {day} at {time}.").format(day=day, time=clock_time(due, zone))


def when_words(when: When, zone: str) -> str:
    """Return a time in full, as it still reads a week later: "Tuesday 24 November 2026, 15:00–15:30"."""
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            first, last = when.start.astimezone(tz).date(), when.end.astimezone(tz).date()
            start = f"{long_day(first)}, {clock_time(when.start, zone)}"
            if when.start == when.end:
                return start
            end = clock_time(when.end, zone)
            return f"{start}–{end}" if first == last else f"{start} – {long_day(last)}, {end}"
        case AllDay():
            days = long_day(when.first) + (f" – {long_day(when.last)}" if when.last != when.first else "")
            return f"{days}, {_('all day')}"
        case OpenEnded():
            return _("open-ended")


def _start_words(when: When, zone: str) -> str:
    match when:
        case Timed():
            return f"{full_day(when.start.astimezone(ZoneInfo(zone)).date())} {clock_time(when.start, zone)}"
        case AllDay():
            return full_day(when.first)
        case OpenEnded():
            return _("open-ended")


def _said_of(row: ActivityRow) -> tuple[str, ...]:
    details = row.details if len(row.details) <= LONGEST_DETAILS else row.details[:LONGEST_DETAILS] + "…"
    return tuple(text for text in (row.description, details) if text)


def _facts(row: ActivityRow) -> tuple[Row, ...]:
    facts = (
        (_("contact"), row.contact.name if row.contact else ""),
        (_("persons"), ", ".join(person.name for person in row.persons)),
        (_("project"), row.project.name if row.project else ""),
        (_("goal"), row.goal.name if row.goal else ""),
        (_("priority"), priority_label(row.priority) if row.priority != "normal" else ""),
        (_("performers"), ", ".join(user.name for user in row.performers)),
        (_("assigner"), row.assigner.name),
    )
    return tuple(Row(f"{label}:", value) for label, value in facts if value)


def _told(told: Told, zone: str) -> Row:
    at = f"{full_day(told.at.astimezone(ZoneInfo(zone)).date())} {clock_time(told.at, zone)}"
    said = f"{told.by.name}: {event_words(told)}"
    if told.count > 1:
        said += f" ({n_('{count} activity', '{count} activities', told.count).format(count=told.count)})"
    under = [told.note] if told.note else []
    for field in told.fields:
        before, after = (changed_value(field.field, value) or "—" for value in (field.before, field.after))
        under.append(f"{field_label(field.field)}: {before} → {after}")
    return Row(at, said, tuple(under))


def _plan_rows(rows: Sequence[ActivityRow], zone: str, day: date | None) -> tuple[Row, ...]:
    """Return the rows of a section of `day`; without one each says its own."""
    return tuple(_plan_row(row, zone, day) for row in rows)


def _plan_row(row: ActivityRow, zone: str, day: date | None) -> Row:
    if day is None:
        label = _start_words(row.when, zone)
    else:
        label = _hours(row.when, zone, day) if isinstance(row.when, Timed) else "•"
    marks = [f"[{priority_label(row.priority)}]"] if row.priority in {"high", "urgent"} else []
    persons = [", ".join(person.name for person in row.persons)] if row.persons else []
    return Row(label, " ".join((title(row), *marks)), tuple(text for text in (row.description, *persons) if text))


def _hours(when: Timed, zone: str, day: date) -> str:
    """Return from when to when on a day: "9:00", "9:00–10:30", "…–10:30" of what began before."""
    first, last = (instant.astimezone(ZoneInfo(zone)).date() for instant in (when.start, when.end))
    start = clock_time(when.start, zone) if first >= day else "…"
    if when.start == when.end:
        return start
    return f"{start}–{clock_time(when.end, zone) if last <= day else '…'}"


def _foot(row: ActivityRow | None, zone: str) -> str:
    number = _("Activity {id} in crm-tui.").format(id=row.id) if row is not None else ""
    return f"{number} {_zone_words(zone)}".strip()


def _zone_words(zone: str) -> str:
    return _("Times are those of {zone}.").format(zone=zone)


def _letter(
    subject: str, sheet: Sheet, to: Recipient, now: datetime, rows: Sequence[ActivityRow] = (), place: str = ""
) -> Letter:
    line = one_line(subject)
    short = line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1] + "…"
    attached = calendar(rows, now=now, place=place or PLACE)
    name = f"crm-tui-{rows[0].id}.ics" if attached else ""
    return Letter(short, as_text(sheet), as_html(sheet, to.language), now, attached, name)
