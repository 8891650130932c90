"""The sections of the form in the help page's order, and the one line that says what is in each while it is folded."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from screens.form import reminder_entries
from screens.form.candidates import Held, category, user
from screens.form.reminding import reminder_rows, shortcut_picks
from screens.form.state import FormState
from screens.wording import direction_label, outcome_label, priority_label, status_label
from store.language import _, n_
from store.rows import DIRECTIONS, OUTCOMES, PRIORITIES, STATUSES
from widgets.attachment_list import AttachmentList
from widgets.choice import Check, Choice
from widgets.date_input import DateInput
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField
from widgets.pick_list import Pick
from widgets.picker import MultiPicker, Picker

if TYPE_CHECKING:
    from textual.widget import Widget

SUMMARY = 70
SIGNS = {"low": "↓ ", "high": "! ", "urgent": "‼ ", "in": "← ", "out": "→ "}
PRIORITY_INKS = {"urgent": "danger", "high": "amber", "low": "muted"}
STATUS_INKS = {"completed": "ok", "cancelled": "muted"}


def columns() -> Columns:
    """Return how wide the labels are in the language in use: the same in every section."""
    first = (
        _("category"), _("assignment"), _("persons"), _("start"), _("end"), _("assigner"), _("performers"),
        _("observers"), _("goal"), _("add"), _("cycle"), _("remind"),
    )  # fmt: skip
    second = (_("priority"), _("status"), _("direction"), _("outcome"))
    words = [*map(priority_label, PRIORITIES), *map(status_label, STATUSES), *map(direction_label, DIRECTIONS)]
    words += [*map(outcome_label, OUTCOMES), _("not said")]
    # Beside a word: its sign, the two arrows that change it, and a blank at either end.
    return Columns(max(11, *map(cell_len, first)), max(map(cell_len, second)), max(map(cell_len, words)) + 7)


class Sections:
    """Makes the sections out of what the form holds."""

    def __init__(self, state: FormState, held: Held, at_once: Callable[[Pick | None], None] | None = None) -> None:
        self.state, self.held, self.at_once = state, held, at_once
        self.tracking = False

    def make(self) -> list[FormSection]:
        """Return all sections; the optional ones are folded."""
        width = columns()
        folded = {"performers", "goal", "details", "discussion", "reminders", "attached", "time", "other"}
        if self.state.needs_outcome:
            folded.discard("goal")
        made = {
            "activity": (_("Activity"), self._activity()),
            "date": (_("Date"), self._date()),
            "performers": (_("Performers"), self._performers()),
            "goal": (_("Goal"), self._goal()),
            "description": (_("Description"), self._description()),
            "details": (_("Details"), self._details()),
            "discussion": (_("Discussion"), self._discussion()),
            "reminders": (_("Reminders"), self._reminders()),
            "attached": (_("Files and links"), self._attached()),
            **({"time": (_("Time"), self._time())} if self.tracking else {}),
            "other": (_("Other"), self._other()),
        }
        return [
            FormSection(
                name,
                title,
                rows,
                columns=width,
                folded=name in folded,
                summary=self.summary(name),
                by_rows=name == "reminders",
            )
            for name, (title, rows) in made.items()
        ]

    # ----------------------------------------------------------------- rows

    def _activity(self) -> list[list[Slot]]:
        state = self.state
        with_contact = state.assigned("contact") is not None
        return [
            [
                Slot("category", _("category"), lambda: self._picker("category", self.categories())),
                Slot("priority", _("priority"), lambda: self._words("priority", PRIORITIES, PRIORITY_INKS)),
            ],
            [
                Slot("assignment", _("assignment"), lambda: self._picker("assignment", (), remote=True)),
                Slot("status", _("status"), lambda: self._words("status", STATUSES, STATUS_INKS)),
            ],
            [
                Slot("persons", _("persons"), lambda: self._multi("persons", (), remote=True), visible=with_contact),
                Slot(
                    "direction",
                    _("direction"),
                    lambda: self._words("direction", ("", *DIRECTIONS)),
                    visible=with_contact,
                ),
            ],
        ]

    def _date(self) -> list[list[Slot]]:
        state, dated = self.state, "open_ended" not in self.state.on
        return [
            [
                Slot(
                    "start",
                    _("start"),
                    lambda: DateInput(state.start, key="start", placeholder=_("tomorrow at 15")),
                    visible=dated,
                )
            ],
            [
                Slot(
                    "end",
                    _("end"),
                    lambda: DateInput(state.end, key="end", placeholder=_("30 min, 17:00")),
                    visible=dated,
                )
            ],
            [
                Slot("open_ended", make=lambda: self._check("open_ended", _("open-ended"))),
                Slot("all_day", make=lambda: self._check("all_day", _("all day")), visible=dated),
                Slot("busy", make=lambda: self._check("busy", _("busy")), visible=dated),
            ],
            [self._cycle()],
        ]

    def _cycle(self) -> Slot:
        state = self.state
        if state.row is not None and state.row.series is not None:
            return Slot("cycle", _("cycle"), text=_("part of a cycle"), kind="text")
        asked = _("every Tuesday, 10 times")
        return Slot(
            "cycle",
            _("cycle"),
            lambda: LineField(state.cycle, placeholder=asked, select_on_focus=False),
            visible=state.may_repeat,
            wide=True,
        )

    def _performers(self) -> list[list[Slot]]:
        assigner = self.state.row.assigner.name if self.state.row else self.state.me.name
        return [
            [Slot("assigner", _("assigner"), text=assigner, kind="text")],
            [Slot("performers", _("performers"), lambda: self._multi("performers", self.users()), wide=True)],
            [Slot("observers", _("observers"), lambda: self._multi("observers", self.users()), wide=True)],
            [Slot("public", make=lambda: self._check("public", _("public: in everyone's calendar")))],
        ]

    def _goal(self) -> list[list[Slot]]:
        return [
            [
                Slot("goal", _("goal"), lambda: self._picker("goal", self.goals())),
                Slot(
                    "outcome",
                    _("outcome"),
                    lambda: self._words("outcome", ("", *OUTCOMES), {"success": "ok", "failure": "danger"}),
                    visible=self.state.needs_outcome,
                ),
            ]
        ]

    def _description(self) -> list[list[Slot]]:
        return [[Slot("description", "", lambda: LineField(self.state.description, select_on_focus=False), wide=True)]]

    def _details(self) -> list[list[Slot]]:
        def area() -> "Widget":
            from widgets.text_area import LongText

            return LongText(self.state.details, key="details")

        return [[Slot("details", "", area, wide=True, lines=9)]]

    def _discussion(self) -> list[list[Slot]]:
        asked = _("enter adds it at once") if self.state.row else _("is added when the activity is saved")
        return [
            [Slot("entries", "", text="", kind="text", visible=False)],
            [Slot("note", _("add"), lambda: LineField(self.state.note, placeholder=asked), wide=True)],
        ]

    def _reminders(self) -> list[list[Slot]]:
        return reminder_rows(self.state.reminders, lambda: shortcut_picks(self.held.shortcuts, self.state.me.zone))

    def _attached(self) -> list[list[Slot]]:
        empty = _("F3 attaches a file, ^l a link") if self.state.row else _("after saving (F3)")
        return [[Slot("attached", "", lambda: AttachmentList(empty=empty), wide=True)]]

    def _time(self) -> list[list[Slot]]:
        return [[Slot("time", "", text=_("F9 starts and stops the stopwatch, F7 corrects."), kind="text")]]

    def _other(self) -> list[list[Slot]]:
        return [[Slot("needs_completing", make=lambda: self._check("needs_completing", _("needs completing")))]]

    # ----------------------------------------------------------------- fields

    def _picker(self, key: str, options: tuple[Pick, ...], *, remote: bool = False) -> Picker:
        hints = {
            "category": _("call, e-mail, meeting …"),
            "assignment": _("contact or project"),
            "goal": _("what it should achieve"),
        }
        chosen = self.state.one(key)
        return Picker(
            key=key,
            options=options,
            chosen=chosen,
            remote=remote,
            creates=creates(key),
            placeholder=hints[key],
            at_once=self.at_once if key == "assignment" else None,
        )

    def _multi(self, key: str, options: tuple[Pick, ...], *, remote: bool = False) -> MultiPicker:
        return MultiPicker(
            key=key,
            options=options,
            picked=self.state.picks[key],
            remote=remote,
            creates=creates(key),
            placeholder=_("+ person") if key == "persons" else _("+ user"),
        )

    def _words(self, key: str, values: tuple[str, ...], inks: dict[str, str] | None = None) -> Choice:
        labels = {"priority": priority_label, "status": status_label, "direction": direction_label}
        label = labels.get(key, outcome_label)
        choices = [(value, SIGNS.get(value, "") + (label(value) or _("not said"))) for value in values]
        return Choice(choices, self.state.words[key], key=key, inks={"": "muted", **(inks or {})})

    def _check(self, key: str, label: str) -> Check:
        return Check(label, key in self.state.on, key=key)

    def categories(self) -> tuple[Pick, ...]:
        """The categories to pick from."""
        return tuple(category(entry) for entry in self.held.categories)

    def goals(self) -> tuple[Pick, ...]:
        """The goals to pick from."""
        return tuple(Pick(entry.id, entry.name) for entry in self.held.goals)

    def users(self) -> tuple[Pick, ...]:
        """The users to pick from."""
        return tuple(user(ref) for ref in self.held.users)

    # ----------------------------------------------------------------- summaries

    def summary(self, name: str) -> str:
        """Return what is in a section, in one line."""
        state = self.state
        match name:
            case "activity":
                picks = (state.one("category"), state.one("assignment"))
                return " · ".join(pick.text for pick in picks if pick)
            case "date":
                return " · ".join(text for text in (state.start, state.cycle) if text)
            case "performers":
                return self._who()
            case "goal":
                goal = state.one("goal")
                outcome = outcome_label(state.words["outcome"]) if state.needs_outcome else ""
                return " · ".join(text for text in (goal.text if goal else _("none"), outcome) if text)
            case "description" | "details":
                return _short(getattr(state, name)) or _("empty")
            case "discussion":
                count = state.row.note_count if state.row else 0
                text = n_("{count} entry", "{count} entries", count).format(count=count) if count else _("empty")
                return f"{text} · {_short(state.note)}" if state.note.strip() else text
            case "reminders":
                return reminder_entries.summary(state.given_reminders, state.me.zone)
            case _:
                return _("needs completing") if "needs_completing" in state.on else _("nothing marked")

    def _who(self) -> str:
        state = self.state
        assigner = state.row.assigner.name if state.row else state.me.name
        names = ", ".join(pick.text for pick in state.picks["performers"]) or _("nobody yet")
        parts = [_("from {assigner} · done by {performers}").format(assigner=assigner, performers=names)]
        if state.picks["observers"]:
            seen = ", ".join(pick.text for pick in state.picks["observers"])
            parts.append(_("seen by {observers}").format(observers=seen))
        if "public" in state.on:
            parts.append(_("public"))
        return " · ".join(parts)


def creates(key: str) -> tuple[tuple[str, str], ...]:
    """Return what can be made of a text typed into a picker (C5)."""
    kinds = {
        "category": (("category", _("+ create the category “{name}”")),),
        "assignment": (
            ("contact", _("+ create the contact “{name}”")),
            ("project", _("+ create the project “{name}”")),
        ),
        "persons": (("person", _("+ create the person “{name}”")),),
        "goal": (("goal", _("+ create the goal “{name}”")),),
    }
    return kinds.get(key, ())


def _short(text: str) -> str:
    first = text.strip().split("\n", 1)[0][:SUMMARY]
    return first + "…" if len(text.strip()) > len(first) else first
