"""Every reason that the store or the command line gives has words of its own (H1)."""

import ast
from pathlib import Path

from screens.invalid_words import INVALID

ROOT = Path(__file__).parent.parent.parent


def reasons() -> set[tuple[str, str, str]]:
    """Return (place, field, reason) of every Invalid that is raised; a field that is not written out is ""."""
    found = set()
    for room in ("store", "crm_tui", "screens"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Invalid"):
                    continue
                texts = [getattr(one, "value", "") if isinstance(one, ast.Constant) else "" for one in node.args[:2]]
                if len(texts) == 2 and texts[1]:
                    found.add((f"{path.relative_to(ROOT)}:{node.lineno}", str(texts[0]), str(texts[1])))
    return found


def test_h1_every_reason_has_words() -> None:
    assert len(reasons()) > 40
    silent = [r for r in sorted(reasons()) if not ({(r[1], r[2]), ("", r[2])} & INVALID.keys())]
    assert silent == []
