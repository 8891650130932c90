"""How long the import of many contacts takes, and how much memory, as JSON: importing.py [CONTACTS] [vcf|csv]"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parent.parent.parent
LIMIT_SECONDS, LIMIT_MB = 60.0, 300.0
MANY = 100_000


def cards(count: int) -> Iterator[str]:
    """Yield vCards as a telephone writes them."""
    for n in range(count):
        yield (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Żaneta Kowalska {n}\r\nN:{n};Żaneta Kowalska;;;\r\n"
            f"ORG:Gęś {n} sp. z o.o.\r\n"
            f"TITLE:Kierownik\r\nitem1.EMAIL;type=INTERNET:z{n}@ges{n}.example\r\nTEL;type=WORK:+48 22 {n:07}\r\n"
            f"ADR;TYPE=WORK:;;ul. Prosta {n};Łódź;;90-001;Polska\r\nNOTE:Notatka\r\nEND:VCARD\r\n"
        )


def rows(count: int) -> Iterator[str]:
    """Yield the lines of a table."""
    yield "Imię i nazwisko;Firma;NIP;Adres e-mail;Telefon;Ulica;Miasto\n"
    for n in range(count):
        yield f"Żaneta Kowalska {n};Gęś {n};{n:010};z{n}@ges{n}.example;+48 22 {n:07};ul. Prosta {n};Łódź\n"


def measured(count: int, kind: str) -> dict[str, object]:
    """Import into a new database by the command line, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"many.{kind}")
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(cards(count) if kind == "vcf" else rows(count))
        command = [sys.executable, "-m", "crm_tui", "--db", f"{folder}/crm.db", "--as", "anna"]
        began = perf_counter()
        child = os.posix_spawn(
            sys.executable, [*command, "import", "contacts", str(path), "--json"],
            os.environ | {"PYTHONPATH": str(ROOT)},
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, f"{folder}/out", os.O_WRONLY | os.O_CREAT, 0o600)],
        )  # fmt: skip
        _pid, status, usage = os.wait4(child, 0)
        seconds = perf_counter() - began
        added = json.loads(Path(folder, "out").read_text(encoding="utf-8"))["added"] if status == 0 else 0
        size = path.stat().st_size
    memory = usage.ru_maxrss / 1024
    return {
        "kind": kind, "contacts": count, "file_mb": round(size / 1e6, 1), "added": added, "seconds": round(seconds, 1),
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 1), "memory_mb": round(memory, 1),
        "limit_seconds": LIMIT_SECONDS, "limit_mb": LIMIT_MB,
        "within": added == count and seconds <= LIMIT_SECONDS and memory <= LIMIT_MB,
    }  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=MANY)
    parser.add_argument("--kinds", default="vcf,csv")
    asked, _others = parser.parse_known_args()
    print(json.dumps([measured(asked.contacts, kind) for kind in asked.kinds.split(",")], indent=1))
