"""The settings of the team (G4) and of each user (G5)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from store import rights
from store.changes import record
from store.database import Store
from store.reading import Reader, SessionReader
from store.refusals import Invalid, NotFound
from store.rows import Acting

Value = bool | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the team: what kind of value it takes and the one it has until it is set."""

    kind: Literal["switch", "hour", "size", "country"]
    default: Value


SETTINGS: dict[str, Setting] = {
    "time-tracking": Setting("switch", True),
    "copy-discussion": Setting("switch", False),
    "allow-without-performer": Setting("switch", False),
    "last-discussion-in-lists": Setting("switch", False),
    "day-plan-mail-hour": Setting("hour", 7),
    "notify-in-quiet-hours": Setting("switch", False),
    "public-notifies-all": Setting("switch", False),
    "holidays-country": Setting("country", ""),
    "attachment-limit": Setting("size", 25 * 1024 * 1024),
}
_UNITS = {"": 1, "B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


def get(store: Store, me: Acting) -> dict[str, Value]:
    """Return every setting of the team under its name in the contract; sizes in bytes."""
    with rights.reading(store, me) as read:
        held: dict[str, str] = dict(read.all("select name, value from team_settings"))
    return {name: parse(name, held[name]) if name in held else setting.default for name, setting in SETTINGS.items()}


def get_one(store: Store, me: Acting, name: str) -> Value:
    """Return one setting. Raises NotFound for a name that is none."""
    if name not in SETTINGS:
        raise NotFound("setting", name, tuple(SETTINGS))
    return get(store, me)[name]


def set_one(store: Store, me: Acting, name: str, value: str) -> Value:
    """Set a setting from text: on or off, an hour, a size such as "25 MB". Needs the right to administer.

    Who turns the tracking of time off stops every stopwatch.
    """
    from store.models import TeamSetting

    if name not in SETTINGS:
        raise NotFound("setting", name, tuple(SETTINGS))
    parsed = parse(name, value)
    stored = _stored(parsed)
    now = store.clock.now()
    with store.writing() as session:
        rights.require(rights.current(SessionReader(session), me), "administer")
        row = session.get(TeamSetting, name) or TeamSetting(name=name, value=_stored(SETTINGS[name].default))
        before, row.value = row.value, stored
        session.add(row)
        if before != stored:
            record(
                session, me, now, kind="setting", record_id=list(SETTINGS).index(name), version=1, action="edit",
                fields=[(name, before, stored)],
            )  # fmt: skip
        if name == "time-tracking" and not parsed:
            from store.stopwatch import stop_all

            stop_all(session, me, now)
        if name in {"day-plan-mail-hour", "holidays-country"}:
            from store import day_plan_mail

            day_plan_mail.follow_all(session, now)
    return parsed


def _stored(value: Value) -> str:
    return ("on" if value else "off") if isinstance(value, bool) else str(value)


def is_on(read: Reader, name: str) -> bool:
    """Tell whether a switch is on, inside a view of the database."""
    row = read.one("select value from team_settings where name = :name", name=name)
    return bool(parse(name, row[0]) if row else SETTINGS[name].default)


def parse(name: str, text: str) -> Value:
    """Return the value that a setting's text means. Raises Invalid for text that it cannot take."""
    kind = SETTINGS[name].kind
    word = text.strip()
    if kind == "switch":
        if word.lower() not in {"on", "off"}:
            raise Invalid(name, "not-a-switch", text, ("on", "off"))
        return word.lower() == "on"
    if kind == "hour":
        match = re.fullmatch(r"(\d{1,2})(:00)?", word)
        if not match or int(match[1]) > 23:
            raise Invalid(name, "not-an-hour", text)
        return int(match[1])
    if kind == "country":
        return _country(name, word)
    match = re.fullmatch(r"(\d{1,12}(?:[.,]\d{1,3})?)\s*([KMG]?B?)", word.upper())
    unit = match[2] if match else ""
    if not match or (unit and not unit.endswith("B") and f"{unit}B" not in _UNITS):
        raise Invalid(name, "not-a-size", text)
    return int(Decimal(match[1].replace(",", ".")) * _UNITS[unit if unit in _UNITS else f"{unit}B"])


def _country(name: str, word: str) -> str:
    """Return a country's two capital letters; "" or off for that of each user's time zone (D7)."""
    from store.holiday_calendar import is_country

    code = "" if word.lower() == "off" else word.upper()
    if code and not is_country(code):
        raise Invalid(name, "unknown", word)
    return code


def preferences(store: Store, me: Acting) -> dict[str, str]:
    """Return the acting user's own settings."""
    with rights.reading(store, me) as read:
        return dict(read.all("select name, value from preferences where user_id = :me", me=me.id))


def set_preference(store: Store, me: Acting, name: str, value: str) -> None:
    """Keep one of the acting user's own settings."""
    from store.models import Preference

    with store.writing() as session:
        rights.current_in(session, me)
        row = session.get(Preference, (me.id, name)) or Preference(user_id=me.id, name=name, value="")
        row.value = value
        session.add(row)
