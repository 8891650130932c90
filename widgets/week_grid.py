"""The time grid: a day, a week, a work week, or colleagues side by side (C2)."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip

from store.dates import clock_time, weekday_short
from store.language import _
from store.rows import ActivityRow
from store.when import Timed, day_bounds
from widgets.calendar_grid import CalendarData
from widgets.calendar_layout import DAY, grid_row, grid_rows, parts
from widgets.calendar_words import initials, is_late, is_over, more, name, name_ink
from widgets.cells import fit, merged, plain, right
from widgets.palette import Palette, palette
from widgets.tints import tint
from widgets.week_blocks import Block, Column, Ribbon, arranged, columns
from widgets.week_cursor import WeekCursor

GUTTER = 6
MOST_LANES = 4
BELOW = 2


class WeekGrid(WeekCursor):
    """Hours down, days or colleagues across; what overlaps stands side by side, bars on top, a line for now."""

    _awaited: tuple[date | None, int | None, int] | None = None

    # ----------------------------------------------------------------- data in

    def show(self, data: CalendarData, *, day: date | None = None, minute: int | None = None, select: int = 0) -> None:
        """See CalendarGrid."""
        before = self.data
        kept = self.chosen.id if self.chosen and not select and day is None else select
        first_time = before is None or (before.hours, before.zone) != (data.hours, data.zone)
        self.data = data
        self._lay_out(fresh=first_time)
        if not self.placed.columns:
            # There is no room yet: the place is gone to when there is.
            if self._awaited is None or day is not None:
                self._awaited = day, minute, select
            return
        if before is None and day is None:
            self._column, self._row = self.first_place(data)
        if day is not None and not data.users:
            self._column = max(0, min((day - data.first).days, len(self.placed.columns) - 1))
        if day is not None or before is None:
            self._lane = None
        if minute is not None:
            self._row, self._lane = min(minute // self.step, DAY // self.step - 1), None
        if not (kept and self.find(kept)):
            if select:
                self._stand_by(data, select)
            self._column = max(0, min(self._column, len(self.placed.columns) - 1))
            if self._lane is not None and self._ribbon() is None:
                self._lane = None
            here = self._at(self._column, self._row) if self._lane is None else []
            self._block = here[0] if here else None
        self.reveal()
        self.forget()

    def _stand_by(self, data: CalendarData, number: int) -> None:
        """Put the cursor where an activity is counted that has no room of its own."""
        row = next((row for row in data.rows if row.id == number), None)
        pieces = parts(row, data.zone)[1] if row is not None else []
        days = [column.day for column in self.placed.columns]
        if pieces and pieces[0].day in days:
            self._lane = None
            self._row = grid_rows(pieces[0], self.step)[0]
            if not data.users:
                self._column = days.index(pieces[0].day)

    def _lay_out(self, *, fresh: bool) -> None:
        data = self.data
        width, height = self.size
        if data is None or width <= GUTTER or height <= 3:
            return
        room = height - 2
        hours = max(1, data.hours[1] - data.hours[0])
        step = 15 if hours * 4 <= room - MOST_LANES else 30
        if step != self.step:
            self._row = self._row * self.step // step
            fresh, self.step = True, step
        self.placed = arranged(data, columns(data, GUTTER, width), self.step, min(MOST_LANES, max(1, height // 6)))
        if fresh:
            self.top = data.hours[0] * 60 // self.step
        self._scroll(self.top)

    def on_resize(self) -> None:
        """Lay out for the new size."""
        if self._awaited is not None and self.data is not None:
            data, (day, minute, select) = self.data, self._awaited
            self.data = self._awaited = None
            self.show(data, day=day, minute=minute, select=select)
            return
        chosen = self.chosen
        self._lay_out(fresh=not self.placed.columns)
        if chosen is not None:
            self.find(chosen.id)
        elif self.placed.columns and self._lane is None:
            here = self._at(min(self._column, len(self.placed.columns) - 1), self._row)
            self._block = here[0] if here else None
        self.reveal()
        self.forget()

    # ----------------------------------------------------------------- scrolling

    @property
    def _head(self) -> int:
        """How many lines stand above the hours: the titles, the bars, a rule."""
        return 1 + self.placed.lanes + 1

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._head)

    def _scroll(self, top: int) -> None:
        self.top = max(0, min(top, DAY // self.step - self._room))

    def reveal(self) -> None:
        """See WeekCursor."""
        if self._lane is not None or not self.placed.columns:
            return
        first, last = self._row, self._row + 1
        if self._block is not None and self._block.last - self._block.first <= self._room:
            first, last = self._block.first, self._block.last
        if first < self.top:
            self._scroll(first)
        else:
            below = min(BELOW, max(0, self._room - (last - first)))
            if last + below > self.top + self._room:
                self._scroll(last + below - self._room)

    def lines(self) -> tuple[int, int]:
        """See WeekCursor."""
        if self._lane is not None:
            return 1 + self._lane, 2 + self._lane
        first, last = (self._block.first, self._block.last) if self._block else (self._row, self._row + 1)
        return max(self._head, first - self.top + self._head), last - self.top + self._head

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Show later hours."""
        self._scroll(self.top + 2)
        self.forget()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Show earlier hours."""
        self._scroll(self.top - 2)
        self.forget()

    def place(self, x: int, y: int) -> tuple[date, int | None] | None:
        """See CalendarGrid."""
        column = self._column_at(x)
        if column is None:
            return None
        row = y - self._head + self.top
        return self.placed.columns[column].day, (row * self.step if y >= self._head else None)

    def _column_at(self, x: int) -> int | None:
        return next((k for k, c in enumerate(self.placed.columns) if c.x <= x < c.x + c.width), None)

    def point(self, x: int, y: int) -> None:
        """See CalendarGrid."""
        column = self._column_at(x)
        if column is None:
            return
        if y >= self._head:
            row, inside = y - self._head + self.top, x - self.placed.columns[column].x
            block = next((b for b in self._at(column, row) if b.x <= inside < b.x + b.width), None)
            self.go(column, row=row, block=block)
            return
        lane = y - 1
        if any(r.lane == lane and r.first <= column < r.last for r in self.placed.ribbons):
            self.go(column, lane=lane)
        elif self.placed.uncounted and lane == self.placed.lanes - 1 and self.placed.uncounted[column]:
            self.post_message(self.DayOpened(self.placed.columns[column].day))

    # ----------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line, or take it as it was drawn before."""
        strip = self._strips.get(y)
        if strip is None:
            p = palette(self.app)
            line = merged(self._line(p, y))
            strip = self._strips[y] = Strip(line).adjust_cell_length(self.size.width, p.background)
        return strip

    def _line(self, p: Palette, y: int) -> list[Segment]:
        data = self.data
        if data is None or not self.placed.columns:
            return [Segment("", p.background)]
        if y == 0:
            return self._titles(p, data)
        if y < self._head - 1:
            return self._bars(p, y - 1)
        if y == self._head - 1:
            return [Segment("─" * self.size.width, p.line + p.background)]
        return self._hour(p, data, y - self._head + self.top)

    def _titles(self, p: Palette, data: CalendarData) -> list[Segment]:
        week = ""
        if data.week_numbers and not data.users:
            week = str((self.placed.columns[0].day + timedelta(days=3)).isocalendar()[1])
        segments = [Segment(right(week, GUTTER - 1) + " ", p.faint + p.background)]
        for k, column in enumerate(self.placed.columns):
            segments += self._title(p, data, column, here=k == self._column)
        return segments

    def _title(self, p: Palette, data: CalendarData, column: Column, *, here: bool) -> list[Segment]:
        day = column.day
        start, end = day_bounds(day, data.zone)
        hours = round((end - start).total_seconds() / 3600)
        if column.user is not None:
            text = plain(column.user.name)
        else:
            text = f"{weekday_short(day)} {day.day}" + (f" · {hours} h" if hours != 24 else "")
        ink = p.muted if day.weekday() >= 5 and column.user is None else p.bold
        if day == data.today and column.user is None:
            ink = Style(color=p.background.bgcolor, bgcolor=p.accent.color, bold=True)
        elif here:
            ink = p.accent_bold + Style(underline=True)
        label = fit(text, min(cell_len(text), column.width - 2))
        ground = p.background
        return [
            Segment("  ", ground),
            Segment(label, ground + ink),
            Segment(" " * max(0, column.width - 2 - cell_len(label)), ground),
        ]

    def _bars(self, p: Palette, lane: int) -> list[Segment]:
        label = fit(_("days"), GUTTER - 1) if lane == 0 else ""
        segments = [Segment(right(label.strip(), GUTTER - 1) + " ", p.faint + p.background)]
        counting = any(self.placed.uncounted) and lane == self.placed.lanes - 1
        k = 0
        while k < len(self.placed.columns):
            column = self.placed.columns[k]
            ribbon = next((r for r in self.placed.ribbons if r.lane == lane and r.first <= k < r.last), None)
            if ribbon is None:
                count = f"+{self.placed.uncounted[k]}" if counting and self.placed.uncounted[k] else ""
                segments += [
                    Segment("│", p.line + p.background),
                    Segment(fit(count, column.width - 1), p.accent + p.background),
                ]
                k += 1
                continue
            width = sum(c.width for c in self.placed.columns[ribbon.first : ribbon.last]) - 1
            segments += [Segment("│", p.line + p.background), *self._ribbon_cells(p, ribbon, width)]
            k = ribbon.last
        return segments

    def _ribbon_cells(self, p: Palette, ribbon: Ribbon, width: int) -> list[Segment]:
        assert self.data is not None
        row = ribbon.row
        cursor = self._lane == ribbon.lane and ribbon.first <= self._column < ribbon.last
        ground = p.cursor if cursor else tint(p, row.category.hue, faded=is_over(row))
        tail = "→" if ribbon.after else ""
        lead = "▌" if cursor else ("←" if ribbon.before else "▎")
        cells = self._name_cells(p, row, width - 1 - cell_len(tail), ground, extra=more(row, self.data.of))
        edge = p.accent if cursor else p.hue(row.category.hue)
        return [Segment(lead, edge + ground), *cells, Segment(tail, p.muted + ground)]

    def _name_cells(
        self, p: Palette, row: ActivityRow, width: int, ground: Style, *, time: str = "", extra: str = ""
    ) -> list[Segment]:
        """Return the letter, the sign, the name, and behind it what there is room for, in exactly `width` cells."""
        if width <= 0:
            return []
        assert self.data is not None
        mark, mark_ink = self.mark_of(p, row)
        lead = f"{row.category.letter}{mark if width < 8 else ''} " if width > 2 else row.category.letter
        segments = [Segment(fit(lead, min(width, cell_len(lead))), p.hue(row.category.hue) + Style(bold=True) + ground)]
        left = width - cell_len(lead)
        if mark and width >= 8:
            segments.append(Segment(f"{mark} ", mark_ink + ground))
            left -= cell_len(mark) + 1
        if time and left > cell_len(time) + 3:
            segments.append(Segment(f"{time} ", p.muted + ground))
            left -= cell_len(time) + 1
        title = name(row, self.data.of)
        taken = min(cell_len(title), left) if left > 0 else 0
        ink = name_ink(p, row, late=is_late(row, self.data.now, self.data.zone))
        if taken:
            segments.append(Segment(fit(title, taken), ink + ground))
        left -= taken
        if extra and left > 5:
            segments.append(Segment("  " + fit(extra, left - 2), p.muted + ground))
        elif left > 0:
            segments.append(Segment(" " * left, ground))
        return segments

    def _hour(self, p: Palette, data: CalendarData, row: int) -> list[Segment]:
        minute = row * self.step
        local = data.now.astimezone(ZoneInfo(data.zone))
        now_row = grid_row(local.hour * 60 + local.minute, self.step)
        today_here = any(column.day == data.today for column in self.placed.columns)
        now = today_here and row == min(now_row, DAY // self.step - 1)
        if now:
            gutter = Segment(right(clock_time(data.now, data.zone), GUTTER - 1) + " ", p.amber_bold + p.background)
        else:
            near = today_here and abs(row - now_row) == 1 and self.step == 15
            label = f"{minute // 60}:00" if minute % 60 == 0 and not near else ""
            gutter = Segment(right(label, GUTTER - 1) + " ", p.muted + p.background)
        segments = [gutter]
        for k, column in enumerate(self.placed.columns):
            segments += self._cells(p, data, k, column, row, now=now and column.day == data.today)
        return segments

    def _cells(self, p: Palette, data: CalendarData, k: int, column: Column, row: int, *, now: bool) -> list[Segment]:
        """Return a row of a column: its rule, free time and blocks."""
        minute, width = row * self.step, column.width
        off = column.day.weekday() >= 5 or not data.hours[0] * 60 <= minute < data.hours[1] * 60
        ground = p.side if off else p.background
        rule, ink = ("━", p.amber) if now else (("┄", p.line) if minute % 60 == 0 else (" ", p.line))
        segments = [Segment("●" if now else "│", (p.amber if now else p.line) + ground)]
        x = 1
        here = sorted(self._at(k, row), key=lambda block: block.x)
        cursor = k == self._column and row == self._row and self._lane is None and self._block is None
        if cursor and not here:
            text = f"{minute // 60}:{minute % 60:02}"
            return [*segments, Segment("▌", p.accent + p.cursor), Segment(fit(text, width - 2), p.muted + p.cursor)]
        for block in here:
            if block.x > x:
                segments.append(Segment(rule * (block.x - x), ink + ground))
            segments += self._block_cells(p, block, row, column)
            x = block.x + block.width
        if x < width:
            segments.append(Segment(rule * (width - x), ink + ground))
        return segments

    def _block_cells(self, p: Palette, block: Block, row: int, column: Column) -> list[Segment]:
        assert self.data is not None
        cursor = self._lane is None and block is self._block
        width, line = block.width, row - block.first
        if block.piece is None:
            ground = p.cursor if cursor else p.panel
            text = f"+{block.hidden}" if line == 0 or row == self.top else ""
            return [Segment(fit(text, width), p.accent + ground)]
        piece = block.piece
        activity = piece.row
        ground = p.cursor if cursor else tint(p, activity.category.hue, faded=is_over(activity))
        edge = Segment("▌" if cursor else "▎", (p.accent if cursor else p.hue(activity.category.hue)) + ground)
        inner = width - 1
        lines = block.last - block.first
        if line == 0:
            time = "" if piece.start % self.step == 0 else clock_time_of(piece.start)
            time = "↑" if piece.before else time
            extra = more(activity, self.data.of) if lines == 1 else ""
            return [edge, *self._name_cells(p, activity, inner, ground, time=time, extra=extra)]
        texts = [text for text in (more(activity, self.data.of), self._span(activity) if inner >= 11 else "") if text]
        text = texts[line - 1] if line <= len(texts) else ""
        if piece.after and line == lines - 1:
            text = fit(text, inner - 1) + "↓"
        return [edge, Segment(fit("  " + text if inner > 8 and text else text, inner), p.muted + ground)]

    def _span(self, row: ActivityRow) -> str:
        assert self.data is not None
        if not isinstance(row.when, Timed):
            return ""
        zone = self.data.zone
        who = ", ".join(initials(user.name) for user in row.performers) if len(row.performers) > 1 else ""
        return f"{clock_time(row.when.start, zone)}–{clock_time(row.when.end, zone)} {who}".strip()


def clock_time_of(minute: int) -> str:
    """Return "9:05" for a minute of the day."""
    return f"{minute // 60}:{minute % 60:02}"
