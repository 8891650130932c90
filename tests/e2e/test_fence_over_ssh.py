"""Whom a key lets in is tried for a shell and for what is others', over a real OpenSSH server (G1, A15).

Of the tries in tests/fence.py one or two of each kind are made here; tests/cli/test_fence.py makes them all without a
server, where the forced command gets the same text from the same variable. The server allows forwarding, agents, X11
and sftp: what keeps them out is the key's `restrict` and its forced command, as docs/log-in.md has them. Every try is
followed by the same look (`Place.held`): nothing ran, nothing was written, nothing of anybody else was shown.
"""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.e2e.secure_shell import Done, Server, needs_sshd, served
from tests.e2e.terminal import PATIENCE_SECONDS, Terminal, needs_tmux
from tests.fence import LEAKS, SECRET, contents, fill_the_database, fill_the_home

pytestmark = [needs_tmux, needs_sshd]

# What a shell, sshd or a client program would do something with, were it to get it.
SHELLS = (
    "; touch {m}", "today && touch {m}", "$(touch {m})", "today\ntouch {m}", "today > {m}", "' ; touch {m} ; '",
    "bash -i", "scp -t {f}", "internal-sftp", "--install-completion bash",
)  # fmt: skip
OTHERS = (
    "--as anna list --all --json", "--fixed-user=anna", "today --config=/dev/null", "list --all --json",
    "show 1 --json", "save 1 -", "user edit marek --role Administrator", "user edit anna --password-stdin",
    "db backup -",
)  # fmt: skip
FILES = (
    ("/etc/passwd", "import contacts {n} --format csv"), ("../anna-1/x.txt", "attach 2 {n}"),
    ("link.txt", "file get {n}"), ("dangling.txt", "file put {n}"), ("pipe.txt", "file remove {n}"),
    ("/dev/stdin", "save 2 {n} --force"), ("own.txt\n/etc/passwd", "export contacts {n} --format csv"),
)  # fmt: skip
VARIABLES = {
    "CRM_TUI_DB": "{f}/other.db", "CRM_TUI_USER": "anna", "CRM_TUI_LOG_IN": "os", "CRM_TUI_FILES": "{f}",
    "CRM_TUI_CLOCK": "2020-01-01T00:00:00+00:00", "CRM_TUI_SMS__URL": "json://127.0.0.1:1/{{phone}}",
}  # fmt: skip
DROPPED = {
    "TEXTUAL": "devtools,debug", "TEXTUAL_LOG": "{m}", "TEXTUAL_DRIVER": "os:system", "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_LOCATION": "{f}", "TEXTUAL_PRESS": "n", "EDITOR": "touch {m}", "VISUAL": "touch {m}",
    "PAGER": "touch {m}", "LESSOPEN": "|touch {m}", "BROWSER": "touch {m}", "TERMINFO": "{f}", "DISPLAY": ":0",
    "XDG_CONFIG_HOME": "{f}/other", "XDG_DATA_HOME": "{f}/other", "XDG_STATE_HOME": "{f}/other",
    "_CRM_TUI_COMPLETE": "complete_bash", "SQLITE_TMPDIR": "{f}/other", "COMP_WORDS": "x",
}  # fmt: skip


@dataclass
class Place:
    """The server with its people, and what must not change."""

    server: Server
    marker: Path
    before: dict[str, bytes]

    def fill(self, text: str) -> str:
        """Return a try with the names in it that this server has."""
        return text.format(m=self.marker, f=self.server.folder)

    def held(self, done: Done | None, tried: object) -> None:
        """Look whether anything came of a try."""
        said = done.said if done is not None else ""
        assert not self.marker.exists(), tried
        assert not [leak for leak in LEAKS if leak in said], (tried, said)
        assert contents(self.server.folder) == self.before, tried


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> Iterator[Place]:
    """Run the server with anna's secret on it; marek's own folder has things in it that he could not put there."""
    folder = tmp_path_factory.mktemp("fence")
    fill_the_database(folder, databases)
    with served(folder, "anna", "marek") as server:
        fill_the_home(folder, server.home)
        yield Place(server, folder / "marker", contents(folder))


def test_g1_no_command_gives_a_shell(place: Place) -> None:
    for text in SHELLS:
        done = place.server.run("marek", place.fill(text))
        place.held(done, text)
        assert b"uid=" not in done.out


def test_g1_no_command_reaches_what_is_others(place: Place) -> None:
    for text in OTHERS:
        place.held(place.server.run("marek", place.fill(text), typed=b"kolejka-2026\n"), text)
    row = json.loads(place.server.run("anna", "show 1 --json").out)
    assert (row["status"], row["version"], row["details"], row["discussion"]) == ("planned", 1, "", [])
    assert [file["name"] for file in row["files"]] == ["secret.txt"]
    users = json.loads(place.server.run("anna", "user list --json").out)
    assert {(user["login"], user["role"]) for user in users} == {
        ("anna", "Administrator"), ("ewa", "Manager"), ("marek", "Employee"),
    }  # fmt: skip


def test_a15_no_file_but_ones_own_is_reached(place: Place) -> None:
    """A name and a command of each kind; all by all is tried in tests/cli/test_forced.py."""
    for name, use in FILES:
        command = use.format(n=shlex.quote(place.fill(name)))
        done = place.server.run("marek", command, typed=b"x")
        place.held(done, command)
        assert done.code in {1, 2}, (command, done.said)
        assert done.err.count(b"\n") == 1, done.said


def test_a15_no_link_is_taken_that_a_program_of_the_server_would_open(place: Place) -> None:
    for address in ("file:///etc/passwd", "javascript:alert(1)", "ssh://x", "data:text/html,x", "FILE:///etc/passwd"):
        done = place.server.run("marek", f"link 2 '{address}'")
        place.held(done, address)
        assert done.code == 1


def test_g1_a_client_program_for_files_gets_nothing(place: Place) -> None:
    server, local = place.server, place.server.folder / "terminal-copy"
    local.mkdir(exist_ok=True)
    (local / "x").write_text("x")
    wishes = [
        [*server.client("marek", program="scp"), *mode, *pair]
        for mode in ([], ["-O"])
        for pair in (
            [f"{server.host}:{server.folder}/crm.db", str(local / "got")],
            [str(local / "x"), f"{server.host}:{place.marker}"],
            [f"{server.host}:/etc/passwd", str(local / "got")],
        )
    ]
    wishes.append([*server.client("marek", program="sftp"), "-b", "-", server.host])
    wishes += [[*server.client("marek", "-s"), server.host, name] for name in ("sftp", "shell", "netconf")]
    for wish in wishes:
        done = server.call(wish, typed=f"get /etc/passwd {local}/got\nput {local}/x {place.marker}\n".encode())
        place.held(done, wish)
        assert done.code != 0
        assert not (local / "got").exists()


def test_g1_nothing_is_forwarded(place: Place) -> None:
    server = place.server
    done = server.call([*server.client("marek", "-W", f"127.0.0.1:{server.port}"), server.host])
    place.held(done, "-W")
    assert done.code != 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    for options in (["-R", f"{free}:127.0.0.1:{server.port}"], ["-R", str(free)]):
        done = server.call([*server.client("marek", "-N", "-o", "ExitOnForwardFailure=yes", *options), server.host])
        place.held(done, options)
        assert done.code != 0
    for options in (["-L", f"{free}:127.0.0.1:{server.port}"], ["-L", f"{free}:{server.folder}/x.sock"]):
        assert through(server, free, options) == b"", options
    # Greeting the client's SOCKS, which answers by itself, then asking for the server's own port.
    asked = b"\5\1\0" + b"\5\1\0\1\x7f\0\0\1" + server.port.to_bytes(2, "big")
    assert b"SSH-" not in through(server, free, ["-D", str(free)], asked)


def through(server: Server, port: int, options: list[str], asked: bytes = b"") -> bytes:
    """Return what comes through a forwarded port of the client until it is closed."""
    words = [*server.client("marek", "-N", *options), server.host]
    client = subprocess.Popen(words, env={"PATH": os.environ["PATH"], "HOME": str(server.folder)})
    deadline = time.monotonic() + PATIENCE_SECONDS
    try:
        while time.monotonic() < deadline:
            with socket.socket() as line:
                line.settimeout(PATIENCE_SECONDS)
                if line.connect_ex(("127.0.0.1", port)):
                    time.sleep(0.03)
                    continue
                line.sendall(asked)
                return b"".join(iter(lambda: line.recv(100), b""))
    finally:
        client.kill()
        client.wait()
    raise AssertionError(f"{options}: the client never listened")


def test_g1_neither_agent_nor_display_is_lent(place: Place) -> None:
    server = place.server
    agent = ["ssh-agent"] if shutil.which("ssh-agent") else []
    words = [*agent, *server.client("marek", "-tt", "-A", "-Y"), server.host]
    folder = server.folder / "terminal-agent"
    folder.mkdir()
    with Terminal(folder, command=words, clock="", settings={"DISPLAY": ":99"}) as terminal:
        terminal.see("Call the mill")
        environment = server.environment("marek")
        terminal.press("q")
        assert terminal.ended()
    assert not {"SSH_AUTH_SOCK", "DISPLAY"} & environment.keys()
    place.held(None, "-A -Y")


def test_g1_no_variable_that_a_client_sends_has_a_say(place: Place) -> None:
    """The server takes only the language, as Debian's does; what else is sent does not arrive."""
    everything = {**VARIABLES, **DROPPED, "PYTHONPATH": "{f}", "LD_PRELOAD": "{m}", "BASH_ENV": "{m}", "PATH": "{f}"}
    sent = " ".join(f'{name}="{place.fill(value)}"' for name, value in everything.items())
    done = place.server.run("marek", "list --json", "-o", f"SetEnv={sent}")
    place.held(done, sent)
    assert [row["id"] for row in json.loads(done.out)] == [2]


@pytest.mark.parametrize("value", ["../../../../{f}/x", "$(touch {m})", "C\nCRM_TUI_DB={f}/x"])
def test_g1_a_hostile_locale_is_only_a_strange_one(place: Place, value: str) -> None:
    variables = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG"), place.fill(value))
    done = place.server.run("marek", "list --json", "-o", "SendEnv=LC_* LANG", environment=variables)
    place.held(done, value)
    assert [row["id"] for row in json.loads(done.out)] == [2]


def test_g1_a_server_that_takes_too_much_from_clients_still_lets_them_set_nothing(
    tmp_path: Path, databases: Databases
) -> None:
    fill_the_database(tmp_path, databases)
    with served(tmp_path, "marek", accepted="LC_* " + " ".join([*VARIABLES, *DROPPED])) as server:
        place = Place(server, tmp_path / "marker", contents(tmp_path))
        for name, value in VARIABLES.items():
            done = server.run("marek", "list --all --json", "-o", f"SetEnv={name}={place.fill(value)}")
            place.held(done, name)
            assert done.code == 1
            assert name.encode() in done.err
        sent = " ".join(f'{name}="{place.fill(value)}"' for name, value in DROPPED.items())
        done = server.run("marek", "list --all --json", "-o", f"SetEnv={sent}")
        place.held(done, sent)
        assert [row["id"] for row in json.loads(done.out)] == [2], done.said
        with server.terminal("marek", options=["-o", f"SetEnv={sent}"]) as terminal:
            terminal.see("Call the mill")
            terminal.press("q")
            assert terminal.ended()
        place.held(None, "the app")


def test_g1_keys_lead_nowhere(place: Place) -> None:
    """No key stops the program or leaves it for a shell; the palette saves no picture, and its files are one's own."""
    marker, secret = str(place.marker), f"{place.server.folder}/crm.db"
    with place.server.terminal("marek", size=(100, 30)) as terminal:
        terminal.see("Call the mill")
        for key in ("C-z", "C-\\", "C-c", "C-d", "C-s", "C-v", "!", ":", *(f"F{number}" for number in range(1, 13))):
            terminal.press(key)
        terminal.press("Escape", "Escape", "Escape", "1").see("Call the mill")
        for word in ("screenshot", "suspend", "shell", "keys panel", "devtools", "maximize"):
            terminal.press("C-p").see("what to do")
            terminal.type(word).see("Nothing is called like this")
            terminal.press("Escape").see_no("Nothing is called like this")
        for path in (marker, "../x.vcf", "link.txt"):
            terminal.press("C-p").see("what to do")
            terminal.type("export contacts").see("vCard")
            terminal.press("Enter").see("Export contacts to")
            terminal.press("C-u", "C-k").type(path)
            terminal.press("Enter").see(f"“{re.escape(path)}” is (no name of a file here|a link)")
        terminal.press("C-p").see("what to do")
        terminal.type("import contacts").see("dry run")
        terminal.press("Enter").see("name of one of your files")
        for path in (secret, "/etc/passwd", "link.txt", "pipe.txt"):
            terminal.press("C-u", "C-k").type(path)
            terminal.press("Enter").see(f"“{re.escape(path)}” is (no name of a file here|a link)")
        terminal.press("Escape").see_no("duplicates")
        terminal.press("Enter").see("Activity 2")
        terminal.press("F3").see("own.txt")
        screen = terminal.screen()
        assert not [name for name in ("link.txt", "folder", "pipe.txt", "dangling.txt", "crm.db") if name in screen]
        terminal.press("BSpace", "Left", "Home", ".", "Tab").see("own.txt")
        terminal.press("Enter").see("Attached: own.txt")
        terminal.press(*["Tab"] * 4)
        terminal.press("q")
    place.held(None, "keys")


@pytest.mark.parametrize("kind", ["", "../../etc/passwd", "$(touch {m})", "x" * 5000])
def test_g1_a_hostile_kind_of_terminal_is_only_a_strange_one(place: Place, kind: str) -> None:
    with place.server.terminal("marek", settings={"TERM": place.fill(kind)}) as terminal:
        terminal.see("Call the mill")
        terminal.press("q")
        assert terminal.ended()
    place.held(None, kind)


def test_g1_a_key_of_nobody_and_a_leaver_are_not_let_in(tmp_path: Path, databases: Databases) -> None:
    fill_the_database(tmp_path, databases)
    with served(tmp_path, "anna", "marek", "nobody") as server:
        assert server.run("anna", "user edit marek --inactive").code == 0
        for who in ("marek", "nobody"):
            done = server.run(who, "list --all --json")
            assert done.code == 1
            assert SECRET not in done.said
        (tmp_path / "authorized_keys").write_text("")
        assert server.run("anna", "today").code == 255
