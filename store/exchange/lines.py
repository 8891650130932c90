"""The lines of a text file of any encoding, one at a time, however large the file is."""

import codecs
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, TextIO

from store.exchange.code_pages import likeliest
from store.refusals import Invalid

LONGEST_LINE = 1_000_000
SAMPLE_BYTES = 1_000_000
SAMPLE_LINES = 2_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

_CONTROLS = [bytes([code]) for code in range(1, 32) if code not in b"\t\n\v\f\r\x1b"]
_TAILS = "".join(map(chr, range(0x80, 0xC0)))
_SAID = re.compile(rb"(?i)[^:]*;CHARSET=\"?([A-Za-z0-9_-]+)")


class Lines:
    """Iterates over (number, line) of a file, without line ends; a line longer than LONGEST_LINE is cut.

    A byte order mark says the encoding. Without one, each line is UTF-8 if it can be, else of the old code page that
    fits all such lines best, so that a file put together of several reads well too. `encoding` overrides the guess.
    Raises Invalid("file", "not-text" | "wrong-encoding" | "unknown-encoding").
    """

    def __init__(self, file: BinaryIO, *, encoding: str = "") -> None:
        self._file = file
        self._mixed = False
        self._held = ""
        self.page = ""
        self.encoding = encoding or self._detect()
        if encoding:
            try:
                codecs.lookup(encoding).incrementaldecoder  # noqa: B018
                "".encode(encoding)
            except (LookupError, ValueError):
                raise Invalid("encoding", "unknown-encoding", encoding) from None

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield numbered lines from the start of the file."""
        self._file.seek(0)
        codec = "latin-1" if self._mixed else self.encoding.lower().replace("utf-8", "utf-8-sig")
        text = io.TextIOWrapper(io.BufferedReader(_Kept(self._file)), encoding=codec, newline=None)
        number = 0
        try:
            while line := text.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE and not line.endswith("\n"):
                    _skip_rest(text)
                line = line.rstrip("\n")
                if not self._mixed:
                    yield number, line
                elif self._held:
                    line = self._healed(line)
                    yield number - 1, self._take()
                if self._mixed and (line.isascii() or not _ends_within_letter(line.encode("latin-1"))):
                    yield number, line if line.isascii() else self._read(line.encode("latin-1"))
                elif self._mixed:
                    self._held = line
            if self._held:
                yield number, self._take()
        except UnicodeError:
            raise Invalid("file", "wrong-encoding", self.encoding, (str(number + 1),)) from None
        finally:
            text.detach()

    def _healed(self, line: str) -> str:
        """Give the line that is held the rest of its last letter, which some programs fold within; return what is left.

        Both are bytes, read as Latin-1.
        """
        if line[:1] not in {" ", "\t"}:
            return line
        rest = line[1:].lstrip(_TAILS)
        self._held += line[1 : len(line) - len(rest)]
        return line[0] + rest

    def _take(self) -> str:
        held, self._held = self._held, ""
        return self._read(held.encode("latin-1"))

    def read(self) -> int:
        """Return how many bytes of the file have been read so far."""
        return self._file.tell()

    def _detect(self) -> str:
        sample = self._file.read(SAMPLE_BYTES)
        for mark, name in _MARKS:
            if sample.startswith(mark):
                if name == "utf-8":
                    break
                return name
        else:
            if b"\0" in sample:
                return _unmarked_wide(sample)
        if sum(map(sample.count, _CONTROLS)) > len(sample) / 100:
            raise Invalid("file", "not-text")
        self._mixed = True
        if sample.isascii() and len(sample) < SAMPLE_BYTES:
            return "ascii"
        self._file.seek(0)
        strange = list(islice((line for line in _pieces(self._file) if not _is_utf8(line)), SAMPLE_LINES))
        self.page = likeliest(strange) if strange else ""
        return self.page or "utf-8"

    def _read(self, line: bytes) -> str:
        try:
            return line.removeprefix(codecs.BOM_UTF8).decode()
        except UnicodeDecodeError:
            pass
        # A vCard 2.1 may say of each property how it is written.
        if said := _SAID.match(line):
            try:
                return line.decode(said[1].decode())
            except (UnicodeError, LookupError):
                pass
        self.page = self.page or likeliest([line])
        return line.decode(self.page, "replace")


class _Kept(io.RawIOBase):
    """Reads on from a binary file, which stays open when the text over it is done."""

    def __init__(self, file: BinaryIO) -> None:
        self._source = file

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read some bytes."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._source.read(len(view))
        view[: len(data)] = data
        return len(data)


def _skip_rest(text: TextIO) -> None:
    while (rest := text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
        pass


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    for line in iter(lambda: file.readline(LONGEST_LINE), b""):
        if not line.isascii():
            yield from line.split(b"\r")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        # A line so long that it was cut may have been cut within a letter.
        return len(line) >= LONGEST_LINE
    return True


def _ends_within_letter(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


def _unmarked_wide(sample: bytes) -> str:
    """Return which UTF-16 bytes with NULs in them are. Raises Invalid where they are no text at all."""
    for codec, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        half = min(len(sample), 2000) // 2
        if sample[zeros:2000:2].count(0) > half * 0.3 and sample[letters:2000:2].count(0) < half * 0.05:
            text = sample[:2000].decode(codec, "replace")
            if not any(c < " " and c not in "\t\r\n" for c in text):
                return codec
    raise Invalid("file", "not-text")
