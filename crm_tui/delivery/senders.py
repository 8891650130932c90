"""The channels that leave the program, as the worker asks for them: e-mail and SMS (D1, D2).

A sender may be called by several threads at once; each letter has a connection to itself, and connections are kept
until `close`, which is called when nothing more is to be sent for now.
"""

from collections.abc import Callable
from threading import Lock

from crm_tui.configuration import Configuration
from crm_tui.delivery.mail import STEP_SECONDS, MailServer
from crm_tui.delivery.outcome import Rest
from crm_tui.delivery.sms import STEP_SECONDS as SMS_STEP_SECONDS
from crm_tui.delivery.sms import SmsGateway
from store.reminder_kinds import Channel
from store.reminder_rows import Outgoing

Sender = Callable[[Outgoing], str]


def senders(configuration: Configuration) -> dict[Channel, Sender]:
    """Return who sends by each channel that is set here; what is for another waits for a worker that has it."""
    found: dict[Channel, Sender] = {}
    if configuration.mail_url:
        found["email"] = MailSender(configuration.mail_url, configuration.mail_sender)
    if configuration.sms_url:
        found["sms"] = SmsSender(configuration.sms_url)
    return found


class MailSender:
    """Writes letters and hands them to the mail server; `step` is the longest that one step may take, in seconds."""

    def __init__(self, url: str, sender: str, *, step: float = STEP_SECONDS) -> None:
        self._url, self._sender, self._step = url, sender, step
        self._rest = Rest()
        self._idle: list[MailServer] = []
        self._lock = Lock()

    def __call__(self, outgoing: Outgoing) -> str:
        """Send one message and return what the server said. Raises Failure, ValueError for what cannot be written."""
        from crm_tui.delivery.letters import letter

        written = letter(outgoing)
        with self._lock:
            server = self._idle.pop() if self._idle else None
        server = server or MailServer(self._url, self._sender, step=self._step, rest=self._rest)
        try:
            return server.send(outgoing.to.email, written, key=outgoing.key, name=outgoing.to.name)
        finally:
            with self._lock:
                self._idle.append(server)

    def close(self) -> None:
        """Take leave of the server on every connection that is idle."""
        with self._lock:
            idle, self._idle = self._idle, []
        for server in idle:
            server.close()


class SmsSender:
    """Writes text messages and hands them to the gateway; `step` as for letters."""

    def __init__(self, url: str, *, step: float = SMS_STEP_SECONDS) -> None:
        self._gateway = SmsGateway(url, step=step)

    def __call__(self, outgoing: Outgoing) -> str:
        """Send one message and return what the gateway said. Raises Failure, ValueError for what cannot be written."""
        from crm_tui.delivery.texts import text_message

        text = text_message(outgoing)
        return self._gateway.send(outgoing.to.phone, text, key=outgoing.key, zone=outgoing.to.zone)
