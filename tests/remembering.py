"""Asks a database each question once, for as long as nothing is written: thousands of calls ask the same few."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from store.reading import EngineReader, Record, SqliteReader


class Remembered:
    """Keeps the rows of every statement by its text and parameters; the readers of the store ask here."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._known: dict[Any, list[Record]] | None = None
        for reader in (EngineReader, SqliteReader):
            patch.setattr(reader, "all", self._asking(reader.all))

    def _asking(self, ask: Callable[..., list[Record]]) -> Callable[..., list[Record]]:
        def all_(reader: Any, sql: str, **bound: Any) -> list[Record]:
            if self._known is None:
                return ask(reader, sql, **bound)
            key = (ask, sql, repr(bound))
            if key not in self._known:
                self._known[key] = ask(reader, sql, **bound)
            return list(self._known[key])

        return all_

    @contextmanager
    def while_nothing_is_written(self) -> Iterator[None]:
        """Remember for the time of a block."""
        self._known = {}
        try:
            yield
        finally:
            self._known = None
