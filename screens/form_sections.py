"""What the form holds, and its sections: their rows, and the one line that says what is in them when folded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from textual.widget import Widget

from screens.wording import outcome_label
from store.drafts import ActivityDraft
from store.language import _, n_
from store.rows import Acting, ActivityRow
from store.when import AllDay, OpenEnded, When
from widgets.field_row import ChoiceField, Switches, TextField
from widgets.pick_field import Pick, PickField

if TYPE_CHECKING:
    from screens.form_candidates import Dictionaries

SUMMARY = 60


@dataclass
class FormState:
    """Everything that is filled in, whether its section is open or folded."""

    draft: ActivityDraft
    row: ActivityRow | None
    me: Acting
    recording: bool = False
    start: str = ""
    end: str = ""
    description: str = ""
    details: str = ""
    when: When | None = None
    marks: set[str] = field(default_factory=set)
    picks: dict[str, list[Pick]] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        draft, row = self.draft, self.row
        self.description, self.details = draft.description, draft.details
        self.when = draft.when
        named = (
            ("all_day", isinstance(draft.when, AllDay)),
            ("open_ended", isinstance(draft.when, OpenEnded)),
            ("public", draft.public),
            ("needs_completing", draft.needs_completing),
        )
        self.marks = {name for name, on in named if on}
        self.choices = {
            "priority": draft.priority,
            "direction": draft.direction or "",
            "status": draft.status,
            "outcome": draft.outcome or "",
        }
        performers = row.performers if row else ()
        self.picks = {
            "category": [Pick(row.category.id, row.category.name, "category")] if row else _only(draft.category_id),
            "assignment": self._assigned(),
            "persons": [Pick(p.id, p.name, "person") for p in row.persons] if row else _all(draft.person_ids),
            "performers": [Pick(u.id, u.name, "user") for u in performers]
            if row
            else (_all(draft.performer_ids or ()) or [Pick(self.me.id, self.me.name, "user")]),
            "observers": [Pick(u.id, u.name, "user") for u in row.observers] if row else _all(draft.observer_ids),
            "goal": [Pick(row.goal.id, row.goal.name, "goal")] if row and row.goal else _only(draft.goal_id),
        }

    def _assigned(self) -> list[Pick]:
        if self.row and self.row.contact:
            return [Pick(self.row.contact.id, self.row.contact.name, "contact")]
        if self.row and self.row.project:
            return [Pick(self.row.project.id, self.row.project.name, "project")]
        if self.draft.contact_id:
            return [Pick(self.draft.contact_id, "", "contact")]
        return [Pick(self.draft.project_id, "", "project")] if self.draft.project_id else []

    def name_from(self, held: "Dictionaries") -> None:
        """Give names to what was known by number only."""
        names = {
            "category": {entry.id: entry.name for entry in held.categories},
            "goal": {entry.id: entry.name for entry in held.goals},
            "performers": {user.id: user.name for user in held.users},
            "observers": {user.id: user.name for user in held.users},
        }
        for name, known in names.items():
            self.picks[name] = [
                pick if pick.name else Pick(pick.id, known.get(pick.id, "?"), pick.kind) for pick in self.picks[name]
            ]

    # ----------------------------------------------------------------- reading it

    @property
    def category(self) -> int | None:
        """The category's number."""
        return self.picks["category"][0].id if self.picks["category"] else None

    @property
    def contact(self) -> Pick | None:
        """The contact it is assigned to."""
        return next((pick for pick in self.picks["assignment"] if pick.kind == "contact"), None)

    @property
    def project(self) -> Pick | None:
        """The project it is assigned to."""
        return next((pick for pick in self.picks["assignment"] if pick.kind == "project"), None)

    @property
    def status(self) -> str:
        """The status."""
        return self.choices["status"]

    @property
    def hangs_on_contact(self) -> bool:
        """Whether something would go with the contact (A7)."""
        return bool(self.picks["persons"] or self.choices["direction"])

    def take_switches(self, name: str, on: tuple[str, ...]) -> None:
        """Take over a row of switches; what excludes one another does so (A3)."""
        groups = {"marks": {"all_day", "open_ended"}, "others": {"needs_completing"}, "sharing": {"public"}}
        self.marks = (self.marks - groups[name]) | set(on)

    def to_draft(self) -> ActivityDraft:
        """Return the draft that the form stands for."""
        performers = tuple(pick.id for pick in self.picks["performers"])
        contact, project = self.contact, self.project
        goal = self.picks["goal"][0].id if self.picks["goal"] else None
        choices: Any = self.choices
        return ActivityDraft(
            category_id=self.category,
            when=self.when,
            status=choices["status"],
            outcome=(choices["outcome"] or None) if goal and choices["status"] == "completed" else None,
            priority=choices["priority"],
            contact_id=contact.id if contact else None,
            person_ids=tuple(pick.id for pick in self.picks["persons"]) if contact else (),
            direction=(choices["direction"] or None) if contact else None,
            project_id=project.id if project else None,
            busy=self.draft.busy and "open_ended" not in self.marks,
            public="public" in self.marks,
            needs_completing="needs_completing" in self.marks,
            performer_ids=performers,
            observer_ids=tuple(pick.id for pick in self.picks["observers"]),
            goal_id=goal,
            description=self.description,
            details=self.details,
        )

    def fingerprint(self) -> tuple[Any, ...]:
        """Return what would be lost, to tell whether anything would."""
        picks = tuple((name, tuple(p.id for p in picks)) for name, picks in sorted(self.picks.items()))
        choices = tuple(sorted(self.choices.items()))
        return (self.start, self.end, self.description, self.details, frozenset(self.marks), picks, choices)


def _only(number: int | None) -> list[Pick]:
    return [Pick(number, "")] if number else []


def _all(numbers: Iterable[int]) -> list[Pick]:
    return [Pick(number, "") for number in numbers]


@dataclass(frozen=True)
class Section:
    """A section: its rows are made when it is first opened."""

    id: str
    title: str
    is_open: bool
    rows: Callable[[], list[Widget]]
    summary: str = ""


def sections(state: FormState) -> list[Section]:
    """Return the sections in the order of the help page."""
    found = [
        Section("activity", _("Activity"), True, lambda: _activity(state)),
        Section("date", _("Date"), True, lambda: _date(state)),
        Section("performers", _("Performers"), False, lambda: _performers(state), _who(state)),
        Section("goal", _("Goal"), False, lambda: _goal(state), _aim(state)),
        Section("description", _("Description"), True, lambda: _description(state), state.description),
        Section("details", _("Details"), False, lambda: _details(state), _short(state.details) or _("empty")),
    ]
    if state.row is not None:
        count = state.row.note_count
        entries = n_("{count} entry", "{count} entries", count).format(count=count) if count else _("empty")
        found.append(Section("discussion", _("Discussion"), False, lambda: _discussion(state), entries))
    marked = _("needs completing") if "needs_completing" in state.marks else ""
    found.append(Section("other", _("Other"), False, lambda: _other(state), marked))
    return found


def _in(name: str, *rows: Widget) -> list[Widget]:
    for row in rows:
        row.add_class(f"in-{name}")
    return list(rows)


def _activity(state: FormState) -> list[Widget]:
    priorities = [("low", _("↓ low")), ("normal", _("normal")), ("high", _("! high")), ("urgent", _("‼ urgent"))]
    directions = [("", _("not said")), ("out", _("→ outgoing")), ("in", _("← incoming"))]
    return _in(
        "activity",
        PickField(
            _("category"), id="category", picks=state.picks["category"], placeholder=_("call, e-mail, meeting …")
        ),
        PickField(
            _("assignment"),
            id="assignment",
            picks=state.picks["assignment"],
            placeholder=_("a contact, a project, or none"),
        ),
        ChoiceField(_("direction"), directions, id="direction", value=state.choices["direction"]),
        PickField(_("persons"), id="persons", picks=state.picks["persons"], many=True),
        ChoiceField(_("priority"), priorities, id="priority", value=state.choices["priority"]),
    )


def _date(state: FormState) -> list[Widget]:
    statuses = [("completed", _("completed")), ("cancelled", _("cancelled")), ("planned", _("planned"))]
    return _in(
        "date",
        TextField(_("start"), id="start", value=state.start),
        TextField(_("end"), id="end", value=state.end),
        Switches(
            "",
            [("open_ended", _("open-ended")), ("all_day", _("all day"))],
            id="marks",
            on=tuple(state.marks & {"open_ended", "all_day"}),
        ),
        ChoiceField(_("status"), statuses, id="status", value=state.choices["status"]),
    )


def _performers(state: FormState) -> list[Widget]:
    return _in(
        "performers",
        PickField(_("performers"), id="performers", picks=state.picks["performers"], many=True),
        PickField(_("observers"), id="observers", picks=state.picks["observers"], many=True),
        Switches("", [("public", _("public"))], id="sharing", on=tuple(state.marks & {"public"})),
    )


def _goal(state: FormState) -> list[Widget]:
    outcomes = [("", _("not said")), ("success", _("success")), ("failure", _("failure"))]
    return _in(
        "goal",
        PickField(_("goal"), id="goal", picks=state.picks["goal"], placeholder=_("what it should achieve")),
        ChoiceField(_("outcome"), outcomes, id="outcome", value=state.choices["outcome"]),
    )


def _description(state: FormState) -> list[Widget]:
    return _in("description", TextField(_("description"), id="description", value=state.description, classes="-long"))


def _details(state: FormState) -> list[Widget]:
    from textual.widgets import TextArea

    return _in("details", TextArea(state.details, id="details", soft_wrap=True, tab_behavior="focus"))


def _discussion(state: FormState) -> list[Widget]:
    from textual.widgets import Static

    return _in(
        "discussion",
        Static("", id="entries", classes="notes", markup=False),
        TextField(_("add"), id="note", placeholder=_("enter adds it at once"), classes="-long"),
    )


def _other(state: FormState) -> list[Widget]:
    on = tuple(state.marks & {"needs_completing"})
    return _in("other", Switches("", [("needs_completing", _("needs completing later"))], id="others", on=on))


def _who(state: FormState) -> str:
    assigner = state.row.assigner.name if state.row else state.me.name
    names = ", ".join(pick.name for pick in state.picks["performers"]) or _("nobody yet")
    text = _("from {assigner} · done by {performers}").format(assigner=assigner, performers=names)
    return text + (f" · {_('public')}" if "public" in state.marks else "")


def _aim(state: FormState) -> str:
    goal = state.picks["goal"][0].name if state.picks["goal"] else _("none")
    outcome = outcome_label(state.choices["outcome"]) if state.picks["goal"] else ""
    return f"{goal} · {outcome}" if outcome else goal


def _short(text: str) -> str:
    first = text.strip().split("\n", 1)[0][:SUMMARY]
    return first + "…" if len(text) > len(first) else first
