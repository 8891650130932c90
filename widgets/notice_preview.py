"""A notification beside the list: all that it says, and below it the activity that it is about (D4)."""

from collections.abc import Sequence
from datetime import date

from rich.segment import Segment
from rich.style import Style

from store.rows import ActivityRow, NoteRow
from widgets.activity_preview import ActivityPreview
from widgets.cells import wrap
from widgets.line_list import Line
from widgets.palette import Palette

LOW_LINES = 4


class NoticePreview(ActivityPreview):
    """What was told, as (colour, line), and the activity as it stands now."""

    def __init__(self, zone: str, *, id: str | None = None) -> None:
        super().__init__(zone, id=id)
        self._told: tuple[tuple[str, str], ...] = ()
        self._about = ""

    def show_notice(
        self,
        told: Sequence[tuple[str, str]],
        row: ActivityRow | None,
        today: date,
        notes: Sequence[NoteRow] = (),
        *,
        about: str = "",
    ) -> None:
        """Show a notification; nothing where `told` is empty. `about` names its activity where that is not shown."""
        self._told, self._about = tuple(told), about
        self.show(row, today, notes)

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        narrow = self.size.height <= LOW_LINES + 1
        lines: list[Line] = [] if narrow or not self._told else [[]]
        told = list(self._told)
        if narrow and told and self._row is not None:
            told[0] = (told[0][0], f"{told[0][1]} · {self._about}")
            told += [("muted", self._row.description)] if self._row.description else []
        for number, (kind, text) in enumerate(told):
            ink = getattr(p, kind) + (Style(bold=True) if number == 0 else Style())
            lines += [[Segment("  " + line, ink)] for line in (wrap(text, max(8, width - 4)) or [""])]
        if narrow:
            return lines[:LOW_LINES]
        return [*lines, *super().draw(p, width)]
