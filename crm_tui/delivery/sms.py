"""Sends text messages through the gateway that `sms.url` names, one call for each recipient (D1)."""

from collections.abc import Callable
from threading import Thread
from typing import Protocol

from crm_tui.delivery.outcome import Failure, NoAnswer, Rest
from store.failure_words import failure_words
from store.phone_numbers import country_of, dialled
from store.refusals import Invalid

STEP_SECONDS = 15.0
WHOLE_STEPS = 2


class Carrier(Protocol):
    """Whoever takes a message to a number in E.164. Raises Failure."""

    def send(self, number: str, text: str, key: str) -> str:
        """Hand a message over and return what was said; `key` is the same for each try."""
        ...


class SmsGateway:
    """The gateway that `sms.url` names: `smsapi://TOKEN`, or an Apprise address in which {phone} stands for the number.

    `step` is the longest that connecting, or waiting for an answer, may take, in seconds; a message takes at most twice
    that.
    """

    def __init__(self, url: str, *, step: float = STEP_SECONDS) -> None:
        self._url, self._step = url.strip(), step
        self._carrier: Carrier | None = None
        self._rest = Rest()

    def send(self, phone: str, text: str, *, key: str, zone: str = "") -> str:
        """Send a text to a number and return what the gateway said; a number without a country's code is of `zone`.

        `key` names the delivery and is the same for each try. Raises Failure.
        """
        if self._carrier is None:
            self._carrier = _carrier(self._url, self._step)
        carrier, number = self._carrier, recipient(phone, zone)
        self._rest.check()
        try:
            return _within(self._step * WHOLE_STEPS, lambda: carrier.send(number, text, key))
        except NoAnswer as failure:
            self._rest.take(failure.words)
            raise


def recipient(phone: str, zone: str = "") -> str:
    """Return a user's number in E.164. Raises a lasting Failure where there is none, or none that could be."""
    if not phone.strip():
        raise Failure(failure_words("no-number"), lasting=True)
    try:
        return dialled(phone, country_of(zone))
    except Invalid:
        raise Failure(failure_words("bad-number"), lasting=True) from None


def check_address(url: str) -> None:
    """Raise Failure for an address that names no gateway, without a word of it: there may be a token in it."""
    if _is_smsapi(url):
        from crm_tui.delivery.smsapi_carrier import check_address as check
    else:
        from crm_tui.delivery.apprise_carrier import check_address as check
    check(url.strip())


def _is_smsapi(url: str) -> bool:
    return url.strip().lower().startswith("smsapi://")


def _carrier(url: str, step: float) -> Carrier:
    if not url:
        raise Failure(failure_words("no-gateway"))
    if _is_smsapi(url):
        from crm_tui.delivery.smsapi_carrier import SmsApi

        return SmsApi(url, step)
    from crm_tui.delivery.apprise_carrier import AppriseCarrier

    return AppriseCarrier(url, step)


def _within(seconds: float, call: Callable[[], str]) -> str:
    """Return what `call` returns; give up on a gateway that keeps answering a byte at a time."""
    said: list[str] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            said.append(call())
        except BaseException as error:  # noqa: BLE001  # it is raised again where it was asked for
            raised.append(error)

    thread = Thread(target=run, name="sms", daemon=True)
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    if not said:
        raise NoAnswer(failure_words("gateway-late", seconds=f"{seconds:g}"))
    return said[0]
