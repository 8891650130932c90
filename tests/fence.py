"""What whom a key lets in tries (G1, A15), and what must not come of it, over a real server and without one.

A try costs half a second over a server and a twentieth of it within the tests' own process, so that all are made there
and one or two of each kind over a server.
"""

import os
from pathlib import Path

from store import activities, attachments, dictionaries, people
from store.clock import SystemClock
from store.database import Store
from store.drafts import ActivityDraft
from store.when import OpenEnded
from tests.databases import Databases

SECRET = "Tajny-plan-Anny"
# What the files of the server have in them that a person might be after.
LEAKS = (SECRET, "SQLite format 3", "root:x:", "PRIVATE KEY", "ssh-ed25519", "log_in =", "SSH-2.0", "Traceback")

# {m} is a file that must not come to be, {f} the server's folder. Anna's secret activity has number 1 and her file
# number 1; marek's own activity is number 2, with his own file number 2.
SHELLS = (
    "sh -c 'touch {m}'", "; touch {m}", "today; touch {m}", "today && touch {m}", "today || touch {m}",
    "today | touch {m}", "today & touch {m}", "$(touch {m})", "today $(touch {m})", "`touch {m}`", "today `touch {m}`",
    "today\ntouch {m}", "\ntouch {m}", "today\r\ntouch {m}", "today > {m}", "today >> {m}", "today 2> {m}",
    "' ; touch {m} ; '", '" ; touch {m} ; "', "today \\' ; touch {m}", "<(touch {m})", "${{IFS}}touch${{IFS}}{m}",
    "bash -i", "/bin/sh", "exec sh", "env sh", "-c sh", "-- sh", "-", "--", "!sh", "python3 -c 'open(\"{m}\", \"w\")'",
    "crm-tui; touch {m}", "crm-tui crm-tui today", "--install-completion bash", "--show-completion bash", "-m crm_tui",
    "scp -t {f}", "scp -f {f}/crm.db", "rsync --server . {f}", "git-upload-pack {f}", "/usr/lib/openssh/sftp-server",
    "internal-sftp", "tmux -L x attach", "today\u2028touch {m}", "today \x1b]0;x\x07; touch {m}",
    "add '{{}}$(touch {m})",
)  # fmt: skip
OTHERS = (
    "--as anna list --all --json", "list --all --as anna", "today --as=anna", "list --all --as\tanna",
    "-- --as anna today", "--fixed-user anna today", "--fixed-user=anna", "crm-tui --fixed-user anna today",
    "--db {f}/crm.db today", "today --db={f}/crm.db", "--config {f}/home/.config/crm-tui/config.toml today",
    "today --config=/dev/null", "--log-in-stdin today", "list --all --json", "list --user anna --json", "show 1",
    "show 1 --json", "search Tajny", "edit 1 --details {m}", "note 1 {m}", "done 1", "cancel 1", "delete 1", "start 1",
    "move 1 tomorrow", "attach 1 own.txt", "link 1 https://example.com", "save 1 -", "save 1 x.txt", "detach 1",
    "export activities - --format json", "export activities - --format csv --user anna",
    "export time - --format json", "report activities --by user,category", "report overdue", "report time --user anna",
    "notifications --json", "user edit marek --role Administrator", "user edit anna --inactive", "user add eve",
    "user edit marek --login anna", "user take-over anna --by marek", "role edit Employee --allow administer",
    "setting set attachment-limit 9GB", "user edit anna --password-stdin", "setting test-mail anna@example.com",
    "category add X", "db check", "demo", "db backup -", "db backup x.zip", "db restore x.zip", "db upgrade",
    "worker --once", "--lang pl db check",
)  # fmt: skip
FILES = (
    "/etc/passwd", "{f}/crm.db", "{f}/home/.config/crm-tui/config.toml", "../../../../../../etc/passwd",
    "../anna-1/x.txt", "~/.ssh/authorized_keys", "~root/x", ".", "..", "./own.txt", "own.txt/",
    "own.txt/../own.txt", "a/b", "/dev/stdin", "/dev/tty", "/dev/fd/0", "/proc/self/environ", "/proc/self/cwd/x",
    "file:///etc/passwd", ".hidden", "link.txt", "folder", "pipe.txt", "dangling.txt",
    "|touch {m}", "own.txt\n/etc/passwd",
)  # fmt: skip
USES = (
    "import contacts {n} --format csv", "import contacts {n} --format vcf --dry-run --json",
    "export contacts {n} --format csv", "export activities {n} --format json", "export time {n} --format csv",
    "report activities --export {n}", "attach 2 {n}", "save 2 {n} --force", "file get {n}", "file put {n}",
    "file remove {n}",
)  # fmt: skip
LOCALES = ("../../../../{f}/x", "pl; touch {m}", "$(touch {m})", "C\nCRM_TUI_DB={f}/x", "", "xx_XX.KOI8")


def contents(folder: Path) -> dict[str, bytes]:
    """Return what is in the folder of the service account, but for what the program keeps of each session."""
    moving = ("/home/.cache/", "/home/.local/state/", "/terminal-", "/sshd.log", "/crm.db", "/people/marek-2/")
    found = {}
    for path in folder.rglob("*"):
        name = str(path).removeprefix(str(folder))
        if path.is_file() and not path.is_symlink() and not any(name.startswith(one) or one in name for one in moving):
            found[name] = path.read_bytes()
    return found


def fill_the_database(folder: Path, databases: Databases) -> None:
    """Let anna have a secret and marek nothing but a call of his own."""
    store = Store.open(str(databases.sqlite(folder / "crm.db")), clock=SystemClock(), files=folder / "crm.db.files")
    secret, own = folder / "secret.txt", folder / "marek.txt"
    secret.write_text(SECRET)
    own.write_text("of marek")
    for login, text, file in (("anna", SECRET, secret), ("marek", "Call the mill", own)):
        me = people.log_in(store, login)
        category = next(entry.id for entry in dictionaries.entries(store, me, "category") if entry.name == "Call")
        row = activities.plan(store, me, ActivityDraft(category_id=category, when=OpenEnded(), description=text))
        attachments.attach(store, me, "activity", row.id, file)
        file.unlink()
    store.close()


def fill_the_home(folder: Path, home: Path) -> None:
    """Put things into marek's own folder that he could not put there, and a file into anna's."""
    own = home / ".local/share/crm-tui/people/marek-2"
    other = own.with_name("anna-1")
    for made in (own, other):
        made.mkdir(parents=True, mode=0o700)
    (other / "x.txt").write_text(SECRET)
    (own / "own.txt").write_text("name\nMarek sp. z o.o.\n")
    (own / "link.txt").symlink_to(other / "x.txt")
    (own / "dangling.txt").symlink_to(folder / "marker")
    (own / "folder").mkdir()
    os.mkfifo(own / "pipe.txt")
