"""The channels that leave the program, as the settings of the installation have them: e-mail and SMS (D1)."""

from types import TracebackType
from typing import Self

from crm_tui.delivery.mail import STEP_SECONDS, MailServer
from crm_tui.delivery.outcome import Failure
from crm_tui.delivery.sms import STEP_SECONDS as SMS_STEP_SECONDS
from crm_tui.delivery.sms import SmsGateway
from store.reminder_rows import Outgoing


class Channels:
    """Writes what is to be sent and hands it to the server or gateway; both may be unset.

    `mail_step` and `sms_step` are the longest that one step of sending may take, in seconds.
    """

    def __init__(
        self,
        mail_url: str,
        mail_sender: str,
        sms_url: str,
        *,
        mail_step: float = STEP_SECONDS,
        sms_step: float = SMS_STEP_SECONDS,
    ) -> None:
        self._mail = MailServer(mail_url, mail_sender, step=mail_step)
        self._sms = SmsGateway(sms_url, step=sms_step)

    def deliver(self, outgoing: Outgoing) -> str:
        """Send one message by its channel and return what the server said. Raises Failure."""
        to = outgoing.to
        if outgoing.channel == "email":
            from crm_tui.delivery.letters import letter

            return self._mail.send(to.email, letter(outgoing), key=outgoing.key, name=to.name)
        if outgoing.channel == "sms":
            from crm_tui.delivery.texts import text_message

            return self._sms.send(to.phone, text_message(outgoing), key=outgoing.key, zone=to.zone)
        raise Failure(f"nothing is sent by the channel “{outgoing.channel}”", lasting=True)

    def close(self) -> None:
        """Take leave of the servers."""
        self._mail.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
