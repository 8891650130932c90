"""House rules that a machine can hold: small files, one clock, texts that can be translated, no leftovers."""

import ast
import re
import statistics
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

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


@cache
def text_of(path: Path) -> str:
    """Return what is in a file."""
    return path.read_text(encoding="utf-8", errors="replace")


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return every part of a file of source."""
    return list(ast.walk(ast.parse(text_of(path))))


def lines(path: Path) -> int:
    """Return how many lines a file has."""
    return len(text_of(path).splitlines())


def holds_of_all(paths: Iterable[Path], wrong: Callable[[Path], Iterator[str]]) -> None:
    """Name every file, with what `wrong` finds in it: one test for a rule, as thousands of one file each are slow."""
    found = [f"{path.relative_to(ROOT)}: {what}" for path in paths for what in wrong(path)]
    assert not found, "\n".join(found)


def is_list_of_cases(path: Path) -> bool:
    """Tell whether a file of the tests holds nothing but what others look up in it."""
    return "tests" in path.parts and not any(isinstance(node, (ast.FunctionDef, ast.ClassDef)) for node in nodes(path))


def too_long(path: Path) -> Iterator[str]:
    """Yield what is longer in a file than it may be."""
    if lines(path) > LONGEST_FILE and not is_list_of_cases(path):
        yield f"{lines(path)} lines"
    for node in nodes(path) if "versions" not in path.parts else ():
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION:
            yield f"{node.name} is too long"


def test_files_and_functions_are_short() -> None:
    holds_of_all(sources(*ROOMS, "tests"), too_long)


def test_most_files_are_under_two_hundred_lines() -> None:
    assert statistics.median(lines(path) for path in sources(*ROOMS)) < 200


CLOCKS = re.compile(r"\b(?:datetime\.(?:now|utcnow|today)|date\.today|time\.(?:time|localtime))\(")


def test_there_is_one_clock() -> None:
    found = {path.relative_to(ROOT).as_posix(): CLOCKS.findall(text_of(path)) for path in sources(*ROOMS)}
    assert {name: clocks for name, clocks in found.items() if clocks} == {"store/clock.py": ["datetime.now("]}


def speaks_of_others(path: Path) -> Iterator[str]:
    """Yield what a document names that is no part of the product."""
    for what, pattern in FORBIDDEN.items():
        for found in re.finditer(pattern, text_of(path)):
            yield f"line {found.string.count(chr(10), 0, found.start()) + 1}: {what}"


def test_documents_speak_of_the_product_only() -> None:
    holds_of_all(documents(), speaks_of_others)


FORBIDDEN = {
    "the number of an issue": r"(?i)\b(?:issue|ticket|pull request|fixes|closes) #?\d+\b",
    "a path of somebody's machine": r"(?<![\w.:/])/(?:work|root|home|Users)/\w",
}


TRANSLATING = {"_", "n_", "p_", "entry"}


def translations(path: Path) -> Iterator[ast.Call]:
    """Yield the calls of a file that translate."""
    for node in nodes(path):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING:
            yield node


def translated_otherwise(path: Path) -> Iterator[str]:
    """Yield where something else than a literal is translated."""
    for call in translations(path) if path != ROOT / "store" / "language.py" else ():
        texts = call.args[:1] if isinstance(call.func, ast.Name) and call.func.id == "_" else call.args[:2]
        if not all(isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts):
            yield f"line {call.lineno}"


def test_g6_what_is_translated_is_a_literal() -> None:
    """A message that is put together at run time cannot be in the catalogue."""
    holds_of_all(sources(*ROOMS), translated_otherwise)


def translated_at_import(path: Path) -> Iterator[str]:
    """Yield where something is translated outside of any function."""
    inside = {
        id(node)
        for function in nodes(path)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for part in (function.body if isinstance(function.body, list) else [function.body])
        for node in ast.walk(part)
    }
    for call in translations(path):
        if id(call) not in inside:
            yield f"line {call.lineno}"


def test_g6_nothing_is_translated_at_import() -> None:
    """A text that is translated at import keeps the language of that moment."""
    holds_of_all(sources(*ROOMS), translated_at_import)


def waits_for_itself(path: Path) -> Iterator[str]:
    """Yield each function that has itself called again as soon as possible: whom it waits for gets no turn."""
    for node in nodes(path):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args:
                    again = isinstance(call.args[0], ast.Attribute) and call.args[0].attr == node.name
                    if again and call.func.attr in {"call_after_refresh", "call_next"}:
                        yield f"{node.name} in line {node.lineno}"


def test_no_screen_waits_by_calling_itself() -> None:
    """It waits by a timer, or for a message."""
    holds_of_all(sources("crm_tui", "screens", "widgets"), waits_for_itself)


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
