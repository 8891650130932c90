"""Everything that is filled in, whether its section is open or folded, and the draft that it stands for."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from screens.form.candidates import Held
from screens.form.reminder_entries import Entry, entries_of
from screens.form.times import Frame, words_of
from store.dates import numeric_day
from store.drafts import ActivityDraft
from store.phrases import Reading
from store.reminder_kinds import At, Before
from store.rows import Acting, ActivityRow
from store.when import AllDay, OpenEnded, When
from widgets.pick_list import Pick

SWITCHES = ("all_day", "open_ended", "public", "needs_completing", "busy")
JUST_NOW = timedelta(minutes=30)


@dataclass
class FormState:
    """What the form holds. `picks` are by field; a contact or project is one pick under "assignment".

    The last of `reminders` is empty: what is typed into it makes another. `row` is what was read; `base_unknown` says
    that only its version is that of what the form began with.
    """

    draft: ActivityDraft
    me: Acting
    row: ActivityRow | None = None
    recording: bool = False
    day: date | None = None
    minute: int | None = None
    start: str = ""
    end: str = ""
    chosen: Reading | None = None
    description: str = ""
    details: str = ""
    note: str = ""
    cycle: str = ""
    on: set[str] = field(default_factory=set)
    picks: dict[str, tuple[Pick, ...]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    reminders: list[Entry] = field(default_factory=list)
    base_unknown: bool = False
    _given: tuple[str, str, When | None] = ("", "", None)

    def __post_init__(self) -> None:
        draft, row = self.draft, self.row
        self.description, self.details = draft.description, draft.details
        self.start, self.end = words_of(draft.when, self.me.zone)
        self._given = (self.start, self.end, draft.when)
        switches = (isinstance(draft.when, AllDay), isinstance(draft.when, OpenEnded), draft.public)
        self.on = {
            name for name, on in zip(SWITCHES, (*switches, draft.needs_completing, draft.busy), strict=True) if on
        }
        self.words = {
            "priority": draft.priority,
            "direction": draft.direction or "",
            "status": draft.status,
            "outcome": draft.outcome or "",
        }
        performers = draft.performer_ids if draft.performer_ids is not None else (self.me.id,)
        self.picks = {
            "category": _some(draft.category_id),
            "assignment": _some(("contact", draft.contact_id) if draft.contact_id else None)
            or _some(("project", draft.project_id) if draft.project_id else None),
            "persons": tuple(Pick(number, "") for number in draft.person_ids),
            "performers": tuple(Pick(number, "") for number in performers),
            "observers": tuple(Pick(number, "") for number in draft.observer_ids),
            "goal": _some(draft.goal_id),
        }
        self._name(_names_in(row, self.me))
        self.reminders = entries_of(draft.reminders, self.me.zone)
        self.add_reminder()

    def begin(self, now: Any) -> None:
        """Fill in the date of a new activity: the day and time looked at, or, for what is done, just now."""
        if self.start or "open_ended" in self.on:
            return
        local = now.astimezone(Frame(now, self.me.zone).local.tzinfo)
        if self.day is not None and self.minute is not None:
            self.start = f"{numeric_day(self.day)} {self.minute // 60}:{self.minute % 60:02}"
        elif self.day is not None and self.day != local.date():
            self.start = numeric_day(self.day)
        elif self.recording:
            began = local - JUST_NOW
            self.start = f"{numeric_day(began.date())} {began.hour}:{began.minute // 5 * 5:02}"

    def name_from(self, held: Held) -> None:
        """Give names to what was known by number only."""
        names: dict[tuple[str, Any], Pick] = {
            ("category", entry.id): Pick(entry.id, entry.name, mark=entry.letter, hue=entry.colour)
            for entry in held.categories
        }
        names |= {("goal", entry.id): Pick(entry.id, entry.name) for entry in held.goals}
        for user in held.users:
            names["performers", user.id] = names["observers", user.id] = Pick(user.id, user.name)
        for (kind, number), name in held.names.items():
            if kind == "person":
                names["persons", number] = Pick(number, name)
            else:
                names["assignment", (kind, number)] = Pick((kind, number), name)
        self._name(names)

    def _name(self, names: dict[tuple[str, Any], Pick]) -> None:
        for key, picks in self.picks.items():
            self.picks[key] = tuple(pick if pick.text else names.get((key, pick.value), pick) for pick in picks)

    def add_reminder(self) -> None:
        """Put an empty reminder behind the others."""
        self.reminders.append(Entry(max((entry.number for entry in self.reminders), default=0) + 1, ""))

    # ----------------------------------------------------------------- reading it

    def one(self, key: str) -> Pick | None:
        """The only pick of a field."""
        return self.picks[key][0] if self.picks[key] else None

    @property
    def category(self) -> int | None:
        """The category's number."""
        pick = self.one("category")
        return int(pick.value) if pick else None

    def assigned(self, kind: str) -> int | None:
        """The number of the contact or of the project."""
        pick = self.one("assignment")
        return int(pick.value[1]) if pick and pick.value[0] == kind else None

    @property
    def hangs_on_contact(self) -> bool:
        """Whether something goes with the contact (A7)."""
        return self.assigned("contact") is not None and bool(self.picks["persons"] or self.words["direction"])

    @property
    def needs_outcome(self) -> bool:
        """Whether success or failure has to be said (A8)."""
        return bool(self.picks["goal"]) and self.words["status"] == "completed"

    @property
    def may_repeat(self) -> bool:
        """Whether there is a cycle to ask for: not of what has no date (A3), nor of what is in a series already."""
        return "open_ended" not in self.on and (self.row is None or self.row.series is None)

    @property
    def given_reminders(self) -> list[Entry]:
        """The reminders that something is typed for."""
        return [entry for entry in self.reminders if entry.text.strip()]

    def had_reminder(self, when: Before | At | None) -> bool:
        """Whether the activity had a reminder at that time before: it may be over by now."""
        return self.row is not None and any(reminder.when == when for reminder in self.row.reminders)

    @property
    def known_time(self) -> When | None:
        """The time that was given and has not been touched: it needs no reading."""
        start, end, when = self._given
        kind = ("all_day" in self.on, "open_ended" in self.on)
        same = kind == (isinstance(when, AllDay), isinstance(when, OpenEnded))
        return when if same and (self.start, self.end) == (start, end) else None

    def to_draft(self, when: When | None) -> ActivityDraft:
        """Return the draft that the form stands for."""
        words: Any = self.words
        contact = self.assigned("contact")
        return ActivityDraft(
            category_id=self.category,
            when=when,
            status=words["status"],
            outcome=(words["outcome"] or None) if self.needs_outcome else None,
            priority=words["priority"],
            contact_id=contact,
            person_ids=tuple(pick.value for pick in self.picks["persons"]) if contact else (),
            direction=(words["direction"] or None) if contact else None,
            project_id=self.assigned("project"),
            busy="busy" in self.on and "open_ended" not in self.on,
            public="public" in self.on,
            needs_completing="needs_completing" in self.on,
            performer_ids=tuple(pick.value for pick in self.picks["performers"]),
            observer_ids=tuple(pick.value for pick in self.picks["observers"]),
            goal_id=pick.value if (pick := self.one("goal")) else None,
            description=self.description,
            details=self.details,
            reminders=tuple(entry.reminder for entry in self.given_reminders if entry.reminder is not None),
        )

    def fingerprint(self) -> tuple[Any, ...]:
        """Return all that is filled in, to tell whether something would be lost."""
        picks = tuple((key, tuple(pick.value for pick in picks)) for key, picks in sorted(self.picks.items()))
        texts = (self.start, self.end, self.cycle, self.description, self.details, self.note)
        reminders = tuple((one.text, frozenset(one.channels), one.own) for one in self.given_reminders)
        return (texts, frozenset(self.on), picks, tuple(sorted(self.words.items())), reminders)


def _some(value: Any) -> tuple[Pick, ...]:
    return (Pick(value, ""),) if value is not None else ()


def _names_in(row: ActivityRow | None, me: Acting) -> dict[tuple[str, Any], Pick]:
    names: dict[tuple[str, Any], Pick] = {("performers", me.id): Pick(me.id, me.name)}
    if row is None:
        return names
    names["category", row.category.id] = Pick(
        row.category.id, row.category.name, mark=row.category.letter, hue=row.category.hue
    )
    for kind, ref in (("contact", row.contact), ("project", row.project)):
        if ref is not None:
            names["assignment", (kind, ref.id)] = Pick((kind, ref.id), ref.name)
    if row.goal is not None:
        names["goal", row.goal.id] = Pick(row.goal.id, row.goal.name)
    names |= {("persons", person.id): Pick(person.id, person.name) for person in row.persons}
    names |= {("performers", user.id): Pick(user.id, user.name) for user in row.performers}
    names |= {("observers", user.id): Pick(user.id, user.name) for user in row.observers}
    return names
