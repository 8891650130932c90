"""Commands that send one message: whether the channels work, and what the servers say (D1)."""

from dataclasses import dataclass
from typing import Annotated

import typer

from crm_tui.cli import printing
from crm_tui.cli.records import Json
from crm_tui.cli.session import Session
from store.failure_words import shown
from store.language import _
from store.refusals import Refused
from store.reminder_rows import Recipient


@dataclass
class NotDelivered(Refused):
    """The server or gateway did not take the message; `words` are its own. `lasting`: it never will."""

    channel: str
    to: str
    words: str
    lasting: bool

    def __str__(self) -> str:
        return shown(self.words)


def add_to(setting: typer.Typer) -> None:
    """Put the commands beside those about settings."""
    setting.command("test-mail")(test_mail)
    setting.command("test-sms")(test_sms)


def test_mail(
    context: typer.Context,
    to: Annotated[str, typer.Argument(help="An e-mail address; your own unless given.")] = "",
    json: Json = False,
) -> None:
    """Send one e-mail and show what the server says."""
    from crm_tui.configuration import load
    from crm_tui.delivery import letters
    from crm_tui.delivery.mail import MailServer
    from crm_tui.delivery.outcome import Failure

    session: Session = context.obj
    me = _administrator(session)
    address = to or me.email
    configuration = load(session.options)
    try:
        with MailServer(configuration.mail_url, configuration.mail_sender) as server:
            words = server.send(
                address, letters.trial(me, now=session.clock.now()), key=_key(), name="" if to else me.name
            )
    except Failure as failure:
        raise NotDelivered("email", address, failure.words, failure.lasting) from failure
    _tell("email", address, words, json)


def test_sms(
    context: typer.Context,
    to: Annotated[str, typer.Argument(help="A telephone number; your own unless given.")] = "",
    json: Json = False,
) -> None:
    """Send one text message and show what the gateway says."""
    from crm_tui.configuration import load
    from crm_tui.delivery import texts
    from crm_tui.delivery.outcome import Failure
    from crm_tui.delivery.sms import SmsGateway

    session: Session = context.obj
    me = _administrator(session)
    number = to or me.phone
    try:
        words = SmsGateway(load(session.options).sms_url).send(number, texts.trial(), key=_key(), zone=me.zone)
    except Failure as failure:
        raise NotDelivered("sms", number, failure.words, failure.lasting) from failure
    _tell("sms", number, words, json)


def _administrator(session: Session) -> Recipient:
    """Return the acting user as somebody to write to. Raises NotAllowed for anybody else than an administrator."""
    from store import people, rights

    rights.require(session.me.rights, "administer")
    row = people.user_named(session.store, session.me, session.me.login)
    return Recipient(row.id, row.login, row.name, row.email, row.phone, row.zone, row.language)


def _key() -> str:
    """Return a key that no other message has: each trial is a message of its own."""
    import secrets

    return f"test-{secrets.token_hex(8)}"


def _tell(channel: str, to: str, words: str, json: bool) -> None:
    if json:
        printing.document({"channel": channel, "to": to, "words": words})
    else:
        printing.line(_("Sent to {to}. The server said: {words}").format(to=to, words=words))
