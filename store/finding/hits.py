"""What the search answers with (C8): plain rows that say what was found, where, and which parts of it matched."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from store.finding.documents import TEXT_READ, Kind
from store.finding.excerpts import Span, covered, excerpt, spans
from store.finding.words import words
from store.reading import Reader
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.rows import ActivityRow


@dataclass(frozen=True)
class Hit:
    """One thing that was found.

    `title` names it, `excerpt` is what of it matched. `record` is the thing itself: of a series its next occurrence.
    `near` are the words that stand in place of what was typed, () where exactly that was found. `words` are all that
    count as a match, folded.
    """

    kind: Kind
    id: int
    title: str
    excerpt: str
    record: ActivityRow | ContactRow | PersonRow | ProjectRow
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def title_spans(self) -> tuple[Span, ...]:
        """The parts of the title that matched, as (first, behind the last) character."""
        return spans(self.title, self.words)

    @property
    def excerpt_spans(self) -> tuple[Span, ...]:
        """The parts of the excerpt that matched, as (first, behind the last) character."""
        return spans(self.excerpt, self.words)


def record_hit(
    kind: Kind, row: ContactRow | PersonRow | ProjectRow, marked: tuple[str, ...], near: tuple[str, ...]
) -> Hit:
    """Return the hit of a contact, person or project."""
    usual: tuple[str, ...]
    match row:
        case ContactRow():
            facts = (row.short_name, row.tax_number, *row.emails, *row.phones, row.web, row.address)
            usual = (row.address,)
        case PersonRow():
            facts = (row.contact.name, row.position, *row.emails, *row.phones)
            usual = (row.contact.name, row.position)
        case ProjectRow():
            facts = (row.contact.name if row.contact else "", *row.keywords)
            usual = (row.contact.name if row.contact else "",)
    missing = [word for word in marked if word not in covered([row.name], marked)]
    telling = [fact for fact in facts if fact and covered([fact], missing)] if missing else []
    shown = " · ".join(dict.fromkeys(fact for fact in (*telling, *usual) if fact))
    return _hit(kind, row.id, row.name, excerpt(shown, marked), row, marked, near)


def activity_hits(
    read: Reader, pairs: Sequence[tuple[ActivityRow, ActivityRow]], marked: tuple[str, ...], near: tuple[str, ...]
) -> list[Hit]:
    """Return the hits of activities: (the one that matched, the one to show: of a series its next occurrence)."""
    wanting = {
        row.id: wanted
        for row, _shown in pairs
        if (wanted := _not_shown(row, marked)) and (row.note_count or row.details or row.persons)
    }
    notes = _notes(read, [row.id for row, _shown in pairs if row.id in wanting and row.note_count])
    hits = []
    for row, shown in pairs:
        text = row.description
        if row.id in wanting:
            others = [*notes[row.id], row.details, ", ".join(person.name for person in row.persons)]
            text = next((other for other in others if covered([other], wanting[row.id])), text)
        hits.append(_hit("activity", shown.id, title_of(shown), excerpt(text, marked), shown, marked, near))
    return hits


def title_of(row: ActivityRow) -> str:
    """Return what names an activity in a list: its category, and whom or what it is about."""
    about = row.assignment.name if row.assignment else row.description
    return f"{row.category.name}: {about}" if about else row.category.name


def _not_shown(row: ActivityRow, marked: tuple[str, ...]) -> list[str]:
    seen = covered([title_of(row), row.description], marked)
    return [word for word in marked if word not in seen]


def _notes(read: Reader, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if ids:
        for number, name, text in read.all(
            f"select n.activity_id, u.name, substr(n.text, 1, {TEXT_READ}) from notes n "
            f"join users u on u.id = n.author_id where n.activity_id in ({','.join(map(str, ids))}) order by n.id desc"
        ):
            found[number].append(f"{name}: {text}")
    return found


def _hit(
    kind: Kind,
    number: int,
    title: str,
    shown: str,
    record: ActivityRow | ContactRow | PersonRow | ProjectRow,
    marked: tuple[str, ...],
    near: tuple[str, ...],
) -> Hit:
    held = {word for text in (title, shown) for word in words(text)}
    # A near word that is in none of it may come from what the seeker must not see (G2): it is not told.
    shown_near = tuple(word for word in near if any(one.startswith(word) for one in held))
    typed = tuple(word for word in marked if word not in near)
    return Hit(
        kind=kind,
        id=number,
        title=title,
        excerpt=shown,
        record=record,
        words=(*typed, *shown_near),
        near=shown_near or (typed[:1] if near else ()),
    )
