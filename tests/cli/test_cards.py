"""Merging, relating and retiring from the command line, and any dictionary (C3, C4, G3, H1)."""

from pathlib import Path

from tests.cli.conftest import Run


def test_c3_two_contacts_become_one(crm: Run) -> None:
    crm("contact", "add", "AB Transport", "--phone", "600100200")
    crm("contact", "add", "Transport AB", "--email", "a@b.pl")
    crm("add", "call", "--category", "call", "--contact", "Transport AB", "--start", "tomorrow at 9")
    merged = crm("contact", "merge", "AB Transport", "Transport AB", "--json").json
    assert (merged["name"], merged["email"], merged["phone"]) == ("AB Transport", ["a@b.pl"], ["+48 600 100 200"])
    assert crm("show", "1", "--json").json["contact"] == "AB Transport"
    assert crm("contact", "show", "Transport AB", "--json").json["merged_into"] == "AB Transport"
    again = crm("contact", "merge", "AB Transport", "Transport AB")
    assert again.code == 1
    assert "merged" in again.err
    assert crm("contact", "merge", "AB Transport", "AB Transport").code == 1


def test_c3_contacts_are_related_and_retired(crm: Run) -> None:
    crm("contact", "add", "AB")
    crm("contact", "add", "CD")
    assert crm("contact", "relate", "AB", "CD", "--note", "supplier", "--json").json["related"] == ["CD"]
    assert crm("contact", "relate", "CD", "AB", "--end", "--json").json["related"] == []
    assert crm("contact", "edit", "CD", "--retired", "--json").json["retired"] is True
    assert [row["name"] for row in crm("contact", "list", "--json").json] == ["AB"]
    assert [row["name"] for row in crm("contact", "list", "--retired", "--json").json] == ["CD"]
    assert crm("contact", "edit", "CD", "--not-retired", "--json").json["retired"] is False
    crm("person", "add", "Jan", "--contact", "AB")
    assert crm("person", "edit", "Jan", "--retired", "--json").json["retired"] is True
    assert crm("person", "list", "--json").json == []
    crm("project", "add", "Work")
    assert crm("project", "edit", "Work", "--retired", "--json").json["retired"] is True
    assert [row["name"] for row in crm("project", "list", "--retired", "--json").json] == ["Work"]


def test_c3_what_cannot_be_is_refused_in_one_line(crm: Run) -> None:
    for option, value, said in (
        ("--tax-number", "5260001247", "check digit"),
        ("--phone", "ask Jan", "telephone"),
        ("--web", "javascript:alert(1)", "web address"),
        ("--email", "nobody", "e-mail"),
    ):
        run = crm("contact", "add", "AB", option, value)
        assert (run.code, said in run.err, run.err.count("\n")) == (1, True, 1)
    assert crm("contact", "list", "--json").json == []


def test_g3_groups_are_kept_as_a_tree(crm: Run) -> None:
    crm("dictionary", "add", "contact-group", "Trade")
    crm("dictionary", "add", "contact-group", "Retail", "--parent", "Trade")
    assert crm("dictionary", "edit", "contact-group", "Trade", "--parent", "Retail").code == 1
    crm("contact", "add", "Shop", "--group", "Retail")
    assert [row["name"] for row in crm("contact", "list", "--group", "Trade", "--json").json] == ["Shop"]
    rows = crm("dictionary", "list", "contact-group", "--json").json
    assert {row["name"]: row["parent"] for row in rows}["Retail"] == "Trade"
    assert crm("dictionary", "add", "contact-status", "Lead", "--colour", "pink", "--json").json["name"] == "Lead"
    assert crm("dictionary", "edit", "contact-status", "Lead", "--retired", "--json").json["retired"] is True
    assert crm("dictionary", "list", "no-such").code == 1


def test_c4_progress_is_the_mean_of_the_subprojects(crm: Run) -> None:
    crm("project", "add", "Top", "--progress", "10")
    crm("project", "add", "A", "--parent", "Top", "--progress", "50")
    crm("project", "add", "B", "--parent", "Top", "--progress", "100")
    assert crm("project", "show", "Top", "--json").json["progress"] == 75


def test_c3_files_and_links_hang_on_contacts_and_projects(crm: Run, tmp_path: Path) -> None:
    offer = tmp_path / "oferta.pdf"
    offer.write_bytes(b"%PDF")
    crm("contact", "add", "AB")
    crm("project", "add", "Work")
    for kind, name in (("contact", "AB"), ("project", "Work")):
        file = crm(kind, "attach", name, str(offer), "--json").json
        assert (file["name"], file["size"], file["media_type"]) == ("oferta.pdf", 4, "application/pdf")
        linked = crm(kind, "link", name, "https://example.com", "--name", "Site", "--json").json
        shown = crm(kind, "show", name, "--json").json
        assert (shown["files"], shown["links"]) == ([file], [linked])
        assert f"{file['id']} oferta.pdf" in crm(kind, "show", name).out
        assert crm(kind, "link", name, "javascript:alert(1)").code == 1
        assert crm(kind, "attach", "Nobody", str(offer)).code == 1
        assert crm(kind, "attach", name, str(tmp_path / "no such")).code == 1
        out = tmp_path / f"{kind}.pdf"
        assert crm("save", str(file["id"]), str(out)).code == 0
        assert out.read_bytes() == b"%PDF"
        assert crm("detach", str(file["id"])).code == 0
        assert crm(kind, "show", name, "--json").json["files"] == []
    assert crm("db", "check").code == 0


def test_c3_who_has_left_is_still_shown_changed_and_taken_back(company: Run) -> None:
    assert company("person", "edit", "Jan", "--retired", "--json").json["retired"]
    assert company("person", "show", "Jan", "--json").json["retired"]
    assert company("person", "edit", "Jan", "--position", "prezes", "--json").json["position"] == "prezes"
    assert not company("person", "edit", "Jan", "--not-retired", "--json").json["retired"]


def test_a7_a_person_stays_with_their_contact(company: Run) -> None:
    company("contact", "add", "Other")
    company("person", "add", "Jan Kowalski", "--contact", "Other")
    ambiguous = company("person", "show", "Jan", "--json")
    assert (ambiguous.code, ambiguous.json["error"]["kind"]) == (1, "ambiguous")
    assert company("person", "show", "Jan", "--contact", "Other", "--json").json["contact"] == "Other"
    assert company("person", "edit", "Jan", "--contact", "AB", "--position", "x").code == 0
    company("contact", "add", "Third")
    company("person", "add", "Ewa", "--contact", "AB")
    moved = company("person", "edit", "Ewa", "--contact", "Third", "--json")
    assert (moved.code, moved.json["error"]["field"], moved.json["error"]["reason"]) == (1, "contact", "fixed")


def test_c3_somebody_always_answers_for_a_contact_and_a_project(company: Run) -> None:
    company("project", "add", "CRM")
    for command, option in (("contact", "owner"), ("project", "responsible")):
        answer = company(command, "edit", "AB" if command == "contact" else "CRM", f"--{option}", "", "--json")
        assert answer.code == 1
        assert (answer.json["error"]["field"], answer.json["error"]["reason"]) == (option, "missing")


def test_h1_what_is_not_there_yet_takes_json_too(crm: Run) -> None:
    for command in ("import", "export"):
        answer = crm(command, "calendar", "x.ics", "--json")
        assert (answer.code, answer.json["error"]["kind"]) == (1, "invalid")
