"""A table of any length that draws its own lines: holds pages of rows and asks for those it lacks (C3, C4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.cells import fit, plain, right, wrap
from widgets.lately import LATELY_SIGN, Lately, Touchable
from widgets.palette import Palette, palette

PAGE = 200
MARGIN = 60
KEPT_PAGES = 30
BAR_STEPS = 8  # for each cell of a bar
Kind = Literal["text", "bold", "muted", "faint", "amber", "ok", "danger", "accent"]


@dataclass(frozen=True)
class Column:
    """A column: its least width in cells, its share of what is left, from which width of the table on it is shown."""

    key: str
    title: str
    width: int
    grow: int = 0
    align: Literal["left", "right"] = "left"
    sortable: bool = True
    shown_from: int = 0


@dataclass(frozen=True)
class Cell:
    """What stands in a column: text as people typed it, a colour by meaning or, with `hue`, of a status; an indent."""

    text: str
    kind: Kind = "text"
    hue: str = ""
    indent: int = 0


@dataclass(frozen=True)
class TableRow:
    """A row: its number, its cells by column, whether it is over, and what the screen wants to find in it again."""

    id: int
    cells: tuple[Cell, ...]
    faded: bool = False
    data: Any = None


class RecordTable(ScrollView, Touchable, can_focus=True):
    """Data in: `set_columns`, `forget`, `fill`. Messages out: Wanted, Highlighted, Opened, OrderWanted."""

    DEFAULT_CSS = "RecordTable { scrollbar-size-vertical: 1; overflow-x: hidden; }"
    # With priority, as the screens' actions have it: keys of one packet are obeyed in their order.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False, priority=True, id="list.down"),
        Binding("up,k", "step(-1)", show=False, priority=True, id="list.up"),
        Binding("pagedown", "page(1)", show=False, priority=True, id="list.page-down"),
        Binding("pageup", "page(-1)", show=False, priority=True, id="list.page-up"),
        Binding("home", "edge(0)", show=False, priority=True, id="list.first"),
        Binding("end", "edge(-1)", show=False, priority=True, id="list.last"),
        Binding("enter", "open", show=False, priority=True, id="list.open"),
    ]

    class Wanted(Message):
        """Rows are wanted: so many from `first` on, `generation` is to be handed back."""

        def __init__(self, table: "RecordTable", first: int, count: int, generation: int) -> None:
            super().__init__()
            self.table, self.first, self.count, self.generation = table, first, count, generation

    class Highlighted(Message):
        """The cursor rests on another row, or on none that is known yet."""

        def __init__(self, table: "RecordTable", row: TableRow | None) -> None:
            super().__init__()
            self.table, self.row = table, row

    class Opened(Highlighted):
        """A row is to be opened."""

    class OrderWanted(Message):
        """The heading of a column was clicked."""

        def __init__(self, table: "RecordTable", key: str) -> None:
            super().__init__()
            self.table, self.key = table, key

    def __init__(self, columns: Sequence[Column] = (), *, id: str | None = None, dims: bool = False) -> None:
        """With `dims` the cursor is drawn weaker while the table has not the focus: for one of several on a screen."""
        super().__init__(id=id)
        self._dims = dims
        self.touched_kind = ""
        self._lately = Lately(self, self._redraw_lately)
        self._columns = tuple(columns)
        self._order = ("", False)
        self._rows: dict[int, TableRow] = {}
        self._asked: dict[int, int] = {}
        self._total: int | None = None
        self._cursor = 0
        self._generation = 0
        self._stale = False
        self._places: list[tuple[int, int, int]] = []
        self._cache: dict[tuple[int, bool], Strip] = {}
        self._empty: tuple[str, ...] = ()
        self._told: TableRow | None = None
        self._inks: Palette | None = None
        self._select: int | None = None
        self._sought: int | None = None
        self._footer: tuple[Cell, ...] = ()
        self._bar = -1

    # ----------------------------------------------------------------- data in

    def set_columns(self, columns: Sequence[Column], order: tuple[str, bool]) -> None:
        """Change the columns, and by which the list is ordered, (key, downwards)."""
        if (tuple(columns), order) != (self._columns, self._order):
            self._columns, self._order = tuple(columns), order
            self._lay_out()
            self.refresh()

    def set_empty(self, lines: Sequence[str]) -> None:
        """Say what belongs into the list while there is nothing in it."""
        self._empty = tuple(lines)

    def set_footer(self, cells: Sequence[Cell]) -> None:
        """Keep a line below the rows, or below as many of them as there is room for: a total."""
        if tuple(cells) != self._footer:
            self._footer = tuple(cells)
            self._lay_out()
            self.refresh()

    def forget(self, *, top: bool = False, select: int | None = None) -> None:
        """Ask for the rows anew; what was shown stays until they are here. `top` puts the cursor on the first.

        `select` is the number of a row to put the cursor on if it is among what comes.
        """
        self._generation += 1
        self._asked.clear()
        self._stale = True
        # What was sought and has not come yet is still sought: others' changes ask for the rows anew at any moment.
        self._sought = select if select is not None else None if top else self._sought
        kept = self.highlighted.id if self.highlighted is not None and not top else None
        self._select = kept if self._sought is None else self._sought
        if top:
            self._cursor = 0
        self._want()

    def fill(self, first: int, rows: Sequence[TableRow], total: int, generation: int) -> None:
        """Take rows that were wanted; those of an earlier generation are dropped."""
        if generation != self._generation:
            return
        if self._stale:
            self._stale = False
            self._rows.clear()
        self._drop_far_pages(first)
        self._rows |= {first + k: row for k, row in enumerate(rows)}
        self._total = total
        self._cache.clear()
        if self._select is not None:
            at = next((first + k for k, row in enumerate(rows) if row.id == self._select), None)
            self._cursor = at if at is not None else self._cursor
            self._select = self._sought = None
        self._cursor = max(0, min(self._cursor, total - 1))
        size = Size(self.size.width, total + self._around)
        if size != self.virtual_size:
            self.virtual_size = size
        self._reveal()
        self.refresh()
        self._tell()
        self._want()

    def _redraw_lately(self) -> None:
        self._cache.clear()
        self.refresh()

    def go_to(self, index: int) -> None:
        """Put the cursor on a place of the list."""
        self._go(index)

    @property
    def highlighted(self) -> TableRow | None:
        """The row under the cursor, None where there is none or it is not here yet."""
        return self._rows.get(self._cursor)

    @property
    def cursor(self) -> int:
        """The place of the cursor in the list."""
        return self._cursor

    @property
    def cursor_lines(self) -> tuple[int, int]:
        """The line of the screen that the cursor's row is drawn on, and the line below it."""
        line = self.region.y + 1 + self._cursor - self.scroll_offset.y
        return line, line + 1

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return self._total or 0

    @property
    def _around(self) -> int:
        """How many lines are not rows: the headings, and what is kept below."""
        return 2 if self._footer else 1

    def next_id(self) -> int | None:
        """The number of the row below the cursor, else of the one above: where to go when this one leaves."""
        for index in (self._cursor + 1, self._cursor - 1):
            if index in self._rows:
                return self._rows[index].id
        return None

    def _drop_far_pages(self, near: int) -> None:
        if len(self._rows) > KEPT_PAGES * PAGE:
            keep = range(near - KEPT_PAGES * PAGE // 4, near + KEPT_PAGES * PAGE // 4)
            self._rows = {index: row for index, row in self._rows.items() if index in keep}
            self._asked = {page: one for page, one in self._asked.items() if page * PAGE in keep}

    def _want(self) -> None:
        """Ask for the pages that are looked at, or soon will be, and are not here."""
        height = max(1, self.size.height - self._around)
        top = self._cursor if self._stale else self.scroll_offset.y
        first = max(0, min(top, self._cursor) - MARGIN) // PAGE
        last = max(top + height, self._cursor) + MARGIN
        if self._total is not None and not self._stale:
            last = min(last, self._total - 1)
        pages = [first] if self._stale else range(first, max(first, last // PAGE) + 1)
        for page in [self._cursor // PAGE] if self._stale else pages:
            if self._asked.get(page) != self._generation and (self._stale or page * PAGE not in self._rows):
                self._asked[page] = self._generation
                self.post_message(self.Wanted(self, page * PAGE, PAGE, self._generation))

    def _tell(self) -> None:
        row = self.highlighted
        if row != self._told:
            self._told = row
            self.post_message(self.Highlighted(self, row))

    # ----------------------------------------------------------------- layout

    def on_resize(self) -> None:
        """Lay out for the new width."""
        self._lay_out()
        self._reveal()
        self._want()

    def notify_style_update(self) -> None:
        """Draw in the colours of a new theme."""
        super().notify_style_update()
        self._cache.clear()
        self._inks = None

    def on_focus(self) -> None:
        """Draw the cursor as where one is."""
        self._redraw_cursor()

    def on_blur(self) -> None:
        """See on_focus."""
        self._redraw_cursor()

    def _redraw_cursor(self) -> None:
        if self._dims:
            self._cache.clear()
            self.refresh()

    def _lay_out(self) -> None:
        """Place the columns: (index, where, how wide)."""
        width = self.size.width
        self._cache.clear()
        if width <= 0 or not self._columns:
            return
        shown = [k for k, column in enumerate(self._columns) if width >= column.shown_from]
        # A cell is left free at the right, and one for the bar that may stand there.
        spare = max(0, width - 1 - sum(self._columns[k].width + 2 for k in shown))
        shares = sum(self._columns[k].grow for k in shown) or 1
        # What does not divide goes to the first that grow.
        over = spare - sum(spare * self._columns[k].grow // shares for k in shown)
        self._places, x = [], 1
        for k in shown:
            column = self._columns[k]
            extra = min(over, 1 if column.grow else 0)
            over -= extra
            room = column.width + spare * column.grow // shares + extra
            room = max(0, min(room, width - x - 1))
            self._places.append((k, x, room))
            x += room + 2
        size = Size(width, (self._total or 0) + self._around)
        if size != self.virtual_size:
            self.virtual_size = size

    # ----------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """Draw the headings, or a row, from the cache where it has been drawn before."""
        # Asked for once a theme: a repaint of all lines would ask for it at each of them.
        p = self._inks = self._inks or palette(self.app)
        width = self.size.width
        if y == 0:
            return self._headings(p, width)
        index = y - 1 + self.scroll_offset.y
        if not self.total:
            return self._empty_line(p, width, y)
        if self._footer and y == min(self.total + 1, self.size.height - 1):
            return self._footing(p, width)
        if index >= self.total:
            return Strip.blank(width, p.background)
        chosen = index == self._cursor
        strip = self._cache.get((index, chosen))
        if strip is None:
            strip = self._line(p, width, index, chosen=chosen)
            if index in self._rows:
                self._cache[index, chosen] = strip
        return strip

    def _headings(self, p: Palette, width: int) -> Strip:
        segments, at = [Segment(" ")], 1
        for k, x, room in self._places:
            column = self._columns[k]
            key, down = self._order
            sign = ("▾" if down else "▴") if column.key == key else ""
            text = fit(column.title, max(0, room - len(sign) * 2)) if sign else column.title
            text = f"{text.rstrip()} {sign}" if sign else text
            body = right(text, room) if column.align == "right" else fit(text, room)
            segments += [Segment(" " * (x - at)), Segment(body, p.accent if sign else p.muted_bold)]
            at = x + room
        return Strip(segments).adjust_cell_length(width, p.background).apply_style(p.background)

    def _footing(self, p: Palette, width: int) -> Strip:
        segments, at = [Segment(" ")], 1
        for k, x, room in self._places:
            cell = self._footer[k] if k < len(self._footer) else Cell("")
            segments += self._cell(p, cell, self._columns[k], x - at, room, faded=False)
            at = x + room
        return Strip(segments).adjust_cell_length(width, p.panel).apply_style(p.panel)

    def _line(self, p: Palette, width: int, index: int, *, chosen: bool) -> Strip:
        away = self._dims and not self.has_focus
        ground = p.background if not chosen else p.panel if away else p.cursor
        row, at = self._rows.get(index), 1
        segments: list[Segment] = [Segment("▌" if chosen else " ", p.faint if away else p.accent)]
        if row is not None and row.id in self._lately:
            segments = [Segment(LATELY_SIGN, p.amber)]
        if row is None:
            segments.append(Segment(" …", p.faint))
            return Strip(segments).adjust_cell_length(width, ground).apply_style(ground)
        for k, x, room in self._places:
            cell = row.cells[k] if k < len(row.cells) else Cell("")
            segments += self._cell(p, cell, self._columns[k], x - at, room, faded=row.faded, chosen=chosen)
            at = x + room
        return Strip(segments).adjust_cell_length(width, ground).apply_style(ground).simplify()

    def _cell(
        self, p: Palette, cell: Cell, column: Column, gap: int, room: int, *, faded: bool, chosen: bool = False
    ) -> list[Segment]:
        """The pieces of a cell with the blanks before it, which have its ink: every piece costs the terminal bytes."""
        ink: Style = p.hue(cell.hue) if cell.hue else getattr(p, cell.kind)
        ink = (p.muted if chosen else p.faint) if faded or ink == p.faint else ink
        indent = min(cell.indent * 2, max(0, room - 6))
        bar = "▎" if cell.hue and cell.text else ""
        aligned = right if column.align == "right" else fit
        return [Segment(" " * (gap + indent) + bar + aligned(plain(cell.text), max(0, room - indent - len(bar))), ink)]

    def _empty_line(self, p: Palette, width: int, y: int) -> Strip:
        lines = [part for line in self._empty for part in wrap(line, max(10, width - 6))]
        text = lines[y - 2] if self._total is not None and 0 <= y - 2 < len(lines) else ""
        return Strip([Segment("   " + text, p.muted)]).adjust_cell_length(width, p.background).apply_style(p.background)

    # ----------------------------------------------------------------- moving

    def action_step(self, by: int) -> None:
        """Move the cursor by some rows."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by a screenful."""
        self._go(self._cursor + by * max(1, self.size.height - 1 - self._around))

    def action_edge(self, to: int) -> None:
        """Go to the first or the last row."""
        self._go(0 if to == 0 else self.total - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.highlighted is not None:
            self.post_message(self.Opened(self, self.highlighted))

    def _go(self, to: int) -> None:
        to = max(0, min(to, self.total - 1))
        if to == self._cursor or not self.total:
            return
        before, self._cursor = self._cursor, to
        self._lately.seen(self._rows[to].id if to in self._rows else 0)
        offset = self.scroll_offset.y
        self._reveal()
        if self.scroll_offset.y == offset:
            for index in (before, to):
                self.refresh(Region(0, index + 1 - offset, self.size.width, 1))
        self._want()
        self._tell()

    def _reveal(self) -> None:
        height = self.size.height - self._around
        if height <= 0:
            return
        top = self.scroll_offset.y
        target = min(max(top, self._cursor - height + 1), self._cursor)
        if target != top:
            self.scroll_to(y=target, animate=False, force=True, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for what the wheel brings into sight; move the bar where that is seen: it costs as much as the rows."""
        if old_value == new_value:
            return
        seen = int(new_value * self.size.height * BAR_STEPS / max(1, self.virtual_size.height))
        if self.show_vertical_scrollbar and (seen != self._bar or new_value in {0, self.max_scroll_y}):
            self._bar = seen
            self.vertical_scrollbar.position = new_value
        self.refresh(self.size.region)
        self._want()

    def on_click(self, event: events.Click) -> None:
        """Order by the column whose heading is clicked; choose a row, open it on a double click."""
        if event.y == 0:
            for k, x, room in self._places:
                if x <= event.x < x + room + 2 and self._columns[k].sortable:
                    self.post_message(self.OrderWanted(self, self._columns[k].key))
                    return
            return
        index = event.y - 1 + self.scroll_offset.y
        if index < self.total and not (self._footer and event.y == self.size.height - 1):
            self._go(index)
            if event.chain == 2:
                self.action_open()


def text_width(text: str) -> int:
    """Return how many cells a text takes, to size columns by."""
    return cell_len(plain(text))
