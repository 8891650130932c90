"""What one may not see is answered as what does not exist, by every command (G2)."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
import typer

from crm_tui.cli.main import app
from store.reading import EngineReader, SqliteReader
from tests.cli.conftest import Answer, Run

MISSING = "777777"
# Every command that takes a number: what it is the number of, and what stands after it.
NUMBERED: dict[str, tuple[str, tuple[str, ...]]] = {
    "show": ("activity", ()),
    "edit": ("activity", ("--details", "x")),
    "done": ("activity", ("--note", "x")),
    "cancel": ("activity", ()),
    "reopen": ("activity", ()),
    "move": ("activity", ("tomorrow 17:00",)),
    "delete": ("activity", ("--scope", "all")),
    "note": ("activity", ("let me in",)),
    "attach": ("activity", ("FILE",)),
    "link": ("activity", ("https://example.com",)),
    "start": ("activity", ("--switch",)),
    "time add": ("activity", ("--start", "today 8:00", "--for", "5 min")),
    "time edit": ("entry", ("--note", "x")),
    "time delete": ("entry", ()),
    "detach": ("file", ()),
    "save": ("file", ("FILE",)),
}
# Commands that ask by a word or narrow by a name: asked of what only hidden activities have, and of what nothing has.
ASKED: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    (("search", "xylophone"), ("search", "bassoon")),
    (("search", "{activity}"), ("search", MISSING)),
    (("list", "--all", "--text", "xylophone"), ("list", "--all", "--text", "bassoon")),
    (("list", "--all", "--contact", "Hidden"), ("list", "--all", "--contact", "Nothing")),
    (("list", "--all", "--project", "Hidden project"), ("list", "--all", "--project", "Nothing project")),
    (("list", "--user", "anna", "--contact", "Hidden"), ("list", "--user", "ewa")),
    (("report", "activities", "--contact", "Hidden"), ("report", "activities", "--contact", "Nothing")),
    (("report", "activities", "--project", "Hidden project"), ("report", "activities", "--project", "Nothing project")),
    (("report", "activities", "--user", "anna"), ("report", "activities", "--user", "ewa")),
    (("report", "activities", "--category", "Visit"), ("report", "activities", "--category", "E-mail")),
    (("report", "goals", "--contact", "Hidden"), ("report", "goals", "--contact", "Nothing")),
    (("report", "overdue", "--contact", "Hidden"), ("report", "overdue", "--contact", "Nothing")),
    (("report", "time", "--contact", "Hidden"), ("report", "time", "--contact", "Nothing")),
    (("report", "time", "--user", "anna"), ("report", "time", "--user", "ewa")),
    (("export", "activities", "FILE", "--all"), ("export", "activities", "FILE", "--user", "ewa")),
    (("export", "time", "FILE", "--user", "anna"), ("export", "time", "FILE", "--user", "ewa")),
    (("today", "tomorrow"), ("today", "in 3 days")),
    (("notifications",), ("notifications", "--unread")),
]


def numbered(command: Any, path: tuple[str, ...] = ()) -> set[str]:
    """Return the commands that take a number."""
    below = getattr(command, "commands", None)
    if below is not None:
        return {name for word, one in below.items() for name in numbered(one, (*path, word))}
    return {" ".join(path)} if any(one.name == "number" for one in command.params) else set()


@pytest.fixture
def hidden(crm: Run, tmp_path: Path) -> dict[str, str]:
    """What only anna sees, by its kind: an activity with everything on it, and one that she has deleted."""
    for login in ("marek", "ewa"):
        assert crm("user", "add", login, "--zone", "Europe/Warsaw").code == 0
    for name in ("Hidden", "Nothing"):
        assert crm("contact", "add", name).code == 0
        assert crm("project", "add", f"{name} project").code == 0
    secret = ("Xylophone", "tomorrow", "15:00", "--category", "Visit", "--busy", "--details", "xylophone")
    number = str(crm("add", *secret, "--contact", "Hidden", "--goal", "Arrange a meeting", "--json").json["id"])
    assert crm("add", *secret[:1], "tomorrow", "16:00", "--category", "Visit", "--project", "Hidden project").code == 0
    gone = str(crm("add", "Gone tomorrow 17:00", "--category", "Visit", "--json").json["id"])
    assert crm("delete", gone).code == 0
    assert crm("note", number, "xylophone").code == 0
    assert crm("link", number, "https://example.com").code == 0
    path = tmp_path / "plan.txt"
    path.write_text("xylophone")
    attached = crm("attach", number, str(path), "--json").json
    entry = crm("time", "add", number, "--start", "today 8:00", "--for", "30 min", "--json").json["time_entry"]["id"]
    return {"activity": number, "gone": gone, "entry": str(entry), "file": str(_file_of(attached))}


def _file_of(answer: Any) -> int:
    return int(answer["id"]) if "files" not in answer else int(answer["files"][0]["id"])


def asked(crm: Run, words: tuple[str, ...], patch: pytest.MonkeyPatch) -> tuple[Answer, list[str]]:
    """Run a command as marek; return its answer, and the statements that it asked the database."""
    statements: list[str] = []
    with patch.context() as counted:
        for reader in (SqliteReader, EngineReader):
            ask = reader.all

            def all_(self: Any, sql: str, *, ask: Any = ask, **bound: Any) -> Any:
                statements.append(sql)
                return ask(self, sql, **bound)

            counted.setattr(reader, "all", all_)
        answer = crm(*words, as_="marek")
    return answer, statements


def told(answer: Answer, number: str) -> tuple[int, str, str]:
    """Return what is said, whichever number it is said of."""
    return answer.code, answer.out.replace(number, "N"), answer.err.replace(number, "N")


def test_g2_a_hidden_number_is_answered_as_one_that_there_is_not(
    crm: Run, hidden: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command, json in product(NUMBERED, ((), ("--json",))):
        kind, rest = NUMBERED[command]
        path = tmp_path / ("plan.txt" if command == "attach" else "out.txt")
        after = (*(str(path) if word == "FILE" else word for word in rest), *json)
        nothing, asked_of_nothing = asked(crm, (*command.split(), MISSING, *after), monkeypatch)
        assert nothing.code == 1
        for number in (hidden[kind], *([hidden["gone"]] if kind == "activity" else [])):
            answer, statements = asked(crm, (*command.split(), number, *after), monkeypatch)
            assert told(answer, number) == told(nothing, MISSING), command
            # The same questions take the same time: a clock would say so less surely.
            assert statements == asked_of_nothing, command
    assert not (tmp_path / "out.txt").exists()
    assert "xylophone" in crm("show", hidden["activity"]).out.lower()


def test_g2_every_command_that_takes_a_number_is_tried() -> None:
    assert numbered(typer.main.get_command(app)) == set(NUMBERED)


def test_g2_what_only_the_hidden_has_is_answered_as_what_nothing_has(
    crm: Run, hidden: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    for pair, json in product(ASKED, ((), ("--json",))):
        answers = []
        for words in pair:
            path.unlink(missing_ok=True)
            asking = (str(path) if word == "FILE" else word.format(**hidden) for word in words)
            answer, _statements = asked(crm, (*asking, *json), monkeypatch)
            written = path.read_text(encoding="utf-8-sig") if path.exists() else ""
            # The first line of a plan is its day.
            out = answer.out.partition("\n")[2] if words[0] == "today" and not json else answer.out
            answers.append((answer.code, out, answer.err, written))
        assert answers[0] == answers[1], pair
        assert "xylophone" not in "".join(map(str, answers)).lower()


def test_g2_a_collision_with_the_hidden_names_no_more_than_the_time(crm: Run, hidden: dict[str, str]) -> None:
    """A5 has every collision named; of what one may not see that is whose time it is, and when."""
    assert crm("role", "edit", "Employee", "--allow", "delegate").code == 0
    words = ("add", "Call tomorrow 15:10", "--category", "Call", "--performer", "anna")
    for json in ((), ("--json",)):
        answer = crm(*words, *json, as_="marek")
        assert answer.code == 1
        assert "xylophone" not in (answer.out + answer.err).lower()
        assert "Visit" not in answer.out + answer.err
        assert "Hidden" not in answer.out + answer.err
    assert crm(*words, "--json", as_="marek").json["error"]["kind"] == "busy"
