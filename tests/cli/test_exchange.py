"""import and export from the shell (H1, H2, C9)."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

SAMPLES = Path(__file__).parent.parent / "store" / "exchange" / "samples"


def test_h2_a_dry_run_prints_each_fate_and_changes_nothing(crm: Run) -> None:
    answer = crm("import", "contacts", str(SAMPLES / "broken.vcf"), "--dry-run", "--json")
    assert answer.code == 0
    told = answer.json
    assert (told["added"], told["skipped"], told["refused"], told["dry_run"]) == (3, 0, 3, True)
    assert [(one["line"], one["reason"]) for one in told["refusals"]] == [
        (1, "no-end"),
        (13, "outside"),
        (33, "no-end"),
    ]
    assert [row["fate"] for row in told["rows"]] == ["refused", "added", "refused", "added", "added", "refused"]
    assert "Line 1: Cut Off: the card does not end" in answer.err
    assert crm("contact", "list", "--json").json == []


def test_h2_importing_twice_skips_and_merging_fills(crm: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Firma;Telefon\nŻubr;22 1\n", encoding="cp1250")
    assert crm("import", "contacts", str(path), "--json").json["added"] == 1
    assert crm("import", "contacts", str(path), "--json").json["skipped"] == 1
    path.write_text("Firma;Telefon;E-mail\nzubr;22 2;z@example.com\n", encoding="cp1250")
    merged = crm("import", "contacts", str(path), "--duplicates", "merge", "--json")
    assert (merged.code, merged.json["merged"]) == (0, 1)
    shown = crm("contact", "show", "zubr", "--json").json
    assert (shown["phone"], shown["email"]) == (["22 1"], ["z@example.com"])
    words = crm("import", "contacts", str(path), "--duplicates", "overwrite")
    assert words.out == "Added: 0, merged: 0, overwritten: 1, skipped: 0, refused: 0\n"
    assert crm("contact", "show", "zubr", "--json").json["phone"] == ["22 2"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["import", "contacts", "no.vcf"], 1, "no.vcf” cannot be read"),
        (["import", "contacts", "x.pdf"], 1, "Possible: vcf, csv, json"),
        (["import", "contacts", str(SAMPLES / "headerless.csv")], 1, "No column is known"),
        (["import", "contacts", str(SAMPLES / "google.csv"), "--map", "Nope=email"], 1, "no column “Nope”"),
        (["import", "contacts", str(SAMPLES / "google.csv"), "--map", "1=shoe"], 1, "“shoe” is no field"),
        (["import", "contacts", str(SAMPLES / "google.csv"), "--map", "x"], 2, "COLUMN=FIELD"),
        (["import", "contacts", str(SAMPLES / "google.csv"), "--duplicates", "burn"], 2, "burn"),
        (["import", "contacts", str(SAMPLES / "latin-2.vcf"), "--encoding", "utf-8"], 1, "not written in utf-8"),
        (["export", "contacts", "x.pdf"], 1, "Possible: vcf, csv, json"),
        (["export", "activities", "x.ics"], 1, "not part of this version"),
        (["export", "activities", "x.vcf"], 1, "Possible: csv, json"),
        (["export", "contacts", "no/such/x.csv"], 1, "cannot be written"),
        (["import", "contacts", "."], 1, "Possible"),
    ],
)
def test_h1_what_cannot_be_done_is_one_line(crm: Run, arguments: list[str], code: int, words: str) -> None:
    answer = crm(*arguments)
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.err and answer.err.count("\n") == 1


def test_h2_columns_can_be_told(crm: Run) -> None:
    given = ["--map", "1=contact", "--map", "2=email", "--delimiter", "|"]
    assert crm("import", "contacts", str(SAMPLES / "headerless.csv"), *given, "--json").json["added"] == 2
    assert [row["name"] for row in crm("contact", "list", "--json").json] == ["AB Transport", "CD Logistyka"]


def test_h2_a_file_of_which_nothing_can_be_taken_is_refused(crm: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Company,Phone\n,1\n", encoding="utf-8")
    answer = crm("import", "contacts", str(path))
    assert (answer.code, answer.err) == (1, "Line 2: 1: the row names nobody.\n")


@pytest.mark.parametrize("ending", ["vcf", "csv", "json"])
def test_h2_out_and_in_again(company: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    told = company("export", "contacts", str(path), "--json")
    assert (told.code, told.json["count"]) == (0, 1)
    assert company("--db", str(tmp_path / "new.db"), "import", "contacts", str(path), "--json").json["added"] in {1, 2}
    for command in (["contact", "list"], ["person", "list"]):
        before = company(*command, "--json").json
        after = company("--db", str(tmp_path / "new.db"), *command, "--json").json
        assert before == after != []


def test_c9_activities_go_out_to_standard_output(company: Run) -> None:
    company("add", "call AB Transport tomorrow at 15")
    rows = list(csv.DictReader(io.StringIO(company("export", "activities", "-", "--format", "csv").out)))
    assert [(row["contact"], row["category"]) for row in rows] == [("AB Transport sp. z o.o.", "Call")]
    listed = company("list", "--json").json
    assert json.loads(company("export", "activities", "-", "--format", "json").out) == listed


def test_h7_escape_sequences_of_a_file_do_not_reach_the_terminal(crm: Run) -> None:
    answer = crm("import", "contacts", str(SAMPLES / "broken.vcf"), "--dry-run")
    assert "\x1b" not in answer.out + answer.err


def test_c9_contacts_go_out_as_they_are_listed(crm: Run) -> None:
    """The same options choose the same contacts for a list and for a file, persons and telephones among them."""
    assert crm("contact", "add", "Zefir", "--status", "Customer", "--phone", "+48 600 100 200").code == 0
    assert crm("contact", "add", "AB Transport").code == 0
    assert crm("person", "add", "Jan Zefirek", "--contact", "AB Transport").code == 0
    for options in (("--text", "zef"), ("--text", "600 100"), ("--status", "customer"), ("--retired",), ()):
        listed = [one["name"] for one in crm("contact", "list", *options, "--json").json]
        assert [one["name"] for one in crm("export", "contacts", "-", "--format", "json", *options).json] == listed
    assert crm("export", "contacts", "-", "--format", "json", "--owner", "nobody").code == 1
