"""A letter as it goes over the wire: headers, text, HTML, calendar.

The headers are written here and not by the standard library's policies: those read what they are given, so that a
subject with an encoded line break in it ("=?utf-8?q?=0A…?=") would come out as a header of its own.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from crm_tui.delivery.mail_address import Mailbox
from store.texts import one_line

_PLAIN = re.compile(r"[A-Za-z0-9 .!?+/'-]{0,60}")
_KEY = re.compile(r"[^A-Za-z0-9-]+")


@dataclass(frozen=True)
class Letter:
    """What is to be said by e-mail. `written` is when it was written, `calendar` an iCalendar file or nothing."""

    subject: str
    text: str
    html: str
    written: datetime
    calendar: bytes = b""
    file_name: str = "activity.ics"


def message_id(key: str, sender: Mailbox, recipient: Mailbox) -> str:
    """Return the Message-ID of a delivery: the same for each try, by which a second copy is recognised as one."""
    digest = hashlib.sha256("\0".join((key, sender.address, recipient.address)).encode()).hexdigest()[:16]
    domain = sender.address.rpartition("@")[2]
    return f"<crm-tui.{_KEY.sub('-', key)[:40]}.{digest}@{domain}>"


def as_bytes(letter: Letter, *, sender: Mailbox, recipient: Mailbox, key: str) -> bytes:
    """Return a letter as RFC 5322 wants it, in ASCII but for an address that is not."""
    fields = (
        ("From", _mailbox(sender)),
        ("To", _mailbox(recipient)),
        ("Subject", _encoded(letter.subject, "Subject")),
        ("Date", format_datetime(letter.written.astimezone(UTC))),
        ("Message-ID", message_id(key, sender, recipient)),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return head.encode("utf-8") + _body(letter)


def _body(letter: Letter) -> bytes:
    body = EmailMessage(policy=SMTP)
    body.set_content(letter.text, cte="quoted-printable")
    body.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    if letter.calendar:
        body.add_attachment(
            letter.calendar, maintype="text", subtype="calendar", cte="base64", filename=letter.file_name,
            params={"charset": "utf-8", "method": "PUBLISH"},
        )  # fmt: skip
    return body.as_bytes()


def _mailbox(box: Mailbox) -> str:
    name = _encoded(box.name, "To")
    if not name:
        return box.address
    quoted = f'"{name}"' if name.isascii() and not name.startswith("=?") else name
    return f"{quoted} <{box.address}>"


def _encoded(text: str, field: str) -> str:
    """Return a text for a header: as it is where nothing in it means anything, else wholly in encoded words."""
    line = one_line(text)
    if _PLAIN.fullmatch(line):
        return line
    return Header(line, "utf-8", header_name=field, maxlinelen=75).encode(linesep="\r\n")
