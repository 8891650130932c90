"""A server set up as docs/log-in.md has it, and the terminals people come with (G1, H4, H6)."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.e2e.secure_shell import ACCEPTED, KEY_OPTIONS, needs_sshd, served
from tests.e2e.terminal import PROGRAM, needs_tmux

pytestmark = needs_sshd

PAGE = Path(__file__).parents[2] / "docs" / "log-in.md"


def on_the_server(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as the service account, with a shell's freedom."""
    variables = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8"}
    return subprocess.run([str(PROGRAM), *arguments], env=variables, capture_output=True, text=True, check=False)


def test_g1_the_steps_of_the_page_lead_to_a_server(tmp_path: Path) -> None:
    """Found the database, fix the log-in, add a person, let them in, back up; the page has the same options."""
    page = PAGE.read_text(encoding="utf-8")
    assert KEY_OPTIONS.format(command="/opt/crm-tui/bin/crm-tui --fixed-user marek") in page
    assert f"AcceptEnv {ACCEPTED}\n" in page
    settings = tmp_path / "home/.config/crm-tui/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'db = "{tmp_path}/crm.db"\n')
    zone = ("--zone", "Europe/Warsaw")
    assert (
        on_the_server(tmp_path, "--as", "anna", "user", "edit", "anna", "--name", "Anna Nowak", *zone).returncode == 0
    )
    with served(tmp_path, "anna", "marek") as server:
        assert on_the_server(tmp_path, "--as", "anna", "today").returncode == 1
        assert server.run("marek", "today").code == 1
        added = on_the_server(tmp_path, "--fixed-user", "anna", "user", "add", "marek", "--name", "Marek Z", *zone)
        assert added.returncode == 0
        assert server.run("marek", "today").code == 0

        backup = tmp_path / "backup.zip"
        done = on_the_server(tmp_path, "--fixed-user", "anna", "db", "backup", str(backup), "--replace")
        assert done.returncode == 0
        assert backup.stat().st_size
        for command in ("db backup x.zip", f"db backup {tmp_path}/x.zip", "db check"):
            assert server.run("anna", command).code == 1
        assert on_the_server(tmp_path, "--fixed-user", "anna", "db", "check").returncode == 0

        state = server.home / ".local/state/crm-tui"
        assert (state / "crm-tui.log").stat().st_mode & 0o777 == 0o600
        assert server.run("marek", "file put x.csv", typed=b"name\nFabryka\n").code == 0
        own = server.home / ".local/share/crm-tui/people/marek-2"
        assert own.stat().st_mode & 0o777 == 0o700
        assert (own / "x.csv").stat().st_mode & 0o777 == 0o600


def test_a15_files_go_in_and_out_over_the_line(tmp_path: Path, databases: Databases) -> None:
    databases.sqlite(tmp_path / "crm.db")
    with served(tmp_path, "anna") as server:
        table = "name,phone\nFabryka Łódź,+48 600 100 200\n".encode()
        assert server.run("anna", "import contacts - --format csv", typed=table).code == 0
        cards = server.run("anna", "export contacts - --format json")
        assert [row["name"] for row in json.loads(cards.out)] == ["Fabryka Łódź"]
        assert server.run("anna", "add Plan --category Call --open-ended").code == 0
        offer = bytes(range(256)) * 5000
        assert server.run("anna", "attach 1 - --name offer.bin", typed=offer).code == 0
        assert server.run("anna", "save 1 -").out == offer
        assert server.run("anna", "file put offer.bin", typed=offer).code == 0
        assert server.run("anna", "file get offer.bin").out == offer
        assert server.run("anna", "report activities --export -").out.count(b"\n") == 2


@needs_tmux
@pytest.mark.parametrize(
    ("kind", "variables"),
    [
        ("xterm", {}), ("screen", {}), ("linux", {}), ("xterm-256color", {"NO_COLOR": "1"}),
        ("xterm", {"LC_ALL": "C"}), ("linux", {"LC_ALL": "pl_PL.ISO-8859-2"}),
    ],
    ids=["xterm", "screen", "linux", "no-colour", "C", "latin-2"],
)  # fmt: skip
def test_h6_the_day_plan_is_drawn_and_keys_work_on_any_terminal(
    tmp_path: Path, databases: Databases, kind: str, variables: dict[str, str]
) -> None:
    databases.sqlite(tmp_path / "crm.db")
    in_ascii = "UTF-8" not in variables.get("LC_ALL", "UTF-8")
    with served(tmp_path, "anna") as server:
        assert server.run("anna", "add Żółw --category Call --open-ended").code == 0
        settings = {"TERM": kind, "COLORTERM": "", "LC_ALL": "C.UTF-8", **variables}
        with server.terminal("anna", settings=settings, options=["-o", "SendEnv=LC_* NO_COLOR COLORTERM"]) as terminal:
            screens = [terminal.see("Zolw" if in_ascii else "Żółw")]
            colours = terminal.coloured()
            terminal.press("?").see("The activity under the cursor")
            terminal.press("Escape").see_no("The activity under the cursor")
            terminal.press("n")
            screens.append(terminal.see("New activity"))
            terminal.press("Escape").see("Zolw" if in_ascii else "Żółw")
            terminal.press("p")
            screens.append(terminal.see("urgent"))
            terminal.press("Escape").see_no("urgent")
            terminal.press("q")
            assert terminal.ended()
    for screen in screens:
        assert screen.isascii() is in_ascii
        assert not {"\ufffd", "Ã", "Å", "â"} & set(screen)
        assert max(map(len, screen.splitlines())) <= 80
    assert "38;2;" not in colours
    if "NO_COLOR" in variables:
        greys = {*range(232, 256), 16, 231}
        assert {int(number) for number in re.findall(r"[34]8;5;(\d+)", colours)} <= greys
        assert not re.findall(r"\[[349][1-6]m", colours)
