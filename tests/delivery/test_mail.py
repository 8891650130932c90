"""Letters to a real server on this machine, and to servers that misbehave (D1, D2)."""

import socket
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_tui.delivery.mail import MailServer
from crm_tui.delivery.mail_address import MailUrl, mail_url
from crm_tui.delivery.message import Letter
from crm_tui.delivery.outcome import Failure, cleaned
from tests.delivery.servers import (
    Taken,
    answering,
    authenticator,
    certificate,
    dripping,
    free_port,
    mail_server,
    scripted,
    silent,
)

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
LETTER = Letter(
    "Reminder: Telefon · Zażółć", "Zażółć gęślą jaźń\n.\nend\n", "<p>Zażółć &amp; gęślą</p>", AT, b"BEGIN:VCALENDAR\r\n"
)
SENDER = "crm@example.com"
STEP = 0.4


def failure(server: MailServer, to: str = "ewa@example.com", letter: Letter = LETTER) -> Failure:
    """Return how a letter fails."""
    with pytest.raises(Failure) as caught:
        server.send(to, letter, key="reminder-1")
    assert "\n" not in caught.value.words
    assert len(caught.value.words) <= 300
    return caught.value


def test_d1_a_letter_arrives_whole_with_what_says_that_a_program_wrote_it() -> None:
    taken = Taken()
    with mail_server(taken) as at, MailServer(f"smtp://{at}", f"Planner <{SENDER}>") as server:
        words = server.send("ewa@example.com", LETTER, key="reminder-1", name="Ewa Żak")
    assert words == "250 2.0.0 Ok: queued as 4711"
    (letter,) = taken.letters
    assert taken.envelopes == [(SENDER, ["ewa@example.com"])]
    assert letter["Subject"] == "Reminder: Telefon · Zażółć"
    assert (letter["To"], letter["From"]) == ("Ewa Żak <ewa@example.com>", f"Planner <{SENDER}>")
    assert letter["Date"].datetime == AT
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content_type() == "multipart/mixed"
    text, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None and text.get_content().splitlines() == LETTER.text.splitlines()
    assert html is not None and html.get_content().strip() == LETTER.html
    (attached,) = letter.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "activity.ics")
    assert attached.get_param("method") == "PUBLISH"
    assert taken.raw[0].isascii()


def test_d2_a_delivery_keeps_its_message_id_over_its_tries() -> None:
    taken = Taken()
    with mail_server(taken) as at:
        for key, to in (("1", "a@example.com"), ("1", "a@example.com"), ("2", "a@example.com"), ("1", "b@example.com")):
            with MailServer(f"smtp://{at}", SENDER) as server:
                server.send(to, LETTER, key=key)
    first, again, other, others = (letter["Message-ID"] for letter in taken.letters)
    assert first == again
    assert len({first, other, others}) == 3
    assert str(first).endswith("@example.com>")


@pytest.mark.parametrize(
    "text",
    [
        "Hello\r\nBcc: thief@example.com",
        "Hello\nBcc: thief@example.com",
        "=?utf-8?q?Hello=0D=0ABcc:_thief@example.com?=",
        "=?utf-8?b?SGVsbG8NCkJjYzogdGhpZWZAZXhhbXBsZS5jb20=?=",
        "Żółw\u2028Bcc: thief@example.com\x00\x1b[31m",
        '"Quoted" <thief@example.com>, Ewa',
        "x" * 3000,
        "ż" * 3000,
    ],
    ids=["crlf", "lf", "encoded", "base64", "separators", "address", "long", "long-polish"],
)
def test_h7_no_text_becomes_a_header(text: str) -> None:
    taken = Taken()
    letter = Letter(text, "text", "<p>text</p>", AT)
    with mail_server(taken) as at, MailServer(f"smtp://{at}", SENDER) as server:
        server.send("ewa@example.com", letter, key=text, name=text)
    (arrived,) = taken.letters
    names = [name.lower() for name in arrived]
    assert sorted(names) == sorted(
        "from to subject date message-id auto-submitted x-auto-response-suppress mime-version content-type".split()
    )
    assert [box.addr_spec for box in arrived["To"].addresses] == ["ewa@example.com"]
    assert taken.envelopes[0][1] == ["ewa@example.com"]
    assert all(len(line) <= 998 for line in taken.raw[0].splitlines())


def test_a_subject_that_looks_encoded_is_shown_as_it_was_typed() -> None:
    taken = Taken()
    with mail_server(taken) as at, MailServer(f"smtp://{at}", SENDER) as server:
        server.send("ewa@example.com", Letter("=?utf-8?q?Hi?=", "t", "<p>t</p>", AT), key="1")
    assert b"Subject: =?utf-8?" in taken.raw[0]
    assert b"=?utf-8?q?Hi?=" not in taken.raw[0]
    assert taken.letters[0]["Subject"] == "=?utf-8?q?Hi?="


def test_d2_a_bad_recipient_never_harms_the_next_and_one_connection_carries_all() -> None:
    taken = Taken({"no@example.com": "550 5.1.1 no such user", "later@example.com": "451 4.7.1 greylisted"})
    with mail_server(taken) as at, MailServer(f"smtp://{at}", SENDER) as server:
        server.send("a@example.com", LETTER, key="1")
        gone = failure(server, "no@example.com")
        assert (gone.lasting, gone.words) == (True, "550 5.1.1 no such user")
        server.send("b@example.com", LETTER, key="2")
        later = failure(server, "later@example.com")
        assert (later.lasting, later.words) == (False, "451 4.7.1 greylisted")
        server.send("c@example.com", LETTER, key="3")
    assert [to for _from, (to,) in taken.envelopes] == ["a@example.com", "b@example.com", "c@example.com"]
    assert taken.connections == 1


@pytest.mark.parametrize(("answer", "lasting"), [("554 5.6.0 spam", True), ("452 4.3.1 disk full", False)])
def test_d2_a_letter_may_be_refused_for_ever_or_for_now(answer: str, lasting: bool) -> None:
    taken = Taken(at_data=answer)
    with mail_server(taken) as at, MailServer(f"smtp://{at}", SENDER) as server:
        refused = failure(server)
        assert (refused.lasting, refused.words) == (lasting, answer)
        taken.at_data = "250 ok"
        server.send("ewa@example.com", LETTER, key="1")
    assert taken.connections == 1


@pytest.mark.parametrize(
    "to", ["", "  ", "nobody", "a b@example.com", "a@b@example.com", "<a@example.com>", "a@", "a@exa\r\nmple.com"]
)
def test_d2_without_an_address_nothing_is_tried_again(to: str) -> None:
    assert failure(MailServer("smtp://127.0.0.1:1", SENDER), to).lasting


def test_nothing_is_lasting_that_an_administrator_can_mend() -> None:
    assert failure(MailServer("", SENDER)).words == "no mail server is set (mail.url)"
    assert failure(MailServer("smtp://127.0.0.1:1", "")).words == "no sender is set (mail.sender)"
    assert "Connection refused" in failure(MailServer(f"smtp://127.0.0.1:{free_port()}", SENDER)).words
    assert "there is no such server" in failure(MailServer("smtp://nowhere.invalid", SENDER)).words
    for url in ("smtp://u:pa#ss@host", "smtp://u:p@host:12x", "http://u:secret@host", "smtp://", "secret"):
        found = failure(MailServer(url, SENDER))
        assert not found.lasting
        assert found.words.startswith("mail.url cannot be read")
        assert not any(word in found.words for word in ("pa#ss", "12x", "secret"))


def test_a_server_that_hangs_costs_one_limit_however_many_letters_wait() -> None:
    for step in ("", "DATA"):

        def talk(connection: socket.socket, number: int, step: str = step) -> None:
            answering(connection, {step: None}) if step else silent(connection)

        with scripted(talk) as at, MailServer(f"smtp://{at}", SENDER, step=0.8) as server:
            began = time.monotonic()
            assert "no answer in time" in failure(server).words
            for _letter in range(50):
                assert not failure(server).lasting
            assert 0.7 < time.monotonic() - began < 6


@pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT", "DATA", "."])
def test_d2_a_server_that_falls_silent_or_hangs_up_at_any_step_is_left_in_time(step: str) -> None:
    for answer in (None, ""):
        answers = {step: answer}

        def talk(connection: socket.socket, _number: int, answers: dict[str, str | None] = answers) -> None:
            answering(connection, answers)

        with scripted(talk) as at:
            server = MailServer(f"smtp://{at}", SENDER, step=STEP)
            began = time.monotonic()
            found = failure(server)
            assert not found.lasting
            assert ("no answer in time" in found.words) == (answer is None), found.words
            assert time.monotonic() - began < 4 * STEP


def test_a_server_that_answers_a_byte_at_a_time_is_left_in_time() -> None:
    with scripted(dripping) as at, MailServer(f"smtp://{at}", SENDER, step=STEP) as server:
        began = time.monotonic()
        assert "the server answers too slowly" in failure(server).words
        assert time.monotonic() - began < 5 * STEP


@pytest.mark.parametrize("farewell", [b"", b"421 4.4.2 idle for too long\r\n"])
def test_a_connection_that_was_closed_while_idle_is_made_anew_and_nothing_is_sent_twice(farewell: bytes) -> None:
    taken: list[int] = []

    def once(connection: socket.socket, number: int) -> None:
        """Take one letter a connection, then hang up."""
        taken.append(number)
        connection.sendall(b"220 here\r\n")
        reader = connection.makefile("rb")
        data = False
        for raw in reader:
            if data:
                if raw != b".\r\n":
                    continue
                connection.sendall(b"250 ok\r\n")
                if farewell:
                    reader.readline()
                    connection.sendall(farewell)
                return
            data = raw.upper().startswith(b"DATA")
            connection.sendall(b"354 go on\r\n" if data else b"250 ok\r\n")

    with scripted(once) as at, MailServer(f"smtp://{at}", SENDER, step=2) as server:
        for number in range(3):
            assert server.send("ewa@example.com", LETTER, key=str(number)) == "250 ok"
    assert taken == [1, 2, 3]


def test_a_recipient_refused_by_a_server_that_hangs_up_at_once_is_refused_for_ever() -> None:
    def talk(connection: socket.socket, number: int) -> None:
        answering(connection, {"RCPT": "550 5.1.1 no such user", "RSET": ""})

    with scripted(talk) as at, MailServer(f"smtp://{at}", SENDER, step=STEP) as server:
        assert failure(server).lasting


# ------------------------------------------------------------------- encryption and log-in


def test_starttls_is_used_and_the_certificate_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context, made = certificate(tmp_path)
    taken = Taken()
    monkeypatch.setattr(MailUrl, "local", False)
    with mail_server(taken, tls_context=context, require_starttls=True) as at:
        found = failure(MailServer(f"smtp://{at}", SENDER))
        assert "the certificate does not check" in found.words
        assert not found.lasting
        monkeypatch.setenv("SSL_CERT_FILE", str(made))
        with MailServer(f"smtp://{at}", SENDER) as server:
            server.send("ewa@example.com", LETTER, key="1")
            server.send("ewa@example.com", LETTER, key="2")
    assert taken.encrypted == [True, True]


def test_without_starttls_nothing_is_said_to_a_server_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Taken()
    monkeypatch.setattr(MailUrl, "local", False)
    with mail_server(taken) as at:
        found = failure(MailServer(f"smtp://anna:secret@{at}", SENDER))
    assert "offers no STARTTLS" in found.words
    assert not found.lasting
    assert not taken.raw


def test_a_local_server_may_have_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    context, _made = certificate(tmp_path)
    taken = Taken()
    with mail_server(taken, tls_context=context) as at, MailServer(f"smtp://{at}", SENDER) as server:
        server.send("ewa@example.com", LETTER, key="1")
    assert taken.encrypted == [False]


def test_smtps_is_encrypted_throughout_and_checked_on_this_machine_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, made = certificate(tmp_path)
    taken = Taken()
    with mail_server(taken, ssl_context=context) as at:
        assert "the certificate does not check" in failure(MailServer(f"smtps://{at}", SENDER)).words
        monkeypatch.setenv("SSL_CERT_FILE", str(made))
        with MailServer(f"smtps://{at}", SENDER) as server:
            server.send("ewa@example.com", LETTER, key="1")
        assert not failure(MailServer(f"smtp://{at}", SENDER, step=STEP)).lasting
    assert len(taken.raw) == 1
    with mail_server(taken) as at:
        assert "TLS failed: wrong version number" in failure(MailServer(f"smtps://{at}", SENDER)).words


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("password", ["pa:ss/w@rd #1?", "zażółć gęślą"])
def test_a_percent_encoded_password_logs_in_and_a_wrong_one_is_said_without_it(password: str) -> None:
    from urllib.parse import quote

    taken = Taken()
    more = {"authenticator": authenticator(password), "auth_required": True, "auth_require_tls": False}
    with mail_server(taken, **more) as at:
        with MailServer(f"smtp://anna:{quote(password, safe='')}@{at}", SENDER) as server:
            server.send("ewa@example.com", LETTER, key="1")
        wrong = MailServer(f"smtp://anna:{quote(password, safe='')}x@{at}", SENDER)
        found = failure(wrong)
    assert len(taken.raw) == 1
    assert "the log-in was refused: 535" in found.words
    assert not found.lasting
    assert password + "x" not in found.words


def test_a_secret_is_masked_in_whatever_form_a_server_repeats_it() -> None:
    import base64

    token = base64.b64encode(b"\0anna\0tajne#haslo").decode()
    said = f"535 no {token}\r\n\x1b[31m tajne#haslo tajne%23haslo {base64.b64encode(b'tajne#haslo').decode()}"
    words = cleaned(said, MailUrl("h", 25, False, "anna", "tajne#haslo").secrets)
    assert words == "535 no *** [31m *** *** ***"
    assert "tajne" not in repr(mail_url("smtp://anna:tajne%23haslo@example.com"))
    assert cleaned("a bad day in a", ["a"]) == "*** bad day in ***"
    assert len(cleaned("x" * 5000)) == 300


# ------------------------------------------------------------------- addresses


def test_international_domains_are_sent_in_ascii() -> None:
    taken = Taken()
    with mail_server(taken) as at, MailServer(f"smtp://{at}", "crm@żółw.pl") as server:
        server.send("ewa@gęś.pl", LETTER, key="1")
    assert taken.envelopes == [("crm@xn--w-uga1v8h.pl", ["ewa@xn--g-1ia2r.pl"])]
    assert taken.raw[0].isascii()


def test_an_international_address_needs_a_server_that_knows_them() -> None:
    taken = Taken()
    with mail_server(taken, enable_SMTPUTF8=True) as at, MailServer(f"smtp://{at}", SENDER) as server:
        server.send("żaneta@example.com", LETTER, key="1")
        server.send("ewa@example.com", LETTER, key="2")
    assert taken.envelopes[0][1] == ["żaneta@example.com"]
    assert "To: żaneta@example.com".encode() in taken.raw[0]
    with mail_server(taken, enable_SMTPUTF8=False) as at, MailServer(f"smtp://{at}", SENDER) as server:
        found = failure(server, "żaneta@example.com")
        assert "letters outside ASCII" in found.words
        assert found.lasting
        server.send("ewa@example.com", LETTER, key="3")
    assert len(taken.raw) == 3


@pytest.mark.parametrize(
    ("url", "host", "port", "secure", "local"),
    [
        ("smtp://mail.example.com", "mail.example.com", 587, False, False),
        ("smtps://mail.example.com", "mail.example.com", 465, True, False),
        ("smtp://localhost", "localhost", 25, False, True),
        ("smtp://[::1]:2525", "::1", 2525, False, True),
        ("smtp://127.0.0.9:26/", "127.0.0.9", 26, False, True),
        ("SMTP://10.0.0.1:25", "10.0.0.1", 25, False, False),
    ],
)
def test_the_ports_that_servers_have(url: str, host: str, port: int, secure: bool, local: bool) -> None:
    found = mail_url(url)
    assert (found.host, found.port, found.secure, found.local) == (host, port, secure, local)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        ".\n..\n.",
        "a\r\nb\rc\n",
        "trailing \t\n \n",
        "ż" * 2000,
        "=_mixed_ --=_alternative_\n--\n",
        "x=3D\n",
        "x" * 5000,
    ],
    ids=["empty", "break", "dots", "breaks", "spaces", "polish", "boundary", "encoded", "long"],
)
def test_any_text_arrives_as_it_was_written(text: str) -> None:
    """Checked by the standard library's reader, which shares nothing with what writes."""
    taken = Taken()
    with mail_server(taken) as at, MailServer(f"smtp://{at}", SENDER) as server:
        server.send("ewa@example.com", Letter("x", text, text, AT, b"BEGIN\r\n", 'a"\r\nX: y.ics'), key="1")
    (letter,) = taken.letters
    assert not letter.defects
    plain, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    (attached,) = letter.iter_attachments()
    for part in (plain, html):
        assert part is not None
        assert not part.defects
        assert part.get_content().splitlines() == text.splitlines()
    assert attached.get_filename() == "a-X-y.ics"
    assert attached.get_content() == "BEGIN\r\n"
    assert all(len(line) <= 78 for line in taken.raw[0].splitlines())
