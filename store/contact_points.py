"""E-mail addresses and telephone numbers of contacts and persons."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.folding import fold
from store.reading import Reader
from store.refusals import Invalid
from store.texts import bounded, one_line

if TYPE_CHECKING:
    from sqlmodel import Session

LONGEST = 254
Points = tuple[tuple[str, ...], tuple[str, ...]]


def points_of(read: Reader, owner: str, ids: Sequence[int]) -> dict[int, Points]:
    """Return (e-mails, phones) of each contact or person; `owner` is "contact_id" or "person_id"."""
    found: dict[int, Points] = defaultdict(lambda: ((), ()))
    if not ids:
        return found
    numbers = ",".join(str(int(number)) for number in ids)
    for number, kind, value in read.all(
        f"select {owner}, kind, value from contact_points where {owner} in ({numbers}) order by id"
    ):
        emails, phones = found[number]
        found[number] = ((*emails, value), phones) if kind == "email" else (emails, (*phones, value))
    return found


def write_points(
    session: "Session",
    emails: Sequence[str],
    phones: Sequence[str],
    *,
    contact_id: int | None = None,
    person_id: int | None = None,
) -> None:
    """Replace the addresses and numbers of a contact or person. Raises Invalid for an e-mail that cannot be one."""
    from sqlmodel import delete

    from store.models import ContactPoint

    owner = ContactPoint.contact_id == contact_id if contact_id else ContactPoint.person_id == person_id
    session.exec(delete(ContactPoint).where(owner))  # type: ignore[arg-type]
    for kind, values in (("email", emails), ("phone", phones)):
        for value in values:
            cleaned = point(kind, value)
            session.add(
                ContactPoint(contact_id=contact_id, person_id=person_id, kind=kind, value=cleaned, folded=fold(cleaned))
            )
    session.flush()


def point(kind: str, value: str) -> str:
    """Return an e-mail ("email") or a number ("phone") as it may be stored. Raises Invalid."""
    cleaned = email_address(value) if kind == "email" else one_line(value)
    if not cleaned or len(cleaned) > LONGEST:
        raise Invalid(kind, "missing" if not cleaned else "too-long", value, (str(LONGEST),))
    return cleaned


def email_address(text: str) -> str:
    """Return an e-mail address as it may be stored. Raises Invalid for what cannot be one."""
    cleaned = one_line(text)
    local, at, host = cleaned.rpartition("@")
    if not (at and local and host) or " " in cleaned:
        raise Invalid("email", "not-an-email", text)
    return bounded(cleaned, "email", LONGEST)
