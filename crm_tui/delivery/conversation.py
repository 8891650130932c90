"""One connection to a mail server: greeted, encrypted, logged in, and whatever goes wrong in it put into words."""

import base64
import io
import os
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any

from crm_tui.delivery.mail_address import Mailbox, MailUrl
from crm_tui.delivery.outcome import Failure, NoAnswer, cleaned
from store.failure_words import failure_words

LEAVE_SECONDS = 2.0
# What a server says of the conversation or of us, and not of the recipient, though it begins with a 5.
_NOT_OF_THE_RECIPIENT = frozenset({500, 502, 503, 504, 530, 534, 535, 538})


class Gone(Exception):
    """The connection was lost before the server was told of a letter's content: nothing can have been delivered."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class LogInRefused(Failure):
    """The server does not know the user or the password."""


class Conversation:
    """A connection to a server, for one letter after the other.

    Each step may take `step` seconds. What `open` and `send` do is cut off at `until`, an instant of the monotonic
    clock: a server may answer a byte at a time. `usable` says whether the next letter may follow.
    """

    def __init__(self, url: MailUrl, step: float) -> None:
        self._url, self._step = url, step
        self._socket: socket.socket | None = None
        self._smtp: _Smtp | None = None
        self._limit = _Limit(step)
        self.usable = False

    def open(self, until: float) -> None:
        """Connect, encrypt and log in. Raises Failure."""
        try:
            with self._worded(until):
                try:
                    smtp = self._encrypted(self._connected())
                except ssl.SSLError:
                    if self._url.secure or not self._url.local:
                        raise
                    # A server on this machine need not have a certificate that anybody vouches for.
                    self.abandon()
                    smtp = self._connected()
                if self._url.user or self._url.password:
                    self._log_in(smtp)
                self._smtp, self.usable = smtp, True
        except Gone as gone:
            raise Failure(gone.words) from None

    def send(self, origin: Mailbox, target: Mailbox, content: bytes, until: float) -> str:
        """Send one letter and return what the server said.

        Raises Failure, or Gone where the connection was lost too early to have mattered.
        """
        smtp = self._smtp
        if smtp is None:
            raise Gone("not open")
        with self._worded(until):
            options = self._options(smtp, origin, target)
            self.usable = False
            self._take(smtp, smtp.mail(origin.address, options), 250)
            self._take(smtp, smtp.rcpt(target.address), 250, 251, of_recipient=True)
            try:
                answer = smtp.data(content)
            except smtplib.SMTPDataError as error:
                answer = (error.smtp_code, _as_bytes(error.smtp_error))
            except (smtplib.SMTPServerDisconnected, ConnectionError) as error:
                if self._timed_out(error):
                    raise
                raise Failure(failure_words("lost", server=self._url.name)) from None
            self._take(smtp, answer, 250, of_recipient=True)
            self.usable = True
        return cleaned(_said(answer), self._url.secrets)

    def quit(self) -> None:
        """Take leave."""
        if self._smtp is not None and self._socket is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._limit.until = monotonic() + min(self._step, LEAVE_SECONDS)
                self._smtp.docmd("QUIT")
        self.abandon()

    def abandon(self) -> None:
        """Close the connection without a word."""
        for closing in (self._smtp, self._socket):
            if closing is not None:
                with suppress(OSError):
                    closing.close()
        self._smtp = self._socket = None
        self.usable = False

    def _connected(self) -> "_Smtp":
        # A name may have several addresses, each of which has this time.
        self._socket = socket.create_connection((self._url.host, self._url.port), self._step / 2)
        self._socket.settimeout(self._step)
        if self._url.secure:
            self._socket = ssl.create_default_context().wrap_socket(self._socket, server_hostname=self._url.host)
        smtp = _Smtp(self._socket, self._url.host, self._limit)
        answer = smtp.getreply()
        if answer[0] != 220:
            raise Failure(cleaned(f"{self._url.name}: {_said(answer)}", self._url.secrets))
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _encrypted(self, smtp: "_Smtp") -> "_Smtp":
        if self._url.secure:
            return smtp
        if not smtp.has_extn("starttls"):
            if self._url.local:
                return smtp
            raise Failure(failure_words("no-starttls", server=self._url.name))
        code, words = smtp.starttls(context=ssl.create_default_context())
        if code != 220:
            raise Failure(cleaned(f"{self._url.name}: {_said((code, words))}", self._url.secrets))
        self._socket = smtp.sock
        smtp.ehlo_or_helo_if_needed()
        return smtp

    def _log_in(self, smtp: "_Smtp") -> None:
        user, password = self._url.user, self._url.password
        if (user + password).isascii():
            smtp.login(user, password)
            return
        # smtplib knows only ASCII; RFC 4616 wants UTF-8.
        token = base64.b64encode(f"\0{user}\0{password}".encode()).decode("ascii")
        code, words = smtp.docmd("AUTH", "PLAIN " + token)
        if code != 235:
            raise smtplib.SMTPAuthenticationError(code, words)

    def _options(self, smtp: "_Smtp", origin: Mailbox, target: Mailbox) -> list[str]:
        if not (origin.international or target.international):
            return []
        if not smtp.has_extn("smtputf8"):
            words = failure_words("ascii-only", server=self._url.name)
            raise Failure(words, lasting=target.international)
        smtp.command_encoding = "utf-8"
        return ["SMTPUTF8", "BODY=8BITMIME"]

    def _take(self, smtp: "_Smtp", answer: tuple[int, bytes], *wanted: int, of_recipient: bool = False) -> None:
        """Raise Failure unless the server answered as `wanted`; make ready for the next letter where it lets one."""
        code, _words = answer
        if code in wanted:
            return
        said = cleaned(f"{_said(answer)}", self._url.secrets)
        if code in {421, -1}:
            if of_recipient:
                raise Failure(said)
            raise Gone(f"{self._url.name}: {said}")
        with suppress(OSError, smtplib.SMTPException):
            self.usable = 200 <= smtp.rset()[0] < 300
        raise Failure(said, lasting=of_recipient and 500 <= code < 600 and code not in _NOT_OF_THE_RECIPIENT)

    def _timed_out(self, error: BaseException) -> bool:
        """Tell whether it was a time limit; smtplib calls that a lost connection."""
        return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)

    def _late(self) -> NoAnswer:
        self.usable = False
        return NoAnswer(failure_words("slow" if self._limit.over else "late", server=self._url.name))

    @contextmanager
    def _worded(self, until: float) -> Iterator[None]:
        """Do what is to be over at `until`; turn whatever the standard library raises into a Failure with words, or
        into Gone."""
        where, secrets = self._url.name, self._url.secrets
        self._limit.until = until
        try:
            yield
        except (OSError, smtplib.SMTPException, UnicodeError, ValueError) as error:
            self.usable = False
            if self._timed_out(error):
                raise self._late() from None
            if isinstance(error, _LOST):
                raise Gone(failure_words("closed", server=where)) from None
            refused = isinstance(error, smtplib.SMTPAuthenticationError)
            raise (LogInRefused if refused else Failure)(cleaned(_words(where, error), secrets)) from None


_LOST = (
    smtplib.SMTPServerDisconnected, ConnectionResetError, BrokenPipeError, ConnectionAbortedError, ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)  # fmt: skip


@dataclass
class _Limit:
    """How long a server may take: `step` seconds for each answer, and no longer than `until` for all of them."""

    step: float
    until: float = 0.0

    @property
    def over(self) -> bool:
        """Whether all the time there was is used up."""
        return monotonic() >= self.until

    def take(self, connected: socket.socket) -> None:
        """Let the next step of a connection take what is left. Raises TimeoutError where nothing is."""
        left = self.until - monotonic()
        if left <= 0:
            raise TimeoutError("no time left")
        connected.settimeout(min(self.step, left))


class _Answers(io.RawIOBase):
    """What a server says, read until the limit: it may answer a byte at a time."""

    def __init__(self, connected: socket.socket, limit: _Limit) -> None:
        self._socket, self._limit = connected, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._limit.take(self._socket)
        return self._socket.recv_into(buffer)


class _Smtp(smtplib.SMTP):
    """smtplib's, on a socket that was made elsewhere, with a limit for all that is said on it."""

    def __init__(self, connected: socket.socket, host: str, limit: _Limit) -> None:
        super().__init__(local_hostname=_own_name(), timeout=limit.step)
        self.sock = connected
        self._host, self._limit = host, limit

    def send(self, s: Any) -> None:
        if self.sock is not None:
            self._limit.take(self.sock)
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(_Answers(self.sock, self._limit))
        return super().getreply()


def _words(where: str, error: Exception) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            said = _said((error.smtp_code, _as_bytes(error.smtp_error)))
            return failure_words("log-in", server=where, said=said)
        case smtplib.SMTPResponseException():
            return f"{where}: {_said((error.smtp_code, _as_bytes(error.smtp_error)))}"
        case ssl.SSLCertVerificationError():
            return failure_words("certificate", server=where, said=error.verify_message)
        case ssl.SSLError():
            said = error.reason.replace("_", " ").lower() if error.reason else str(error)
            return failure_words("tls", server=where, said=said)
        case socket.gaierror():
            return failure_words("no-such-server", server=where, said=error.strerror)
        case OSError():
            said = os.strerror(error.errno) if error.errno else str(error)
            return failure_words("no-connection", server=where, said=said)
    return f"{where}: {error}"


def _said(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode('utf-8', 'replace')}"


def _as_bytes(said: bytes | str) -> bytes:
    return said.encode("utf-8", "replace") if isinstance(said, str) else said


def _own_name() -> str:
    """Return what this machine calls itself to a server, without asking the network."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
