"""What a user said the columns of a table mean, remembered for the next table with the same first line (H2)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from store import settings
from store.database import Store
from store.exchange.columns import FIELDS
from store.rows import Acting


@dataclass(frozen=True, slots=True)
class Chosen:
    """The field of each column, "" for none, and whether the first line of the table is a header."""

    fields: tuple[str, ...]
    header: bool

    @property
    def columns(self) -> dict[str, str]:
        """The choice as a table is told of it: by the number of the column."""
        return {str(number): field for number, field in enumerate(self.fields, 1)}


def recalled(store: Store, me: Acting, columns: Sequence[str]) -> Chosen | None:
    """Return what was said of a table with these columns, None if nothing was."""
    held = settings.preferences(store, me).get(_name(columns))
    try:
        found = json.loads(held) if held else None
        fields = tuple(found["fields"]) if found else ()
        if found and len(fields) == len(columns) and all(field in ("", *FIELDS) for field in fields):
            return Chosen(fields, bool(found["header"]))
    except (ValueError, KeyError, TypeError):
        pass
    return None


def remember(store: Store, me: Acting, columns: Sequence[str], chosen: Chosen) -> None:
    """Keep what is said of a table with these columns."""
    value = json.dumps({"fields": chosen.fields, "header": chosen.header})
    settings.set_preference(store, me, _name(columns), value)


def _name(columns: Sequence[str]) -> str:
    return f"import.columns.{sha256(json.dumps(list(columns)).encode()).hexdigest()[:16]}"
