"""House rules that a machine can hold: small files, one clock, texts that can be translated, no leftovers."""

import ast
import re
import statistics
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("crm_tui", "screens", "widgets", "store")
LONGEST_FILE, LONGEST_FUNCTION = 450, 70


def sources(*folders: str) -> list[Path]:
    """Return the Python files below some folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def documents() -> list[Path]:
    """Return everything that people read: documents, settings of tools, and the source."""
    ours = {".md", ".toml", ".txt", ""}
    tops = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in ours and path.name != ".git"]
    return [*tops, *(ROOT / ".ci").iterdir(), *sources(*ROOMS, "tests")]


def lines(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def is_list_of_cases(path: Path) -> bool:
    """Tell whether a file of the tests holds nothing but what others look up in it."""
    return "tests" in path.parts and not any(
        isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )


@pytest.mark.parametrize("path", sources(*ROOMS, "tests"), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_are_short(path: Path) -> None:
    assert lines(path) <= LONGEST_FILE or is_list_of_cases(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and "versions" not in path.parts:
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, f"{node.name} is too long"


def test_most_files_are_under_two_hundred_lines() -> None:
    assert statistics.median(lines(path) for path in sources(*ROOMS)) < 200


CLOCKS = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|localtime))\(")


@pytest.mark.parametrize("path", sources(*ROOMS), ids=lambda path: str(path.relative_to(ROOT)))
def test_there_is_one_clock(path: Path) -> None:
    found = CLOCKS.findall(path.read_text(encoding="utf-8"))
    assert found == (["datetime.now("] if path == ROOT / "store" / "clock.py" else [])


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_speak_of_the_product_only(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in FORBIDDEN.items():
            assert not re.search(pattern, line), f"line {number}: {what}"


FORBIDDEN = {
    "the number of an issue": r"(?i)\b(?:issue|ticket|pull request|fixes|closes) #?\d+\b",
    "a path of somebody's machine": r"(?<![\w.:/])/(?:work|root|home|Users)/\w",
}


def calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    """Yield the calls of some functions in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


@pytest.mark.parametrize("path", sources(*ROOMS), ids=lambda path: str(path.relative_to(ROOT)))
def test_g6_what_is_translated_is_a_literal(path: Path) -> None:
    """A message that is put together at run time cannot be in the catalogue."""
    if path == ROOT / "store" / "language.py":
        return
    for call in calls(path, {"_", "n_", "p_", "entry"}):
        texts = call.args[:1] if isinstance(call.func, ast.Name) and call.func.id == "_" else call.args[:2]
        assert all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts), call.lineno


@pytest.mark.parametrize("path", sources(*ROOMS), ids=lambda path: str(path.relative_to(ROOT)))
def test_g6_nothing_is_translated_at_import(path: Path) -> None:
    """A text that is translated at import keeps the language of that moment."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for part in (function.body if isinstance(function.body, list) else [function.body])
        for node in ast.walk(part)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "n_", "p_", "entry"}
        ):
            assert id(node) in inside, f"line {node.lineno}"


def test_the_locked_versions_are_exact_and_nothing_else() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._+!-]+", line) for line in text.splitlines())


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[<>=\[!~ ]", name)[0]).lower() for name in wanted}
    assert names <= locked
