"""Who logs in, by option, by password and by the forced command of a key (G1)."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Run


@pytest.fixture
def asked(tmp_path: Path, database: Path, crm: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands where a password is asked for; anna's is kolejka-2026. The first argument is what is typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("kolejka-2026\n"))
    assert crm("user", "edit", "anna", "--password-stdin").code == 0
    assert crm("user", "add", "marek").code == 0
    config = tmp_path / "config.toml"
    config.write_text('log_in = "password"\n', encoding="utf-8")

    def call(typed: str, *arguments: str, as_: str = "anna") -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return crm("--config", str(config), *arguments, as_=as_)

    return call


def test_g1_a_command_runs_with_the_password_on_the_first_line(asked: Run) -> None:
    assert asked("kolejka-2026\n", "--log-in-stdin", "today").code == 0
    answer = asked("wrong\n", "--log-in-stdin", "today", "--json")
    assert answer.code == 1
    assert answer.json["error"]["kind"] == "denied"


@pytest.mark.parametrize("as_", ["anna", "marek", "nobody"])
def test_g1_neither_option_nor_environment_gets_past_the_password(
    asked: Run, monkeypatch: pytest.MonkeyPatch, as_: str
) -> None:
    monkeypatch.setenv("CRM_TUI_LOG_IN", "os")
    monkeypatch.setenv("CRM_TUI_USER", "anna")
    for arguments in (
        ("today",),
        ("--fixed-user", as_, "today"),
        ("list", "--as", as_),
        ("export", "contacts", "x.csv"),
    ):
        answer = asked("", "--log-in-stdin", *arguments, as_=as_)
        assert answer.code == 1
        assert answer.out == ""
        assert answer.err.count("\n") == 1


def test_g1_a_password_is_given_with_a_new_user_or_not_at_all(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("krótkie\n"))
    assert crm("user", "add", "ola", "--password-stdin").code == 1
    assert [row["login"] for row in crm("user", "list", "--json").json] == ["anna"]
    monkeypatch.setattr("sys.stdin", io.StringIO("dość długie\n"))
    assert crm("user", "add", "ola", "--password-stdin").code == 0
