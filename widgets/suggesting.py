"""A field with a list under it while there is something to choose; the keys stay with the field."""

from collections.abc import Sequence
from typing import Any

from textual import events

from widgets.line_field import LineField
from widgets.pick_list import Pick, PickList


class Suggesting(LineField):
    """The arrows move in the list, enter and tab take what is highlighted, escape closes it."""

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, **options)
        self._list: PickList | None = None

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list is not None and bool(self._list.display)

    @property
    def listed(self) -> tuple[Pick, ...]:
        """What the list shows now."""
        return self._list.picks if self._list is not None and self._list.display else ()

    @property
    def highlighted(self) -> Pick | None:
        """The pick under the cursor of the list."""
        if self._list is None or not self._list.display or self._list.highlighted < 0:
            return None
        return self._list.picks[self._list.highlighted]

    def suggest(self, picks: Sequence[Pick], *, highlighted: int = -1) -> None:
        """Show picks under the field; none closes the list."""
        if not picks or not self.is_attached:
            self.close_list()
            return
        if self._list is None:
            self._list = PickList(self._clicked)
            self.screen.mount(self._list)
        self._list.display = True
        self._list.show(picks, self, highlighted=highlighted)

    def close_list(self) -> None:
        """Hide the list."""
        if self._list is not None:
            self._list.display = False

    def take(self, pick: Pick) -> None:
        """Take a pick; to be overridden."""
        raise NotImplementedError

    def taken_by_enter(self) -> None:
        """Called after a pick was taken by enter; may go on to the next line."""

    def take_highlighted(self) -> None:
        """Take what the list has highlighted, if it is open."""
        pick = self.highlighted
        if pick is not None:
            self.close_list()
            self.take(pick)

    def want_list(self) -> None:
        """Called for an arrow down while the list is closed; may suggest."""

    def _clicked(self, index: int) -> None:
        if self._list is not None:
            pick = self._list.picks[index]
            self.close_list()
            self.take(pick)

    def on_key(self, event: events.Key) -> None:
        """Drive the list."""
        if event.key in {"down", "up"}:
            event.stop()
            event.prevent_default()
            if self.is_open and self._list is not None:
                self._list.step(1 if event.key == "down" else -1)
            elif event.key == "up":
                self.go_on(-1)
            else:
                self.want_list()
        elif event.key in {"enter", "tab"} and (pick := self.highlighted) is not None:
            self.close_list()
            self.take(pick)
            if event.key == "enter":
                event.stop()
                event.prevent_default()
                self.taken_by_enter()
        elif event.key == "escape" and self.is_open:
            event.stop()
            event.prevent_default()
            self.close_list()

    def on_blur(self) -> None:
        """Close the list when the field is left."""
        self.close_list()

    def on_unmount(self) -> None:
        """Take the list away with the field."""
        if self._list is not None and self._list.is_attached:
            self._list.remove()
