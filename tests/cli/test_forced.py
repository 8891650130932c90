"""The forced command of a key (G1): which commands a client may give, and which files a person may name (A15)."""

import io
import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import typer
from textual.app import App

from crm_tui import forced
from crm_tui.cli.main import app
from store.places import Places
from store.refusals import FileFault, Invalid
from tests.cli.conftest import Answer, Run

FIXED = ["--fixed-user", "ola"]
# What keeps the database, fills it with made-up people, or delivers for everybody: done on the server itself.
NOT_OVER_A_KEY = {"db", "demo", "worker"}


@pytest.fixture(autouse=True)
def _own_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def sent(text: str) -> list[str]:
    """Return the arguments that come of what a client sends."""
    return forced.begin(list(FIXED), {"SSH_ORIGINAL_COMMAND": text})


@pytest.mark.parametrize(
    "text",
    ["--as ewa today", "today --as=ewa", "list --db /tmp/x.db", "--config x today", "--fixed-user ewa today",
     "crm-tui --fixed-user=ewa", "today --log-in-stdin"],
)  # fmt: skip
def test_g1_a_client_chooses_neither_user_nor_database(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        sent(text)
    assert left.value.code == 1
    assert "fixed by this installation" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["sh", "bash -i", "/bin/sh -c id", "scp -t /tmp", "internal-sftp", "/usr/lib/openssh/sftp-server", "; sh", "-- sh",
     "db backup x.zip", "db restore x.zip", "--lang pl db check", "--lang=pl demo", "worker", "--install-completion",
     "--install-completion=bash", "--show-completion", "--", "$(sh)", "`sh`", "crm-tui crm-tui today"],
)  # fmt: skip
def test_g1_what_is_not_allowed_is_refused_in_one_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        sent(text)
    assert left.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "not among the commands" in said.err


def test_g1_a_program_is_told_why(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        sent("db check --json")
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "invalid"


def test_g1_what_a_client_sends_is_words_not_shell() -> None:
    assert sent("today --json") == [*FIXED, "today", "--json"]
    assert sent("crm-tui --lang pl today") == [*FIXED, "--lang", "pl", "today"]
    assert sent("today 'x; rm -rf ~' && $(id) | sh > x") == [
        *FIXED, "today", "x; rm -rf ~", "&&", "$(id)", "|", "sh", ">", "x",
    ]  # fmt: skip
    assert sent("note 1 -- --as ewa") == [*FIXED, "note", "1", "--", "--as", "ewa"]
    with pytest.raises(SystemExit) as left:
        sent("add 'open")
    assert left.value.code == 2


def test_g1_every_command_was_decided_on() -> None:
    """A new command is over a key what somebody has decided, not what it happens to be."""
    group = typer.main.get_command(app)
    assert set(getattr(group, "commands")) == forced.ALLOWED | NOT_OVER_A_KEY  # noqa: B009
    assert not forced.ALLOWED & NOT_OVER_A_KEY


@pytest.mark.parametrize("name", ["CRM_TUI_DB", "CRM_TUI_LOG_IN", "CRM_TUI_USER", "CRM_TUI_CLOCK", "CRM_TUI_X"])
def test_g1_the_environment_sets_nothing(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        forced.begin(list(FIXED), {name: "x"})
    assert left.value.code == 1
    assert name in capsys.readouterr().err


def test_g1_of_the_environment_only_what_tells_of_the_terminal_is_left() -> None:
    names = """TEXTUAL TEXTUAL_DRIVER TEXTUAL_LOG TEXTUAL_SCREENSHOT TEXTUAL_SCREENSHOT_LOCATION PYTHONPATH
        PYTHONSTARTUP PAGER EDITOR BROWSER LESSOPEN XDG_CONFIG_HOME XDG_STATE_HOME DISPLAY _CRM_TUI_COMPLETE
        LD_PRELOAD TERMINFO IFS BASH_ENV ENV SQLITE_TMPDIR""".split()
    hostile = dict.fromkeys(names, "x")
    plain = {"TERM": "xterm", "LC_ALL": "pl_PL.UTF-8", "HOME": "/srv/crm", "PATH": "/bin", "NO_COLOR": "1"}
    left = hostile | plain
    forced.begin(list(FIXED), left)
    assert left == plain


def test_g1_what_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    forced.begin(list(FIXED), {})
    (tmp_path / "new").touch()
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


# --------------------------------------------------------------------- files


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "crm-tui" / "people" / "marek-2"


@pytest.fixture
def over_key(company: Run, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run commands as marek, let in by a key; what is typed comes on standard input."""
    assert company("user", "add", "marek").code == 0
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, typed: bytes = b"") -> Answer:
        (tmp_path / "typed").write_bytes(typed)
        with (tmp_path / "typed").open() as stdin:
            monkeypatch.setattr("sys.stdin", stdin)
            return company("--fixed-user", "marek", *arguments, as_="")

    return call


def unlike(tmp_path: Path) -> dict[str, str]:
    """Return ways to name what is not a file of one's own."""
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nTajne\n")
    return {
        "absolute": str(secret), "up": "../../../../secret.csv", "home": "~/secret.csv", "hidden": ".secret.csv",
        "dot": ".", "dots": "..", "nothing": "", "below": "a/b.csv", "own by path": "./x.csv", "nul": "x\0.csv",
        "line": "x\n.csv", "device": "/dev/stdin", "process": "/proc/self/environ", "descriptor": "/dev/fd/0",
    }  # fmt: skip


def test_a15_only_plain_names_in_ones_own_folder_are_read_or_written(tmp_path: Path, own: Path) -> None:
    places = Places(own)
    for way, text in unlike(tmp_path).items():
        with pytest.raises(Invalid), places.opened(text):
            pytest.fail(way)
        with pytest.raises(Invalid):
            places.path(text)
        with pytest.raises(Invalid):
            places.put(text, io.BytesIO(b"x"), limit=10)
        with pytest.raises(Invalid):
            places.remove(text)
    assert places.names() == []
    assert own.stat().st_mode & 0o777 == 0o700


def test_a15_what_is_in_ones_folder_and_is_no_plain_file_is_never_followed(tmp_path: Path, own: Path) -> None:
    places = Places(own)
    own.mkdir(parents=True)
    secret = tmp_path / "secret.csv"
    secret.write_text("name\nTajne\n")
    (own / "link.csv").symlink_to(secret)
    (own / "dangling.csv").symlink_to(tmp_path / "made.csv")
    (own / "folder.csv").mkdir()
    os.mkfifo(own / "pipe.csv")
    for name in ("link.csv", "dangling.csv", "folder.csv", "pipe.csv"):
        with pytest.raises(Invalid) as refused, places.opened(name):
            pytest.fail(name)
        assert refused.value.reason == "not-plain"
        for write in (places.path, places.remove, lambda text: places.put(text, io.BytesIO(b"x"), limit=10)):
            with pytest.raises(Invalid):
                write(name)
    assert places.names() == []
    assert secret.read_text() == "name\nTajne\n"
    assert not (tmp_path / "made.csv").exists()


def test_a15_a_folder_that_is_a_link_is_not_used(tmp_path: Path, own: Path) -> None:
    own.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    own.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Invalid):
        Places(own).put("x.csv", io.BytesIO(b"x"), limit=10)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a15_a_file_of_ones_own_is_whole_and_within_the_limit(own: Path) -> None:
    places = Places(own)
    assert places.put("x.csv", io.BytesIO(b"12345"), limit=5) == 5
    with pytest.raises(FileFault):
        places.put("x.csv", io.BytesIO(b"123456"), limit=5)
    assert (own / "x.csv").read_bytes() == b"12345"
    assert [path.name for path in own.iterdir()] == ["x.csv"]


def test_g1_every_command_that_names_a_file_keeps_to_ones_own_folder(over_key: Run, tmp_path: Path) -> None:
    assert over_key("add", "Plan", "--category", "Call", "--open-ended").code == 0
    assert over_key("attach", "1", "-", "--name", "x.txt", typed=b"x").code == 0
    before = sorted(tmp_path.rglob("*"))
    for way, text in unlike(tmp_path).items():
        for arguments in (
            ["import", "contacts", text, "--format", "csv"],
            ["export", "contacts", text, "--format", "csv"],
            ["export", "activities", text, "--format", "csv"],
            ["export", "time", text, "--format", "csv"],
            ["report", "activities", "--export", text + ".csv" if text else "/x.csv"],
            ["attach", "1", text],
            ["contact", "attach", "AB Transport", text],
            ["save", "1", text, "--force"],
            ["file", "get", text],
            ["file", "put", text],
            ["file", "remove", text],
        ):
            if "\0" in text and arguments[0] in {"report"}:
                continue
            answer = over_key(*arguments, typed=b"x")
            assert answer.code != 0, (way, arguments, answer.out)
            assert "Tajne" not in answer.out + answer.err
    new = {path for path in sorted(tmp_path.rglob("*")) if path not in before}
    assert {path.name for path in new} <= {"secret.csv", "data", "crm-tui", "people", "marek-2"}


def test_a15_files_go_in_and_out_by_standard_input_and_output(over_key: Run, own: Path) -> None:
    cards = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Fabryka\r\nORG:Fabryka\r\nEND:VCARD\r\n"
    assert over_key("import", "contacts", "-", "--format", "vcf", typed=cards).code == 0
    assert "Fabryka" in over_key("export", "contacts", "-", "--format", "csv").out
    assert over_key("file", "put", "x.vcf", typed=cards).code == 0
    assert over_key("import", "contacts", "x.vcf", "--dry-run").code == 0
    assert over_key("export", "contacts", "all.json").code == 0
    assert over_key("file", "list", "--json").json[0]["name"] == "all.json"
    assert over_key("add", "Plan", "--category", "Call", "--open-ended").code == 0
    assert over_key("attach", "1", "x.vcf").code == 0
    assert over_key("attach", "1", "-").code == 1
    assert over_key("attach", "1", "-", "--name", "offer.txt", typed=b"the offer").code == 0
    assert over_key("save", "2", "offer.txt").out == "Saved as offer.txt.\n"
    assert (own / "offer.txt").read_bytes() == b"the offer"
    assert over_key("report", "activities", "--export", "-").out.count("\n") == 2
    assert over_key("file", "remove", "x.vcf").code == 0
    assert [path.name for path in sorted(own.iterdir())] == ["all.json", "offer.txt"]


def test_g1_without_a_key_there_is_no_folder_of_ones_own(crm: Run) -> None:
    for arguments in (["list"], ["put", "x"], ["get", "x"], ["remove", "x"]):
        answer = crm("file", *arguments)
        assert answer.code == 1
        assert "folder on the server" in answer.err


def test_g1_whom_a_key_lets_in_founds_no_database(tmp_path: Path, crm: Run) -> None:
    answer = crm("--fixed-user", "ola", "today", as_="")
    assert answer.code == 1
    assert "no active user" in answer.err


def test_g1_a_crash_is_told_to_the_log_and_not_to_whom_a_key_lets_in(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken(App[None]):
        def on_mount(self) -> None:
            password = "-".join(("kolejka", "2026"))
            raise RuntimeError(password)

    log, broken = tmp_path / "crm-tui.log", Broken()
    monkeypatch.setattr(broken, "run", partial(App.run, broken, headless=True))
    forced.run(broken, log)
    said = capfd.readouterr()
    assert "kolejka" not in said.out + said.err
    assert said.err.strip() == f"Something went wrong; details are in {log}"
    assert "kolejka-2026" in log.read_text(encoding="utf-8")
