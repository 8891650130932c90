"""The form of an activity: the help page's sections in its order, what is optional folded into one line (A1 to A16)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, TextArea

from screens import form_candidates
from screens.form_saving import FormSaving
from screens.form_sections import FormState, sections
from screens.form_times import Typed, read_times, words_of
from store.dates import clock_time
from store.drafts import ActivityDraft, draft_of
from store.language import _
from store.rows import ActivityRow, UserRef
from store.when import AllDay, OpenEnded, Timed
from widgets.bars import KeyBar, TopBar
from widgets.day_strip import DayStrip
from widgets.field_row import ChoiceField, FieldRow, SectionHeader, Switches, TextField
from widgets.pick_field import Pick, PickField, PickList

if TYPE_CHECKING:
    from datetime import date

    from screens.desk import Desk
    from store.database import Store
    from store.rows import Acting

WIDE = 112
ROOMY_HEIGHT = 32
WARN_FROM = 160


class ActivityForm(FormSaving):
    """Plans, records or changes one activity. Dismisses with it as saved, or with None."""

    CSS = """
    ActivityForm { layers: base above; background: $background; }
    ActivityForm #body { height: 1fr; }
    ActivityForm #fields { width: 1fr; height: 1fr; scrollbar-size-vertical: 1; padding: 1 1 0 0; }
    ActivityForm.-roomy SectionHeader { margin-top: 1; }
    ActivityForm .content { height: auto; display: none; }
    ActivityForm .content.-open { display: block; }
    ActivityForm #strip { width: 40; height: 1fr; display: none; }
    ActivityForm.-wide #strip { display: block; }
    ActivityForm TextArea { height: 8; border: none; background: $field; color: $text; margin: 0 1 0 4; padding: 0 1; }
    ActivityForm TextArea:focus { background: $panel; border: none; }
    ActivityForm .notes { height: auto; margin: 0 1 0 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save_close", show=False, priority=True, id="form.save-close"),
        Binding("f2", "save", show=False, priority=True, id="form.save"),
        Binding("f3", "save_attach", show=False, priority=True, id="form.attach"),
        Binding("f4", "save_similar", show=False, priority=True, id="form.similar"),
        Binding("ctrl+o", "fold", show=False, priority=True, id="form.fold"),
        Binding("f1", "help", show=False, id="form.help"),
        Binding("escape", "close", show=False, id="form.close"),
        Binding("enter", "app.focus_next", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(
        self,
        store: "Store",
        me: "Acting",
        *,
        row: ActivityRow | None = None,
        draft: ActivityDraft | None = None,
        done: bool = False,
        day: "date | None" = None,
    ) -> None:
        super().__init__()
        self.store, self.me = store, me
        self.row = row
        held = draft or (draft_of(row) if row else ActivityDraft(status="completed" if done else "planned"))
        self.state = FormState(held, row, me, recording=done)
        start, end = words_of(held.when, me.zone)
        self.state.start, self.state.end = start or (day.isoformat() if day else ""), end
        self.held = form_candidates.Dictionaries((), (), ())
        self._choice = 0
        self._strip_key: Any = None
        self._strip_rows: tuple[ActivityRow, ...] = ()
        self._initial: Any = None

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out: headers, open sections; what is folded is made when it is opened."""
        yield TopBar(self.title_text, "", (self.me.name, clock_time(self.desk.now, self.me.zone)))
        with Horizontal(id="body"):
            with VerticalScroll(id="fields", can_focus=False):
                for section in sections(self.state):
                    yield SectionHeader(section.title, id=f"head-{section.id}", is_open=section.is_open)
                    if section.is_open:
                        yield from section.rows()
            yield DayStrip(self.me.zone, id="strip")
        yield PickList()
        yield KeyBar(self._keys())

    @property
    def desk(self) -> "Desk":
        """What screens share."""
        return cast("Desk", cast(Any, self.app).desk)

    @property
    def title_text(self) -> str:
        """What this form is for."""
        if self.row is not None:
            return _("Activity {number}").format(number=self.row.id)
        return _("Record what is done") if self.state.recording else _("New activity")

    def _keys(self) -> list[tuple[str, str]]:
        return [
            ("^s", _("save & close")),
            ("F2", _("save")),
            ("F3", _("& files")),
            ("F4", _("& similar")),
            ("esc", _("close")),
            ("^o", _("section")),
            ("tab", _("next field")),
        ]

    def on_mount(self) -> None:
        """Read the dictionaries behind the first frame, show what is known already."""
        self.ask(
            "dictionaries", lambda: form_candidates.read_dictionaries(self.store, self.me), self._take_dictionaries
        )
        self._depend()
        self._times()
        self._summaries()
        self._initial = self.state.fingerprint()
        first = "start" if self.state.draft.category_id and not self.row else "category"
        self._focus(first)

    def _focus(self, name: str) -> None:
        row = self.query_one(f"#{name}", FieldRow)
        target = row.query(Input).first() if row.query(Input) else row
        self.set_focus(target)
        if isinstance(target, Input):
            target.cursor_position = len(target.value)

    def on_resize(self, event: events.Resize) -> None:
        """The day stands beside the form where there is room; sections stand apart where there is height."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height >= ROOMY_HEIGHT, "-roomy")
        self.call_after_refresh(self._strip)

    def _take_dictionaries(self, held: form_candidates.Dictionaries) -> None:
        self.held = held
        self.state.name_from(held)
        self._refill()
        self._times()
        self._summaries()
        self._initial = self.state.fingerprint() if not self.dirty else self._initial

    def _refill(self) -> None:
        """Show names that were only known by number when the form was drawn."""
        for name, picks in self.state.picks.items():
            for field in self.query(f"#{name}").results(PickField):
                if not field.typed and [pick.id for pick in field.picks] == [pick.id for pick in picks]:
                    field.set_picks(picks)

    @property
    def dirty(self) -> bool:
        """Whether something would be lost."""
        return self._initial is not None and self.state.fingerprint() != self._initial

    def settled(self) -> None:
        """What is in the form is what is saved."""
        self._initial = self.state.fingerprint()

    # ----------------------------------------------------------------- sections

    def on_section_header_turned(self, message: SectionHeader.Turned) -> None:
        """Open or fold a section."""
        self._turn(message.header)

    def action_fold(self) -> None:
        """Open or fold the section where one is."""
        focused = self.focused
        if isinstance(focused, SectionHeader):
            self._turn(focused)
            return
        headers = list(self.query(SectionHeader))
        above = [header for header in headers if focused is None or header.region.y <= focused.region.y]
        if above:
            self._turn(above[-1])

    def _turn(self, header: SectionHeader) -> None:
        name = (header.id or "").removeprefix("head-")
        section = next(section for section in sections(self.state) if section.id == name)
        header.show(is_open=not header.is_open)
        rows = list(self.query(f".in-{name}"))
        if header.is_open and not rows:
            made = list(section.rows())
            self.query_one("#fields").mount_all(made, after=header)
            self.call_after_refresh(self._opened, name)
        for row in rows:
            row.display = header.is_open
        if header.is_open and rows:
            self._opened(name)
        if not header.is_open:
            self.set_focus(header)
        self._summaries()

    def _opened(self, name: str) -> None:
        self._depend()
        self._refill()
        if name == "discussion":
            self.load_notes()
        for row in self.query(f".in-{name}"):
            target = row.query(Input).first() if row.query(Input) else row
            if target.focusable:
                self.set_focus(target)
                break

    def _summaries(self) -> None:
        for section in sections(self.state):
            for header in self.query(f"#head-{section.id}").results(SectionHeader):
                header.show(summary=section.summary)

    # ----------------------------------------------------------------- what is filled in

    def on_field_row_changed(self, message: FieldRow.Changed) -> None:
        """Take over what a field holds; what depends on it appears, goes, or is said anew."""
        row = message.row
        name = row.id or ""
        match row:
            case TextField():
                setattr(self.state, name, row.value)
            case ChoiceField():
                self.state.choices[name] = row.value
            case Switches():
                self.state.take_switches(name, row.value)
            case PickField():
                self._picked(name, row)
        if name in {"start", "end", "category", "marks", "status"}:
            if name == "start":
                self._choice = 0
            self._times()
        if name == "description":
            self._count()
        self._depend()
        self._summaries()
        if name in {"performers"}:
            self._strip()

    def _picked(self, name: str, field: PickField) -> None:
        before = self.state.picks.get(name, [])
        if name == "assignment" and before and before != field.picks and self.state.hangs_on_contact:
            self.ask_to_drop(before, field)
            return
        self.state.picks[name] = list(field.picks)

    def _depend(self) -> None:
        """Fields that make sense only with others (A7, A8)."""
        with_contact = self.state.contact is not None
        shown = {
            "direction": with_contact,
            "persons": with_contact,
            "outcome": bool(self.state.picks.get("goal")) and self.state.status == "completed",
            "status": self.state.status != "planned",
        }
        for name, show in shown.items():
            for row in self.query(f"#{name}"):
                in_section = next((c for c in row.classes if c.startswith("in-")), "")
                header = self.query_one(f"#head-{in_section.removeprefix('in-')}", SectionHeader)
                row.display = show and header.is_open

    def _count(self) -> None:
        size = len(self.state.description)
        for row in self.query("#description").results(TextField):
            row.say(f"{size}/{WARN_FROM}", "warning" if size > WARN_FROM else "muted")

    # ----------------------------------------------------------------- times

    def times(self) -> Typed:
        """What start and end mean now."""
        return read_times(
            self.state.start,
            self.state.end,
            now=self.desk.now,
            zone=self.me.zone,
            all_day="all_day" in self.state.marks,
            open_ended="open_ended" in self.state.marks,
            usual=self._usual(),
            choice=self._choice,
        )

    def _usual(self) -> timedelta | None:
        number = self.state.category
        entry = next((entry for entry in self.held.categories if entry.id == number), None)
        return timedelta(minutes=entry.length_minutes) if entry and entry.length_minutes else None

    def _times(self) -> None:
        typed = self.times()
        self.query_one("#start", TextField).say(typed.start_hint, typed.start_kind)
        self.query_one("#end", TextField).say(typed.end_hint, typed.end_kind)
        self.state.when = typed.when
        self._strip()

    def on_key(self, event: events.Key) -> None:
        """Arrows choose among several readings of the start."""
        field = self.query_one("#start", TextField)
        if event.key in {"up", "down"} and field.has_focus_within and self.times().choices:
            event.stop()
            event.prevent_default()
            self._choice += 1 if event.key == "down" else -1
            self._times()

    # ----------------------------------------------------------------- the day beside

    def _strip(self) -> None:
        if not self.has_class("-wide") or not self.is_mounted:
            return
        strip = self.query_one(DayStrip)
        when = self.state.when
        day = None
        if isinstance(when, Timed):
            from zoneinfo import ZoneInfo

            day = when.start.astimezone(ZoneInfo(self.me.zone)).date()
        elif isinstance(when, AllDay):
            day = when.first
        elif isinstance(when, OpenEnded) or when is None:
            day = self.desk.today
        users = tuple(pick.id for pick in self.state.picks.get("performers", [])) or (self.me.id,)
        names = ", ".join(pick.name for pick in self.state.picks.get("performers", [])) or self.me.name
        key = (day, users)
        if key == self._strip_key:
            strip.show(day, self._strip_rows, when, names)
            return
        from store import day_plan

        mine = self.row.id if self.row else 0

        def take(rows: tuple[ActivityRow, ...]) -> None:
            self._strip_key, self._strip_rows = key, tuple(row for row in rows if row.id != mine)
            strip.show(day, self._strip_rows, self.state.when, names)

        assert day is not None
        shown = day
        self.ask("strip", lambda: day_plan.busy_day(self.store, self.me, users, shown), take)

    # ----------------------------------------------------------------- pickers

    def on_pick_field_asked(self, message: PickField.Asked) -> None:
        """Offer candidates: from what is held at once, from the store in a thread."""
        field, text, name = message.field, message.text, message.field.id or ""
        if name == "category":
            field.offer(form_candidates.categories(self.held, text))
        elif name == "goal":
            field.offer(form_candidates.goals(self.held, text))
        elif name in {"performers", "observers"}:
            field.offer(form_candidates.users(self.held, text))
        elif name == "assignment":
            self.ask("picks", lambda: form_candidates.assignments(self.store, self.me, text), field.offer)
        elif self.state.contact is not None:
            contact = self.state.contact.id
            self.ask("picks", lambda: form_candidates.persons(self.store, self.me, contact, text), field.offer)

    def on_pick_field_create(self, message: PickField.Create) -> None:
        """Create what is not there yet; it comes back chosen (C5)."""
        from screens.dialogs.new_record import NewRecord

        field = message.field

        def made(pick: Pick | None) -> None:
            if pick is not None:
                field.set_picks([*field.picks, pick] if field.many else [pick])
                if pick.kind in {"category", "goal"}:
                    self.ask(
                        "dictionaries",
                        lambda: form_candidates.read_dictionaries(self.store, self.me),
                        self._take_dictionaries,
                    )
            field.query_one(Input).focus()

        contact = self.state.contact if message.kind == "person" else None
        self.app.push_screen(NewRecord(self.store, self.me, message.kind, message.text, contact=contact), made)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the details."""
        self.state.details = event.text_area.text
        self._summaries()

    @property
    def assigner(self) -> UserRef:
        """Who planned it (A11)."""
        return self.row.assigner if self.row else self.me.ref
