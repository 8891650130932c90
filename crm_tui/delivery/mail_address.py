"""Where e-mail goes out, as `mail.url` says, and addresses as servers take them."""

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from crm_tui.delivery.outcome import Failure
from store.failure_words import failure_words

_PORTS = {"smtp": 587, "smtps": 465}
_LOCAL_PORT = 25
_NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f<>,;:()\[\]\\\"]")


@dataclass(frozen=True)
class MailUrl:
    """What `mail.url` says. `secure` is TLS from the first byte; else STARTTLS, which only a local server may lack."""

    host: str
    port: int
    secure: bool
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def local(self) -> bool:
        """Whether the server is on this machine, so that nothing that is said to it leaves it."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def name(self) -> str:
        """The server as it may be named in a log."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log and no message may say, in the forms in which a server could repeat it."""
        return (f"\0{self.user}\0{self.password}", self.password) if self.password else ()


def mail_url(text: str) -> MailUrl:
    """Return what `mail.url` means. Raises Failure without a word of it: there may be a password in it."""
    if not text.strip():
        raise Failure(failure_words("no-mail-server"))
    wrong = Failure(failure_words("mail-url"))
    try:
        parts = urlsplit(text.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise wrong from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise wrong
    found = MailUrl(host, port or _PORTS[scheme], scheme == "smtps", unquote(parts.username or ""),
                    unquote(parts.password or ""))  # fmt: skip
    if any(c in found.user + found.password for c in "\r\n\0"):
        raise wrong
    if port is None and found.local and not found.secure:
        return MailUrl(host, _LOCAL_PORT, False, found.user, found.password)
    return found


@dataclass(frozen=True)
class Mailbox:
    """Where a letter goes or comes from: a name to show, and the address with its domain in ASCII."""

    address: str
    name: str = ""

    @property
    def international(self) -> bool:
        """Whether only a server that knows SMTPUTF8 can take it: letters outside ASCII before the @."""
        return not self.address.isascii()


def recipient(text: str, name: str = "") -> Mailbox:
    """Return the mailbox of a user. Raises a lasting Failure where there is no address, or none that could be."""
    if not text.strip():
        raise Failure(failure_words("no-address"), lasting=True)
    try:
        return Mailbox(_ascii_domain(text.strip()), name)
    except ValueError:
        raise Failure(failure_words("bad-address"), lasting=True) from None


def sender(text: str, user: str = "") -> Mailbox:
    """Return the mailbox that letters come from, as `mail.sender` says: an address, with a name before it or without.

    Where it is not set, the login at the server serves if it is an address. Raises Failure.
    """
    name, address = parseaddr(text.strip())
    if not address and "@" in user:
        address = user
    if not address:
        raise Failure(failure_words("no-sender"))
    try:
        return Mailbox(_ascii_domain(address), name)
    except ValueError:
        raise Failure(failure_words("bad-sender")) from None


def _ascii_domain(address: str) -> str:
    local, at, domain = address.rpartition("@")
    if not (local and at and domain) or _NOT_IN_ADDRESSES.search(local + domain) or "@" in local:
        raise ValueError(address)
    if domain.isascii():
        return address
    import idna

    return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
