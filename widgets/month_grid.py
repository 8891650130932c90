"""The month: a cell a day, lines where there is room, letters in their colours where there is not (C2)."""

from datetime import date, timedelta

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.calendar_choices import turned
from store.dates import weekday_short
from store.language import n_
from store.rows import ActivityRow
from widgets.calendar_grid import CalendarData, CalendarGrid
from widgets.calendar_layout import Bar, Piece
from widgets.calendar_words import is_late, is_over, name, name_ink
from widgets.cells import fit, merged, right
from widgets.month_layout import Cell, Week, weeks
from widgets.palette import Palette, palette
from widgets.tints import tint

WORDS_FROM = 14
BOLD = Style(bold=True)


class MonthGrid(CalendarGrid):
    """Weeks down, days across. The cursor stands on a day; tab goes through what is in it."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._weeks: list[Week] = []
        self._columns: list[tuple[int, int]] = []
        self._width = 0
        self._day = date(2000, 1, 3)
        self._chosen: int | None = None

    # ----------------------------------------------------------------- data in

    def show(self, data: CalendarData, *, day: date | None = None, minute: int | None = None, select: int = 0) -> None:
        """See CalendarGrid."""
        if day is not None or self.data is None:
            self._day, self._chosen = day or data.today, None
        self.data = data
        self._lay_out()
        self._day = min(max(self._day, data.first), data.last)
        self._chosen = select or self._chosen
        if self._chosen is not None and not self._has(self._chosen):
            days = [cell.day for week in self._weeks for cell in week.cells if self._holds(cell, self._chosen)]
            if select and days:
                self._day = days[0]
            else:
                self._chosen = None
        self.forget()

    def _lay_out(self) -> None:
        if self.data is not None and self.size.height > 1:
            self._weeks = weeks(self.data, self.size.height - 1)
            self._width = self.size.width
            self._columns = self._places(3 if self.data.week_numbers else 0)

    def on_resize(self) -> None:
        """Lay out for the new size."""
        self._lay_out()
        self.forget()

    def _holds(self, cell: Cell, number: int) -> bool:
        return any(row.id == number for row in cell.rows)

    def _has(self, number: int) -> bool:
        cell = self._cell(self._day)
        return cell is not None and self._holds(cell, number)

    def _cell(self, day: date) -> Cell | None:
        if self.data is None or not self._weeks:
            return None
        away = (day - self.data.first).days
        return self._weeks[away // 7].cells[away % 7] if 0 <= away < 7 * len(self._weeks) else None

    # ----------------------------------------------------------------- where it is

    @property
    def chosen(self) -> ActivityRow | None:
        """See CalendarGrid."""
        cell = self._cell(self._day)
        return next((row for row in cell.rows if row.id == self._chosen), None) if cell and self._chosen else None

    @property
    def day(self) -> date:
        """See CalendarGrid."""
        return self._day

    @property
    def minute(self) -> int | None:
        """See CalendarGrid."""
        return None

    @property
    def next_to_chosen(self) -> int | None:
        """See CalendarGrid."""
        cell = self._cell(self._day)
        numbers = [row.id for row in cell.rows] if cell else []
        if self._chosen not in numbers:
            return None
        at = numbers.index(self._chosen)
        return next(iter((*numbers[at + 1 :], *reversed(numbers[:at]))), None)

    @property
    def rows_of_day(self) -> list[ActivityRow]:
        """All activities of the day under the cursor."""
        cell = self._cell(self._day)
        return cell.rows if cell else []

    # ----------------------------------------------------------------- going

    def _go(self, day: date, by: int, chosen: int | None = None) -> None:
        if self.data is None:
            return
        if not self.data.first <= day <= self.data.last:
            self.post_message(self.Wanted(day, by))
            return
        before, self._day, self._chosen = self._day, day, chosen
        for week in self._weeks:
            if any(cell.day in {before, day} for cell in week.cells):
                self.forget_lines(1 + week.top, 1 + week.top + week.height)
        self.post_message(self.Selected())

    def action_vertical(self, by: int) -> None:
        """Go to the same weekday of the week below or above."""
        self._go(self._day + timedelta(days=7 * by), by)

    def action_horizontal(self, by: int) -> None:
        """Go to the next day or the one before."""
        self._go(self._day + timedelta(days=by), by)

    def action_page(self, by: int) -> None:
        """Go to the same day of the next month or the one before."""
        self.post_message(self.Wanted(turned("month", self._day, by), by))

    def action_edge(self, by: int) -> None:
        """Go to the first or last day of the week."""
        week = next((w for w in self._weeks if w.cells[0].day <= self._day <= w.cells[-1].day), None)
        if week is not None:
            self._go(week.cells[0 if by < 0 else -1].day, by)

    def action_next(self, by: int) -> None:
        """Go through the activities: those of the day, then those of the days after or before."""
        numbers = [row.id for row in self.rows_of_day]
        at = numbers.index(self._chosen) + by if self._chosen in numbers else (0 if by > 0 else -1)
        if 0 <= at < len(numbers) and (by > 0 or self._chosen is not None):
            self._go(self._day, by, numbers[at])
            return
        cells = [cell for week in self._weeks for cell in week.cells]
        for cell in cells if by > 0 else reversed(cells):
            if cell.rows and (cell.day > self._day if by > 0 else cell.day < self._day):
                self._go(cell.day, by, cell.rows[0 if by > 0 else -1].id)
                return

    def action_open(self) -> None:
        """Open the activity, or look at the day."""
        if self.chosen is not None:
            self.post_message(self.Opened(self.chosen))
        else:
            self.post_message(self.DayOpened(self._day))

    # ----------------------------------------------------------------- the mouse

    def _places(self, gutter: int) -> list[tuple[int, int]]:
        """Where the days begin and how wide they are."""
        each, rest = divmod(max(7, self._width - gutter), 7)
        found: list[tuple[int, int]] = []
        x = gutter
        for k in range(7):
            wide = each + (1 if k < rest else 0)
            found.append((x, wide))
            x += wide
        return found

    def _cell_at(self, x: int, y: int) -> tuple[Cell, Week] | None:
        column = next((k for k, (at, wide) in enumerate(self._columns) if at <= x < at + wide), None)
        week = next((w for w in self._weeks if w.top <= y - 1 < w.top + w.height), None)
        return (week.cells[column], week) if column is not None and week is not None else None

    def place(self, x: int, y: int) -> tuple[date, int | None] | None:
        """See CalendarGrid."""
        found = self._cell_at(x, y)
        return (found[0].day, None) if found else None

    def point(self, x: int, y: int) -> None:
        """See CalendarGrid."""
        found = self._cell_at(x, y)
        if found is None:
            return
        cell, week = found
        line = y - 1 - week.top - 1
        if line in cell.bars:
            self._go(cell.day, 0, cell.bars[line].row.id)
            return
        listed, counted = cell.window(week.height - 1, self._chosen if cell.day == self._day else None)
        at = line - cell.offset
        if counted and at == len(listed):
            self.post_message(self.DayOpened(cell.day))
        else:
            self._go(cell.day, 0, listed[at].row.id if 0 <= at < len(listed) else None)

    # ----------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line, or take it as it was drawn before."""
        strip = self._strips.get(y)
        if strip is None:
            p = palette(self.app)
            strip = self._strips[y] = Strip(merged(self._line(p, y))).adjust_cell_length(self._width, p.background)
        return strip

    def _line(self, p: Palette, y: int) -> list[Segment]:
        data = self.data
        if data is None or not self._weeks:
            return [Segment("", p.background)]
        if y == 0:
            return self._weekdays(p, data)
        week = next((w for w in self._weeks if w.top <= y - 1 < w.top + w.height), None)
        if week is None:
            return [Segment("", p.background)]
        line = y - 1 - week.top
        segments: list[Segment] = []
        if data.week_numbers:
            number = (week.cells[0].day + timedelta(days=3)).isocalendar()[1]
            segments.append(Segment(right(str(number) if line == 0 else "", 2) + " ", p.faint + p.background))
        columns = self._columns
        k = 0
        while k < 7:
            cell, width = week.cells[k], columns[k][1]
            bar = cell.bars.get(line - 1)
            if line and bar is not None:
                last = k
                while last + 1 < 7 and week.cells[last + 1].bars.get(line - 1) is bar:
                    last += 1
                segments += self._bar(p, bar, week, k, last, sum(wide for _x, wide in columns[k : last + 1]))
                k = last + 1
                continue
            segments += self._cell_line(p, data, cell, week, line, width)
            k += 1
        return segments

    def _weekdays(self, p: Palette, data: CalendarData) -> list[Segment]:
        gutter = self._columns[0][0]
        segments = [Segment(" " * gutter, p.background)]
        for k, (_x, width) in enumerate(self._columns):
            day = data.first + timedelta(days=k)
            ink = p.faint if day.weekday() >= 5 else p.muted_bold
            segments.append(Segment(fit(f" {weekday_short(day)}", width), ink + p.background))
        return segments

    def _ground(self, p: Palette, cell: Cell) -> Style:
        if cell.day == self._day:
            return p.cursor if self._chosen is None else p.panel
        return p.side if cell.day.weekday() >= 5 else p.background

    def _cell_line(
        self, p: Palette, data: CalendarData, cell: Cell, week: Week, line: int, width: int
    ) -> list[Segment]:
        ground = self._ground(p, cell)
        if line == 0:
            return self._number(p, data, cell, week, width, ground)
        listed, counted = cell.window(week.height - 1, self._chosen if cell.day == self._day else None)
        at = line - 1 - cell.offset
        if 0 <= at < len(listed):
            return self._item(p, data, cell, listed[at], width, ground)
        edge = Segment("▌" if cell.day == self._day and self._chosen is None else " ", p.accent + ground)
        if counted and at == len(listed):
            return [edge, *self._counted(p, counted, width - 1, ground)]
        return [edge, Segment(" " * (width - 1), ground)]

    def _number(
        self, p: Palette, data: CalendarData, cell: Cell, week: Week, width: int, ground: Style
    ) -> list[Segment]:
        day = cell.day
        ink = p.bold if day.month == data.month else p.faint
        text = f" {day.day} "
        if day == data.today:
            ink = Style(color=p.background.bgcolor, bgcolor=p.accent.color, bold=True)
        lost = cell.rows if week.height == 1 else []
        tail = f"+{len(lost)} " if lost else ""
        here = day == self._day and self._chosen is None
        rule = "─" * max(0, width - len(text) - len(tail) - 2)
        return [
            Segment("▌" if here else "─", (p.accent if here else p.line) + ground),
            Segment(text, ground + ink),
            Segment(tail, p.accent + ground),
            Segment(rule + " " * max(0, width - 1 - len(text) - len(tail) - len(rule)), p.line + ground),
        ]

    def _counted(self, p: Palette, counted: list[Bar | Piece], width: int, ground: Style) -> list[Segment]:
        """Return the letters of what has no line of its own, or, where words fit, "+3 more"."""
        count = len(counted)
        if width >= WORDS_FROM - 1:
            words = n_("+{count} more", "+{count} more", count).format(count=count)
            return [Segment(fit(" " + words, width), p.accent + ground)]
        room = width - 1
        shown = counted if count <= room else counted[: max(0, room - len(str(count)) - 1)]
        segments = [Segment(" ", ground)]
        for item in shown:
            category = item.row.category
            ink = p.faint if is_over(item.row) else p.hue(category.hue) + BOLD
            segments.append(Segment(fit(category.letter, 1), ink + ground))
        rest = f"+{count - len(shown)}" if len(shown) < count else ""
        segments.append(Segment(fit(rest, room - len(shown)), p.accent + ground))
        return segments

    def _item(
        self, p: Palette, data: CalendarData, cell: Cell, item: Bar | Piece, width: int, ground: Style
    ) -> list[Segment]:
        row = item.row
        chosen = cell.day == self._day and row.id == self._chosen
        inside = p.cursor if chosen else tint(p, row.category.hue, faded=is_over(row))
        time = ""
        if isinstance(item, Piece):
            minutes = f":{item.start % 60:02}" if item.start % 60 else ""
            time = "↑" if item.before else f"{item.start // 60}{minutes if width >= WORDS_FROM else ''}"
        edge = Segment("▌" if chosen else "▎", (p.accent if chosen else p.hue(row.category.hue)) + inside)
        first = Segment("▌" if cell.day == self._day and self._chosen is None else " ", p.accent + ground)
        return [first, edge, *self._words(p, data, row, width - 3, inside, time), Segment(" ", ground)]

    def _words(
        self, p: Palette, data: CalendarData, row: ActivityRow, width: int, ground: Style, time: str = ""
    ) -> list[Segment]:
        """Return letter, sign, time and name in exactly `width` cells."""
        mark, mark_ink = self.mark_of(p, row)
        lead = f"{row.category.letter} "
        segments = [Segment(lead, p.hue(row.category.hue) + BOLD + ground)]
        left = width - cell_len(lead)
        if mark and left > 6:
            segments.append(Segment(mark + " ", mark_ink + ground))
            left -= cell_len(mark) + 1
        if time and left > 3:
            segments.append(Segment(time + " ", p.muted + ground))
            left -= len(time) + 1
        late = is_late(row, data.now, data.zone)
        ink = p.muted if is_over(row) else (name_ink(p, row, late=late) if late else p.text)
        segments.append(Segment(fit(name(row, data.of), left), ink + ground))
        return segments

    def _bar(self, p: Palette, bar: Bar, week: Week, first: int, last: int, width: int) -> list[Segment]:
        """Return a bar through the cells of the days it covers."""
        assert self.data is not None
        row = bar.row
        chosen = row.id == self._chosen and week.cells[first].day <= self._day <= week.cells[last].day
        ground = p.cursor if chosen else tint(p, row.category.hue, faded=is_over(row))
        before, after = bar.first < week.cells[first].day, bar.last > week.cells[last].day
        lead = "▌" if chosen else ("←" if before else "▎")
        edge = (p.accent if chosen else p.hue(row.category.hue)) + ground
        words = self._words(p, self.data, row, width - 4, ground)
        tail = Segment("→" if after else " ", p.muted + ground)
        outer = self._ground(p, week.cells[first])
        here = week.cells[first].day == self._day and self._chosen is None
        return [
            Segment("▌" if here else " ", p.accent + outer), Segment(lead, edge), *words, tail,
            Segment(" ", self._ground(p, week.cells[last])),
        ]  # fmt: skip
