"""The folder of attached files: whole files under the hash of what is in them, and nothing else (A15).

A file comes in by being copied to `incoming` under a name that ends in its hash, synced, and, once the row that names
it is committed, renamed to its place. What an interrupted program left there is put in its place if a row names it,
by whoever looks for it first, and swept away if none does. So no crash leaves half a file, nor a row without its file.
"""

import fcntl
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from store.refusals import FileFault, Refused

CHUNK = 1024 * 1024
INCOMING = "incoming"


@dataclass
class Incoming:
    """A whole copy that waits for its row: what is in it, how long it is, and where it waits."""

    sha256: str
    size: int
    path: Path


class FileStore:
    """A folder of files by hash. Made when first written to; readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, sha256: str) -> Path:
        """Return where a file stands once it is in its place."""
        return self.folder / sha256[:2] / sha256

    @contextmanager
    def taking(
        self,
        source: Path | BinaryIO,
        *,
        name: str,
        limit: int,
        progress: Callable[[int], None] = lambda _done: None,
    ) -> Iterator[Incoming]:
        """Copy a file in; the block commits the row, after which the copy is put in its place.

        What is open already is copied to its end; `name` is what to call it.

        Raises FileFault: "not-there", "not-a-file", "not-readable", "too-large" (more than `limit` bytes), "changed"
        (it grew, shrank or went while it was copied), "full", "no-folder".
        """
        with _opened(source) as descriptor:
            expected = os.fstat(descriptor).st_size if isinstance(source, Path) else 0
            if expected > limit:
                raise FileFault("too-large", name, expected, limit)
            with self._lane() as (path, lane):
                sha256, size = _copy(descriptor, lane, name, limit, progress)
                if isinstance(source, Path) and size != expected:
                    raise FileFault("changed", name, size)
                named = path.with_name(f"{path.name}.{sha256}")
                path.rename(named)
                try:
                    yield Incoming(sha256, size, named)
                except Refused:
                    named.unlink(missing_ok=True)
                    raise
                self._settle(named, sha256)

    def find(self, sha256: str) -> Path | None:
        """Return where a file is, put in its place if its copy was interrupted after the commit; None if it is gone."""
        place = self.place(sha256)
        if not place.exists():
            for waiting in self._waiting():
                if waiting.name.endswith(f".{sha256}"):
                    self._settle(waiting, sha256)
        return place if place.is_file() else None

    def save_to(self, sha256: str, target: Path, *, replace: bool = False) -> None:
        """Copy a file out. Raises FileFault: "gone", "damaged", "exists", "not-writable", "full"."""
        found = self.find(sha256)
        if found is None:
            raise FileFault("gone", sha256)
        if target.exists() and not replace:
            raise FileFault("exists", str(target))
        part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
        try:
            with _faults(target), found.open("rb") as inside:
                descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as outside:
                    if _copied(inside.fileno(), outside.fileno())[0] != sha256:
                        raise FileFault("damaged", str(found))
                part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def is_damaged(self, sha256: str) -> bool:
        """Tell whether a file is not what its name says."""
        found = self.find(sha256)
        if found is None:
            return True
        with found.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() != sha256

    def hashes(self) -> Iterator[str]:
        """Yield the hash of every file that is in its place."""
        for shelf in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(shelf.iterdir()):
                yield path.name

    def remove(self, sha256: str) -> None:
        """Remove a file that no row names any more."""
        self.place(sha256).unlink(missing_ok=True)

    def sweep(self, is_named: Callable[[str], bool]) -> None:
        """Settle what programs that were interrupted have left: `is_named` tells whether a row names a hash."""
        for waiting in self._waiting():
            try:
                with waiting.open("rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    sha256 = waiting.name.rpartition(".")[2]
                    if sha256 and is_named(sha256):
                        self._settle(waiting, sha256)
                    waiting.unlink(missing_ok=True)
            except (BlockingIOError, FileNotFoundError):
                continue

    def _waiting(self) -> list[Path]:
        folder = self.folder / INCOMING
        return sorted(folder.iterdir()) if folder.is_dir() else []

    @contextmanager
    def _lane(self) -> Iterator[tuple[Path, int]]:
        """Open a new file to copy into, locked for as long as this program is about it; gone afterwards."""
        folder = self.folder / INCOMING
        with _faults(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path, lane = _locked(folder)
        try:
            yield path, lane
        finally:
            path.unlink(missing_ok=True)
            os.close(lane)

    def _settle(self, waiting: Path, sha256: str) -> None:
        place = self.place(sha256)
        with _faults(place):
            place.parent.mkdir(exist_ok=True, mode=0o700)
            try:
                waiting.rename(place)
            except FileNotFoundError:
                return
            for folder in (place.parent, self.folder):
                _sync_folder(folder)


def _copy(source: int, lane: int, name: str, limit: int, progress: Callable[[int], None]) -> tuple[str, int]:
    """Copy all of a file, synced; return its hash and length."""
    with _faults(Path(name)):
        sha256, size = _copied(source, lane, limit=limit, name=name, progress=progress)
        os.fsync(lane)
    return sha256, size


def _copied(
    source: int,
    target: int,
    *,
    limit: int | None = None,
    name: str = "",
    progress: Callable[[int], None] = lambda _done: None,
) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while data := os.read(source, CHUNK):
        size += len(data)
        if limit is not None and size > limit:
            raise FileFault("too-large", name, size, limit)
        digest.update(data)
        view = memoryview(data)
        while view:
            view = view[os.write(target, view) :]
        progress(size)
    return digest.hexdigest(), size


def _locked(folder: Path) -> tuple[Path, int]:
    """Return a new file that is locked; one that was swept before the lock was there is made again."""
    while True:
        path = folder / f"{os.getpid()}-{os.urandom(6).hex()}"
        lane = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(lane, fcntl.LOCK_EX)
        if path.exists():
            return path, lane
        os.close(lane)


@contextmanager
def _opened(source: Path | BinaryIO) -> Iterator[int]:
    """Open a regular file for reading; a pipe or a device never holds anybody up."""
    if not isinstance(source, Path):
        yield source.fileno()
        return
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise FileFault("not-there", str(source)) from error
    except (OSError, ValueError) as error:
        raise FileFault("not-readable", str(source)) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileFault("not-a-file", str(source))
        yield descriptor
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _faults(about: Path) -> Iterator[None]:
    """Raise FileFault where the file system is the trouble."""
    import errno

    reasons = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EIO: "not-readable", errno.EEXIST: "exists"}
    try:
        yield
    except OSError as error:
        raise FileFault(reasons.get(error.errno or 0, "not-writable"), str(about)) from error
