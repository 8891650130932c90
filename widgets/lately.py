"""The rows that others have just changed: marked with a sign for a while, or until the cursor was there (H5)."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.widget import Widget

LATELY_SIGN = "◇"
LATELY_SECONDS = 8.0


class Touchable:
    """A widget whose rows can be marked; `touched_kind` says what they are, "" for nothing that is marked."""

    touched_kind = "activity"
    _lately: "Lately"

    def touch(self, numbers: Iterable[int]) -> None:
        """Mark rows that others have just changed, for a while or until the cursor was there (H5)."""
        self._lately.touch(numbers)


class Lately:
    """Holds them for a widget, which draws the sign; `redraw` is called when one comes or goes."""

    def __init__(self, widget: Widget, redraw: Callable[[], None]) -> None:
        self._widget, self._redraw = widget, redraw
        self._times: dict[int, int] = {}
        self._time = 0

    def __contains__(self, number: object) -> bool:
        return number in self._times

    def touch(self, numbers: Iterable[int]) -> None:
        """Mark rows."""
        touched = frozenset(numbers)
        if not touched:
            return
        self._time += 1
        self._times |= dict.fromkeys(touched, self._time)
        self._widget.set_timer(LATELY_SECONDS, partial(self._end, self._time))
        self._redraw()

    def seen(self, number: int) -> None:
        """The cursor comes to a row: it is marked no more."""
        if self._times.pop(number, None) is not None:
            self._redraw()

    def _end(self, time: int) -> None:
        """What was marked then and not again since is marked no more."""
        before = len(self._times)
        self._times = {number: at for number, at in self._times.items() if at > time}
        if len(self._times) != before:
            self._redraw()
