"""Text messages to gateways on this machine (D1, D2)."""

import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs

import pytest

from crm_tui.delivery.outcome import Failure
from crm_tui.delivery.sms import SmsGateway, recipient
from tests.delivery.servers import Texts, dripping, free_port, gateway, scripted

TEXT = "Spotkanie [ACME] :smile: \\n ąę 🙂 {phone} ${X}"
STEP = 0.6


def failure(url: str, phone: str = "+48 600 100 200", step: float = STEP) -> Failure:
    """Return how a message fails."""
    with pytest.raises(Failure) as caught:
        SmsGateway(url, step=step).send(phone, TEXT, key="reminder-1")
    assert "\n" not in caught.value.words
    return caught.value


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("json://{at}/send/{{phone}}", "/send/+48600100200"),
        ("json://{at}/send?-to={{phone}}", "/send?to=%2B48600100200"),
        ("json://{at}/send?:to={{phone}}", "/send"),
        ("json://{at}/%7Bphone%7D", "/+48600100200"),
        ("json://{at}", "/"),
    ],
)
def test_d1_a_web_address_of_ones_own_is_told_number_and_text(address: str, path: str) -> None:
    texts = Texts()
    with gateway(texts) as at:
        words = SmsGateway(address.format(at=at)).send("600 100 200", TEXT, key="reminder-17", zone="Europe/Warsaw")
    assert words == "Sent JSON POST notification."
    ((called, headers, body),) = texts.calls
    told = json.loads(body)
    assert called == path
    assert told["message"] == TEXT
    assert told["phone"] == "+48600100200"
    assert told.get("to", "+48600100200") == "+48600100200"
    assert headers["X-Request-ID"] == "reminder-17"


def test_d1_each_recipient_has_a_call_of_their_own() -> None:
    texts = Texts()
    with gateway(texts) as at:
        sending = SmsGateway(f"json://{at}/{{phone}}")
        for phone in ("600100200", "+1 212 555 0123", "+48 22 123 45 67 wew. 12"):
            sending.send(phone, TEXT, key=phone)
    assert [path for path, _headers, _body in texts.calls] == ["/+48600100200", "/+12125550123", "/+48221234567"]


def test_d2_threads_each_hear_of_their_own_message() -> None:
    texts = Texts(refused="+48600100201")
    with gateway(texts) as at:
        sending = SmsGateway(f"json://{at}/{{phone}}", step=10)

        def verdict(number: int) -> bool:
            try:
                sending.send(f"+4860010020{number % 2}", TEXT, key=str(number))
            except Failure as failure:
                assert "error=400" in failure.words
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(verdict, range(100))) == [number % 2 == 0 for number in range(100)]


@pytest.mark.parametrize(
    ("status", "lasting"), [(400, True), (422, True), (401, False), (404, False), (429, False), (503, False)]
)
def test_d2_a_gateway_that_refuses_is_quoted(status: int, lasting: bool) -> None:
    texts = Texts(status=status, answer=b'{"error": "no credits \x1b[31m left"}')
    with gateway(texts) as at:
        found = failure(f"json://anna:tajnehaslo@{at}/aVeryLongToken/{{phone}}")
    assert found.lasting is lasting
    assert f"error={status}" in found.words
    assert "no credits" in found.words
    assert len(texts.calls) == 1
    assert not any(secret in found.words for secret in ("tajnehaslo", "aVeryLongToken", "\x1b"))


def test_what_a_gateway_repeats_of_a_secret_is_masked() -> None:
    texts = Texts(status=401, answer=b"no user anna with tajne haslo and aVeryLongToken")
    with gateway(texts) as at:
        found = failure(f"json://anna:tajne%20haslo@{at}/aVeryLongToken/{{phone}}")
    assert found.words.endswith("no user *** with *** and ***")


def test_d2_an_unreachable_gateway_is_said_and_tried_again() -> None:
    found = failure(f"json://127.0.0.1:{free_port()}/aVeryLongToken/{{phone}}")
    assert found.words.endswith("Connection refused")
    assert not found.lasting
    assert "aVeryLongToken" not in found.words
    with gateway(Texts()) as at:
        assert "WRONG VERSION NUMBER" in failure(f"jsons://{at}/{{phone}}").words


def test_d2_a_gateway_that_hangs_is_left_in_time() -> None:
    began = time.monotonic()
    with gateway(Texts(hang=3)) as at:
        assert "no answer in time" in failure(f"json://{at}/{{phone}}").words
        assert "no answer within 0.6 s" in failure(f"smsapi://TOKEN@{at}").words
    with scripted(dripping) as at:
        assert "no answer within 1.2 s" in failure(f"json://{at}/{{phone}}").words
    assert time.monotonic() - began < 6


def test_a_gateway_that_hangs_costs_one_limit_however_many_messages_wait() -> None:
    with gateway(Texts(hang=3)) as at:
        sending = SmsGateway(f"json://{at}/{{phone}}", step=STEP)
        began = time.monotonic()
        for _message in range(20):
            with pytest.raises(Failure, match="no answer in time"):
                sending.send("600100200", TEXT, key="1")
        assert STEP < time.monotonic() - began < 6


def test_nothing_is_lasting_that_an_administrator_can_mend() -> None:
    assert failure("").words == "no SMS gateway is set (sms.url)"
    for url in ("secret", "nosuch://secret/{phone}", "twilio://secret/{phone}", "smsapi://", "smsapi://a b"):
        found = failure(url)
        assert not found.lasting
        assert found.words.startswith("sms.url")
        assert "secret" not in found.words
    assert "{phone}" in failure("twilio://AC0:token@+15551234567/+48600100200").words


@pytest.mark.parametrize("phone", ["", " ", "none", "12", "+48 600"])
def test_d2_without_a_number_nothing_is_tried_again(phone: str) -> None:
    assert failure("json://127.0.0.1:1/{phone}", phone).lasting


def test_a_number_without_a_code_is_of_the_country_of_the_users_zone() -> None:
    assert recipient("600 100 200") == "+48600100200"
    assert recipient("(212) 555-0123", "America/New_York") == "+12125550123"
    assert recipient("020 7946 0958", "Europe/London") == "+442079460958"


def test_apprise_says_nothing_on_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with gateway(Texts(status=500)) as at:
        failure(f"json://{at}/{{phone}}")
    assert capfd.readouterr() == ("", "")
    assert not logging.getLogger("apprise").propagate


# ------------------------------------------------------------------- SMSAPI

SENT: Callable[[], Texts] = lambda: Texts(  # noqa: E731
    answer=b'{"count":1,"list":[{"id":"5F1","points":0.16,"number":"48600100200","status":"QUEUE","error":null}]}'
)


def test_d1_smsapi_takes_a_message_once_for_its_key() -> None:
    texts = SENT()
    with gateway(texts) as at:
        words = SmsGateway(f"smsapi://TOKEN@{at}?from=CRM").send("600100200", TEXT, key="reminder-17")
    assert words == "SMSAPI: QUEUE 5F1"
    ((path, headers, body),) = texts.calls
    told = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    assert path == "/sms.do"
    assert headers["Authorization"] == "Bearer TOKEN"
    assert (told["to"], told["message"], told["from"]) == ("48600100200", TEXT, "CRM")
    assert (told["idx"], told["check_idx"]) == ("reminder-17", "1")


@pytest.mark.parametrize(
    ("status", "answer", "lasting", "words"),
    [
        (200, b'{"error": 13, "message": "No correct phone numbers"}', True, "SMSAPI: No correct phone numbers (13)"),
        (200, b'{"error": 103, "message": "Not enough credits"}', False, "SMSAPI: Not enough credits (103)"),
        (401, b"Authorization failed for TOKEN", False, "SMSAPI: Authorization failed for *** (401)"),
        (500, b"<html>oops</html>", False, "SMSAPI: <html>oops</html> (500)"),
        (200, b"no JSON", False, "SMSAPI: the answer names no message"),
        (200, b"[]", False, "SMSAPI: the answer cannot be read"),
    ],
)  # fmt: skip
def test_d2_what_smsapi_refuses_is_quoted(status: int, answer: bytes, lasting: bool, words: str) -> None:
    with gateway(Texts(status=status, answer=answer)) as at:
        found = failure(f"smsapi://TOKEN@{at}")
    assert (found.words, found.lasting) == (words, lasting)


def test_d2_what_smsapi_has_sent_before_counts_as_sent() -> None:
    with gateway(Texts(answer=b'{"error": 53, "message": "Not unique idx parameter"}')) as at:
        assert SmsGateway(f"smsapi://TOKEN@{at}").send("600100200", TEXT, key="1") == "it had been sent before"
