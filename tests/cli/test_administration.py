"""Dictionaries, roles, users, settings and taking over by command (G1 to G4)."""

import io

import pytest

from tests.cli.conftest import Run

KINDS = (
    "category", "goal", "reminder-shortcut", "contact-status", "contact-group", "person-function", "project-status",
    "project-stage",
)  # fmt: skip


def names(crm: Run, kind: str) -> list[str]:
    return [row["name"] for row in crm("dictionary", "list", kind, "--json").json]


def test_g3_every_dictionary_is_kept_by_command(crm: Run) -> None:
    assert crm("dictionary", "kinds", "--json").json == list(KINDS)
    for kind in KINDS:
        length = ("--length", "15 min") if kind == "reminder-shortcut" else ()
        added = crm("dictionary", "add", kind, "Nowość", *length, "--json").json
        assert (added["name"], added["retired"]) == ("Nowość", False)
        assert names(crm, kind)[-1] == "Nowość"
        assert crm("dictionary", "edit", kind, "nowosc", "--name", "Rzadkość", "--json").json["id"] == added["id"]
        assert crm("dictionary", "move", kind, "Rzadkość", "first", "--json").json["place"] == 1
        assert names(crm, kind)[0] == "Rzadkość"
        assert crm("dictionary", "edit", kind, "Rzadkość", "--retired", "--json").json["retired"]
        assert crm("dictionary", "show", kind, "Rzadkość", "--json").json["retired"]
        assert crm("dictionary", "add", kind, "Rzadkość").err.count("retired") == 1
        assert not crm("dictionary", "edit", kind, "Rzadkość", "--not-retired", "--json").json["retired"]


def test_g3_what_kinds_have_besides_a_name(crm: Run) -> None:
    shortcut = crm("dictionary", "add", "reminder-shortcut", "Kwadrans", "--length", "15 min", "--json").json
    assert shortcut["length"] == 15
    status = crm("dictionary", "add", "contact-status", "Partner", "--colour", "teal", "--json").json
    assert status["colour"] == "teal"
    group = crm("dictionary", "add", "contact-group", "Północ", "--parent", "Newsletter", "--json").json
    assert group["parent"] == "Newsletter"
    assert crm("dictionary", "edit", "contact-group", "Północ", "--parent", "", "--json").json["parent"] is None
    letter = crm("category", "edit", "Call", "--letter", "X", "--length", "20 min", "--json").json
    assert (letter["letter"], letter["length"]) == ("X", 20)
    for wrong in (("--colour", "ultraviolet"), ("--parent", "Newsletter")):
        refused = crm("dictionary", "add", "contact-status", "Zły", *wrong, "--json")
        assert (refused.code, refused.err.count("\n")) == (1, 1)


def test_g3_entries_are_moved_by_command(crm: Run) -> None:
    before = names(crm, "goal")
    assert crm("goal", "move", before[0], "down", "--json").json["place"] == 2
    assert crm("goal", "move", before[0], "last", "--json").json["place"] == len(before)
    assert crm("goal", "move", before[0], "1", "--json").json["place"] == 1
    assert names(crm, "goal") == before
    assert crm("category", "move", "Call", "up", "--json").json["place"] == 1
    for wrong in ("0", "99", "sideways", "-1"):
        refused = crm("goal", "move", before[0], wrong)
        assert refused.code in {1, 2}
    assert "sideways" in crm("goal", "move", before[0], "sideways").err


def test_g2_roles_by_command(crm: Run) -> None:
    assert crm("role", "add", "Gość", "--json").json["allow"] == []
    assert crm("role", "edit", "gosc", "--allow", "export", "--json").json["allow"] == ["export"]
    assert crm("role", "add", "GOSC").code == 1
    assert crm("role", "edit", "Administrator", "--deny", "administer").code == 1
    assert "administer" in crm("role", "show", "Administrator", "--json").json["allow"]


def test_g1_nobody_deactivates_themselves_by_command(crm: Run) -> None:
    crm("user", "add", "ewa", "--role", "Administrator")
    refused = crm("user", "edit", "anna", "--inactive", "--json")
    assert (refused.code, refused.json["error"]["kind"]) == (1, "invalid")
    assert crm("user", "edit", "ewa", "--inactive").code == 0
    assert crm("today", as_="ewa").code == 1


def test_g4_settings_by_command(crm: Run) -> None:
    assert crm("setting", "set", "attachment-limit", "10 MB", "--json").json == {"attachment-limit": 10 * 1024 * 1024}
    held = crm("setting", "get", "--json").json
    assert (held["attachment-limit"], held["time-tracking"]) == (10 * 1024 * 1024, True)
    for wrong in (("time-tracking", "maybe"), ("day-plan-mail-hour", "24"), ("attachment-limit", "much")):
        assert crm("setting", "set", *wrong).code == 1


def test_g1_a_leavers_work_is_taken_over_by_command(company: Run) -> None:
    crm = company
    crm("user", "add", "ewa")
    number = crm("add", "--category", "call", "--start", "tomorrow at 9", "--for", "1 h", "--busy", "--json").json["id"]
    preview = crm("user", "take-over", "anna", "--by", "ewa", "--dry-run", "--json").json
    assert (preview["performed"], preview["contacts"], preview["dry_run"]) == (1, 1, True)
    assert crm("show", str(number), "--json").json["performers"] == ["anna"]
    crm("add", "--category", "call", "--start", "tomorrow at 9:30", as_="ewa")
    refused = crm("user", "take-over", "anna", "--by", "ewa", "--json")
    assert (refused.code, refused.json["error"]["kind"]) == (1, "busy")
    assert [one["user"] for one in refused.json["error"]["collisions"]] == ["ewa"]
    left = crm("user", "take-over", "anna", "--by", "ewa", "--leave-colliding", "--json").json
    assert (left["performed"], [row["id"] for row in left["left"]], left["contacts"]) == (0, [number], 1)
    crm("move", str(number), "tomorrow at 12")
    assert crm("user", "take-over", "anna", "--by", "ewa").code == 0
    shown = crm("show", str(number), "--json").json
    assert (shown["performers"], shown["assigner"]) == (["ewa"], "anna")
    assert crm("contact", "show", "AB Transport", "--json").json["owner"] == "ewa"
    assert crm("user", "take-over", "anna", "--by", "anna").code == 1
    assert "administer" in crm("user", "take-over", "anna", "--by", "ewa", as_="ewa").err


def test_g3_what_a_dictionary_does_not_have_is_refused_with_what_to_do(crm: Run) -> None:
    for arguments, words in (
        (("dictionary", "add", "goal", "X", "--colour", "green"), "no such field: colour"),
        (("dictionary", "add", "reminder-shortcut", "X"), "how long before the start"),
        (("category", "edit", "Call", "--letter", "😀"), "“😀” is no letter"),
        (("category", "edit", "Call", "--letter", "AB"), "“AB” is no letter"),
        (("category", "edit", "Call", "--length", "15 days"), "more than 14 days"),
        (("dictionary", "show", "contact-group", "X"), "There is no contact group “X”"),
        (("user", "add", "x", "--zone", "Warszawa"), "write for example Europe/Warsaw"),
        (("user", "add", "x", "--phone", "abc"), "“abc” cannot be a telephone number"),
        (("setting", "set", "holidays-country", "Łódź"), "two letters such as PL"),
        (("setting", "set", "day-plan-mail-hour", "24"), "Day plan by e-mail at"),
        (("role", "add", "X", "--allow", "fly"), "rights: “fly” is not known"),
    ):
        refused = crm(*arguments)
        assert (refused.code, refused.err.count("\n")) == (1, 1), arguments
        assert words in refused.err, (arguments, refused.err)


def test_g3_a_category_is_marked_by_a_letter_of_one_cell(crm: Run) -> None:
    for name, letter in (("😀 Emoji", "E"), ("日本", "•"), ("ßtraße", "ß"), ("9 lives", "9")):
        assert crm("category", "add", name, "--json").json["letter"] == letter


def test_g3_lengths_and_colours_are_told_in_words_and_taken_in_words(crm: Run) -> None:
    assert crm("category", "list").code == 0
    shown = crm("--lang", "pl", "category", "edit", "Call", "--length", "90 min", "--colour", "niebieski").out
    assert "1 h 30 min" in shown
    assert "niebieski" in shown
    assert crm("category", "show", "Call", "--json").json["colour"] == "blue"
    assert "1 day" in crm("dictionary", "list", "reminder-shortcut").out


def test_g1_a_refused_change_of_a_user_leaves_the_password(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert crm("user", "add", "ola").code == 0
    given: list[str] = []
    monkeypatch.setattr("crm_tui.cli.passwords.give", lambda _session, _user, password: given.append(password))
    for email, code in (("zły", 1), ("ola@example.com", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO("kolejka-2026\n"))
        assert crm("user", "edit", "ola", "--email", email, "--password-stdin").code == code
        assert bool(given) is (code == 0)
