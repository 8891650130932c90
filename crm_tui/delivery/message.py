"""A letter as it goes over the wire: headers, text, HTML, calendar.

All is written here and not by the standard library's policies: those read the headers that they are given, so that a
subject with an encoded line break in it ("=?utf-8?q?=0A…?=") would come out as a header of its own; and they take most
of the time that a letter takes.
"""

import hashlib
import re
from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
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
    """Return a letter as RFC 5322 and MIME want it, in ASCII but for an address that is not."""
    own = message_id(key, sender, recipient)
    fields = (
        ("From", _mailbox(sender)),
        ("To", _mailbox(recipient)),
        ("Subject", _encoded(letter.subject, "Subject")),
        ("Date", format_datetime(letter.written.astimezone(UTC))),
        ("Message-ID", own),
        ("Auto-Submitted", "auto-generated"),
        ("X-Auto-Response-Suppress", "All"),
        ("MIME-Version", "1.0"),
    )
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return head.encode("utf-8") + _body(letter, hashlib.sha256(own.encode()).hexdigest()[:24])


def _body(letter: Letter, mark: str) -> bytes:
    said = _several("alternative", mark, (_text("plain", letter.text), _text("html", letter.html)))
    return _several("mixed", mark, (said, _calendar(letter))) if letter.calendar else said


def _several(kind: str, mark: str, parts: tuple[bytes, ...]) -> bytes:
    # No line in quoted-printable or base64 has "=_" in it, so that none can be taken for a boundary.
    boundary = f"=_{kind}_{mark}"
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'
    inner = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    return head.encode() + inner + f"--{boundary}--\r\n".encode()


def _text(kind: str, text: str) -> bytes:
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return head.encode() + b2a_qp(lines.encode("utf-8", "replace")).replace(b"\n", b"\r\n")


def _calendar(letter: Letter) -> bytes:
    name = _KEY.sub("-", letter.file_name.removesuffix(".ics"))
    head = (
        'Content-Type: text/calendar; charset="utf-8"; method="PUBLISH"\r\nContent-Transfer-Encoding: base64\r\n'
        f'Content-Disposition: attachment; filename="{name}.ics"\r\n\r\n'
    )
    return head.encode() + encodebytes(letter.calendar).replace(b"\n", b"\r\n")


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
