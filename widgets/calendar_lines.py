"""The lines around the grids of the calendar: the views above, what is chosen and the legend below (C2)."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from store.dates import clock_time, full_day, long_day
from store.language import _, n_
from store.rows import ActivityRow, CategoryRef
from store.when import Timed
from widgets.activity_preview import when_line
from widgets.calendar_words import is_over, name, name_ink, sign, sign_ink
from widgets.cells import fit, plain, right
from widgets.line_list import Line, LinePane
from widgets.palette import Palette, palette


class ViewLine(Widget):
    """The views, the one in use underlined; at the right whose calendar it is."""

    DEFAULT_CSS = "ViewLine { height: 1; }"

    class Chosen(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[tuple[str, str], ...] = ()
        self._active, self._whose = "", ""
        self._places: list[tuple[int, int, str]] = []

    def show(self, views: Sequence[tuple[str, str]], active: str, whose: str) -> None:
        """Change the views, (id, title), and whose it is; repaints only if something differs."""
        if (tuple(views), active, whose) != (self._views, self._active, self._whose):
            self._views, self._active, self._whose = tuple(views), active, whose
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        p, width = palette(self.app), self.size.width
        segments, used = [Segment(" ", p.background)], 1
        self._places = []
        for view, title in self._views:
            active = view == self._active
            ink = p.bold + Style(underline=True) if active else p.muted
            segments += [Segment(title, ink + p.background), Segment("   ", p.background)]
            self._places.append((used, used + cell_len(title), view))
            used += cell_len(title) + 3
        whose = plain(self._whose)
        room = max(0, width - used - 1)
        segments.append(Segment(right(fit(whose, min(cell_len(whose), room)), room), p.accent + p.background))
        return Strip(segments).adjust_cell_length(width, p.background)

    def on_click(self, event: events.Click) -> None:
        """Choose the view under the mouse."""
        for start, end, view in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(view))


class CalendarFoot(Widget):
    """What is under the cursor in one line, and the legend: beside it, or below where there are two lines."""

    DEFAULT_CSS = "CalendarFoot { height: 1; } CalendarFoot.-two { height: 2; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row: ActivityRow | None = None
        self._words = ""
        self._legend: tuple[CategoryRef, ...] = ()
        self._zone, self._today = "UTC", date.min

    def show(
        self, row: ActivityRow | None, words: str, legend: Sequence[CategoryRef], *, zone: str, today: date
    ) -> None:
        """Show an activity, or words about the day; and the categories that occur."""
        after = (row, words, tuple(legend), zone, today)
        if after != (self._row, self._words, self._legend, self._zone, self._today):
            self._row, self._words, self._legend, self._zone, self._today = after
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        p, width = palette(self.app), self.size.width
        two = self.size.height > 1
        if y == 0:
            segments = self._info(p, width if self._row or two else cell_len(self._words) + 2)
            used = sum(segment.cell_length for segment in segments)
            if not two and self._row is None:
                segments += self._categories(p, width - used)
        else:
            segments = self._categories(p, width)
        return Strip(segments).adjust_cell_length(width, p.side).apply_style(p.side)

    def _info(self, p: Palette, width: int) -> list[Segment]:
        row = self._row
        if row is None:
            return [Segment(fit(f" {self._words}", width), p.muted)]
        mark = sign(row)
        hue = p.hue(row.category.hue)
        said = " · ".join(plain(part) for part in (row.description,) if part and row.assignment)
        head = [
            Segment(" ▎", hue),
            Segment(f"{row.category.letter} {plain(row.category.name)}  ", hue + Style(bold=True)),
            Segment(f"{mark} " if mark else "", sign_ink(p, row)),
            Segment(when_line(row.when, self._zone, self._today) + "  ", p.text),
            Segment(name(row) + "  ", p.muted if is_over(row) else p.bold),
        ]
        left = width - sum(segment.cell_length for segment in head)
        return [*head, Segment(fit(said, left) if left > 3 else "", p.muted)]

    def _categories(self, p: Palette, width: int) -> list[Segment]:
        segments, used = [Segment(" ")], 1
        for category in self._legend:
            text = plain(category.name)
            size = 5 + cell_len(text)
            if used + size > width:
                break
            hue = p.hue(category.hue)
            segments += [
                Segment("▎", hue),
                Segment(f"{category.letter} ", hue + Style(bold=True)),
                Segment(f"{text}  ", p.muted),
            ]
            used += size
        return segments


class DayList(LinePane):
    """The activities of one day, where no single one is chosen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._day, self._today, self._zone = date.min, date.min, "UTC"
        self._rows: tuple[ActivityRow, ...] = ()

    def show(self, day: date, rows: Sequence[ActivityRow], *, zone: str, today: date) -> None:
        """Show a day."""
        if (day, tuple(rows), zone, today) != (self._day, self._rows, self._zone, self._today):
            self._day, self._rows, self._zone, self._today = day, tuple(rows), zone, today
            self.redraw(top=True)

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        lines: list[Line] = [[], [Segment(f"  {long_day(self._day, self._today)}", p.bold)], []]
        if not self._rows:
            lines.append([Segment("  " + _("Nothing on this day."), p.faint)])
        for row in self._rows:
            time = clock_time(row.when.start, self._zone) if isinstance(row.when, Timed) else "·"
            hue = p.hue(row.category.hue)
            lines.append(
                [
                    Segment(f" {right(time, 6)} ", p.muted),
                    Segment("▎", hue),
                    Segment(f"{row.category.letter} ", hue + Style(bold=True)),
                    Segment(f"{sign(row)} " if sign(row) else "", sign_ink(p, row)),
                    Segment(fit(name(row), max(4, width - 14)), name_ink(p, row)),
                ]
            )
            if row.assignment and row.description:
                lines.append([Segment(" " * 8 + "  " + fit(plain(row.description), width - 12), p.muted)])
        return lines


def day_words(day: date, rows: Sequence[ActivityRow], today: date) -> str:
    """Return "Tuesday 24 November · 5 activities"."""
    count = len(rows)
    many = n_("{count} activity", "{count} activities", count).format(count=count) if count else _("nothing planned")
    return f"{long_day(day, today) if day.year == today.year else full_day(day)} · {many}"
