"""Runs commands in the test's own process, on a SQLite file with its dictionaries in English."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from crm_tui.cli.main import run
from tests.databases import Databases

Run = Callable[..., "Answer"]


class Answer:
    """What a command gave: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


@pytest.fixture(scope="session", autouse=True)
def commands_made_once() -> Iterator[None]:
    """Make the commands and their options once for a whole run, where each call would make all of them again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.main.get_command", cache(typer.main.get_command))
        yield


@pytest.fixture
def database(tmp_path: Path, databases: Databases) -> Path:
    """A database that was made but that nobody has used yet; a test of making it removes it first."""
    return databases.sqlite_without_users(tmp_path / "crm.db")


@pytest.fixture
def crm(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `crm-tui` as anna at 10:42 on Tuesday 24 November 2026 in Warsaw."""
    monkeypatch.setenv("CRM_TUI_CLOCK", "2026-11-24T10:42:00+01:00")
    monkeypatch.setenv("TZ", "Europe/Warsaw")

    def call(*arguments: str, as_: str = "anna") -> Answer:
        capsys.readouterr()
        code = run(["--db", str(database), "--as", as_, *arguments])
        written = capsys.readouterr()
        return Answer(code, written.out, written.err)

    return call


@pytest.fixture
def company(crm: Run) -> Run:
    """The same with a contact and a person in it."""
    assert crm("contact", "add", "AB Transport sp. z o.o.", "--phone", "+48 600 100 200").code == 0
    assert crm("person", "add", "Jan Kowalski", "--contact", "ab transport").code == 0
    return crm
