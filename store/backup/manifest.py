"""What an archive says of itself (H4)."""

import json
import zipfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from store.migrations import HEAD, REVISIONS
from store.refusals import Invalid, StoreFault

FORMAT = 1
MANIFEST, DATABASE = "manifest.json", "database.sqlite"
LONGEST_MANIFEST = 10_000_000


@dataclass(frozen=True)
class Manifest:
    """`made_at` is an instant as text; `tables` counts the rows of each, `columns` has the kinds of what JSON cannot
    tell; `missing` are hashes of files that were gone when the archive was made."""

    made_at: str
    engine: str
    tables: dict[str, int]
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    files: int = 0
    missing: tuple[str, ...] = ()
    revision: str = HEAD
    format: int = FORMAT

    def text(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self), indent=1)


def rows_of(table: str) -> str:
    """Return the member that has a table's rows."""
    return f"tables/{table}.jsonl"


def file_of(sha256: str) -> str:
    """Return the member that has a file."""
    return f"files/{sha256}"


def opened(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Open an archive. Raises Invalid("backup", "not-a-backup"), StoreFault("newer") for one of a later program."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise Invalid("backup", "not-a-backup", str(path)) from error
    try:
        told = archive.getinfo(MANIFEST)
        if told.file_size > LONGEST_MANIFEST:
            raise ValueError(told.file_size)
        held: dict[str, Any] = json.loads(archive.read(told))
        if held.get("format", FORMAT) > FORMAT or held.get("revision") not in REVISIONS:
            raise StoreFault("newer", str(path))
        return archive, Manifest(**held | {"missing": tuple(held.get("missing", ()))})
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        archive.close()
        raise Invalid("backup", "not-a-backup", str(path)) from error
    except StoreFault:
        archive.close()
        raise
