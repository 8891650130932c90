"""Brings an archive back into an empty place (H4)."""

import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from store.backup import rows
from store.backup.manifest import DATABASE, Manifest, file_of, opened, rows_of
from store.clock import Clock
from store.database import Store, sqlite_path
from store.faults import faults
from store.file_store import FileStore
from store.refusals import FileFault, Invalid

if TYPE_CHECKING:
    from sqlalchemy import Connection

COPIED = 1024 * 1024
FILE = "files/"
Progress = Callable[[str, int], None]


def restore(
    source: Path, url: str, *, clock: Clock, files: Path | None, progress: Progress = lambda _what, _done: None
) -> Manifest:
    """Bring an archive back into a database that is new or has nobody in it; all of it or nothing.

    Raises Invalid("backup", "not-a-backup" | "damaged"), Invalid("database", "used"), StoreFault "newer", FileFault.
    """
    archive, told = opened(source)
    with archive, _damage(source):
        path = sqlite_path(url)
        added: list[Path] = []
        try:
            if path is not None:
                with _beside(path) as made:
                    _bring_files(archive, _folder(url, clock, files), added, progress)
                    _into_file(archive, told, made, clock, progress)
            else:
                _refuse_used(url, clock)
                _bring_files(archive, _folder(url, clock, files), added, progress)
                _into_server(archive, told, url, clock, source, progress)
        except BaseException:
            for file in added:
                file.unlink(missing_ok=True)
            raise
    return told


def _folder(url: str, clock: Clock, files: Path | None) -> FileStore:
    return FileStore(Store(url, sqlite_path(url), clock, files).files)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Yield a place for the new database, which takes the name of `path` when the block has ended."""
    if path.exists() and path.stat().st_size:
        raise Invalid("database", "used", str(path))
    made = path.with_name(f".{path.name[:100]}.{os.getpid()}.restoring")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        yield made
        _sync(made)
        made.replace(path)
        _sync(path.parent)
    except OSError as error:
        raise FileFault("not-writable", str(path)) from error
    finally:
        for leftover in (made, Path(f"{made}-wal"), Path(f"{made}-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def _into_file(archive: zipfile.ZipFile, told: Manifest, made: Path, clock: Clock, progress: Progress) -> None:
    if told.engine == "sqlite":
        _extract(archive, DATABASE, made, progress)
        store = Store.open(str(made), clock=clock)
    else:
        store = Store.open_for_upgrade(str(made), clock=clock)
        store.upgrade(to=told.revision)
        _fill(store, told, lambda table: _lines(archive, rows_of(table)), progress)
        store.upgrade()
    store.close()
    with faults(str(made)), closing(sqlite3.connect(made)) as connection:
        broken = connection.execute("pragma quick_check(1)").fetchone()[0]
        connection.execute("pragma journal_mode = wal")
    if broken != "ok":
        raise Invalid("backup", "damaged", str(broken))


def _into_server(
    archive: zipfile.ZipFile, told: Manifest, url: str, clock: Clock, source: Path, progress: Progress
) -> None:
    store = Store.open_for_upgrade(url, clock=clock)
    try:
        if store.revision() is None:
            store.upgrade(to=told.revision if told.engine != "sqlite" else "head")
        if told.engine != "sqlite":
            _fill(store, told, lambda table: _lines(archive, rows_of(table)), progress)
            store.upgrade()
            return
        copy = source.with_name(f".{source.name[:100]}.{os.getpid()}.db")
        try:
            _extract(archive, DATABASE, copy, progress)
            store.upgrade()
            _fill_from_file(store, told, copy, clock, progress)
            store.upgrade()
        finally:
            for leftover in (copy, Path(f"{copy}-wal"), Path(f"{copy}-shm")):
                leftover.unlink(missing_ok=True)
    finally:
        store.close()


def _fill_from_file(store: Store, told: Manifest, copy: Path, clock: Clock, progress: Progress) -> None:
    """Fill a server from the copy of a file, brought up to date first."""
    held = Store.open(str(copy), clock=clock)
    try:
        with held.engine.connect() as connection:
            by_name = {table.name: table for table in rows.tables()}
            columns = {name: rows.kinds(table) for name, table in by_name.items()}
            full = Manifest(told.made_at, told.engine, dict.fromkeys(by_name, 0), columns)
            _fill(store, full, lambda name: rows.lines(connection, by_name[name]), progress)
    finally:
        held.close()


def _refuse_used(url: str, clock: Clock) -> None:
    store = Store.open_for_upgrade(url, clock=clock)
    try:
        if store.revision() is None:
            return
        with store.reading() as read:
            if read.one("select 1 from users") is not None:
                raise Invalid("database", "used", store.name)
    finally:
        store.close()


def _fill(store: Store, told: Manifest, lines: Callable[[str], Iterator[str]], progress: Progress) -> None:
    """Insert the rows of every table in one transaction; bringing the schema up to date makes the search's index."""
    server = store.path is None
    options = {"crm_tui_long": True}
    with faults(store.name), store.engine.connect().execution_options(**options) as connection, connection.begin():
        for name in _in_order(connection, told):
            for done in rows.fill(connection, name, told.columns.get(name, {}), lines(name), server=server):
                progress(name, done)
        progress("index", 0)


def _in_order(connection: "Connection", told: Manifest) -> list[str]:
    """Return the tables of the archive, those referred to first, as the schema of its revision has them."""
    from sqlalchemy import MetaData

    found = MetaData()
    found.reflect(bind=connection, only=lambda name, _metadata: name in told.tables)
    return [table.name for table in found.sorted_tables]


def _lines(archive: zipfile.ZipFile, member: str) -> Iterator[str]:
    with archive.open(member) as file:
        for line in file:
            yield line.decode()


def _extract(archive: zipfile.ZipFile, member: str, target: Path, progress: Progress) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as into, archive.open(member) as held:
        done = 0
        while data := held.read(COPIED):
            into.write(data)
            done += len(data)
            progress("database", done)


def _bring_files(archive: zipfile.ZipFile, files: FileStore, added: list[Path], progress: Progress) -> None:
    """Put the archive's files into their places; what they are called is what is in them, or they are refused."""
    files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = [name.removeprefix(FILE) for name in archive.namelist() if name.startswith(FILE)]
    for done, sha256 in enumerate(names, start=1):
        if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
            raise Invalid("backup", "damaged", sha256[:80])
        place = files.place(sha256)
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = place.with_name(f".{sha256}.{os.getpid()}")
        try:
            _extract(archive, file_of(sha256), part, lambda _what, _done: None)
            with part.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                    raise Invalid("backup", "damaged", sha256)
            _sync(part)
            part.replace(place)
            added.append(place)
        finally:
            part.unlink(missing_ok=True)
        progress("files", done)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _damage(source: Path) -> Iterator[None]:
    """Say of an archive that cannot be read through that it is damaged."""
    import zlib

    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, UnicodeDecodeError) as error:
        raise Invalid("backup", "damaged", str(source)) from error
