"""Makes the archive, of a database in use (H4)."""

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from store import rights
from store.backup import rows
from store.backup.manifest import DATABASE, MANIFEST, Manifest, file_of, rows_of
from store.database import Store
from store.faults import faults
from store.file_store import FileStore
from store.instants import to_text
from store.reading import EngineReader
from store.refusals import FileFault
from store.rows import Acting

if TYPE_CHECKING:
    from sqlalchemy import Connection

COPIED = 1024 * 1024
Progress = Callable[[str, int], None]


def back_up(
    store: Store,
    me: Acting,
    target: Path,
    *,
    replace: bool = False,
    progress: Progress = lambda _what, _done: None,
) -> Manifest:
    """Write everything into one file, as it stands at one instant, while others go on working.

    Nothing stands at `target` before all of it is there. Needs the right to administer. Raises FileFault
    "exists", "full", "not-writable". `progress` is told what is being written and how much of it.
    """
    with store.reading() as read:
        rights.require(rights.current(read, me), "administer")
    if target.exists() and not replace:
        raise FileFault("exists", str(target))
    part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
    try:
        with _file_faults(target), _new(part) as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                told = _write(store, archive, part, progress)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync(target.parent)
    finally:
        part.unlink(missing_ok=True)
    return told


def _write(store: Store, archive: zipfile.ZipFile, part: Path, progress: Progress) -> Manifest:
    made_at = to_text(store.clock.now())
    if store.path is not None:
        counts, hashes = _copy_of_file(store.path, archive, part, progress)
        columns: dict[str, dict[str, str]] = {}
    else:
        counts, hashes = _copy_of_server(store, archive, progress)
        columns = {table.name: rows.kinds(table) for table in rows.tables()}
    missing = _copy_files(store, hashes, archive, progress)
    told = Manifest(
        made_at=made_at,
        engine="sqlite" if store.path is not None else "postgresql",
        tables=counts,
        columns=columns,
        files=len(hashes) - len(missing),
        missing=tuple(missing),
    )
    archive.writestr(MANIFEST, told.text())
    return told


def _copy_of_file(
    path: Path, archive: zipfile.ZipFile, part: Path, progress: Progress
) -> tuple[dict[str, int], list[str]]:
    """Put a copy by SQLite's own backup into the archive: in one go, so that writers neither wait nor spoil it."""
    copy = part.with_suffix(".db")
    try:
        with faults(str(path)), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as into:
            copy.chmod(0o600)
            source.backup(into)
            into.execute("pragma journal_mode = delete")
            names = [
                str(row[0])
                for row in into.execute(
                    "select name from sqlite_master where type = 'table' and sql not like '%virtual%'"
                )
            ]
            known = {table.name for table in rows.tables()}
            counts = {
                name: int(into.execute(f"select count(*) from {name}").fetchone()[0]) for name in names if name in known
            }
            hashes = [str(row[0]) for row in into.execute(_HASHES)]
        with copy.open("rb") as source_file, archive.open(DATABASE, "w", force_zip64=True) as member:
            done = 0
            while data := source_file.read(COPIED):
                member.write(data)
                done += len(data)
                progress("database", done)
    finally:
        copy.unlink(missing_ok=True)
    return counts, hashes


_HASHES = "select distinct sha256 from attachments where sha256 is not null order by sha256"


def _copy_of_server(store: Store, archive: zipfile.ZipFile, progress: Progress) -> tuple[dict[str, int], list[str]]:
    """Write the rows of every table as one view of the database has them."""
    counts: dict[str, int] = {}
    with faults(store.name), _view(store) as connection:
        hashes = [str(row[0]) for row in EngineReader(connection).all(_HASHES)]
        for table in rows.tables():
            done = 0
            with archive.open(rows_of(table.name), "w", force_zip64=True) as member:
                for line in rows.lines(connection, table):
                    member.write(line.encode() + b"\n")
                    done += 1
                    if done % rows.BATCH == 0:
                        progress(table.name, done)
            counts[table.name] = done
    return counts, hashes


@contextmanager
def _view(store: Store) -> "Iterator[Connection]":
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with store.engine.connect().execution_options(**options) as connection:
        yield connection


def _copy_files(store: Store, hashes: list[str], archive: zipfile.ZipFile, progress: Progress) -> list[str]:
    """Put every file that a row names into the archive; return those that are gone."""
    if not hashes:
        return []
    files, missing = FileStore(store.files), []
    for done, sha256 in enumerate(hashes, start=1):
        found = files.find(sha256)
        if found is None:
            missing.append(sha256)
            continue
        member = zipfile.ZipInfo(file_of(sha256))
        with found.open("rb") as source, archive.open(member, "w", force_zip64=True) as into:
            shutil.copyfileobj(source, into, COPIED)
        progress("files", done)
    return missing


@contextmanager
def _new(part: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        yield file


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _file_faults(target: Path) -> Iterator[None]:
    import errno

    reasons = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EEXIST: "exists"}
    try:
        yield
    except OSError as error:
        raise FileFault(reasons.get(error.errno or 0, "not-writable"), str(target)) from error
