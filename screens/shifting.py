"""Moving and lengthening by keys: seen at once, written once the keys rest, taken back in one step (C2)."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from textual.timer import Timer

from screens.activity_actions import ActivityActions
from store.language import _
from store.rows import ActivityRow
from store.when import OpenEnded, When

REST_SECONDS = 0.4


class Shifting(ActivityActions):
    """Holds the time that an activity is being given until it is written; a burst of keys is one change."""

    def __init__(self) -> None:
        super().__init__()
        self._held: tuple[ActivityRow, When] | None = None
        self._sent: tuple[ActivityRow, When] | None = None
        self._shown: tuple[ActivityRow, When] | None = None
        self._resting: Timer | None = None
        self._next: Callable[[], None] | None = None

    # ----------------------------------------------------------------- for the screen

    def show_held(self, row: ActivityRow, when: When) -> None:
        """Show an activity at the time that it is being given; to be overridden."""
        raise NotImplementedError

    def with_held(self, rows: Iterable[ActivityRow]) -> list[ActivityRow]:
        """Return activities with the times they are being given instead of those that are written."""
        found = list(rows)
        for held in (self._shown, self._sent, self._held):
            if held is not None:
                row, when = held
                kept = [one for one in found if one.id != row.id]
                current = next((one for one in found if one.id == row.id), row)
                found = [*kept, replace(current, when=when)]
        return found

    def hold(self, row: ActivityRow, when: When) -> None:
        """Give `row`, as it is shown now, another time; it is written when nothing has changed for a moment."""
        if row.status != "planned":
            self.say(_("It has ended already; o makes it planned again."), "hint")
            return
        if isinstance(row.when, OpenEnded) or when == row.when:
            return
        if self._held is not None and self._held[0].id != row.id:
            self.write_held()
        if self._held is not None and self._held[0].id != row.id:
            self.say(_("One moment: the activity before is still being written."), "hint")
            return
        original = self._held[0] if self._held is not None else row
        self._held = (original, when)
        self._rest()
        self.show_held(original, when)

    def reshown(self) -> None:
        """What is written has been read again and is about to be shown: no need to hold it any longer."""
        self._shown = None

    # ----------------------------------------------------------------- writing

    def _rest(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(REST_SECONDS, self.write_held)

    def write_held(self) -> None:
        """Write what is held, unless something is being written: then right after it."""
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if self._held is None or self._sent is not None:
            return
        row, when = self._held
        self._held = None
        if when == row.when:
            self._go_on()
            return
        self._sent = (row, when)
        self._move_to(row, when)

    def written(self) -> None:
        """See ActivityActions."""
        if self._sent is None:
            return
        row, when = self._sent
        self._shown, self._sent = self._sent, None
        if self._held is not None and self._held[0].id == row.id:
            self._held = (replace(self._held[0], when=when), self._held[1])
            if self._resting is None:
                self._rest()
        self._go_on()

    def unwritten(self) -> None:
        """See ActivityActions: put everything back."""
        changed = self._sent or self._held
        self._held = self._sent = self._shown = self._next = None
        if changed is not None:
            self.show_held(changed[0], changed[0].when)

    def refused(self, error: Exception) -> None:
        """Put back what was shown in advance, and say why."""
        self.unwritten()
        super().refused(error)

    def _go_on(self) -> None:
        act, self._next = self._next, None
        if act is not None:
            act()

    def after_held(self, act: Callable[[], None]) -> None:
        """Do something now, or once what is held has been written."""
        if self._held is None and self._sent is None:
            act()
        else:
            self._next = act
            self.write_held()

    # ----------------------------------------------------------------- what waits for it

    def _with_chosen(self, act: Callable[[ActivityRow], None]) -> None:
        do = super()._with_chosen
        self.after_held(lambda: do(act))

    def action_undo(self) -> None:
        """Take back what is held and not yet written, else the last change."""
        if self._held is not None and self._sent is None:
            self.unwritten()
            self.say(_("Put back."))
            return
        self.after_held(super().action_undo)

    def action_leave(self) -> None:
        """Quit, with everything written."""
        self.after_held(super().action_leave)
