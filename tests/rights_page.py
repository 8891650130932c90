"""Writes docs/rights.md from the table of rights: `python -m tests.rights_page`."""

from collections.abc import Iterator
from pathlib import Path

from store.rights_table import ANYBODY, CHAPTERS, MEANINGS, WHO, Need, Needs, Operation

PAGE = Path(__file__).parent.parent / "docs" / "rights.md"


def page() -> str:
    """Return the whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
