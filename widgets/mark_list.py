"""A list in which several entries can be marked: the mark is a sign, not only a colour."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList, SelectionList
from textual.widgets.option_list import OptionDoesNotExist


class MarkList(SelectionList[int]):
    """Draws "[x]" before what is marked and "[ ]" before what is not, as the form does."""

    def render_line(self, y: int) -> Strip:
        """Draw a line with its mark."""
        line = OptionList.render_line(self, y)
        index = self.scroll_offset.y + y
        try:
            entry = self.get_option_at_index(index)
        except OptionDoesNotExist:
            return line
        first = next(iter(line), None)
        style = (first.style if first is not None else None) or self.rich_style
        mark = "[x] " if entry.value in self.selected else "[ ] "
        return Strip([Segment(mark, style + Style(meta={"option": index})), *line])
