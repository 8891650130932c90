"""The quick line: one typed line becomes a draft, and each part is shown as it was understood (C6)."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from store import busy, cycles, phrases, quick_cycle, quick_words, rights
from store.activities import DEFAULT_LENGTH
from store.activity_state import state_of_draft
from store.database import Store
from store.dates import clock_time, full_day
from store.drafts import ActivityDraft
from store.folding import fold
from store.language import _
from store.quick_names import Names
from store.reading import Reader
from store.refusals import Ambiguous, BusyConflict, Invalid, NotAllowed, NotFound, Refused
from store.rows import Acting, Priority
from store.when import AllDay, OpenEnded, Timed, When, is_past

State = Literal["understood", "missing", "problem"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the line: the draft's field, what it was understood as, and how sure that is."""

    name: str
    text: str
    state: State = "understood"


@dataclass(frozen=True, slots=True)
class QuickLine:
    """A line as it was understood. It can be planned when there are no problems.

    `new_contact` is a name that stands where a contact would and is none yet. `repeat` is an RRULE value where the
    line names a cycle, with COUNT or UNTIL if it says how that ends; the draft's time is then its first occurrence.
    `conflict` is what is in the way of its
    time as far as it is understood (A5); that is judged for good when it is planned.
    """

    draft: ActivityDraft
    parts: tuple[Part, ...]
    problems: tuple[Refused, ...] = ()
    new_contact: str | None = None
    repeat: str | None = None
    conflict: BusyConflict | None = None


@dataclass(slots=True)
class Word:
    """A word of the line, its place, and which part took it."""

    text: str
    start: int
    end: int
    taken: str = ""

    @property
    def folded(self) -> str:
        """The word for matching."""
        return fold(self.text.strip(",;()"))


@dataclass
class _Line:
    words: list[Word]
    draft: ActivityDraft = field(default_factory=ActivityDraft)
    parts: list[Part] = field(default_factory=list)
    problems: list[Refused] = field(default_factory=list)
    new_contact: str | None = None
    wants_length: bool = False
    cycle: cycles.Found | None = None
    repeat: str | None = None

    def free(self) -> list[int]:
        """Return the indexes of the words that no part has taken."""
        return [index for index, word in enumerate(self.words) if not word.taken]

    def take(self, indexes: list[int], part: str) -> None:
        """Give words to a part."""
        for index in indexes:
            self.words[index].taken = part

    def understood(self, name: str, text: str) -> None:
        """Add a part that is clear."""
        self.parts.append(Part(name, text))

    def problem(self, name: str, text: str, refused: Refused, state: State = "problem") -> None:
        """Add a part that is not."""
        self.parts.append(Part(name, text, state))
        self.problems.append(refused)


ORDER = (
    "category",
    "contact",
    "persons",
    "project",
    "when",
    "priority",
    "performers",
    "busy",
    "public",
    "cycle",
    "description",
)


def understand(store: Store, me: Acting, text: str) -> QuickLine:
    """Return what a line means. Nothing is saved; words that mean nothing special become the description.

    Marks: !high or ! and !! for priority, @login for a performer, #project, !busy, !public. Names of contacts and
    their persons, categories, dates, times and lengths need no mark. Names of several words after a mark stand in
    quotation marks.
    """
    line = _Line([Word(m[0], m.start(), m.end()) for m in re.finditer(r'[@#]"[^"]*"|\S+', text)])
    with store.reading() as read:
        names = Names(read)
        _take_marks(line, names)
        _take_cycle(line, text, store.clock.now().astimezone(ZoneInfo(me.zone)))
        _take_time(line, me, text, store.clock.now())
        _take_contact(line, names)
        _take_category(line, names)
        _finish_time(line, names, store.clock.now(), me.zone)
        held = rights.current(read, me)
        _check_together(line, me, held)
        conflict = _conflict(read, me, held, line.draft, store.clock.now())
    _take_description(line)
    line.parts.sort(key=lambda part: ORDER.index(part.name))
    return QuickLine(line.draft, tuple(line.parts), tuple(line.problems), line.new_contact, line.repeat, conflict)


def _take_marks(line: _Line, names: Names) -> None:
    performers: list[tuple[int, str]] = []
    for index, word in enumerate(line.words):
        if word.text[0] == "!":
            _take_bang(line, index, word.folded.lstrip("!"))
        elif word.text[0] == "@" and len(word.text) > 1:
            found = _lookup(line, "performers", lambda w=word: names.user(w.text[1:].strip('"')))
            line.take([index], "performers")
            if found:
                performers.append(found)
        elif word.text[0] == "#" and len(word.text) > 1:
            found = _lookup(line, "project", lambda w=word: names.project(w.text[1:].strip('"')))
            line.take([index], "project")
            if found:
                line.draft = replace(line.draft, project_id=found[0])
                line.understood("project", found[1])
    if performers:
        line.draft = replace(line.draft, performer_ids=tuple(number for number, _name in performers))
        line.understood("performers", ", ".join(name for _number, name in performers))


def _take_bang(line: _Line, index: int, word: str) -> None:
    text = line.words[index].text
    if set(text) == {"!"}:
        _set_priority(line, "high" if len(text) == 1 else "urgent")
    elif word in quick_words.BUSY:
        line.draft = replace(line.draft, busy=True)
        line.understood("busy", _("busy"))
    elif word in quick_words.PUBLIC:
        line.draft = replace(line.draft, public=True)
        line.understood("public", _("public"))
    else:
        matches = {name for name, words in quick_words.PRIORITIES.items() if any(w.startswith(word) for w in words)}
        if len(matches) == 1:
            _set_priority(line, matches.pop())  # type: ignore[arg-type]
        else:
            allowed = tuple(f"!{name}" for name in (*quick_words.PRIORITIES, "busy", "public"))
            line.problem("priority", text, Invalid("priority", "unknown", text, allowed))
    line.take([index], "priority")


def _set_priority(line: _Line, priority: Priority) -> None:
    line.draft = replace(line.draft, priority=priority)
    line.understood("priority", priority)


def _lookup(line: _Line, part: str, find: Any) -> tuple[int, str] | None:
    try:
        found: tuple[int, str] = find()
    except (NotFound, Ambiguous) as refused:
        line.problem(part, refused.value, refused)
        return None
    return found


def _take_cycle(line: _Line, text: str, now: datetime) -> None:
    line.cycle = cycles.find_words(_blanked(line, text), start=now)
    if line.cycle is not None and line.cycle.end is None and _is_adjective(line, line.cycle.spans):
        line.cycle = None
        return
    if line.cycle is not None:
        _take_spans(line, line.cycle.spans, "cycle")
        return
    # Planning once what should repeat would be a silent mistake.
    place = quick_cycle.unread([word.folded for word in line.words], [bool(word.taken) for word in line.words])
    if place:
        said = " ".join(line.words[i].text for i in place)
        line.problem("cycle", said, Invalid("cycle", "not-understood", said))
        line.take(place, "cycle")


def _is_adjective(line: _Line, spans: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a lone word for a repetition belongs to the word behind it: "weekly report", not "daily at 9"."""
    covered = [i for i, word in enumerate(line.words) if any(a < word.end and word.start < b for a, b in spans)]
    if len(covered) != 1 or line.words[covered[0]].folded not in quick_words.ADJECTIVES:
        return False
    behind = line.words[covered[0] + 1 :][:1]
    return bool(behind) and behind[0].folded.isalpha() and behind[0].folded not in quick_words.BEFORE_TIME


def _blanked(line: _Line, text: str) -> str:
    """Return the text with what other parts have taken made blank, so that places stay."""
    blanked = list(text)
    for word in line.words:
        if word.taken:
            blanked[word.start : word.end] = " " * (word.end - word.start)
    return "".join(blanked)


def _take_spans(line: _Line, spans: tuple[tuple[int, int], ...], part: str) -> None:
    for word in line.words:
        if any(word.start < last and first < word.end for first, last in spans):
            word.taken = part


def _take_time(line: _Line, me: Acting, text: str, now: datetime) -> None:
    place = _place_of(line, quick_words.OPEN_ENDED)
    if place is not None:
        line.take(place, "when")
        line.draft = replace(line.draft, when=OpenEnded())
        return
    line.take(_place_of(line, quick_words.ALL_DAY) or [], "when")
    local = now.astimezone(ZoneInfo(me.zone))
    match = phrases.find(_blanked(line, text), now=local, language=me.language)
    if match is None:
        if line.cycle is not None:
            line.draft = replace(line.draft, when=AllDay(local.date(), local.date()))
        return
    _take_spans(line, match.spans, "when")
    if match.doubts:
        both = (*match.spans, *match.doubts)
        said = text[min(first for first, _last in both) : max(last for _first, last in both)]
        _take_spans(line, match.doubts, "when")
        line.problem("when", said, Invalid("when", "contradicts", said))
        return
    if line.cycle is not None:
        match = replace(match, readings=quick_cycle.to_come(match.readings, local))
    if len(match.readings) != 1:
        said = " ".join(word.text for word in line.words if word.taken == "when")
        readings = tuple(_reading_text(reading, me.zone) for reading in match.readings)
        line.problem("when", said, Ambiguous("when", said, readings))
        return
    reading = match.readings[0]
    when = _when_of(reading)
    if when is None:
        said = " ".join(word.text for word in line.words if word.taken == "when")
        line.problem("when", said, Invalid("start", "needs-day", said), "missing")
        return
    line.draft = replace(line.draft, when=when)
    line.wants_length = isinstance(when, Timed) and reading.end is None


def _place_of(line: _Line, choices: tuple[tuple[str, ...], ...]) -> list[int] | None:
    folded = [word.folded for word in line.words]
    for choice in choices:
        for index in range(len(folded) - len(choice) + 1):
            if tuple(folded[index : index + len(choice)]) == choice:
                return list(range(index, index + len(choice)))
    return None


def _when_of(reading: phrases.Reading) -> When | None:
    start, end = reading.start, reading.end
    if isinstance(start, datetime):
        stop = end if isinstance(end, datetime) else None
        return Timed(start.astimezone(UTC), (stop or start).astimezone(UTC))
    if reading.grain != "day":
        return None
    return AllDay(start, end if isinstance(end, date) and not isinstance(end, datetime) else start)


def _take_contact(line: _Line, names: Names) -> None:
    contact = names.contact_in([line.words[i].text for i in line.free()])
    if contact is not None:
        places = [line.free()[i] for i in contact.places]
        before = places[0] - 1
        if before >= 0 and not line.words[before].taken and line.words[before].folded in quick_words.BEFORE_CONTACT:
            places = [before, *places]
        line.take(places, "contact")
        if len(contact.found) > 1:
            candidates = tuple(name for _number, name in contact.found)
            line.problem("contact", contact.text, Ambiguous("contact", contact.text, candidates))
        else:
            number, name = contact.found[0]
            line.draft = replace(line.draft, contact_id=number)
            line.understood("contact", name)
    _take_persons(line, names)
    if line.draft.contact_id is None and line.draft.project_id is None and contact is None:
        _notice_new_contact(line)


def _take_persons(line: _Line, names: Names) -> None:
    person = names.person_in([line.words[i].text for i in line.free()], line.draft.contact_id)
    if person is None:
        return
    line.take([line.free()[i] for i in person.places], "persons")
    if line.draft.contact_id is None:
        line.draft = replace(line.draft, contact_id=person.contact[0])
        line.understood("contact", person.contact[1])
    line.draft = replace(line.draft, person_ids=(person.person[0],))
    line.understood("persons", person.person[1])


def _notice_new_contact(line: _Line) -> None:
    """A capitalised name after a preposition may be a contact that is not there yet; the words stay in the text."""
    for index, word in enumerate(line.words[:-1]):
        if word.taken or word.folded not in quick_words.BEFORE_CONTACT:
            continue
        name: list[str] = []
        for following in line.words[index + 1 :]:
            if following.taken or not (following.text[0].isupper() or following.text[0] in "&+"):
                break
            name.append(following.text.strip(",;"))
        if name:
            line.new_contact = " ".join(name)
            line.parts.append(Part("contact", line.new_contact, "missing"))
            return


def _take_category(line: _Line, names: Names) -> None:
    free = [(i, line.words[i].folded) for i in line.free()]
    category = names.category_in([word for _place, word in free])
    if category is None:
        line.problem("category", ", ".join(names.category_names()), Invalid("category", "missing"), "missing")
        return
    line.draft = replace(line.draft, category_id=category.id)
    line.understood("category", category.name)
    if category.by_name:
        line.take([free[i][0] for i in category.places], "category")


def _finish_time(line: _Line, names: Names, now: datetime, zone: str) -> None:
    when = line.draft.when
    if when is None:
        if not any(part.name == "when" for part in line.parts):
            line.problem("when", "", Invalid("start", "missing"), "missing")
        return
    if isinstance(when, Timed) and line.wants_length:
        when = Timed(when.start, when.start + (names.length_of(line.draft.category_id) or DEFAULT_LENGTH))
        line.draft = replace(line.draft, when=when)
    if line.cycle is not None:
        when = _finish_cycle(line, line.cycle, when, zone)
        line.draft = replace(line.draft, when=when)
    text = when_text(when, zone)
    if is_past(when, now, zone):
        line.problem("when", text, Invalid("end", "past", text))
    else:
        line.understood("when", text)


def _finish_cycle(line: _Line, found: cycles.Found, when: When, zone: str) -> When:
    """Settle the cycle on the line's time, and return the time of its first occurrence (B1)."""
    start = quick_cycle.start_of(when, zone)
    if start is None:
        line.problem("cycle", cycles.words_of_rule(found.rule.text), Invalid("cycle", "open-ended"))
        return when
    line.repeat = found.rrule(start)
    try:
        cycle = cycles.read(line.repeat, start=start)
    except Invalid as refused:
        state: State = "missing" if refused.reason == "no-end" else "problem"
        line.problem("cycle", cycles.words_of_rule(line.repeat), refused, state)
        return when
    line.repeat = cycle.rrule
    line.understood("cycle", cycles.words(cycle))
    return quick_cycle.moved(when, cycles.dates(cycle)[0])


def _check_together(line: _Line, me: Acting, held: frozenset[str]) -> None:
    """Notice parts that are understood and cannot be planned together, or not by the acting user (A3, A7, A12)."""
    draft = line.draft
    if draft.contact_id is not None and draft.project_id is not None:
        _refuse(line, "project", Invalid("project", "two-assignments"))
    if draft.busy and isinstance(draft.when, OpenEnded):
        _refuse(line, "busy", Invalid("busy", "open-ended"))
    if set(draft.performer_ids or ()) - {me.id} and "delegate" not in held:
        _refuse(line, "performers", NotAllowed("delegate"))


def _conflict(
    read: Reader, me: Acting, held: frozenset[str], draft: ActivityDraft, now: datetime
) -> BusyConflict | None:
    """Return what is in the way of the time as it is understood so far (A5)."""
    if draft.when is None or isinstance(draft.when, OpenEnded) or is_past(draft.when, now, me.zone):
        return None
    try:
        busy.check(read, me, held, state_of_draft(draft, me, now), activity_id=None, now=now)
    except BusyConflict as conflict:
        return conflict
    except Invalid:
        return None
    return None


def _refuse(line: _Line, name: str, refused: Refused) -> None:
    line.parts = [replace(part, state="problem") if part.name == name else part for part in line.parts]
    line.problems.append(refused)


def _take_description(line: _Line) -> None:
    words = [word.text for word in line.words if not word.taken]
    description = " ".join(words).strip(" ,;")
    line.draft = replace(line.draft, description=description)
    if description:
        line.understood("description", description)


def when_text(when: When, zone: str) -> str:
    """Return "Wed 25.11.2026 15:00–15:20", "Wed 25.11.2026" or "open-ended"."""
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            first, last = when.start.astimezone(tz).date(), when.end.astimezone(tz).date()
            start = f"{full_day(first)} {clock_time(when.start, zone)}"
            if when.start == when.end:
                return start
            end = clock_time(when.end, zone)
            return f"{start}–{end}" if first == last else f"{start} – {full_day(last)} {end}"
        case AllDay():
            return (
                full_day(when.first) if when.first == when.last else f"{full_day(when.first)} – {full_day(when.last)}"
            )
        case OpenEnded():
            return _("open-ended")


def _reading_text(reading: phrases.Reading, zone: str) -> str:
    start = reading.start
    if isinstance(start, datetime):
        return f"{full_day(start.date())} {clock_time(start, zone)}"
    return full_day(start)
