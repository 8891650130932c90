"""The Polish catalogue and the source: `python -m tests.catalogue update | compile | check`.

English is the source and stands in the code; store/locale/pl/LC_MESSAGES/crm_tui.po holds the Polish.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
ROOMS = ("crm_tui", "screens", "widgets", "store")
PO = ROOT / "store" / "locale" / "pl" / "LC_MESSAGES" / "crm_tui.po"
TRANSLATING = {"_": 1, "n_": 2, "p_": 2, "entry": 2}  # and how many texts each takes: p_ and entry a context first


def extracted() -> Catalog:
    """Return every message that the source shows; also those inside f-strings, which Babel's own reader passes over."""
    catalogue = Catalog()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for name, texts in _calls(ast.parse(path.read_text(encoding="utf-8"))):
                if name == "n_":
                    catalogue.add((texts[0], texts[1]))
                elif name == "_":
                    catalogue.add(texts[0])
                else:
                    catalogue.add(texts[1], context=texts[0])
    for text in _help_texts():
        catalogue.add(text)
    return catalogue


def _help_texts() -> Iterator[str]:
    """Yield the help of the command line, which stands as literals and is translated when it is shown."""
    import typer

    from crm_tui.cli.helping import texts
    from crm_tui.cli.main import app

    yield from texts(typer.main.get_command(app))


def _calls(tree: ast.AST) -> Iterator[tuple[str, list[str]]]:
    """Yield the calls that translate, with the literals they begin with."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATING):
            continue
        texts = [text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str)]
        if len(texts) >= TRANSLATING[node.func.id]:
            yield node.func.id, texts


def translated() -> Catalog:
    """Return the Polish catalogue as it stands."""
    if not PO.exists():
        return Catalog(locale="pl", domain="crm_tui")
    with PO.open("rb") as file:
        return read_po(file, locale="pl", domain="crm_tui")


def write(catalogue: Catalog) -> None:
    """Write the catalogue in a stable order, without lines that change with every run."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    catalogue.project, catalogue.fuzzy, catalogue.header_comment = "crm-tui", False, "# Polish, for crm-tui."
    with PO.open("wb") as file:
        write_po(file, catalogue, no_location=True, sort_output=True, ignore_obsolete=True, width=120)
    kept = re.sub(
        rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Report-Msgid-Bugs-To|Language-Team|Generated-By'
        rb'|Project-Id-Version):.*\n', b"", PO.read_bytes(), flags=re.MULTILINE,
    )  # fmt: skip
    PO.write_bytes(kept)


def update() -> None:
    """Bring the catalogue up to date with the source: new messages empty, those no longer shown gone."""
    catalogue = translated()
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    write(catalogue)
    compile_catalogue()


def compile_catalogue() -> None:
    """Write the .mo that the program reads."""
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, translated())


def faults() -> Iterator[str]:
    """Yield what is wrong with the catalogue, one line a fault."""
    source, polish = extracted(), translated()
    for message in source:
        if not message.id:
            continue
        found = polish.get(_key(message), message.context)
        if found is None or not all(strings(found)):
            yield f"not translated: {_shown(message)}"
        elif found.fuzzy:
            yield f"fuzzy: {_shown(message)}"
        else:
            yield from _wrong_places(found)
    for message in polish:
        if message.id and source.get(_key(message), message.context) is None:
            yield f"no longer in the source: {_shown(message)}"


def _wrong_places(message: Message) -> Iterator[str]:
    """Yield messages whose translation does not name the values that the source names."""
    wanted = set().union(*(_places(text) for text in _ids(message)))
    for text in strings(message):
        named = _places(text)
        if named != wanted and not (message.pluralizable and named < wanted):
            yield f"names other values: {_shown(message)}"
            return


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}", text))


def _key(message: Message) -> str:
    return _ids(message)[0]


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(text or "" for text in strings)


def _shown(message: Message) -> str:
    return f"{message.context}|{_key(message)!r}" if message.context else repr(_key(message))


def main(command: str) -> int:
    """Run one command; the exit code is 1 where the catalogue is not as it has to be."""
    if command == "update":
        update()
    elif command == "compile":
        compile_catalogue()
    elif command != "check":
        print(__doc__, file=sys.stderr)
        return 2
    found = list(faults()) if command != "compile" else []
    for fault in found:
        print(fault)
    return int(bool(found) and command == "check")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
