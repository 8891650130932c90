"""The files that a person names: which they may be, and how they are opened (A15, G1).

Whoever runs the program as themselves names any path; what they may do there is the operating system's affair. Whom
the key of a service account lets in has one folder, `own`, and names what is in it by its name alone: plain files.
Nobody but the program can put anything else there, and what else is there is never followed.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from errno import ELOOP
from pathlib import Path
from typing import BinaryIO

from store.refusals import FileFault, Invalid
from store.system_errors import system_words
from store.texts import one_line

CHUNK = 1024 * 1024
LONGEST_NAME_BYTES = 200


@dataclass(frozen=True)
class Places:
    """Where files may be named. `own` is the only folder; None where every path may be."""

    own: Path | None = None

    def path(self, text: str) -> Path:
        """Return the path that somebody names, to be written to. Raises Invalid for what they may not name."""
        if self.own is None:
            return _expanded(text)
        path = self._folder(self.own) / _plain_name(text)
        if not _is_plain_or_nothing(path):
            raise Invalid("file", "not-plain", text)
        return path

    def shown(self, path: Path) -> str:
        """Return how a path is called to whoever named it."""
        return str(path) if self.own is None else path.name

    def offered(self, name: str) -> str:
        """Return what to offer as a path to save `name` to."""
        return str(Path.cwd() / name) if self.own is None else name

    @contextmanager
    def opened(self, text: str) -> Iterator[BinaryIO]:
        """Open a file for reading. Raises Invalid."""
        try:
            stream = self._open_own(self.own, text) if self.own is not None else _expanded(text).open("rb")
        except (OSError, ValueError) as error:
            reason = system_words(error) if isinstance(error, OSError) else str(error)
            raise Invalid("file", "cannot-read", text, (reason,)) from error
        with stream:
            yield stream

    @contextmanager
    def source(self, text: str) -> Iterator[Path | BinaryIO]:
        """Give what is to be copied in: a path; within a fence the file itself, so that it stays the one looked at."""
        if self.own is None:
            yield _expanded(text)
            return
        with self.opened(text) as stream:
            yield stream

    def names(self) -> list[tuple[str, int]]:
        """Return the names and sizes of one's own files. Raises Invalid where there is no folder of one's own."""
        if self.own is None:
            raise Invalid("file", "no-own-folder")
        with os.scandir(self._folder(self.own)) as entries:
            plain = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
            return sorted((one.name, one.stat(follow_symlinks=False).st_size) for one in plain if one.name[0] != ".")

    def put(self, text: str, source: BinaryIO, *, limit: int) -> int:
        """Write a file of one's own, whole or not at all; return its size. Raises Invalid, FileFault."""
        self.names()
        target, size = self.path(text), 0
        part = target.with_name(f".{os.urandom(8).hex()}.part")
        try:
            with part.open("xb") as file:
                while data := source.read(CHUNK):
                    size += len(data)
                    if size > limit:
                        raise FileFault("too-large", text, size, limit)
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except OSError as error:
            raise Invalid("file", "cannot-write", text, (system_words(error),)) from error
        finally:
            part.unlink(missing_ok=True)
        return size

    def remove(self, text: str) -> None:
        """Remove a file of one's own. Raises Invalid."""
        self.names()
        try:
            self.path(text).unlink()
        except OSError as error:
            raise Invalid("file", "cannot-write", text, (system_words(error),)) from error

    @staticmethod
    def _folder(own: Path) -> Path:
        """Make the folder when it is first used; a link or somebody else's folder in its place is never used."""
        try:
            own.mkdir(parents=True, exist_ok=True, mode=0o700)
            state = own.lstat()
        except OSError as error:
            raise Invalid("file", "cannot-write", own.name, (system_words(error),)) from error
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid():
            raise Invalid("file", "not-plain", own.name)
        return own

    def _open_own(self, own: Path, text: str) -> BinaryIO:
        name = _plain_name(text)
        folder = os.open(self._folder(own), os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        except OSError as error:
            if error.errno == ELOOP:
                raise Invalid("file", "not-plain", text) from error
            raise
        finally:
            os.close(folder)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise Invalid("file", "not-plain", text)
        return os.fdopen(descriptor, "rb")


def _plain_name(text: str) -> str:
    name = text.strip()
    too_long = len(name.encode("utf-8", "replace")) > LONGEST_NAME_BYTES
    if not name or "/" in name or name.startswith(".") or name != one_line(name) or too_long:
        raise Invalid("file", "not-own", text)
    return name


def _is_plain_or_nothing(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _expanded(text: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise Invalid("file", "cannot-read", text, (str(error),)) from error
