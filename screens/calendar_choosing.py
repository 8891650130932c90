"""What one chooses in the calendar and finds again the next time: the view, whose it is, how it looks (C2, G5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from textual import events

from screens import keys
from screens.shifting import Shifting
from store.calendar import Whose
from store.calendar_choices import CalendarChoices, View, choices_of
from store.language import _
from store.rows import Ref, UserRef
from widgets.bars import KeyBar
from widgets.calendar_lines import ViewLine
from widgets.cells import plain

VIEW = next(action for action in keys.CALENDAR if action.id == "calendar.view")
LETTERS: dict[str, View] = {"d": "day", "w": "week", "o": "work", "m": "month", "a": "agenda"}


class Choosing(Shifting):
    """The choices of the calendar; each is kept among the user's preferences as soon as it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = CalendarChoices()
        self._choosing_view = False
        # Keys that came while another view was being read: they are meant for it (H6).
        self._turning = False
        self._kept: list[events.Key] = []
        self._day = date.min

    def turn_to(self, day: date, *, minute: int | None = None, select: int = 0) -> None:
        """Show the page of a day; to be overridden."""
        raise NotImplementedError

    def begin(self) -> None:
        """Take the choices as they were left."""
        self.choices = choices_of(self.desk.preferences)

    def _choose(self, choices: CalendarChoices, *, keep: bool = True) -> None:
        before, after = self.choices.entries(), choices.entries()
        self.choices = choices
        self.turn_to(self._day, select=self.chosen.id if self.chosen else 0)
        if not keep:
            return
        changed = {name: value for name, value in after.items() if before.get(name) != value}
        self.desk.preferences |= changed
        store, me = self.desk.opened
        from store import settings

        def write() -> None:
            for name, value in changed.items():
                settings.set_preference(store, me, name, value)

        if changed:
            self.ask("preferences", write, lambda _nothing: None)

    # ----------------------------------------------------------------- the view

    def view_titles(self) -> list[tuple[str, str]]:
        """The views with their titles."""
        return [
            ("day", _("Day")),
            ("week", _("Week")),
            ("work", _("Work week")),
            ("month", _("Month")),
            ("agenda", _("Agenda")),
        ]

    def action_view(self) -> None:
        """Wait for the letter of a view."""
        self._choosing_view = True
        names = {letter: title for (_view, title), letter in zip(self.view_titles(), LETTERS, strict=True)}
        words = " · ".join(f"{letter} {title.lower()}" for letter, title in names.items())
        self.query_one(KeyBar).say(f"{_('View')}: {words} · esc", "hint", stay=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the letter of a view is awaited, no key is anything else; while the view is read, all keys wait."""
        return not self._choosing_view and not self._turning

    def on_key(self, event: events.Key) -> None:
        """Take the letter of a view; keep what is pressed before it is shown."""
        if not self._choosing_view:
            if self._turning:
                event.stop()
                event.prevent_default()
                self._kept.append(event)
            return
        self._choosing_view = False
        self.query_one(KeyBar).hush()
        event.stop()
        event.prevent_default()
        if event.key in LETTERS:
            self.choose_view(LETTERS[event.key])

    def choose_view(self, view: View, *, keep: bool = True) -> None:
        """Show another view of the day under the cursor; without `keep` only for now."""
        self._turning = view != self.choices.view
        self._choose(replace(self.choices, view=view), keep=keep)

    def view_shown(self) -> None:
        """Another view is shown, or cannot be: obey the keys that waited for it, once it has its size."""
        if self._turning:
            # By the app, as if they came now: what a screen sends comes back to that screen at most.
            self.call_after_refresh(self.app.call_later, self._hand_on)

    def _hand_on(self) -> None:
        self._turning = False
        kept, self._kept = self._kept, []
        for event in kept:
            self.app.post_message(events.Key(event.key, event.character))

    def refused(self, error: Exception) -> None:
        """See BaseScreen."""
        super().refused(error)
        self.view_shown()

    def on_view_line_chosen(self, message: ViewLine.Chosen) -> None:
        """Choose the view that was clicked."""
        self.choose_view(next(view for view in LETTERS.values() if view == message.view))

    # ----------------------------------------------------------------- whose

    def whose_words(self, names: Sequence[UserRef | Ref]) -> str:
        """Say whose calendar it is."""
        whose = self.choices.whose
        shown = ", ".join(plain(name.name) for name in names)
        match whose.kind:
            case "mine":
                return f"{_('mine')} + {_('public')}" if whose.public else _("mine")
            case "public":
                return _("public")
            case "contact":
                return _("contact: {name}").format(name=shown)
            case "project":
                return _("project: {name}").format(name=shown)
            case "users":
                return shown

    def action_whose(self) -> None:
        """Ask whose calendar to look at."""
        from screens.dialogs.choose import Choose

        kinds = [
            ("mine", _("mine"), "m"),
            ("users", _("colleagues side by side …"), "c"),
            ("public", _("public"), "p"),
            ("contact", _("a contact's …"), "k"),
            ("project", _("a project's …"), "r"),
        ]
        dialog = Choose(_("Whose calendar"), kinds, current=self.choices.whose.kind)
        self.app.push_screen(dialog, self._whose_of_kind)

    def _whose_of_kind(self, kind: Any) -> None:
        match kind:
            case "mine" | "public":
                self._look_at(Whose(kind, (), self.choices.whose.public))
            case "users":
                self._ask_people()
            case "contact" | "project":
                from screens.dialogs.whose import AskRecord

                public = self.choices.whose.public
                self.app.push_screen(
                    AskRecord(self.desk, kind),
                    lambda number: self._look_at(Whose(kind, (number,), public)) if number else None,
                )

    def _ask_people(self) -> None:
        store, me = self.desk.opened
        from store import people

        def ask(users: Sequence[UserRef]) -> None:
            from screens.dialogs.whose import AskPeople

            first = sorted(users, key=lambda user: user.id != me.id)
            chosen = self.choices.whose.ids if self.choices.whose.kind == "users" else (me.id,)
            self.app.push_screen(AskPeople(first, chosen), taken)

        def taken(chosen: tuple[int, ...] | None) -> None:
            if chosen:
                self._look_at(Whose("users", chosen, self.choices.whose.public))

        self.ask("people", lambda: people.choosable(store, me), ask)

    def _look_at(self, whose: Whose) -> None:
        self._choose(replace(self.choices, whose=whose))

    # ----------------------------------------------------------------- how it looks

    def action_choices(self) -> None:
        """Ask how the calendar is to look."""
        from screens.dialogs.calendar_settings import CalendarSettings

        def taken(choices: CalendarChoices | None) -> None:
            if choices is not None:
                self._choose(choices)

        self.app.push_screen(CalendarSettings(self.choices), taken)

    # ----------------------------------------------------------------- leaving

    def action_calendar(self) -> None:
        """Say that it is here."""
        self.say(_("This is the calendar."), "hint")

    def action_day_plan(self) -> None:
        """Go back to the day plan, with everything written."""
        self.after_held(self._close)

    def _close(self) -> None:
        self.dismiss(None)

    def action_search(self) -> None:
        """Search in the day plan's list of all activities."""
        self.after_held(self._search)

    def _search(self) -> None:
        self.dismiss(None)
        below = self.app.screen_stack[-2]
        self.call_later(below.run_action, "search")
