"""The words of two versions of an activity, part by part, for the choice between them (A18)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from screens.form.state import FormState
from screens.wording import direction_label, field_label, outcome_label, priority_label, status_label
from store.dates import clock_time, full_day
from store.drafts import ActivityDraft
from store.edit_merge import PARTS
from store.language import _
from store.reminder_words import words
from store.rows import ActivityRow
from store.when import AllDay, Timed, When


def labels() -> dict[str, str]:
    """Return what the parts are called."""
    words = {part: field_label(part) for part in PARTS}
    return words | {"assignment": _("contact or project"), "when": _("date"), "status": _("status")}


def of_state(state: FormState, draft: ActivityDraft, zone: str) -> dict[str, str]:
    """Return what stands in the form."""
    named = {key: ", ".join(pick.text for pick in picks) for key, picks in state.picks.items()}
    return {
        **_plain(draft, zone),
        "category": named["category"],
        "assignment": _joined(named["assignment"], named["persons"], direction_label(draft.direction)),
        "performers": named["performers"],
        "observers": named["observers"],
        "goal": named["goal"],
    }


def of_row(row: ActivityRow, draft: ActivityDraft, zone: str) -> dict[str, str]:
    """Return what stands in the database."""
    persons = ", ".join(person.name for person in row.persons)
    return {
        **_plain(draft, zone),
        "category": row.category.name,
        "assignment": _joined(row.assignment.name if row.assignment else "", persons, direction_label(row.direction)),
        "performers": ", ".join(user.name for user in row.performers),
        "observers": ", ".join(user.name for user in row.observers),
        "goal": row.goal.name if row.goal else "",
    }


def _plain(draft: ActivityDraft, zone: str) -> dict[str, str]:
    def switch(on: bool) -> str:
        return _("yes") if on else _("no")

    return {
        "when": _when(draft.when, zone),
        "status": _joined(status_label(draft.status), outcome_label(draft.outcome)),
        "priority": priority_label(draft.priority),
        "busy": switch(draft.busy),
        "public": switch(draft.public),
        "needs_completing": switch(draft.needs_completing),
        "description": draft.description,
        "details": draft.details,
        "reminders": "; ".join(words(reminder.when, zone) for reminder in draft.reminders),
    }


def _when(when: When | None, zone: str) -> str:
    match when:
        case Timed(start, end):
            return f"{_moment(start, zone)} – {_moment(end, zone)}"
        case AllDay(first, last):
            return full_day(first) if first == last else f"{full_day(first)} – {full_day(last)}"
        case None:
            return ""
    return _("open-ended")


def _moment(instant: datetime, zone: str) -> str:
    return f"{full_day(instant.astimezone(ZoneInfo(zone)).date())} {clock_time(instant, zone)}"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
