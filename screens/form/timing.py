"""Start and end as they are typed: what they mean stands beside them, and the performers' day moves along (C7)."""

from datetime import date, timedelta
from typing import Any, cast

from textual import events

from screens.form import candidates
from screens.form.saving import FormSaving
from screens.form.times import Frame, Times, known, local_day, read, reading_words
from store.language import _
from store.rows import ActivityRow
from store.when import AllDay, OpenEnded, Timed
from widgets.choice import Check
from widgets.date_input import DateInput
from widgets.day_strip import DayStrip
from widgets.line_field import LineField
from widgets.pick_list import Pick

FIELDS = ("start", "end")


class Timing(FormSaving):
    """The part of the form that reads dates and shows the day."""

    held: candidates.Held

    def __init__(self) -> None:
        super().__init__()
        self.strip_rows: tuple[ActivityRow, ...] = ()
        self._strip_of: Any = None
        self._asked_strip: Any = None
        self._touched: set[str] = set()

    def _summaries(self) -> None:
        raise NotImplementedError

    def forget_times(self) -> None:
        """Begin anew."""
        self.strip_rows, self._strip_of, self._asked_strip, self._touched = (), None, None, set()

    def times(self) -> Times:
        """What start and end mean now."""
        state = self.state
        untouched = state.known_time
        frame = Frame(self.store.clock.now(), self.me.zone, state.day, self._usual())
        said = read(
            state.start,
            state.end,
            frame,
            all_day="all_day" in state.on,
            open_ended="open_ended" in state.on,
            chosen=state.chosen,
        )
        return said if untouched is None else known(untouched, said, frame)

    def _usual(self) -> timedelta | None:
        entry = next((entry for entry in self.held.categories if entry.id == self.state.category), None)
        return timedelta(minutes=entry.length_minutes) if entry and entry.length_minutes else None

    def on_date_input_typed(self, message: DateInput.Typed) -> None:
        """Read what is typed into start or end."""
        key = message.field.key
        if key not in FIELDS:
            return
        setattr(self.state, key, message.text)
        if key == "start":
            self.state.chosen = None
        self._touched.discard(key)
        self._show_times()
        self._summaries()

    def on_date_input_settled(self, message: DateInput.Settled) -> None:
        """One of several readings was chosen."""
        if message.field.key not in FIELDS:
            return
        self.state.chosen = cast(Any, message.value)
        self._show_times()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """What is still not a date when its field is left is a problem; while one types it is not yet."""
        if isinstance(event.widget, DateInput) and event.widget.key in FIELDS:
            self._touched.add(event.widget.key)
            self._show_times()

    def _show_times(self) -> None:
        said = self.times()
        frame = Frame(self.store.clock.now(), self.me.zone)
        start, end = self.field("start"), self.field("end")
        if isinstance(start, DateInput):
            start.offer([Pick(reading, reading_words(reading, frame)) for reading in said.readings])
        for key, text, kind, field in (
            ("start", said.start, said.start_kind, start),
            ("end", self._with_room(said), said.end_kind, end),
        ):
            typing = field is not None and field.has_focus and key not in self._touched
            if kind == "danger" and typing:
                self.hint(key, _("not understood yet"), "muted")
            else:
                self.hint(key, text, kind)
        self._show_whole_days(isinstance(said.when, AllDay))
        self.show_cycle()
        self._strip()

    def _show_whole_days(self, whole: bool) -> None:
        """Tick "all day" where dates alone are understood, as it is saved (A3, A4)."""
        box = self.field("all_day")
        if isinstance(box, Check) and box.value != (whole or "all_day" in self.state.on):
            box.put(not box.value)
            if box.value and box.has_focus:
                self.say(_("Start and end are dates alone: with a time it is not all day."), "hint")

    def show_cycle(self) -> None:
        """Say beside the cycle what it means (B7)."""
        if self.section_of("cycle") is not None and self.state.may_repeat:
            said = self.repeating()
            self.hint("cycle", said.hint, said.kind)

    def action_cycle(self) -> None:
        """Edit the cycle as plain choices (B2 to B5)."""
        when = self.times().when
        if not self.state.may_repeat or when is None or isinstance(when, OpenEnded):
            self.say(_("A cycle needs a start, and an activity that is in none yet."), "hint")
            return
        from screens.dialogs.cycle import CycleEditor

        def edited(text: str | None) -> None:
            if text is not None:
                self.state.cycle = text
                field = self.field("cycle")
                if isinstance(field, LineField):
                    field.put(text)
                self.show_cycle()
                self._summaries()

        now = self.store.clock.now()
        self.app.push_screen(CycleEditor(when, self.me.zone, now, self.state.cycle), edited)

    # ----------------------------------------------------------------- the day beside

    def _with_room(self, said: Times) -> str:
        """Say beside the end until when the performers are free, or what is in the way."""
        if not isinstance(said.when, Timed) or self._strip_of is None or self._strip_of[0] != self._day_of(said):
            return said.end
        from screens.form.room import room_after

        room = room_after(said.when, self.strip_rows, self.me.zone)
        if not room:
            return said.end
        # The length gives way to what matters more where both would be cut.
        end = said.end if self.has_class("-huge") else said.end.partition(" · ")[0]
        return f"{end} · {room}"

    def _day_of(self, said: Times) -> date | None:
        match said.when:
            case Timed():
                return local_day(said.when.start, self.me.zone)
            case AllDay():
                return said.when.first
            case OpenEnded():
                return None
        return local_day(self.store.clock.now(), self.me.zone)

    def _strip(self) -> None:
        """Show the performers' day as far as the start is known; it is read in a thread."""
        if not self.is_attached or not self.query("#strip"):
            return
        said = self.times()
        day = self._day_of(said)
        picks = self.state.picks["performers"]
        users = tuple(int(pick.value) for pick in picks)
        strip = self.query_one("#strip", DayStrip)
        title = self.state.one("assignment")
        strip.show(
            day, self.strip_rows if self._strip_of == (day, users) else (), said.when, ", ".join(p.text for p in picks),
            title=title.text if title else "",
        )  # fmt: skip
        if day is None or self._strip_of == (day, users):
            return
        from store import day_plan

        mine, shown = self.state.row.id if self.state.row else 0, day

        def take(rows: tuple[ActivityRow, ...]) -> None:
            self._strip_of, self.strip_rows = (shown, users), tuple(row for row in rows if row.id != mine)
            self._show_times()

        if self._asked_strip != (shown, users):
            self._asked_strip = (shown, users)
            self.ask("strip", lambda: day_plan.busy_day(self.store, self.me, users, shown), take)
