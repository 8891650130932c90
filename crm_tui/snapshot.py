"""What was last seen, kept so that the first frame need not wait for the database.

One private file for each way of starting the program, named by a fingerprint of everything that decides which
database is opened and as whom. It holds today's plan and, for a SQLite database, where that is; never an address
with a password in it. A snapshot that is damaged, old or another's is as good as none.
"""

import json
import os
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_config_path

from crm_tui import __version__
from store.rows import ActivityRow, CategoryRef, DayPlan, Gap, NoteRow, Ref, Running, TabCounts, UserRef
from store.when import AllDay, OpenEnded, Timed, When

LONGEST_DETAILS = 400


@dataclass
class Snapshot:
    """The last seen plan, with what is needed to show it and to open the database again."""

    db: str
    login: str
    name: str
    zone: str
    language: str
    theme: str
    plan: DayPlan
    files: str = ""
    last_notes: bool = False
    key_map: dict[str, str] = field(default_factory=dict)


def fingerprint(arguments: Sequence[str]) -> str:
    """Return what tells this way of starting from others: arguments, environment, configuration file, user, version."""
    config = _config_file(arguments)
    try:
        stat = config.stat()
        state = f"{stat.st_mtime_ns}:{stat.st_size}"
    except OSError:
        state = "none"
    environment = sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if name.startswith("CRM_TUI_") and name != "CRM_TUI_CLOCK"
    )
    parts = [__version__, *arguments, *environment, str(config), state, str(os.getuid()), str(Path.cwd())]
    parts += [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return "\0".join(parts).encode(errors="surrogateescape").hex()


def _config_file(arguments: Sequence[str]) -> Path:
    for place, argument in enumerate(arguments):
        if argument == "--config" and place + 1 < len(arguments):
            return Path(arguments[place + 1])
        if argument.startswith("--config="):
            return Path(argument.removeprefix("--config="))
    return user_config_path("crm-tui") / "config.toml"


def _file(name: str) -> Path:
    return user_cache_path("crm-tui") / f"last-seen-{zlib.crc32(name.encode()):08x}.json"


def load(name: str) -> Snapshot | None:
    """Return the snapshot of a way of starting, None if there is none that can be used."""
    path = _file(name)
    try:
        if path.stat().st_uid != os.getuid() or path.stat().st_mode & 0o077:
            return None
        held = json.loads(path.read_text(encoding="utf-8"))
        if held.pop("started") != name:
            return None
        held["plan"] = _plan(held["plan"])
        return Snapshot(**held)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def save(name: str, snapshot: Snapshot) -> None:
    """Keep a snapshot, whole or not at all. What cannot be written is done without."""
    path = _file(name)
    plain = {key: value for key, value in vars(snapshot).items() if key != "plan"}
    plain["started"] = name
    plain["plan"] = _plan_data(snapshot.plan)
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(plain, file, ensure_ascii=False, default=_written)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)


def forget(name: str) -> None:
    """Remove a snapshot."""
    _file(name).unlink(missing_ok=True)


def last_theme() -> str:
    """Return the theme that was in use here last, "dark" where none is known: what a log-in is drawn in (G1, G5)."""
    try:
        return "light" if _theme_file().read_text(encoding="utf-8").strip() == "light" else "dark"
    except (OSError, ValueError):
        return "dark"


def keep_theme(theme: str) -> None:
    """Keep it for the next start. What cannot be written is done without."""
    if theme != last_theme():
        with suppress(OSError):
            _theme_file().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _theme_file().write_text(theme, encoding="utf-8")


def _theme_file() -> Path:
    return user_cache_path("crm-tui") / "theme"


def _written(value: Any) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value))


def _plan_data(plan: DayPlan) -> dict[str, Any]:
    data: dict[str, Any] = {"day": plan.day.isoformat(), "counts": asdict(plan.counts), "total": plan.overdue_total}
    for section in ("overdue", "any_time", "timed", "done"):
        data[section] = [_row_data(row) for row in getattr(plan, section)]
    data["gaps"] = [asdict(gap) for gap in plan.gaps]
    return data


def _row_data(row: ActivityRow) -> dict[str, Any]:
    data = asdict(row)
    data["details"] = row.details[:LONGEST_DETAILS]
    match row.when:
        case Timed(start, end):
            data["when"] = ["timed", start.isoformat(), end.isoformat()]
        case AllDay(first, last):
            data["when"] = ["days", first.isoformat(), last.isoformat()]
        case OpenEnded():
            data["when"] = ["open"]
    return data


def _plan(data: dict[str, Any]) -> DayPlan:
    sections = {name: tuple(_row(row) for row in data[name]) for name in ("overdue", "any_time", "timed", "done")}
    gaps = tuple(Gap(datetime.fromisoformat(gap["start"]), _instant(gap["end"])) for gap in data["gaps"])
    return DayPlan(
        day=date.fromisoformat(data["day"]),
        gaps=gaps,
        counts=TabCounts(**data["counts"]),
        overdue_total=data["total"],
        **sections,
    )


def _row(data: dict[str, Any]) -> ActivityRow:
    data = dict(data)
    data["when"] = _when(data["when"])
    data["category"] = CategoryRef(**data["category"])
    data["assigner"] = UserRef(**data["assigner"])
    for name in ("performers", "observers"):
        data[name] = tuple(UserRef(**user) for user in data[name])
    data["persons"] = tuple(Ref(**person) for person in data["persons"])
    for name in ("contact", "project", "goal"):
        data[name] = Ref(**data[name]) if data[name] else None
    data["ended_at"] = _instant(data["ended_at"])
    data["occurrence"] = _instant(data["occurrence"])
    data["running"] = tuple(Running(who["user_id"], datetime.fromisoformat(who["since"])) for who in data["running"])
    if note := data["last_note"]:
        author = UserRef(**note["author"])
        data["last_note"] = NoteRow(note["id"], datetime.fromisoformat(note["at"]), author, note["text"])
    return ActivityRow(**data)


def _when(data: list[str]) -> When:
    match data:
        case ["timed", start, end]:
            return Timed(datetime.fromisoformat(start), datetime.fromisoformat(end))
        case ["days", first, last]:
            return AllDay(date.fromisoformat(first), date.fromisoformat(last))
    return OpenEnded()


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
