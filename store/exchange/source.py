"""A file of contacts, opened for reading: what kind it is, how it is read, and how far one has come."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from store.exchange import objects, tables, vcards
from store.exchange.entries import Entry, Fault
from store.exchange.lines import Lines
from store.refusals import Invalid

KINDS = ("vcf", "csv", "json")
_ENDINGS = {".vcf": "vcf", ".vcard": "vcf", ".csv": "csv", ".tsv": "csv", ".tab": "csv", ".txt": "csv", ".json": "json"}


def kind_of(name: str, wanted: str = "", kinds: tuple[str, ...] = KINDS) -> str:
    """Return the kind of a file by what is `wanted`, else by its ending. Raises Invalid("file", "unknown-kind")."""
    ending = Path(name).suffix.lower()
    kind = wanted.lower() or _ENDINGS.get(ending, ending.removeprefix("."))
    if kind not in kinds:
        raise Invalid("file", "unknown-kind", wanted or Path(name).name, kinds)
    return kind


class Source:
    """A file that is being read. `layout` says how a table is; it can be made anew with other columns."""

    def __init__(
        self, file: BinaryIO, kind: str, *, encoding: str = "", delimiter: str = "",
        columns: Mapping[str, str] | None = None, header: bool | None = None,
    ) -> None:  # fmt: skip
        self.kind = kind
        self._file = file if file.seekable() else io.BytesIO(file.read())
        self.lines = Lines(self._file, encoding=encoding)
        self.layout: tables.Layout | None = None
        if kind == "csv":
            self.layout = tables.layout(self.lines, delimiter=delimiter, columns=columns, header=header)
        elif columns:
            raise Invalid("columns", "no-table")

    def __iter__(self) -> Iterator[Entry | Fault]:
        """Yield what the file says, from its beginning."""
        if self.layout is not None:
            return tables.entries(self.lines, self.layout)
        return vcards.entries(self.lines) if self.kind == "vcf" else objects.entries(self.lines)

    @property
    def read(self) -> int:
        """How many bytes have been read."""
        return self.lines.read()

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self._file.seek(0, io.SEEK_END) if self._file.tell() == 0 else _size(self._file)


def _size(file: BinaryIO) -> int:
    place = file.tell()
    size = file.seek(0, io.SEEK_END)
    file.seek(place)
    return size
