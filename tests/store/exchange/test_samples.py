"""Files as other programs write them, read into entries (H2). The samples are written for these tests."""

from pathlib import Path

import pytest

from store.exchange.entries import Entry, Fault
from store.exchange.source import Source, kind_of
from tests.making import refused

SAMPLES = Path(__file__).parent / "samples"


def read(name: str, **given: object) -> list[Entry | Fault]:
    """Return what a sample says."""
    with (SAMPLES / name).open("rb") as file:
        return list(Source(file, kind_of(name), **given))  # type: ignore[arg-type]


def entries(name: str, **given: object) -> list[Entry]:
    """Return the entries of a sample without any fault."""
    found = read(name, **given)
    assert not [one for one in found if isinstance(one, Fault)]
    return [one for one in found if isinstance(one, Entry)]


def faults(name: str) -> list[tuple[int, str]]:
    """Return line and reason of each fault."""
    return [(one.line, one.problem.reason) for one in read(name) if isinstance(one, Fault)]


def test_h2_outlook_21_in_windows_1250() -> None:
    (one,) = entries("outlook-21.vcf")
    assert (one.contact, one.person, one.position) == ("Źródło Sp. z o.o.", "Łukasz Żółty", "Kierownik działu")
    assert one.person_phones == ("(22) 555 10 20", "+48 601 200 300", "(22) 555 10 29")
    assert one.person_emails == ("lukasz@zrodlo.pl",)
    assert one.address == "ul. Świętokrzyska 5\n90-001 Łódź\nłódzkie\nPolska"
    assert one.remarks == []


def test_h2_quoted_printable_with_soft_breaks() -> None:
    first, second = entries("quoted-printable.vcf")
    assert (first.person, first.contact, first.alone) == ("Grażyna Śliwa", "Grażyna Śliwa", True)
    assert first.emails == first.person_emails == ("grazyna@example.com",)
    assert (second.person, second.contact, second.person_phones) == ("Józef Ącki", "Gęś i syn", ("22 100",))


def test_h2_iphone_with_grouped_properties() -> None:
    anna, company = entries("iphone-30.vcf")
    assert (anna.person, anna.contact) == ("dr Anna Maria Nowak", "Biuro Podróży „Żuraw”, spółka jawna")
    assert anna.person_emails == ("anna@zuraw.example", "anna.nowak@example.com")
    assert anna.person_phones == ("+48 502 000 111", "22 345 67 89")
    assert anna.address == "ul. Długa 7/2; oficyna\nII piętro\n80-827 Gdańsk\nPolska"
    assert anna.web == "https://zuraw.example"
    assert (company.contact, company.person, company.phones) == ("Hurtownia Stal-Bud", "", ("+48 12 400 50 60",))


def test_h2_a_google_card_of_an_address_alone_is_called_by_it() -> None:
    first, second = read("google-30.vcf")
    assert isinstance(first, Entry) and (first.person, first.alone, first.groups) == ("Piotr Wiśniewski", True, ())
    assert isinstance(second, Entry) and (second.line, second.alone) == (9, True)
    assert (second.person,) == second.person_emails == (second.contact,)
    assert [(one.line, one.kept, one.problem.reason) for one in second.remarks] == [(9, True, "only-email")]


def test_h2_vcard_4_kinds() -> None:
    company, zofia, group = read("vcard-40.vcf")
    assert isinstance(company, Entry) and isinstance(zofia, Entry)
    assert (company.contact, company.person) == ("Fundacja „Most”", "")
    assert company.emails == ("pierwszy@most.example", "drugi@most.example")
    assert company.phones == ("+48-22-123-45-67",)
    assert (zofia.contact, zofia.person, zofia.position) == ("Fundacja „Most”", "Zofia Mostowa", "Prezeska")
    assert zofia.person_emails == ("zofia@most.example",)
    assert isinstance(group, Fault) and group.problem.reason == "no-contact"


def test_h2_broken_cards_cost_themselves_alone() -> None:
    assert faults("broken.vcf") == [(1, "no-end"), (13, "outside"), (33, "no-end")]
    junk, agentless, markup = (one for one in read("broken.vcf") if isinstance(one, Entry))
    assert (junk.person, junk.contact) == ("With Junk", "Acme")
    assert [(one.line, one.problem.value) for one in junk.remarks] == [(9, "this line is no property")]
    assert (agentless.person, agentless.person_phones) == ("Ann Agentless", ("55",))
    assert markup.contact == '<b>&amp</b> "Quoted"'


@pytest.mark.parametrize(
    ("name", "person", "contact"),
    [
        ("utf-16.vcf", "Żaneta Łoś", "Zażółć"),
        ("old-mac.vcf", "Carriage Return", "Only CR"),
        ("latin-2.vcf", "Świętosława Żądło", "Łąka"),
    ],
)
def test_h2_encodings_and_line_ends(name: str, person: str, contact: str) -> None:
    (one,) = entries(name)
    assert (one.person, one.contact) == (person, contact)


def test_h2_google_csv() -> None:
    jan, company, ola, nobody = read("google.csv")
    assert isinstance(jan, Entry) and isinstance(company, Entry) and isinstance(ola, Entry)
    assert (jan.line, jan.person, jan.contact, jan.position) == (2, "Jan Kowalski", "AB Transport", "Kierownik")
    assert jan.person_emails == ("jan@ab.example", "biuro@ab.example", "jan@example.com")
    assert (jan.address, jan.web) == ("ul. Prosta 1\n00-001 Warszawa\nPolska", "https://ab.example")
    assert (company.line, company.contact, company.person, company.phones) == (5, "Sama Firma", "", ("22 1",))
    assert (ola.person, ola.contact, ola.alone) == ("Ola", "Ola", True)
    assert isinstance(nobody, Fault) and (nobody.line, nobody.problem.reason) == (7, "no-name")


def test_h2_outlook_csv_in_english() -> None:
    (one,) = entries("outlook-en.csv")
    assert (one.person, one.contact, one.position) == ("Mr. John Smith", "Acme Ltd", "Director")
    assert one.person_emails == ("john@acme.example", "j.smith@example.com")
    assert one.person_phones == ("+44 20 1", "+44 70 2")
    assert (one.address, one.web) == ("1 Main St\nN1 London\nUK", "www.acme.example")


def test_h2_outlook_csv_in_polish() -> None:
    (one,) = entries("outlook-pl.csv")
    assert (one.person, one.contact, one.position) == ("Łucja Dąbrowska", "Gęś sp. z o.o.", "Księgowa")
    assert (one.person_emails, one.person_phones) == (("lucja@ges.example",), ("42 1", "500 1"))
    assert one.address == "ul. Śliczna 3\n90-002 Łódź"


def test_h2_google_csv_in_polish() -> None:
    (one,) = entries("google-pl.csv")
    assert (one.contact, one.person, one.position) == ("Łosie SA", "Ewa Łoś", "Prezes")
    assert (one.person_emails, one.person_phones) == (("ewa@los.pl",), ("600 100 200",))
    assert (one.address, one.web) == ("ul. X 1\n90-001 Łódź\nPL", "http://los.pl")


def test_h2_outlook_on_the_web_in_polish() -> None:
    (one,) = entries("outlook-web-pl.csv")
    assert (one.contact, one.person, one.person_phones) == ("Koty SA", "Jan Kot", ("22 555 10 20", "600100200"))
    assert one.address == "ul. Kocia 1\n90-001 Łódź"


def test_h2_old_nokia_and_android_quoted_printable() -> None:
    first, second, third = entries("nokia-android-21.vcf")
    assert (first.person, first.contact) == ("Małgorzata Świątek", "Piekarnia Świątek")
    assert (second.person, second.person_phones) == ("Żaneta Gąska", ("600-100-200",))
    assert (third.person, third.person_phones) == ("Jan Łukasz Kowalski", ("+48 (600) 100-200", "*100#"))


def test_h2_a_plain_table_with_repeated_and_unknown_columns() -> None:
    zubr, ruda = entries("company.csv")
    assert (zubr.contact, zubr.tax_number, zubr.person) == ("Żubr S.A.", "526-104-08-28", "")
    assert zubr.emails == ("zubr@example.com", "drugi@example.com") and zubr.phones == ("22 1", "22 2")
    assert (ruda.contact, ruda.emails) == ("Ruda", ())


def test_h2_a_table_without_header_needs_to_be_told() -> None:
    with refused("columns", "none-known"):
        read("headerless.csv")
    first, second = entries("headerless.csv", columns={"1": "contact", "2": "email", "3": "phone"})
    assert (first.line, first.contact, first.emails, first.phones) == (
        1,
        "AB Transport",
        ("ab@example.com",),
        ("22 1",),
    )
    assert second.contact == "CD Logistyka"


def test_h2_broken_rows_cost_themselves_alone() -> None:
    assert faults("ragged.csv") == [(3, "not-csv"), (4, "too-many-cells")]
    names = [one.contact for one in read("ragged.csv") if isinstance(one, Entry)]
    assert names == ["Good One", "only@example.com", 'Quoted "name", inc.', "Short", '=HYPERLINK("http://x")']


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "no-cards"), (b"\x00\x01\x02\xff" * 50, "not-text"), (b"hello\n", "no-cards"), (b"a;b\n1;2\n", "no-cards")],
)
def test_h2_what_is_no_vcard_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.vcf"
    path.write_bytes(data)
    with refused("file", reason), path.open("rb") as file:
        list(Source(file, "vcf"))


def test_h2_a_chosen_encoding_is_held_to(tmp_path: Path) -> None:
    with refused("file", "wrong-encoding"):
        read("outlook-21.vcf", encoding="utf-8")
    with refused("encoding", "unknown-encoding"):
        read("outlook-21.vcf", encoding="klingon")
