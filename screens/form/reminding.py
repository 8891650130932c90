"""The reminders in the form: a line for each, and an empty one that makes the next (D1)."""

from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.widgets import Input

from screens.form import candidates
from screens.form.reminder_entries import Entry, place_of, problem, said, size_text
from screens.form.reminder_entries import moment as moment_text
from screens.form.saving import FormSaving
from screens.wording import channel_label
from store.language import _
from store.reminder_kinds import CHANNELS, At
from store.reminder_words import words
from store.rows import ActivityRow, CategoryRef, Ref
from store.when import OpenEnded
from widgets.choice import Check
from widgets.date_input import DateInput
from widgets.form_section import FormSection, Kind, Slot
from widgets.line_field import LineField
from widgets.pick_list import Pick
from widgets.shortcut_input import ShortcutInput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.record_rows import EntryRow
    from store.reminder_rows import DeliveryRow

FATES = "deliveries"


def reminder_rows(entries: "Sequence[Entry]", shortcuts: "Callable[[], tuple[Pick, ...]]") -> list[list[Slot]]:
    """Return the rows of the section: when and by which channels, and one's own SMS text where there is an SMS."""
    rows: list[list[Slot]] = []
    for entry in entries:
        rows.append([_when(entry, shortcuts), *(_channel(entry, channel) for channel in CHANNELS)])
        rows.append([_text(entry)])
    rows.append([Slot(FATES, "", text="", kind="muted", visible=False)])
    return rows


def _when(entry: Entry, shortcuts: "Callable[[], tuple[Pick, ...]]") -> Slot:
    asked = _("15 min before, tomorrow at 9")
    return Slot(
        entry.key(),
        _("remind"),
        lambda: ShortcutInput(entry.text, key=entry.key(), placeholder=asked, shortcuts=shortcuts()),
    )


def _channel(entry: Entry, channel: Any) -> Slot:
    key = entry.key(channel)
    return Slot(key, make=lambda: Check(channel_label(channel), channel in entry.channels, key=key))


def _text(entry: Entry) -> Slot:
    return Slot(
        entry.key("text"),
        _("SMS"),
        lambda: LineField(entry.own, placeholder=_("the standard text"), select_on_focus=False),
        wide=True,
        visible="sms" in entry.channels,
    )


def shortcut_picks(entries: "Sequence[EntryRow]", zone: str) -> tuple[Pick, ...]:
    """Return the dictionary of shortcuts as picks: one that has a length says it, any other its own words (G3)."""
    from store.reminders import offset

    lengths = [(row.name, row.length_minutes) for row in entries]
    return tuple(Pick(words(offset(minutes), zone) if minutes is not None else name, name) for name, minutes in lengths)


class Reminding(FormSaving):
    """The part of the form that adds, reads and removes reminders."""

    held: candidates.Held

    def __init__(self) -> None:
        super().__init__()
        self._left: set[int] = set()

    def _summaries(self) -> None:
        raise NotImplementedError

    # ----------------------------------------------------------------- adding and removing

    def action_remind(self) -> None:
        """Go to the line that makes another reminder."""
        section = self.section_of(self.state.reminders[-1].key())
        if section is None:
            return
        section.unfold(focus=False)
        slot = section.slot(self.state.reminders[-1].key())
        if slot is not None and slot.widget is not None:
            self.call_after_refresh(slot.widget.focus)

    def action_forget_reminder(self) -> None:
        """Remove the reminder where one is."""
        place = place_of(self.focused.id or "") if self.focused is not None else None
        entry = self._entry(place[0]) if place else None
        if entry is None or entry is self.state.reminders[-1]:
            self.say(_("Go to a reminder first; F6 leads to them."), "hint")
            return
        self._drop(entry)

    def _drop(self, entry: Entry) -> None:
        """Take a reminder away; where one was in it, one is in the next."""
        following = self.state.reminders[self.state.reminders.index(entry) + 1]
        place = place_of(self.focused.id or "") if self.focused is not None else None
        if place is not None and place[0] == entry.number:
            self._go_to(following)
        self.state.reminders.remove(entry)
        self._replace_rows()
        self._summaries()

    def _go_to(self, entry: Entry) -> None:
        section = self.section_of(entry.key())
        slot = section.slot(entry.key()) if section else None
        if slot is not None and slot.widget is not None:
            self.set_focus(slot.widget)

    def _replace_rows(self) -> None:
        section = self.query_one("#section-reminders", FormSection)
        there = {slot.key: slot for slot in section.slots()}
        rows = reminder_rows(self.state.reminders, self.shortcuts)
        section.set_rows([[there.get(slot.key, slot) for slot in row] for row in rows])

    def _entry(self, number: int) -> Entry | None:
        return next((entry for entry in self.state.reminders if entry.number == number), None)

    # ----------------------------------------------------------------- what is filled in

    def shortcuts(self) -> tuple[Pick, ...]:
        """The dictionary's shortcuts."""
        return shortcut_picks(self.held.shortcuts, self.me.zone)

    def fill_shortcuts(self) -> None:
        """Hand the dictionary to the fields that were made before it was read."""
        for field in self.query(ShortcutInput):
            field.shortcuts = self.shortcuts()

    def on_date_input_typed(self, message: DateInput.Typed) -> None:
        """Read when to remind; what is typed into the last line makes an empty one below it."""
        place = place_of(message.field.key)
        entry = self._entry(place[0]) if place else None
        if entry is None:
            return
        self._left.discard(entry.number)
        entry.read(message.text, self.store.clock.now(), self.me.zone)
        if entry is self.state.reminders[-1] and message.text.strip():
            self.state.add_reminder()
            self._replace_rows()
        readings = [Pick(at, moment_text(at.instant, self.me.zone)) for at in entry.readings]
        if isinstance(message.field, ShortcutInput):
            message.field.offer(readings, understood=entry.when is not None)
        self._summaries()

    def on_date_input_settled(self, message: DateInput.Settled) -> None:
        """One of several readings was chosen."""
        place = place_of(message.field.key)
        entry = self._entry(place[0]) if place else None
        if entry is not None and isinstance(message.value, At):
            text = words(message.value, self.me.zone)
            entry.when, entry.text, entry.readings, entry.message = message.value, text, (), ""
            message.field.offer([])
            message.field.put(text)
            self._summaries()

    def on_check_changed(self, message: Check.Changed) -> None:
        """Another channel."""
        place = place_of(message.check.key)
        entry = self._entry(place[0]) if place else None
        if entry is None or place is None:
            return
        channel: Any = place[1]
        entry.channels = entry.channels | {channel} if message.value else entry.channels - {channel}
        section = self.section_of(entry.key("text"))
        if section is not None and channel == "sms":
            section.show(entry.key("text"), message.value)
        self._left.add(entry.number)
        self._summaries()

    def on_input_changed(self, event: Input.Changed) -> None:
        """One's own SMS text."""
        place = place_of(event.input.id or "")
        entry = self._entry(place[0]) if place else None
        if entry is not None and place is not None and place[1] == "text":
            entry.own = event.value
            self._summaries()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """What was emptied is gone when its field is left; what is not understood is a problem then."""
        place = place_of(event.widget.id or "")
        entry = self._entry(place[0]) if place else None
        if entry is None or place is None or place[1]:
            return
        if not entry.text.strip() and entry is not self.state.reminders[-1]:
            self._drop(entry)
        elif entry.text.strip():
            self._left.add(entry.number)
            self.show_reminders()

    # ----------------------------------------------------------------- what stands beside them

    def load_deliveries(self) -> None:
        """Read in a thread what became of the reminders so far (D2)."""
        row = self.state.row
        if row is None:
            return
        from store import deliveries

        self.ask("deliveries", lambda: deliveries.of_activity(self.store, self.me, row.id), self._take_deliveries)

    def _take_deliveries(self, rows: "tuple[DeliveryRow, ...]") -> None:
        from screens.delivery_words import fates

        section = self.section_of(FATES)
        if section is not None:
            lines = fates(rows, self.me.zone, self.store.clock.now().date())
            section.set_lines(FATES, lines)
            section.show(FATES, bool(lines))

    def show_reminders(self) -> None:
        """Say beside each reminder when it comes, whom it cannot reach, what is wrong with it."""
        section = self.query_one("#section-reminders", FormSection)
        if section.folded:
            return
        now, zone, when = self.store.clock.now(), self.me.zone, self.times().when
        performers = [int(pick.value) for pick in self.state.picks["performers"]]
        for entry in self.state.reminders:
            text: str
            kind: Kind
            text, kind = "", "muted"
            if entry.text.strip():
                known = self.state.had_reminder(entry.when)
                text, kind = said(entry, when, performers, self.held.reach, now=now, zone=zone, known=known)
                if kind == "danger" and entry.number not in self._left:
                    text, kind = _("not understood yet") if entry.when is None else text, "muted"
            section.set_hint(entry.key(), text, kind)
            if "sms" in entry.channels:
                standard = self._standard_text()
                field = self.field(entry.key("text"))
                if isinstance(field, LineField):
                    field.placeholder = standard or _("the standard text")
                own = entry.own.strip()
                section.set_hint(entry.key("text"), *size_text(own or standard, own=bool(own)))

    def reminder_problems(self) -> dict[str, str]:
        """What keeps reminders from being saved, by field."""
        now, when = self.store.clock.now(), self.times().when
        problems = {}
        for entry in self.state.given_reminders:
            known = self.state.had_reminder(entry.when)
            wrong = problem(entry, when, now, known=known)
            if wrong:
                self._left.add(entry.number)
                problems[entry.key()] = wrong
        return problems

    def reminder_field(self, value: str) -> str:
        """The field of the reminder that the store has refused."""
        for entry in self.state.given_reminders:
            if isinstance(entry.when, At) and value and entry.when.instant.isoformat()[:16] == value[:16]:
                return entry.key()
        return self.state.reminders[0].key()

    def _standard_text(self) -> str:
        """The SMS text that goes out without one's own, for what the form stands for now."""
        compose = cast(Any, self.app).desk.text_message
        category = self.state.one("category")
        if compose is None or category is None:
            return ""
        contact, project = (self.state.one("assignment") if self.state.assigned(k) else None for k in KINDS)
        row = ActivityRow(
            0,
            0,
            self.times().when or OpenEnded(),
            CategoryRef(int(category.value), category.text, category.mark, category.hue),
            "planned",
            self.me.ref,
            contact=Ref(contact.value[1], contact.text) if contact else None,
            project=Ref(project.value[1], project.text) if project else None,
            description=self.state.description,
        )
        return str(compose(row, self.me.zone))


KINDS = ("contact", "project")
