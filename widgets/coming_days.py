"""The coming days beside the plan, where the terminal is wide enough for a third pane."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.segment import Segment

from store.dates import clock_time, long_day
from store.language import _
from store.rows import ActivityRow
from store.when import Timed
from widgets.agenda_items import coming_items
from widgets.cells import fit, plain, right
from widgets.line_list import Line, LinePane
from widgets.palette import Palette


class ComingDays(LinePane):
    """A week ahead, a few lines a day."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: Sequence[ActivityRow] = ()
        self._zone, self._today = "UTC", date.min

    def show(self, rows: Sequence[ActivityRow], *, zone: str, today: date) -> None:
        """Show planned activities of the coming days."""
        if (tuple(rows), zone, today) != (self._rows, self._zone, self._today):
            self._rows, self._zone, self._today = tuple(rows), zone, today
            self.redraw()

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        lines: list[Line] = [[], [Segment(f"  {_('Coming days')}", p.muted_bold)]]
        if self._today == date.min:
            return lines
        for day, rows in coming_items(self._rows, zone=self._zone, today=self._today):
            title = _("tomorrow") if day == self._today + timedelta(days=1) else long_day(day, self._today)
            lines += [[], [Segment(f"  {plain(title)}", p.bold if rows else p.faint)]]
            for row in rows:
                time = clock_time(row.when.start, self._zone) if isinstance(row.when, Timed) else "·"
                about = row.assignment.name if row.assignment else row.description or row.category.name
                lines.append(
                    [
                        Segment(f" {right(time, 6)} ", p.muted),
                        Segment("▎", p.hue(row.category.hue)),
                        Segment(row.category.letter + " ", p.hue(row.category.hue)),
                        Segment(fit(plain(about), width - 12), p.text),
                    ]
                )
        return lines
