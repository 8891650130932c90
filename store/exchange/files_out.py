"""Files that are written whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from store.refusals import Invalid
from store.system_errors import system_words


@contextmanager
def written(path: Path, *, mark: bool = False, follow: bool = True) -> Iterator[TextIO]:
    """Open a file for text in UTF-8, `mark` with a byte order mark; what stood there is replaced when it is complete.

    Without `follow` a link is replaced, and nothing but a file in that very folder is written.

    Raises Invalid("file", "cannot-write").
    """
    encoding = "utf-8-sig" if mark else "utf-8"
    target = path.expanduser().resolve() if follow else path
    try:
        if follow and target.exists() and not target.is_file():
            with target.open("w", encoding=encoding, newline="") as stream:
                yield stream
            return
        part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        with part.open("x", encoding=encoding, newline="") as stream:
            try:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise Invalid("file", "cannot-write", str(path), (system_words(error),)) from error
    except ValueError as error:
        # A name that no file can have.
        if "null" not in str(error):
            raise
        raise Invalid("file", "cannot-write", str(path), (str(error),)) from error
