"""Unsaved forms, kept beside the log so that a closed terminal, a kill or a crash loses nothing (A17).

A file for each open form, written whole or not at all, readable by its owner alone. Whose program still runs holds a
lock on it; what nobody holds is left over, and is offered at the next start of the same user on the same database.
"""

import fcntl
import hashlib
import json
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from platformdirs import user_state_path

LONGEST = 5_000_000
KEPT, LOCK = ".json", ".lock"


class DraftSlot:
    """The place of one form. `keep` and `drop` may be called from any thread, one after the other."""

    def __init__(self, path: Path, lock: int) -> None:
        self._path, self._lock = path, lock

    def keep(self, held: dict[str, Any]) -> None:
        """Write what is in the form. What cannot be written is done without: the form is still on the screen."""
        part = self._path.with_suffix(".part")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(held, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError:
            part.unlink(missing_ok=True)

    def drop(self) -> None:
        """Remove it: what was in the form is saved, or not wanted."""
        for path in (self._path, self._path.with_suffix(".part"), self._path.with_suffix(LOCK)):
            path.unlink(missing_ok=True)
        self.let_go()

    def let_go(self) -> None:
        """Let go of it, as the end of the program does: it is left over for the next start."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


class DraftFiles:
    """The kept forms of one user of one database."""

    def __init__(self, db: str, login: str, folder: Path | None = None) -> None:
        self._folder = folder or user_state_path("crm-tui") / "drafts"
        self._slots: list[DraftSlot] = []
        self._name = hashlib.sha256(f"{db}\0{login}".encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def slot(self) -> DraftSlot | None:
        """Return a place for a form; None where the folder cannot be written."""
        path = self._folder / f"{self._name}-{secrets.token_hex(6)}{KEPT}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = os.open(path.with_suffix(LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            return None
        self._slots.append(DraftSlot(path, lock))
        return self._slots[-1]

    def let_go(self) -> None:
        """Let go of every form, as the end of the program does."""
        for slot in self._slots:
            slot.let_go()

    def left_over(self) -> list[tuple[DraftSlot, dict[str, Any], datetime]]:
        """Take what no program holds any more, newest first: its place, what is in it, and when it was written."""
        found = []
        for path in self._folder.glob(f"{self._name}-*{KEPT}"):
            try:
                lock = os.open(path.with_suffix(LOCK), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError:
                continue
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                state = path.stat()
                if state.st_uid != os.getuid() or state.st_size > LONGEST:
                    raise ValueError(path)
                held = json.loads(path.read_text(encoding="utf-8"))
                written = datetime.fromtimestamp(state.st_mtime, UTC)
                self._slots.append(DraftSlot(path, lock))
                found.append((self._slots[-1], dict(held), written))
            except (OSError, ValueError):
                os.close(lock)
        return sorted(found, key=lambda one: one[2], reverse=True)
