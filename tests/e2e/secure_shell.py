"""A real OpenSSH server on loopback, as docs/log-in.md sets one up: a forced command for each key, a folder for all."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.terminal import PATIENCE_SECONDS, PROGRAM, Terminal

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
needs_sshd = pytest.mark.skipif(
    SSHD is None or shutil.which("ssh") is None or not PROGRAM.exists(), reason="needs sshd, ssh and the program"
)
# What docs/log-in.md has for these.
ACCEPTED = "LANG LC_* COLORTERM NO_COLOR"
KEY_OPTIONS = 'restrict,pty,command="{command}"'
# What the server allows: all that the keys' own options are to keep out, so that nothing but these is tried.
CONFIGURATION = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
PidFile {folder}/sshd.pid
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
AcceptEnv {accepted}
AllowTcpForwarding yes
AllowStreamLocalForwarding yes
AllowAgentForwarding yes
X11Forwarding yes
PermitTunnel yes
PermitUserRC yes
MaxStartups 100
Subsystem sftp internal-sftp
"""


class Server:
    """An sshd for a database; `home` is the service account's, whose real one stays out of it."""

    def __init__(self, folder: Path, *, people: Sequence[str], accepted: str = ACCEPTED) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.port = _free_port()
        self._make_keys(people)
        text = CONFIGURATION.format(port=self.port, folder=folder, accepted=accepted)
        (folder / "sshd_config").write_text(text)
        self.process: subprocess.Popen[bytes] | None = None

    def _make_keys(self, people: Sequence[str]) -> None:
        lines = []
        for name in ("host_key", *people):
            key = self.folder / name
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)], check=True)
            public = key.with_suffix(".pub").read_text().strip()
            if name == "host_key":
                known = " ".join(public.split()[:2])
                (self.folder / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {known}\n")
            else:
                command = f"env HOME={self.home} {PROGRAM} --fixed-user {name}"
                lines.append(f"{KEY_OPTIONS.format(command=command)} {public}\n")
        (self.folder / "authorized_keys").write_text("".join(lines))

    def __enter__(self) -> "Server":
        assert SSHD is not None
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.process = subprocess.Popen(
            [SSHD, "-D", "-f", str(self.folder / "sshd_config"), "-E", str(self.folder / "sshd.log")],
            env={"PATH": os.environ["PATH"], "TZ": "UTC"}, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.03)
        raise AssertionError((self.folder / "sshd.log").read_text())

    def __exit__(self, *_error: object) -> None:
        assert self.process is not None
        for child in _children(self.process.pid):
            _end(child)
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_SECONDS)

    def client(self, who: str, *options: str, program: str = "ssh") -> list[str]:
        """Return the command line of a client program, up to the host."""
        port = "-p" if program == "ssh" else "-P"
        pairs = [
            "IdentitiesOnly=yes",
            "BatchMode=yes",
            f"UserKnownHostsFile={self.folder}/known_hosts",
            "LogLevel=ERROR",
        ]
        settings = [part for pair in pairs for part in ("-o", pair)]
        return [program, "-F", "/dev/null", port, str(self.port), "-i", str(self.folder / who), *settings, *options]

    @property
    def host(self) -> str:
        """Whom to log in as, and where."""
        return f"{getpass.getuser()}@127.0.0.1"

    def run(
        self,
        who: str,
        command: str,
        *options: str,
        typed: bytes = b"",
        environment: Mapping[str, str] | None = None,
    ) -> "Done":
        """Have a client send a command; `typed` comes on its standard input."""
        words = [*self.client(who, *options), self.host, *([command] if command else [])]
        return self.call(words, typed=typed, environment=environment)

    def call(self, words: Sequence[str], *, typed: bytes = b"", environment: Mapping[str, str] | None = None) -> "Done":
        """Run a client program."""
        variables = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LC_ALL": "C.UTF-8", **(environment or {})}
        done = subprocess.run(words, input=typed, capture_output=True, env=variables, timeout=60, check=False)
        return Done(done.returncode, done.stdout, done.stderr)

    def terminal(
        self,
        who: str,
        *,
        size: tuple[int, int] = (80, 24),
        settings: Mapping[str, str] | None = None,
        options: Sequence[str] = (),
    ) -> Terminal:
        """Return a terminal in which somebody logs in by their key."""
        folder = self.folder / f"terminal-{who}"
        folder.mkdir(exist_ok=True)
        words = [*self.client(who, "-tt", *options), self.host]
        return Terminal(folder, command=words, size=size, clock="", settings=settings)

    def drop(self, who: str) -> None:
        """Kill the server's process for the connection of somebody, as a line that breaks ends it."""
        assert self.process is not None
        child = self._program(who)
        while (parent := _parent(child)) != self.process.pid:
            child = parent
        os.kill(child, signal.SIGKILL)

    def environment(self, who: str) -> dict[str, str]:
        """Return the variables that the running program of somebody was started with."""
        held = Path(f"/proc/{self._program(who)}/environ").read_text()
        return dict(pair.split("=", 1) for pair in held.split("\0") if "=" in pair)

    def _program(self, who: str) -> int:
        assert self.process is not None
        return next(pid for pid in _children(self.process.pid) if _is_program(pid, who))


class Done:
    """What a client program gave."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def said(self) -> str:
        """All that was said."""
        return (self.out + self.err).decode("utf-8", "replace")


@contextmanager
def served(folder: Path, *people: str, db: str = "", accepted: str = ACCEPTED) -> Iterator[Server]:
    """Run a server in a folder of its own, on the database `folder`/crm.db unless another is given."""
    settings = folder / "home" / ".config" / "crm-tui"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "config.toml").write_text(f'db = "{db or folder / "crm.db"}"\nlog_in = "fixed"\n')
    with Server(folder, people=people, accepted=accepted) as server:
        yield server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _children(pid: int) -> list[int]:
    """Return what a process has started, and what that has, and so on."""
    parents = {int(path.name): _parent(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        below = [child for child, above in parents.items() if above == parent]
        found += below
        waiting += below
    return found


def _is_program(pid: int, who: str) -> bool:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"--fixed-user" in words and who.encode() in words


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
