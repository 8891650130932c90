"""Small deviations that files have, each with what is read of it (H2)."""

import io
import os

import pytest

from store.exchange.entries import Entry
from store.exchange.lines import Lines
from store.exchange.source import Source
from tests.making import refused


def card(lines: str, version: str = "3.0") -> bytes:
    return f"BEGIN:VCARD\r\nVERSION:{version}\r\n{lines}END:VCARD\r\n".encode()


def only(data: bytes, kind: str = "vcf") -> Entry:
    found = list(Source(io.BytesIO(data), kind))
    assert len(found) == 1 and isinstance(found[0], Entry), found
    return found[0]


@pytest.mark.parametrize(
    ("data", "contact", "person", "phones"),
    [
        (card("FN:A\r\nTEL;TYPE=WORK;\r\n TYPE=VOICE:12\r\n 34\r\n"), "A", "A", ("1234",)),
        (card("FN:Long\r\n\t name\r\n"), "Long name", "Long name", ()),
        (b"BEGIN:VCARD\r\nFN:Za\xc5\r\n \xbco\r\nEND:VCARD\r\n", "Zażo", "Zażo", ()),
        (b"BEGIN:VCARD\nFN:A\nEND:VCARD", "A", "A", ()),
        (b"\xef\xbb\xbf" + card("FN:Ż\r\n"), "Ż", "Ż", ()),
        (b"  BEGIN:VCARD  \nVERSION:3.0\nFN:A \nEND:VCARD ", "A", "A", ()),
        (card("fn:a\r\norg:b\r\n"), "b", "a", ()),
        (card("N:Kot;Jan\r\nFN:Kot\\, Jan\r\nORG:X\r\n"), "X", "Jan Kot", ()),
        (card("N:Kot;Jan\r\nFN:Firma\r\nORG:Firma;\r\nX-ABShowAs:COMPANY\r\n"), "Firma", "Jan Kot", ()),
        (card("FN:A\\, B\\; C\\\\D\r\nORG:X\\;Y\\, Z;Unit\r\nORG:Second\r\n"), "X;Y, Z", "A, B; C\\D", ()),
        (card("FN:A\r\nAGENT:BEGIN:VCARD\\nFN:B\\nTEL:9\\nEND:VCARD\r\nTEL:1\r\n"), "A", "A", ("1",)),
        (card("N;ENCODING=QUOTED-PRINTABLE:=A3ukasz;=AFaneta\r\n", "2.1"), "Żaneta Łukasz", "Żaneta Łukasz", ()),
        (card("N;CHARSET=UTF-8;ENCODING=B:S293YWxza2k7SmFu\r\n", "2.1"), "Jan Kowalski", "Jan Kowalski", ()),
        (card("FN:A\r\nTEL:1\r\nTEL:1\r\nTEL:\r\nTEL;TYPE=pref:2\r\n"), "A", "A", ("2", "1")),
        (card("FN:A\r\nORG:;\r\n"), "A", "A", ()),
    ],
)
def test_h2_cards(data: bytes, contact: str, person: str, phones: tuple[str, ...]) -> None:
    one = only(data)
    assert (one.contact, one.person, one.person_phones) == (contact, person, phones)


@pytest.mark.parametrize(
    ("text", "contact", "person", "phones"),
    [
        ("sep=;\nNazwa;Telefon\nA;123\n", "A", "", ("123",)),
        (" Name , Company , Phone \nJan,AB,123\n", "AB", "Jan", ("123",)),
        ("NAZWA FIRMY,TELEFON KONTAKTOWY\nA,123\n", "A", "", ("123",)),
        ("Imię i nazwisko;Telefon\nJan Kot;123\n", "Jan Kot", "Jan Kot", ("123",)),
        ("Name,Phone\nAB,123\n", "AB", "", ("123",)),
        ("Company\nA\n", "A", "", ()),
        ("Firma;Telefon\nA;6,00100E+08\n", "A", "", ("6,00100E+08",)),
        ("Firma;Telefon;\nA;22 11, 22 12\n", "A", "", ("22 11", "22 12")),
        ("Firma\tTelefon\rA\t123\r", "A", "", ("123",)),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_h2_tables(text: str, contact: str, person: str, phones: tuple[str, ...], encoding: str) -> None:
    one = only(text.encode(encoding), "csv")
    assert (one.contact, one.person) == (contact, person)
    assert (one.person_phones if person else one.phones) == phones


POLISH = [
    "Imię;Firma\nŁukasz;Źdźbło\n",
    "FN:Jan Śmiały\nORG:Gęś\n",
    "Zażółć gęślą jaźń",
    "„Żuraw” – 5 €",
    "Żółw",
    "Łódź",
]


@pytest.mark.parametrize("text", POLISH)
@pytest.mark.parametrize("encoding", ["cp1250", "iso8859_2", "cp852", "utf-8", "utf-16", "utf-16-le"])
def test_h2_old_code_pages_are_told_apart(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        pytest.skip("not in this code page")
    assert "\n".join(line for _number, line in Lines(io.BytesIO(data))) == text.rstrip("\n")


def test_h2_a_file_put_together_of_two_encodings() -> None:
    data = "Firma\nŻubr\n".encode() + "Łoś\n".encode("cp1250")
    assert [line for _number, line in Lines(io.BytesIO(data))] == ["Firma", "Żubr", "Łoś"]


def test_h2_photos_of_any_size_cost_nothing() -> None:
    photo = b"PHOTO;ENCODING=b:" + b"A" * 5_000_000 + (b"\r\n " + b"A" * 74) * 50_000 + b"\r\n"
    one = only(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n" + photo + b"TEL:1\r\nEND:VCARD\r\n")
    assert (one.person, one.person_phones) == ("A", ("1",))


@pytest.mark.parametrize("kind", ["vcf", "csv", "json"])
def test_h2_noise_is_refused(kind: str) -> None:
    with refused("file", "not-text"):
        list(Source(io.BytesIO(os.urandom(20_000).replace(b"\0", b"\1")), kind))


def test_h2_a_row_of_json_that_is_no_contact_costs_itself() -> None:
    data = b'[\n{"name": "A", "persons": [{"name": 5}, 7, null], "email": [1, "a@b"]},\n{"name": {}},\n[1],\n{"na\n]'
    first, *rest = Source(io.BytesIO(data), "json")
    assert isinstance(first, Entry) and (first.contact, first.person, first.emails) == ("A", "5", ("a@b",))
    assert [(one.line, one.problem.reason) for one in rest] == [(3, "no-name"), (4, "no-name"), (5, "not-json")]  # type: ignore[union-attr]
    with refused("file", "not-json"):
        list(Source(io.BytesIO(b'[\n{"name": "A"},\n'), "json"))
    with refused("file", "not-json"):
        list(Source(io.BytesIO(b"[" * 100_000), "json"))


def test_h2_a_row_of_an_address_alone_is_called_by_it() -> None:
    one = only("Imię i nazwisko;Adres e-mail\n;jan@ab.pl\n".encode(), "csv")
    assert (one.person, one.contact, one.person_emails, one.alone) == ("jan@ab.pl", "jan@ab.pl", ("jan@ab.pl",), True)
    assert [(remark.problem.reason, remark.kept) for remark in one.remarks] == [("only-email", True)]


@pytest.mark.parametrize(
    "title", ["Lista klientów\n", '"Klienci, stan na dziś"\n', "Raport;;\n;;\n", "A\n\nB\n", "sep=;\nTytuł\n"]
)
def test_h2_titles_above_the_header_are_passed_over(title: str) -> None:
    one = only(f"{title}Firma;NIP;Telefon\nAB;5260001246;600100200\n".encode(), "csv")
    assert (one.contact, one.tax_number, one.phones) == ("AB", "5260001246", ("600100200",))


def test_h2_a_table_without_a_header_keeps_its_first_row() -> None:
    source = Source(io.BytesIO(b"AB;600100200\nCD;600100201\n"), "csv", columns={"1": "contact", "2": "phone"})
    assert [entry.contact for entry in source if isinstance(entry, Entry)] == ["AB", "CD"]
