"""Text messages by SMSAPI: `smsapi://TOKEN`, with `?from=NAME` for the sender's name.

`smsapi://TOKEN@api.smsapi.com` names another of its addresses than the Polish one.
"""

import re
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote

from crm_tui.delivery.outcome import Failure, NoAnswer, cleaned
from store.failure_words import failure_words

_URL = re.compile(r"smsapi://(?P<token>[^@/?#\s]+)(?:@(?P<host>[^/?#\s]+))?/?(?:\?(?P<query>[^#\s]*))?", re.IGNORECASE)
# The service's own numbers: an empty or too long text, no valid number, a number that wants no messages.
_LASTING = frozenset({11, 12, 13, 105})
_SENT_BEFORE = 53
_LASTING_STATUS = frozenset({400, 413, 422})


def check_address(url: str) -> None:
    """Raise Failure for an address that cannot be one of SMSAPI."""
    if _URL.fullmatch(url) is None:
        raise Failure(failure_words("sms-url"))


class SmsApi:
    """The service with one's token; `step` is in seconds."""

    def __init__(self, url: str, step: float) -> None:
        check_address(url)
        found = _URL.fullmatch(url)
        assert found is not None
        self._token, self._host, self._step = unquote(found["token"]), found["host"] or "", step
        self._sender = parse_qs(found["query"] or "").get("from", [""])[0]

    def send(self, number: str, text: str, key: str) -> str:
        """See Carrier. The service takes one message for a key: a second try of what arrived is no second one."""
        import requests
        from smsapi.client import SmsApiPlClient
        from smsapi.exception import SmsApiException

        client = SmsApiPlClient(access_token=self._token)
        if self._host:
            client.domain = f"{'http' if _local(self._host) else 'https'}://{self._host}/"
        more = {"from_": self._sender} if self._sender else {}
        try:
            answer = client.sms.send(
                to=number.removeprefix("+"), message=text, idx=_key(key), check_idx="1", timeout=self._step, **more
            )
        except SmsApiException as error:
            if error.code == _SENT_BEFORE:
                return "it had been sent before"
            raise self._refused(error.message, error.code) from None
        except requests.Timeout:
            raise NoAnswer(failure_words("smsapi-late", seconds=f"{self._step:g}")) from None
        except requests.RequestException as error:
            raise Failure(failure_words("smsapi-no-connection", said=type(error).__name__)) from None
        except (AttributeError, KeyError, TypeError, ValueError):
            # The client takes whatever is JSON for what it expects.
            raise Failure(failure_words("smsapi-unreadable")) from None
        results = list(answer)
        if not results:
            raise Failure(failure_words("smsapi-nothing"))
        return cleaned(f"SMSAPI: {results[0].status} {results[0].id}", [self._token])

    def _refused(self, message: object, code: object) -> Failure:
        number = code if isinstance(code, int) else 0
        words = cleaned(f"SMSAPI: {message} ({code})", [self._token])
        return Failure(words, lasting=number in _LASTING or number in _LASTING_STATUS)


def _key(key: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", key)[:255]


def _local(host: str) -> bool:
    name = host.rpartition(":")[0] or host
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
