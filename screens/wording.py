"""Words for what the store answers: refusals, states, actions and fields. Used by the screens and the command line."""

from collections.abc import Callable, Sequence
from datetime import datetime

from screens import kept_words, taken_time, time_words
from screens.invalid_words import INVALID
from store.dates import decimal_comma, full_day
from store.language import _, n_, p_
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
    WrongPassword,
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
        case WrongPassword(pause, unread):
            return _wrong_password(pause, unread=unread)
        case StopwatchRuns():
            return time_words.runs(refused)
        case TimeTaken():
            return time_words.taken(refused)
        case Cancelled():
            return _("Cancelled; nothing was changed.")
        case NothingToUndo(direction):
            return (
                _("There is nothing to take back: only changes of activities can be.")
                if direction == "undo"
                else _("There is nothing to do again.")
            )
        case StoreFault(reason, detail):
            return _fault(reason, detail)
        case OneOfMany(_id, category, about, cause):
            name = f"{category}, {about}" if about else category
            if isinstance(cause, NotAllowed):
                # The right comes first: a long name may run over the edge of the line below.
                denied = _("None was changed: the right {right} is missing for “{name}”.")
                return denied.format(right=kept_words.named_right(cause.right), name=name)
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
    return _("The right {right} is missing; an administrator can give it.").format(right=kept_words.named_right(right))


def _wrong_password(pause: int, *, unread: bool) -> str:
    wait = n_("Try again in {count} second.", "Try again in {count} seconds.", pause).format(count=pause)
    if unread:
        return _("Too many wrong tries.") + " " + wait
    text = _("Login and password do not belong together.")
    return f"{text} {wait}" if pause else text


def _wrong_setting(name: str, where: str, detail: str) -> str:
    words = {
        "missing": _("there is no such file"),
        "not-toml": _("this is no TOML"),
        "not-text": _("it is a text, in quotation marks"),
        "not-a-table": _("it is a table"),
        "not-an-instant": _("it is a date and time with an offset, such as 2026-11-24T10:42:00+01:00"),
        "unknown": _("there is no such setting"),
        "not-a-language": _("it is en or pl"),
        "not-a-log-in": _("it is os, password or fixed"),
        "not-a-mail-server": _(
            "it is smtp://user:password@host:port or smtps://…, special characters of the password percent-encoded"
        ),
        "not-a-gateway": _("it is smsapi://TOKEN, or an Apprise address with {phone} where the number goes"),
        "not-a-sender": _("it is an e-mail address, with a name before it or without"),
        "fixed": _("with --fixed-user it is taken from the file alone"),
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
        "lost": _("The connection to {name} was lost while saving. Nothing was saved; try again."),
        "undecided": _(
            "The connection to {name} was lost at the last moment: it may be saved or not. A form may be saved again, "
            "nothing is saved twice; elsewhere look first."
        ),
        "no-room": _("The server of {name} takes no more connections. Try again in a moment."),
        "no-right": _("The database {name} does not let its user do this. An administrator grants it."),
        "too-slow": _("The database {name} took too long to answer and was stopped. Try again with less."),
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
    """Return a number of bytes as people read it: "812 B", "1.4 MB" or "1,4 MB"; units as the limit is set in (G4)."""
    amount, unit = float(size), "B"
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1024 or unit == "GB":
            break
        amount /= 1024
    text = f"{amount:.0f}" if amount >= 100 else f"{amount:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if decimal_comma() else text} {unit}"


def invalid(refused: Invalid) -> str:
    """Return the line for a field that breaks a rule."""
    known = INVALID.get((refused.field, refused.reason)) or INVALID.get(("", refused.reason))
    if refused.reason == "unknown" and not refused.allowed and (refused.field, "unknown") not in INVALID:
        known = _not_known
    if known is None:
        return f"{field_label(refused.field)}: {refused.reason} {refused.value}".strip()
    return known().format(
        field=field_label(refused.field), value=_shown(refused.value), allowed=", ".join(_allowed(refused))
    )


def _allowed(refused: Invalid) -> Sequence[str]:
    return [kept_words.hue_word(hue) for hue in refused.allowed] if refused.field == "colour" else refused.allowed


def _not_known() -> str:
    return _("{field}: “{value}” is not known.")


def _shown(value: str) -> str:
    try:
        return datetime.fromisoformat(value).strftime("%d.%m.%Y %H:%M") if "T" in value else shortened(value)
    except ValueError:
        return shortened(value)


def shortened(value: str) -> str:
    """Return what somebody gave as it may stand in a line."""
    return value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"


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
        "entry": _("entry"),
        "dictionary": _("dictionary"),
        "reminder-shortcut": _("reminder shortcut"),
        "contact-status": _("contact status"),
        "contact-group": _("contact group"),
        "person-function": _("person function"),
        "project-status": _("project status"),
        "project-stage": _("project stage"),
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
        "stage": _("stage"),
        "responsible": _("responsible"),
        "start_on": _("start"),
        "end_on": _("end"),
        "keywords": _("keywords"),
        "keyword": _("keyword"),
        "relation": _("relation"),
    }
    return words.get(field) or time_words.field_label(field) or kept_words.field_label(field) or field.replace("_", " ")


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


def channel_label(channel: str) -> str:
    """Return what a channel of reminders and notifications is called beside a switch (D1)."""
    words = {"app": p_("channel", "in-app"), "email": p_("channel", "e-mail"), "sms": p_("channel", "SMS")}
    return words.get(channel, channel)


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
    return kept_words.changed_value(field, time_words.changed_time(field, value))


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
        "password": p_("action", "password set"),
        "undo": p_("action", "taken back"),
        "redo": p_("action", "done again"),
        "add": p_("action", "added"),
        "attach": p_("action", "attached"),
        "detach": p_("action", "removed"),
        "merge": p_("action", "merged"),
        "relate": p_("action", "related"),
        "unrelate": p_("action", "relation ended"),
        "retire": p_("action", "retired"),
        "take-over": p_("action", "taken over"),
        "unretire": p_("action", "taken back from retirement"),
    }
    return words.get(action) or time_words.action_label(action) or action
