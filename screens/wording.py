"""Words for what the store answers: refusals, states, actions and fields. Used by the screens and the command line."""

from collections.abc import Callable
from datetime import datetime

from screens import exchange_words, report_words, taken_time, time_words
from store.dates import decimal_comma, full_day
from store.language import _, p_
from store.refusals import (
    Ambiguous,
    BusyConflict,
    Cancelled,
    FileFault,
    Invalid,
    NotAllowed,
    NotFound,
    NothingToUndo,
    OneOfMany,
    Refused,
    Stale,
    StopwatchRuns,
    StoreFault,
    TimeTaken,
)

LONGEST_SHOWN = 80


def refusal(refused: Exception) -> str:
    """Return one clear line: what happened, which value, what to do."""
    match refused:
        case NotAllowed(right):
            return _denied(right)
        case NotFound(what, value, near):
            text = _("There is no {what} “{value}”.").format(what=what_label(what), value=shortened(value))
            names = ", ".join(map(shortened, near))
            return f"{text} {_('Near: {names}.').format(names=names)}" if near else text
        case Ambiguous(what, value, candidates):
            return _("“{value}” fits several: {names}. Say which.").format(
                value=shortened(value), names=", ".join(map(shortened, candidates)), what=what_label(what)
            )
        case Stale(_what, _id, _version, by):
            who = by or _("somebody")
            return _("{name} changed it meanwhile; read it again before you change it.").format(name=who)
        case BusyConflict():
            return taken_time.summary(refused)
        case StopwatchRuns():
            return time_words.runs(refused)
        case TimeTaken():
            return time_words.taken(refused)
        case Cancelled():
            return _("Cancelled; nothing was changed.")
        case NothingToUndo(direction):
            return _("There is nothing to take back.") if direction == "undo" else _("There is nothing to do again.")
        case StoreFault(reason, detail):
            return _fault(reason, detail)
        case OneOfMany(_id, category, about, cause):
            name = f"{category}, {about}" if about else category
            return _("None was changed. {name}: {problem}").format(name=name, problem=refusal(cause))
        case FileFault():
            return file_fault(refused)
        case Invalid():
            return invalid(refused)
    if isinstance(refused, Refused) and hasattr(refused, "where"):
        return _wrong_setting(
            str(getattr(refused, "name", "")), str(refused.where), str(getattr(refused, "detail", ""))
        )
    return str(refused)


def _denied(right: str) -> str:
    if right == "log-in-fixed":
        return _("The log-in is fixed by this installation; it cannot be chosen.")
    return _("You may not do this: the right “{right}” is missing. An administrator can give it.").format(right=right)


def _wrong_setting(name: str, where: str, detail: str) -> str:
    words = {
        "missing": _("there is no such file"),
        "not-toml": _("this is no TOML"),
        "not-text": _("it is a text, in quotation marks"),
        "not-a-table": _("it is a table"),
        "not-an-instant": _("it is a date and time with an offset, such as 2026-11-24T10:42:00+01:00"),
        "unknown": _("there is no such setting"),
        "not-yet": _("logging in by password is not part of this version"),
    }
    place = f" ({where})" if where else ""
    return _("Setting “{name}”{place}: {problem}.").format(name=name, place=place, problem=words.get(detail, detail))


def _fault(reason: str, detail: str) -> str:
    words = {
        "locked": _("The database {name} is locked by another program. Try again in a moment."),
        "read-only": _("The database {name} cannot be written to. Check the rights of the file and its folder."),
        "corrupt": _("The database {name} is damaged. Restore a backup, or run `crm-tui db check`."),
        "not-a-database": _("{name} is not a crm-tui database. Give another file with --db."),
        "full": _("The disk with {name} is full. Free some space and try again; nothing was changed."),
        "newer": _("The database {name} was made by a newer crm-tui. Update the program."),
        "older": _("The database {name} needs to be brought up to date: run `crm-tui db upgrade`."),
        "unreachable": _("The database {name} cannot be reached. Check the address and that the server runs."),
        "no-files-folder": _("There is no folder for files. Set `files` in config.toml or CRM_TUI_FILES."),
        "no-folder": _("The database {name} cannot be opened or made there. Check the path and its rights."),
        "unknown-user": _(
            "There is no active user “{name}” here. An administrator adds one: `crm-tui user add {name}`."
        ),
    }
    return words.get(reason, "{name}: " + reason).format(name=detail)


def file_fault(fault: FileFault) -> str:
    """Return the line for a file that cannot be taken in or given out (A15)."""
    words = {
        "not-there": _("There is no file {name}."),
        "not-a-file": _("{name} is not a file: folders, pipes and devices cannot be attached."),
        "not-readable": _("{name} cannot be read. Check its rights."),
        "too-large": _("{name} has {size}; at most {limit} may be attached. An administrator can allow more."),
        "changed": _("{name} changed while it was copied. Try again; nothing was attached."),
        "full": _("The disk with {name} is full. Free some space and try again; nothing was changed."),
        "not-writable": _("{name} cannot be written. Check the rights of the folder."),
        "exists": _("There is a file {name} already. Choose another name, or have it replaced."),
        "gone": _("The content of {name} is gone from the folder of files. Restore it from a backup."),
        "damaged": _("The content of {name} is damaged. Restore it from a backup."),
    }
    sizes = {"size": size_text(fault.size), "limit": size_text(fault.limit)}
    return words.get(fault.reason, "{name}: " + fault.reason).format(name=fault.name, **sizes)


def size_text(size: int) -> str:
    """Return a number of bytes as people read it: "812 B", "1.4 MB" or "1,4 MB"."""
    amount, unit = float(size), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    text = f"{amount:.0f}" if unit == "B" or amount >= 100 else f"{amount:.1f}"
    return f"{text.replace('.', ',') if decimal_comma() else text} {unit}"


def invalid(refused: Invalid) -> str:
    """Return the line for a field that breaks a rule."""
    known = _INVALID.get((refused.field, refused.reason)) or _INVALID.get(("", refused.reason))
    if known is None:
        return f"{field_label(refused.field)}: {refused.reason} {refused.value}".strip()
    return known().format(
        field=field_label(refused.field), value=_shown(refused.value), allowed=", ".join(refused.allowed)
    )


def _shown(value: str) -> str:
    try:
        return datetime.fromisoformat(value).strftime("%d.%m.%Y %H:%M") if "T" in value else shortened(value)
    except ValueError:
        return shortened(value)


def shortened(value: str) -> str:
    """Return what somebody gave as it may stand in a line."""
    return value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"


_INVALID: dict[tuple[str, str], Callable[[], str]] = {
    **exchange_words.INVALID,
    **report_words.INVALID,
    **time_words.INVALID,
    ("category", "missing"): lambda: _("Choose a category."),
    ("start", "missing"): lambda: _("Say when it starts, or mark it open-ended."),
    ("start", "needs-day"): lambda: _("“{value}”: on which day?"),
    ("start", "needs-time"): lambda: _("Say at what time it starts, or leave it all day."),
    ("start", "open-ended"): lambda: _("What is open-ended has no start, end or length."),
    ("end", "missing"): lambda: _("Say when it ends."),
    ("end", "needs-time"): lambda: _("“{value}”: at what time does it end?"),
    ("end", "two-ends"): lambda: _("Give either the end or the length, not both."),
    ("end", "past"): lambda: _("This is in the past: it can only be recorded as completed or cancelled."),
    ("end", "end-before-start"): lambda: _("The end is before the start."),
    ("busy", "open-ended"): lambda: _("What is open-ended cannot be busy."),
    ("project", "two-assignments"): lambda: _("Assign it to a contact or to a project, not to both."),
    ("persons", "no-contact"): lambda: _("Contact persons need a contact."),
    ("persons", "other-contact"): lambda: _("{value} is not a person of this contact."),
    ("direction", "no-contact"): lambda: _("The direction needs a contact."),
    ("outcome", "missing"): lambda: _("It has a goal: say success or failure."),
    ("outcome", "no-goal"): lambda: _("There is no goal, so there is no outcome to give."),
    ("outcome", "not-completed"): lambda: _("Only what is completed has an outcome."),
    ("performers", "missing"): lambda: _("Choose at least one performer."),
    ("", "hidden"): lambda: _("{value} is hidden and cannot be chosen."),
    ("performers", "taken"): lambda: _("Somebody performs it already."),
    ("status", "ended"): lambda: _("It has ended already; make it planned again first."),
    ("status", "not-ended"): lambda: _("It has not ended."),
    ("note", "missing"): lambda: _("There is nothing to add."),
    ("cycle", "missing"): lambda: _("Say how it repeats, for example “every week on Tuesday”."),
    ("cycle", "not-understood"): lambda: _(
        "Not understood: “{value}”. Try “every day”, “every 2 weeks on Tuesday”, "
        "“last Friday of the month” or an RRULE."
    ),
    ("cycle", "no-end"): lambda: _("Say when the cycle ends: “until 31 December”, “for 2 weeks” or “10 times”."),
    ("cycle", "two-ends"): lambda: _("The cycle is given two ends ({value}); leave one."),
    ("cycle", "end-before-start"): lambda: _("The cycle ends before it starts ({value}); choose a later end."),
    ("cycle", "never"): lambda: _("There is no such day, ever: {value}. Choose other days or a later end."),
    ("cycle", "too-many"): lambda: _(
        "The cycle has {value} occurrences; at most {allowed} are possible. Choose an earlier end or a lower number."
    ),
    ("cycle", "too-far"): lambda: _(
        "The cycle goes beyond the year {allowed}. Choose an earlier end or a lower number."
    ),
    ("cycle", "too-fast"): lambda: _("A cycle is daily or slower; {value} is not possible. Use one of: {allowed}."),
    ("cycle", "no-frequency"): lambda: _("The rule does not say how often: FREQ is one of {allowed}."),
    ("cycle", "unknown-part"): lambda: _("“{value}” is no part of a rule. Possible parts: {allowed}."),
    ("cycle", "twice"): lambda: _("The rule says {value} twice; leave one."),
    ("cycle", "wrong-value"): lambda: _("“{value}” is not possible in a rule. Possible: {allowed}."),
    ("cycle", "not-together"): lambda: _("{value} do not go together in a rule; use {allowed}."),
    ("cycle", "position-alone"): lambda: _("{value} needs another BY part to choose from, for example BYDAY."),
    ("cycle", "whole-days"): lambda: _("Whole days have no time: leave out {value}, or give the start a time."),
    ("cycle", "open-ended"): lambda: _("What is open-ended cannot have a cycle; give it a start."),
    ("cycle", "too-long"): lambda: _("The rule is too long: {value} characters; at most {allowed}."),
    ("priority", "unknown"): lambda: _("“{value}” is no mark: use {allowed}."),
    ("login", "not-a-login"): lambda: _("“{value}” cannot be a login: one word of at most 64 characters."),
    ("login", "taken"): lambda: _("There is a user “{value}” already."),
    ("active", "last-administrator"): lambda: _("Somebody must be left who may administer."),
    ("zone", "unknown"): lambda: _("There is no time zone “{value}”; write for example Europe/Warsaw."),
    ("phone", "not-a-phone"): lambda: _(
        "“{value}” cannot be a telephone number. Write it with the code of its country, for example +48 600 100 200."
    ),
    ("tax-number", "not-a-nip"): lambda: _("“{value}” is no Polish tax number (NIP): its check digit is wrong."),
    ("tax-number", "not-a-vat-number"): lambda: _("“{value}” is no tax number of {allowed}: it does not check."),
    ("web", "not-an-address"): lambda: _("“{value}” is no web address: write for example https://example.com."),
    ("contact", "itself"): lambda: _("These are the same contact; name another one."),
    ("contact", "merged"): lambda: _("“{value}” has been merged into another contact."),
    ("related", "itself"): lambda: _("A contact cannot be related to itself."),
    ("parent", "group-cycle"): lambda: _("A group cannot be below itself."),
    ("email", "not-an-email"): lambda: _("“{value}” is not an e-mail address."),
    ("line", "not-json"): lambda: _("“{value}” is not a JSON object with an “rrule”."),
    ("", "not-a-value"): lambda: _("{field} cannot be “{value}”."),
    ("url", "missing"): lambda: _("Give an address, for example https://example.com."),
    ("url", "not-a-link"): lambda: _("“{value}” cannot be a link: it begins with one of {allowed}."),
    ("parent", "cycle"): lambda: _("A project cannot be below itself."),
    ("contact", "fixed"): lambda: _("A person stays with their contact."),
    ("cycle", "in-series"): lambda: _("It is part of a cycle already; change its time or its scope instead."),
    ("cycle", "begins-later"): lambda: _("The rule begins on {value}: move the activity there first."),
    ("marks", "too-many"): lambda: _("{value} are marked; at most {allowed} can be changed at once."),
    ("", "not-a-number"): lambda: _("{field}: “{value}” is no whole number from 1 on."),
    ("days", "not-days"): lambda: _("“{value}” are no days of a month: write for example 1, 15, last or 1–7."),
    ("database", "used"): lambda: _("The database {value} has something in it already: give a new one with --db."),
    ("", "missing"): lambda: _("{field} is missing."),
    ("", "unknown"): lambda: _("{field}: “{value}” is not known. Possible: {allowed}."),
    ("", "retired"): lambda: _("“{value}” is retired and cannot be chosen any more."),
    ("", "taken"): lambda: _("There is “{value}” already."),
    ("", "inactive"): lambda: _("{value} is no longer active."),
    ("", "too-long"): lambda: _("{field} is too long: {value} characters; at most {allowed}."),
    ("", "out-of-range"): lambda: _("{field}: {value} is out of range."),
    ("", "not-a-length"): lambda: _("“{value}” is no length: write for example 45 min, 1h30 or 2 hours."),
    ("", "not-a-switch"): lambda: _("{field} is on or off, not “{value}”."),
    ("", "not-an-hour"): lambda: _("{field} is an hour from 0 to 23, not “{value}”."),
    ("", "not-a-size"): lambda: _("{field} is a size such as 25 MB, not “{value}”."),
    ("", "end-before-start"): lambda: _("The end is before the start."),
    ("", "not-understood"): lambda: "{value}",
    ("", "not-yet"): lambda: _("{field} is not part of this version yet."),
}


def what_label(what: str) -> str:
    """Return the word for a kind of record."""
    words = {
        "activity": _("activity"),
        "file": _("file"),
        "contact": _("contact"),
        "person": _("person"),
        "project": _("project"),
        "category": _("category"),
        "goal": _("goal"),
        "user": _("user"),
        "role": _("role"),
        "setting": _("setting"),
        "when": _("date"),
    }
    return words.get(what) or time_words.field_label(what) or what.replace("-", " ")


def field_label(field: str) -> str:
    """Return the word for a field."""
    words = {
        "category": _("category"),
        "start": _("start"),
        "end": _("end"),
        "all_day": _("all day"),
        "zone": _("time zone"),
        "busy": _("busy"),
        "public": _("public"),
        "needs_completing": _("needs completing"),
        "status": _("status"),
        "outcome": _("outcome"),
        "priority": _("priority"),
        "contact": _("contact"),
        "persons": _("persons"),
        "direction": _("direction"),
        "project": _("project"),
        "performers": _("performers"),
        "observers": _("observers"),
        "goal": _("goal"),
        "description": _("description"),
        "details": _("details"),
        "ended_at": _("ended"),
        "cycle": _("cycle"),
        "name": _("name"),
        "note": _("discussion entry"),
        "length": _("length"),
        "colour": _("colour"),
        "progress": _("progress"),
        "language": _("language"),
        "lang": _("language"),
        "login": _("login"),
        "email": _("e-mail"),
        "phone": _("phone"),
        "interval": _("every"),
        "count": _("number of times"),
        "files": _("files and links"),
        "calendar": _("the calendar as a file"),
        "emails": _("e-mail"),
        "phones": _("phone"),
        "short": _("short"),
        "short_name": _("short"),
        "tax-number": _("tax number"),
        "tax_number": _("tax number"),
        "address": _("address"),
        "web": _("web"),
        "status_entry": _("status"),
        "owner": _("owner"),
        "groups": _("groups"),
        "group": _("group"),
        "related": _("related"),
        "merged": _("taken in"),
        "merged_into": _("has become"),
        "retired": _("retired"),
        "position": _("position"),
        "functions": _("functions"),
        "function": _("function"),
        "parent": _("part of"),
        "parent_entry": _("part of"),
        "stage": _("stage"),
        "responsible": _("responsible"),
        "start_on": _("start"),
        "end_on": _("end"),
        "keywords": _("keywords"),
        "keyword": _("keyword"),
        "relation": _("relation"),
    }
    return words.get(field) or time_words.field_label(field) or field.replace("_", " ")


def status_label(status: str) -> str:
    """Return the word for a status (A2)."""
    return {"planned": _("planned"), "completed": _("completed"), "cancelled": _("cancelled")}.get(status, status)


def outcome_label(outcome: str | None) -> str:
    """Return the word for an outcome (A8)."""
    return {"success": _("success"), "failure": _("failure")}.get(outcome or "", "")


def priority_label(priority: str) -> str:
    """Return the word for a priority (A6)."""
    words = {"low": _("low"), "normal": _("normal"), "high": _("high"), "urgent": _("urgent")}
    return words.get(priority, priority)


def direction_label(direction: str | None) -> str:
    """Return the word for a direction (A7)."""
    return {"in": _("incoming"), "out": _("outgoing")}.get(direction or "", "")


def changed_value(field: str, value: str) -> str:
    """Return a value of the history (A19) as people write it: states in words, instants as dates of their own zone."""
    labels: dict[str, Callable[[str], str]] = {
        "status": status_label,
        "outcome": outcome_label,
        "priority": priority_label,
        "direction": direction_label,
    }
    if field in labels:
        return labels[field](value)
    if field in {"start", "end", "ended_at", "time_start", "time_end"} and value:
        moment = datetime.fromisoformat(value)
        return f"{full_day(moment.date())} {moment.hour}:{moment:%M}"
    if field in _SWITCHES:
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    return time_words.changed_time(field, value)


_SWITCHES = frozenset({"all_day", "busy", "public", "needs_completing"})


def action_label(action: str) -> str:
    """Return the word for what a change did (A19)."""
    words = {
        "plan": p_("action", "planned"),
        "record": p_("action", "recorded"),
        "edit": p_("action", "changed"),
        "complete": p_("action", "completed"),
        "cancel": p_("action", "cancelled"),
        "reopen": p_("action", "planned again"),
        "move": p_("action", "moved"),
        "priority": p_("action", "priority set"),
        "mark": p_("action", "mark changed"),
        "take": p_("action", "taken"),
        "delete": p_("action", "deleted"),
        "undo": p_("action", "taken back"),
        "redo": p_("action", "done again"),
        "add": p_("action", "added"),
        "attach": p_("action", "attached"),
        "detach": p_("action", "removed"),
        "merge": p_("action", "merged"),
        "relate": p_("action", "related"),
        "unrelate": p_("action", "relation ended"),
        "retire": p_("action", "retired"),
        "unretire": p_("action", "taken back from retirement"),
    }
    return words.get(action) or time_words.action_label(action) or action
