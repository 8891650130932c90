"""Text messages by Apprise: Twilio, Vonage, SMSEagle, SerwerSMS, a web address of one's own, and many more.

Each recipient has an address and a call of their own: two numbers in one address would share one verdict. What the
gateway said stands only in what Apprise logs, so that is what is read.
"""

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from crm_tui.delivery.outcome import Failure, NoAnswer, cleaned
from store.failure_words import failure_words

if TYPE_CHECKING:
    from apprise import Apprise, AppriseAsset

EXAMPLE = "+48600100200"
TOO_LATE = "no answer in time"
_PHONE = re.compile(r"\{phone\}|%7[Bb]phone%7[Dd]")
# Addresses of one's own: whoever answers there can be told the number beside the text.
_WEB = frozenset({"json", "jsons", "form", "forms", "xml", "xmls"})
_STATUS = re.compile(r"error=(\d{3,5})\b")
# The message or the number is refused; the codes of five digits are Twilio's.
_LASTING = frozenset({400, 413, 422, 21211, 21214, 21217, 21610, 21614})
_CAUSES = (
    re.compile(r"certificate verify failed: ([^(]+)"),
    re.compile(r"\[SSL: ([A-Z_]+)\]"),
    re.compile(r"\[Errno -?\d+\] ([^'\")]+)"),
)
_SHORTEST_SECRET = 8


def check_address(url: str) -> None:
    """Raise Failure for an address that cannot be one, without asking Apprise, which takes long to import."""
    if "://" not in url:
        raise Failure(failure_words("sms-url"))
    if not _PHONE.search(url) and _scheme(url) not in _WEB:
        raise Failure(failure_words("sms-url-number"))


def _scheme(url: str) -> str:
    return url.partition("://")[0].lower()


class AppriseCarrier:
    """A gateway that Apprise knows. `url` has {phone} where the number goes; `step` is in seconds."""

    def __init__(self, url: str, step: float) -> None:
        self._url, self._step = url, step
        check_address(url)
        self._scheme = _scheme(url)
        self._secrets = _secrets(url, self._scheme)
        self._asset = _asset()
        # What is wrong with the address is found now, and Apprise reads its modules outside of any message's time.
        self._gateway(EXAMPLE, "")

    def send(self, number: str, text: str, key: str) -> str:
        """See Carrier."""
        from apprise import AppriseResultStatus

        result = self._gateway(number, key).notify(body=text, log_level=logging.DEBUG)
        lines = [(entry.level, entry.message) for entry in (*result.logs(), *result.call_logs())]
        if result.status == AppriseResultStatus.SUCCESS:
            said = [message for _level, message in lines if message.startswith("Sent")]
            return cleaned(said[-1] if said else "sent", self._secrets)
        words = _words(lines)
        if words.endswith(TOO_LATE):
            raise NoAnswer(cleaned(words, self._secrets))
        status = _STATUS.search(words)
        lasting = status is not None and int(status[1]) in _LASTING
        raise Failure(cleaned(words, self._secrets), lasting=lasting)

    def _gateway(self, number: str, key: str) -> "Apprise":
        from apprise import Apprise

        gateway = Apprise(asset=self._asset)
        if not gateway.add(self._address(number, key)):
            raise Failure(cleaned(failure_words("sms-url-unknown", scheme=self._scheme), self._secrets))
        return gateway

    def _address(self, number: str, key: str) -> str:
        """Return the address for one recipient, with time limits; a web address is told the number and the key too."""
        address = _PHONE.sub(quote(number, safe=""), self._url)
        more = []
        if "cto=" not in address:
            more += [f"cto={self._step:g}"]
        if "rto=" not in address:
            more += [f"rto={self._step:g}"]
        if self._scheme in _WEB:
            more += [f":phone={quote(number, safe='')}", f"+X-Request-ID={quote(key, safe='')}"]
        return address + ("&" if "?" in address else "?") + "&".join(more)


def _asset() -> "AppriseAsset":
    """Return how Apprise is to behave: keeping nothing on the disk, and its log for us alone."""
    from apprise import AppriseAsset, PersistentStoreMode

    logger = logging.getLogger("apprise")
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return AppriseAsset(app_id="crm-tui", storage_mode=PersistentStoreMode.MEMORY.value, plugin_paths=[])


def _words(lines: list[tuple[str, str]]) -> str:
    """Return what became of it: what Apprise warned of, what the gateway answered, why the connection failed."""
    warned = [message for level, message in lines if level in {"WARNING", "ERROR", "CRITICAL"}]
    words = list(dict.fromkeys(message.strip() for message in warned))
    for _level, message in lines:
        if message.startswith("Response Details:"):
            words.append(_unquoted(message.removeprefix("Response Details:").strip()))
        elif message.startswith("Socket Exception:"):
            words.append(_cause(message))
    return " ".join(word for word in words if word) or failure_words("not-taken")


def _unquoted(shown: str) -> str:
    """Return bytes that were logged as Python writes them as the text that they are."""
    import ast

    try:
        held = ast.literal_eval(shown)
    except (ValueError, SyntaxError):
        return shown
    return held.decode("utf-8", "replace") if isinstance(held, bytes) else str(held)


def _cause(message: str) -> str:
    """Return why there was no connection, without the address, in which there are secrets."""
    for pattern in _CAUSES:
        if found := pattern.search(message):
            return found[1].strip().replace("_", " ")
    return TOO_LATE if "timed out" in message else ""


def _secrets(url: str, scheme: str) -> tuple[str, ...]:
    """Return what may be secret in an address: of a gateway that Apprise knows, nearly everything."""
    try:
        parts = urlsplit(url)
        named = [parts.username or "", parts.password or ""]
    except ValueError:
        return (url,)
    host = parts.netloc.rpartition("@")[2]
    other = [*parts.path.split("/"), *re.split(r"[&=]", parts.query), "" if scheme in _WEB else host]
    return tuple(unquote(one) for one in (*named, *(one for one in other if len(one) >= _SHORTEST_SECRET)) if one)
