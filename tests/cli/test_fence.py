"""Everything that whom a key lets in may try, without a server: what sshd hands on is tried as it is (G1, A15).

That sshd hands it on so, and what sshd itself keeps out, is proved in tests/e2e/test_fence_over_ssh.py.
"""

import itertools
import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from crm_tui import forced
from crm_tui.__main__ import app_options
from crm_tui.cli.main import run
from store import activities, attachments, people
from store.clock import SystemClock
from store.database import Store
from tests.databases import Databases
from tests.fence import FILES, LEAKS, LOCALES, OTHERS, SHELLS, USES, contents, fill_the_database, fill_the_home

PLACES = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}


class Fence:
    """The forced command of marek's key, in this process."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self.marker = folder, folder / "marker"
        self._capfd, self._patch = capfd, patch
        self.before = contents(folder)

    def fill(self, text: str) -> str:
        """Return a try with the names in it that are here."""
        return text.format(m=self.marker, f=self.folder)

    def tried(
        self, text: str, *, typed: bytes = b"", variables: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Let marek send a command; look whether anything came of it; return the exit code and what was said."""
        self._capfd.readouterr()
        (self.folder / "crm.db.typed").write_bytes(typed)
        with (self.folder / "crm.db.typed").open() as stdin:
            self._patch.setattr("sys.stdin", stdin)
            try:
                arguments = forced.begin(
                    ["--fixed-user", "marek"], {**os.environ, **(variables or {}), "SSH_ORIGINAL_COMMAND": text}
                )
            except SystemExit as left:
                code = int(str(left.code))
            else:
                assert app_options(arguments) is None, text
                code = run(arguments)
        said = self._capfd.readouterr()
        assert not self.marker.exists(), text
        assert not [leak for leak in LEAKS if leak in said.out + said.err], (text, said)
        assert contents(self.folder) == self.before, text
        return code, said.out, said.err


def never(*given: object, **_named: object) -> None:
    """Stand for what starts a program."""
    raise AssertionError(f"a program was started: {given}")


@pytest.fixture
def fence(
    tmp_path: Path, databases: Databases, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Fence]:
    home = tmp_path / "home"
    fill_the_database(tmp_path, databases)
    fill_the_home(tmp_path, home)
    settings = home / ".config/crm-tui/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'db = "{tmp_path}/crm.db"\nlog_in = "fixed"\n')
    for name, place in PLACES.items():
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / place))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    for starter in ("system", "posix_spawn", "execv", "execve", "fork"):
        monkeypatch.setattr(os, starter, never)
    monkeypatch.setattr(subprocess, "Popen", never)
    mask = os.umask(0o022)
    yield Fence(tmp_path, capfd, monkeypatch)
    os.umask(mask)


def test_g1_no_command_gives_a_shell(fence: Fence) -> None:
    for text in SHELLS:
        fence.tried(fence.fill(text))


def test_g1_no_command_reaches_what_is_others(fence: Fence) -> None:
    for text in OTHERS:
        fence.tried(fence.fill(text), typed=b"kolejka-2026\n")
    store = Store.open(str(fence.folder / "crm.db"), clock=SystemClock(), files=fence.folder / "crm.db.files")
    me = people.log_in(store, "anna")
    row = activities.get(store, me, 1)
    assert (row.status, row.version, row.details) == ("planned", 1, "")
    assert [file.name for file in attachments.of(store, me, "activity", 1)] == ["secret.txt"]
    assert {(user.login, user.role.name, user.active) for user in people.users(store, me)} == {
        ("anna", "Administrator", True), ("ewa", "Manager", True), ("marek", "Employee", True),
    }  # fmt: skip
    store.close()


def test_a15_no_file_but_ones_own_is_reached(fence: Fence) -> None:
    for name, use in zip(FILES, itertools.cycle(USES), strict=False):
        command = use.format(n=shlex.quote(fence.fill(name)))
        code, out, err = fence.tried(command, typed=b"x")
        assert code in {1, 2}, (command, out, err)
        assert err.count("\n") == 1, (command, err)


def test_g1_a_hostile_locale_is_only_a_strange_one(fence: Fence) -> None:
    for value in LOCALES:
        variables = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG"), fence.fill(value))
        code, out, _err = fence.tried("list --json", variables=variables)
        assert code == 0, value
        assert out.count('"id"') >= 1
