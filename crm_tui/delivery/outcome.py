"""What a delivery comes to when it does not arrive: the server's words, fit for a log and a screen (D2)."""

import base64
import re
from collections.abc import Iterable
from time import monotonic
from urllib.parse import quote, quote_plus

from store.texts import one_line

LONGEST = 300
REST_SECONDS = 5.0
MASK = "***"


class Failure(Exception):
    """A message was not taken.

    `words` is one clean line that names no secret: what the server said, or what became of the attempt. `lasting` says
    that trying again is of no use: there is no address, or the server will not have this one.
    """

    def __init__(self, words: str, *, lasting: bool = False) -> None:
        super().__init__(words)
        self.words = words
        self.lasting = lasting


class NoAnswer(Failure):
    """The server or gateway took longer than it may."""


class Rest:
    """A while in which a server that does not answer, or that refused the log-in, is let alone.

    Messages fail at once then: a thousand of them are not to wait a thousand times, nor is a wrong password to be tried
    until the account is locked. Used by several threads at once.
    """

    def __init__(self, seconds: float = REST_SECONDS) -> None:
        self._seconds = seconds
        self._last: tuple[float, str] | None = None

    def check(self) -> None:
        """Raise Failure with the last words while the rest is not over."""
        last = self._last
        if last is not None and monotonic() < last[0]:
            raise Failure(last[1])

    def take(self, words: str) -> None:
        """Begin to rest."""
        self._last = (monotonic() + self._seconds, words)


def cleaned(words: str | bytes, secrets: Iterable[str] = ()) -> str:
    """Return what a server said as one bounded line without control characters, with each of `secrets` masked."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    text = one_line(text)
    for form in sorted({form for secret in secrets for form in _forms(secret)}, key=len, reverse=True):
        # A very short secret is masked as a word only: else it would take whole sentences with it.
        pattern = re.escape(form) if len(form) > 3 else rf"(?<!\w){re.escape(form)}(?!\w)"
        text = re.sub(pattern, MASK, text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _forms(secret: str) -> Iterable[str]:
    """Yield a secret as it may turn up: plain, as in an address, as in a log-in."""
    if not secret:
        return
    yield one_line(secret) or secret
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield base64.b64encode(secret.encode("utf-8", "replace")).decode()
