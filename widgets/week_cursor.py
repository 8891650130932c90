"""The cursor of the time grid: over activities as over tall cells, over free time row by row, up into the bars (C2)."""

from datetime import date, timedelta

from store.rows import ActivityRow, UserRef
from widgets.calendar_grid import CalendarData, CalendarGrid
from widgets.calendar_layout import DAY
from widgets.week_blocks import Block, Blocks, Ribbon

Stop = tuple[int, int, int, Block | Ribbon]


class WeekCursor(CalendarGrid):
    """Where the cursor is: a column, and a row of it with the block there, or a lane of the bars."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.placed = Blocks()
        self.step = 30
        self.top = 16
        self._column = 0
        self._row = 18
        self._lane: int | None = None
        self._block: Block | None = None

    # ----------------------------------------------------------------- where it is

    @property
    def chosen(self) -> ActivityRow | None:
        """See CalendarGrid."""
        if self._lane is not None:
            ribbon = self._ribbon()
            return ribbon.row if ribbon else None
        return self._block.row if self._block else None

    @property
    def day(self) -> date:
        """See CalendarGrid."""
        assert self.data is not None
        return self.placed.columns[self._column].day if self.placed.columns else self.data.first

    @property
    def user(self) -> UserRef | None:
        """The user whose column the cursor is in, where colleagues stand side by side."""
        return self.placed.columns[self._column].user if self.placed.columns else None

    @property
    def minute(self) -> int | None:
        """See CalendarGrid."""
        return None if self._lane is not None else self._row * self.step

    @property
    def next_to_chosen(self) -> int | None:
        """See CalendarGrid."""
        stops, chosen = self._stops(), self.chosen
        numbers = [stop[3].row.id for stop in stops if stop[3].row is not None]
        if chosen is None or chosen.id not in numbers:
            return None
        at = numbers.index(chosen.id)
        rest = [number for number in (*numbers[at + 1 :], *reversed(numbers[:at])) if number != chosen.id]
        return rest[0] if rest else None

    def _ribbon(self) -> Ribbon | None:
        return next((r for r in self._ribbons() if r.lane == self._lane), None)

    def _ribbons(self) -> list[Ribbon]:
        """The bars over the cursor's column."""
        return [r for r in self.placed.ribbons if r.first <= self._column < r.last]

    def _stops(self) -> list[Stop]:
        """All activities in the order in which one goes through them."""
        found: list[Stop] = [(r.first, -1, r.lane, r) for r in self.placed.ribbons]
        for k, blocks in enumerate(self.placed.blocks):
            found += [(k, block.first, block.x, block) for block in blocks if block.row is not None]
        return sorted(found, key=lambda stop: stop[:3])

    # ----------------------------------------------------------------- going

    def go(
        self,
        column: int,
        *,
        row: int | None = None,
        lane: int | None = None,
        block: Block | None = None,
        from_x: int = 0,
    ) -> None:
        """Put the cursor somewhere; without a block on the one that is nearest to `from_x` in its row."""
        rows = DAY // self.step
        before, top = self.lines(), self.top
        self._column = max(0, min(column, len(self.placed.columns) - 1))
        self._lane = lane
        if row is not None:
            self._row = max(0, min(row, rows - 1))
        if lane is None:
            here = self._at(self._column, self._row)
            self._block = block or (min(here, key=lambda b: abs(b.x - from_x)) if here else None)
        else:
            self._block = None
        self.reveal()
        if self.top != top:
            self.forget()
        else:
            self.forget_lines(0, 1)
            for first, last in (before, self.lines()):
                self.forget_lines(first, last)
        self.post_message(self.Selected())

    def _at(self, column: int, row: int) -> list[Block]:
        if column >= len(self.placed.blocks):
            return []
        return [block for block in self.placed.blocks[column] if block.first <= row < block.last]

    def find(self, number: int) -> bool:
        """Put the cursor on an activity, in its column where it has several; False where it is not here."""
        stops = [stop for stop in self._stops() if stop[3].row is not None and stop[3].row.id == number]
        if not stops:
            return False
        column, _row, _x, what = min(stops, key=lambda stop: (stop[0] != self._column, stop[0]))
        if isinstance(what, Ribbon):
            self._column = max(what.first, min(self._column, what.last - 1))
            self._lane, self._block = what.lane, None
        else:
            self._column, self._lane, self._block = column, None, what
            if not what.first <= self._row < what.last:
                self._row = what.first
        return True

    def lines(self) -> tuple[int, int]:
        """The lines that the cursor is drawn in; to be overridden."""
        raise NotImplementedError

    def reveal(self) -> None:
        """Scroll as little as shows the cursor; to be overridden."""
        raise NotImplementedError

    def action_vertical(self, by: int) -> None:
        """Go down or up: past a whole block, through free time by a row, from the first hours into the bars."""
        if self._lane is not None:
            lanes = sorted(r.lane for r in self._ribbons())
            further = [lane for lane in lanes if (lane > self._lane if by > 0 else lane < self._lane)]
            if further:
                self.go(self._column, lane=further[0] if by > 0 else further[-1])
            elif by > 0:
                self.go(self._column, row=self.top)
            return
        block, x = self._block, self._block.x if self._block else 0
        first, last = (block.first, block.last) if block else (self._row, self._row + 1)
        target = last if by > 0 else first - 1
        earlier = any(one.first <= target for one in self.placed.blocks[self._column])
        ribbons = self._ribbons()
        if by < 0 and ribbons and target < self._hours_from() and not earlier:
            self.go(self._column, lane=max(r.lane for r in ribbons))
        elif 0 <= target < DAY // self.step:
            self.go(self._column, row=target, from_x=x)

    def _hours_from(self) -> int:
        assert self.data is not None
        return self.data.hours[0] * 60 // self.step

    def action_horizontal(self, by: int) -> None:
        """Go to what stands beside in the same day, then to the day beside at the same time."""
        if self._lane is not None:
            self._beside_bar(by)
            return
        if self._block is not None:
            beside = [b for b in self._at(self._column, self._row) if (b.x > self._block.x) == (by > 0)]
            beside = [b for b in beside if b is not self._block]
            if beside:
                nearest = min(beside, key=lambda b: abs(b.x - (self._block.x if self._block else 0)))
                self.go(self._column, row=self._row, block=nearest)
                return
        self._to_column(self._column + by, by)

    def _to_column(self, column: int, by: int) -> None:
        if 0 <= column < len(self.placed.columns):
            self.go(column, row=self._row, from_x=0 if by > 0 else 999)
        elif self.data is not None and not self.data.users:
            self.post_message(self.Wanted(self.day + timedelta(days=by), by))

    def _beside_bar(self, by: int) -> None:
        ribbon = self._ribbon()
        column = self._column + by
        if ribbon is not None:
            column = ribbon.last if by > 0 else ribbon.first - 1
        if not 0 <= column < len(self.placed.columns):
            self._lane = None
            self._to_column(column, by)
            return
        over = [r for r in self.placed.ribbons if r.first <= column < r.last]
        if over:
            self.go(column, lane=min(over, key=lambda r: abs(r.lane - (self._lane or 0))).lane)
        else:
            self.go(column, row=self._row)

    def action_next(self, by: int) -> None:
        """Go to the next or previous activity."""
        where = (self._column, -1 if self._lane is not None else self._row, self._lane or 0)
        if self._block is not None:
            where = (self._column, self._block.first, self._block.x)
        stops = [stop for stop in self._stops() if stop[3].row is not None]
        further = [s for s in (stops if by > 0 else stops[::-1]) if (s[:3] > where if by > 0 else s[:3] < where)]
        if not further:
            self.post_message(self.Selected())
            return
        column, row, _x, what = further[0]
        if isinstance(what, Ribbon):
            self.go(column, lane=what.lane)
        else:
            self.go(column, row=row, block=what)

    def action_page(self, by: int) -> None:
        """Go four hours on or back."""
        self.go(self._column, row=max(0, self._row + by * 240 // self.step))

    def action_edge(self, by: int) -> None:
        """Go to the beginning or the end of the day."""
        self.go(self._column, row=0 if by < 0 else DAY // self.step - 1)

    def action_open(self) -> None:
        """Open the activity, or the day where some have no room, or plan where it is free."""
        if self.chosen is not None:
            self.post_message(self.Opened(self.chosen))
        elif self._block is not None:
            self.post_message(self.DayOpened(self.day))
        else:
            self.post_message(self.Planned())

    def first_place(self, data: CalendarData) -> tuple[int, int]:
        """Where the cursor begins: today at the present hour, else the first day at nine."""
        days = [column.day for column in self.placed.columns]
        return (days.index(data.today) if data.today in days else 0), 9 * 60 // self.step
