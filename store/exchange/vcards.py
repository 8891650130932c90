"""vCards, read into entries: who is a contact, who a person at one (H2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from store.exchange.entries import Entry, Fault, Remark, distinct, named_by_email, person_at
from store.exchange.vcard_lines import Property, Stray, components, properties, whole
from store.folding import fold
from store.refusals import Invalid

WANTED = frozenset(
    "BEGIN END VERSION FN N ORG TITLE ROLE TEL EMAIL ADR LABEL URL KIND NICKNAME CATEGORIES AGENT X-ABSHOWAS "
    "X-ADDRESSBOOKSERVER-KIND X-ABLABEL X-TAX-NUMBER X-NIP X-VAT-ID X-CRM-STATUS X-CRM-OWNER X-CRM-FUNCTION".split()
)
# What programs put into CATEGORIES that is nobody's group.
_NO_GROUPS = frozenset({"mycontacts", "starred"})
STRAYS_KEPT = 10
_LAST = frozenset({"fax", "pager", "modem", "x400"})


@dataclass(slots=True)
class _Card:
    line: int
    held: dict[str, list[Property]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """Every property of a name, the preferred first."""
        found = self.held.get(name, [])
        return found if len(found) < 2 else sorted(found, key=_rank)

    def text(self, *names: str) -> str:
        """The first value there is of some names."""
        for name in names:
            for one in self.all(name):
                value = whole(one.value)
                if value:
                    return value
        return ""

    def parts(self, name: str) -> list[str]:
        """The components of the first property of a name that has any."""
        for one in self.all(name):
            found = components(one.value)
            if any(found):
                return found
        return []


def _rank(one: Property) -> tuple[int, int]:
    preferred = "pref" in one.types or one.parameters.get("PREF") == "1"
    return (bool(one.types & _LAST), not preferred)


def entries(lines: Iterable[tuple[int, str]]) -> Iterator[Entry | Fault]:
    """Yield an entry or a fault for each card. Raises Invalid("file", "no-cards") for a file without any."""
    card: _Card | None = None
    nested, agent, seen, outside = 0, False, False, 0
    for one in properties(lines, WANTED):
        if isinstance(one, Stray):
            if card is not None:
                if len(card.strays) < STRAYS_KEPT:
                    card.strays.append(one)
            elif not outside:
                outside = one.line
            continue
        value = one.value.strip().upper()
        if one.name == "BEGIN" and value == "VCARD":
            if nested or (card is not None and agent):
                nested += 1
            else:
                if card is not None:
                    yield Fault(card.line, Invalid("card", "no-end"), card.text("FN", "ORG"))
                if outside:
                    yield Fault(outside, Invalid("card", "outside"))
                    outside = 0
                card, seen = _Card(one.line), True
        elif one.name == "END" and value == "VCARD":
            if nested:
                nested -= 1
            elif card is not None:
                yield _entry(card)
                card = None
        elif card is not None and not nested:
            card.held.setdefault(one.name, []).append(one)
        agent = one.name == "AGENT" and not value
        if card is None and one.name not in {"BEGIN", "END"}:
            outside = outside or one.line
    if card is not None:
        yield Fault(card.line, Invalid("card", "no-end"), card.text("FN", "ORG"))
    if not seen:
        raise Invalid("file", "no-cards")
    if outside:
        yield Fault(outside, Invalid("card", "outside"))


def _entry(card: _Card) -> Entry | Fault:
    kind = card.text("KIND", "X-ADDRESSBOOKSERVER-KIND").lower()
    shown = card.text("FN")
    if kind in {"group", "location", "application", "device"}:
        return Fault(card.line, Invalid("card", "no-contact", kind), shown)
    parts = card.parts("N")
    organisation = next((part for part in card.parts("ORG") if part), "")
    is_company = kind == "org" or card.text("X-ABSHOWAS").upper() == "COMPANY"
    if is_company:
        person = _composed(parts)
        organisation = organisation or shown or person
        # A card that is shown as its company may name a person besides.
        person = "" if fold(person) == fold(organisation) else person
    else:
        person = _person(shown, parts, organisation)
    entry = Entry(card.line, contact=organisation, person=person)
    if not organisation and not person:
        entry.person = card.text("NICKNAME")
        if not entry.person:
            named = named_by_email(card.line, _emails(card))
            if named is None:
                return Fault(card.line, Invalid("card", "no-name"))
            entry = named
    elif not person:
        entry.short = card.text("NICKNAME")
    _fill(card, entry)
    return person_at(entry)


def _person(shown: str, parts: list[str], organisation: str) -> str:
    """Return a person's name: as shown, but for what programs show instead of it."""
    composed = _composed(parts)
    family, given = [*parts, "", ""][:2]
    filed = {fold(f"{family}, {given}"), fold(f"{family} {given}")} if family and given else set()
    if composed and (not shown or fold(shown) in filed or (organisation and fold(shown) == fold(organisation))):
        return composed
    if organisation and fold(shown) == fold(organisation):
        return ""
    return shown


def _composed(parts: list[str]) -> str:
    family, given, more, before, after = [*parts, *[""] * 5][:5]
    return " ".join(" ".join(part.replace(",", " ").split()) for part in (before, given, more, family, after) if part)


def _fill(card: _Card, entry: Entry) -> None:
    emails = _emails(card)
    phones = distinct([_bare(one.value, "tel:") for one in card.all("TEL")])
    if entry.person:
        entry.person_emails, entry.person_phones = emails, phones
        entry.position = card.text("TITLE", "ROLE")
        entry.functions = tuple(whole(one.value) for one in card.held.get("X-CRM-FUNCTION", []))
    else:
        entry.emails, entry.phones = emails, phones
    entry.groups = _groups(card)
    entry.address = _address(card, at_home=not (entry.person and entry.contact))
    entry.web = card.text("URL")
    entry.tax_number = card.text("X-TAX-NUMBER", "X-NIP", "X-VAT-ID")
    entry.status, entry.owner = card.text("X-CRM-STATUS"), card.text("X-CRM-OWNER")
    entry.remarks += [Remark(one.line, Invalid("card", "stray-line", one.text.strip())) for one in card.strays]


def _emails(card: _Card) -> tuple[str, ...]:
    return distinct([_bare(one.value, "mailto:") for one in card.all("EMAIL")])


def _bare(value: str, scheme: str) -> str:
    text = whole(value).strip()
    if text[: len(scheme)].lower() == scheme:
        text = text[len(scheme) :].partition(";")[0]
    return text


def _groups(card: _Card) -> tuple[str, ...]:
    names = [name for one in card.held.get("CATEGORIES", []) for name in components(one.value, ",")]
    return distinct([name for name in names if fold(name).strip("* ") not in _NO_GROUPS])


def _address(card: _Card, *, at_home: bool) -> str:
    for one in sorted(card.all("ADR"), key=lambda one: "work" not in one.types):
        if not at_home and "home" in one.types and "work" not in one.types:
            continue
        parts = [*components(one.value), *[""] * 7][:7]
        if any(parts):
            return postal(*parts)
    return card.text("LABEL")


def postal(box: str, extended: str, street: str, city: str, region: str, code: str, country: str) -> str:
    """Return an address in lines, as it stands on an envelope."""
    first = ", ".join(part for part in (box, street, extended) if part)
    place = " ".join(part for part in (code, city) if part)
    return "\n".join(part for part in (first, place, region, country) if part)
