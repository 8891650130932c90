"""E-mail addresses and telephone numbers of contacts and persons."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.folding import fold
from store.phone_numbers import DEFAULT_COUNTRY, phone_number
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
    country: str = DEFAULT_COUNTRY,
) -> None:
    """Replace the addresses and numbers of a contact or person, each once. Raises Invalid for what cannot be one.

    What stands there already is kept as it is; `country` is that of numbers without a country's code.
    """
    from sqlmodel import delete, select

    from store.models import ContactPoint

    owner = ContactPoint.contact_id == contact_id if contact_id else ContactPoint.person_id == person_id
    there = set(session.exec(select(ContactPoint.kind, ContactPoint.value).where(owner)).all())
    wanted: dict[tuple[str, str], None] = {}
    for kind, values in (("email", emails), ("phone", phones)):
        for value in values:
            cleaned = value if (kind, value) in there else point(kind, value, country)
            wanted[kind, cleaned] = None
    session.exec(delete(ContactPoint).where(owner))  # type: ignore[arg-type]
    for kind, value in wanted:
        session.add(
            ContactPoint(contact_id=contact_id, person_id=person_id, kind=kind, value=value, folded=fold(value))
        )
        session.flush()


def point(kind: str, value: str, country: str = DEFAULT_COUNTRY) -> str:
    """Return an e-mail ("email") or a number ("phone") as it may be stored. Raises Invalid.

    `country` is that of numbers without a country's code.
    """
    if kind == "phone" and not one_line(value):
        raise Invalid(kind, "missing", value)
    return email_address(value) if kind == "email" else phone_number(value, country)


def email_address(text: str) -> str:
    """Return an e-mail address as it may be stored, without the name that stands before it in “Jan <jan@…>”.

    Raises Invalid for what cannot be one; asks no network.
    """
    from email_validator import EmailNotValidError, validate_email

    cleaned = bounded(one_line(text), "email", LONGEST)
    try:
        checked = validate_email(cleaned, check_deliverability=False, test_environment=True, allow_display_name=True)
    except EmailNotValidError:
        raise Invalid("email", "not-an-email", text) from None
    return checked.normalized
