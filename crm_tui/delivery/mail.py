"""Sends letters to one mail server, over one connection for as long as there are any (D1).

Whatever goes wrong is a Failure of the one letter: the next begins on a clean connection or a new one.
"""

from threading import Lock
from time import monotonic
from types import TracebackType
from typing import Self

from crm_tui.delivery.conversation import Conversation, Gone, LogInRefused
from crm_tui.delivery.mail_address import MailUrl, mail_url, recipient, sender
from crm_tui.delivery.message import Letter, as_bytes
from crm_tui.delivery.outcome import Failure, NoAnswer, Rest

STEP_SECONDS = 20.0
WHOLE_STEPS = 3


class MailServer:
    """The server that `mail.url` names; nothing is opened before the first letter.

    `step` is the longest that one step may take, in seconds, and a letter three times that in all. One letter at a
    time: a second thread waits. Those who share a server share their `rest`.
    """

    def __init__(self, url: str, sender: str, *, step: float = STEP_SECONDS, rest: Rest | None = None) -> None:
        self._url, self._sender, self._step, self._rest = url, sender, step, rest or Rest()
        self._open: Conversation | None = None
        self._lock = Lock()

    def send(self, to: str, letter: Letter, *, key: str, name: str = "") -> str:
        """Send a letter to an address and return what the server said when it took it.

        `key` names the delivery and is the same for each try. Raises Failure.
        """
        url = mail_url(self._url)
        origin, target = sender(self._sender, url.user), recipient(to, name)
        content = as_bytes(letter, sender=origin, recipient=target, key=key)
        with self._lock:
            self._rest.check()
            until = monotonic() + self._step * WHOLE_STEPS
            try:
                if self._open is not None:
                    try:
                        return self._open.send(origin, target, content, until)
                    except Gone:
                        # It was closed while it was idle.
                        self._drop()
                self._open = self._opened(url, until)
                return self._open.send(origin, target, content, until)
            except Gone as gone:
                raise Failure(gone.words) from None
            except (NoAnswer, LogInRefused) as failure:
                self._rest.take(failure.words)
                raise
            finally:
                if self._open is not None and not self._open.usable:
                    self._drop()

    def close(self) -> None:
        """End the conversation, if there is one."""
        with self._lock:
            if self._open is not None:
                self._open.quit()
                self._open = None

    def _opened(self, url: MailUrl, until: float) -> Conversation:
        conversation = Conversation(url, self._step)
        try:
            conversation.open(until)
        except Failure:
            conversation.abandon()
            raise
        return conversation

    def _drop(self) -> None:
        if self._open is not None:
            self._open.abandon()
            self._open = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
