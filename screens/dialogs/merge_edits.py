"""Somebody else saved first: both versions, field by field, and which is to stand (A18)."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.dialogs.frame import Dialog, text_line
from store.edit_merge import Difference, Side
from store.language import _
from widgets.cells import plain, wrap

LONGEST_SHOWN = 200
WIDTH = 92
AROUND = 7


class MergeEdits(Dialog[dict[str, Side]]):
    """Dismisses with the side chosen for each part, or with None: back to the form, where everything is kept."""

    DEFAULT_CSS = """
    MergeEdits > .frame { width: 92; }
    MergeEdits OptionList { height: auto; max-height: 18; border: none; background: $panel; padding: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,m", "choose('mine')", show=False, priority=True),
        Binding("right,t", "choose('theirs')", show=False, priority=True),
        Binding("space", "turn", show=False, priority=True),
        Binding("enter,ctrl+s", "take", show=False, priority=True),
    ]
    TAKES_TEXT = False

    def __init__(
        self, who: str, found: Sequence[Difference], labels: Mapping[str, str], mine: Mapping[str, str],
        theirs: Mapping[str, str],
    ) -> None:  # fmt: skip
        """`who` is who saved first; `labels`, `mine` and `theirs` have the words for each part."""
        super().__init__()
        self._who, self._found, self._labels = who, tuple(found), labels
        self._texts: dict[Side, Mapping[str, str]] = {"mine": mine, "theirs": theirs}
        self._room = WIDTH - AROUND
        self._chosen: dict[str, Side | None] = {one.part: one.side for one in found}

    def compose(self) -> ComposeResult:
        """Lay out."""
        title = _("{name} changed it meanwhile").format(name=self._who)
        with self.frame(title, _("← mine · → theirs · enter saves what is chosen · esc back to the form")):
            yield text_line(
                _("What only one of you has changed is chosen already. Choose where both did."), "about"
            )  # fmt: skip
            yield OptionList(*(Option(self._prompt(one), id=one.part) for one in self._found), compact=True)
            yield text_line("", "hint -problem", id="hint")

    def on_mount(self) -> None:
        """Stand where there is something to choose."""
        self._go_to_open()

    def on_resize(self, event: events.Resize) -> None:
        """Leave room for the frame."""
        super().on_resize(event)
        self._room = min(WIDTH, event.size.width * 94 // 100) - AROUND
        for place, one in enumerate(self._found):
            self.query_one(OptionList).replace_option_prompt_at_index(place, self._prompt(one))
        self.query_one(OptionList).styles.max_height = max(4, event.size.height - 12)

    def _prompt(self, one: Difference) -> Text:
        text = Text(self._labels[one.part], style="bold")
        names: dict[Side, str] = {"mine": _("mine"), "theirs": self._who}
        width = max(map(cell_len, names.values()))
        for side in ("mine", "theirs"):
            mark = "(•)" if self._chosen[one.part] == side else "( )"
            said = plain(self._texts[side][one.part].replace("\n", " ↵ ")) or "—"
            if len(said) > LONGEST_SHOWN:
                said = said[:LONGEST_SHOWN] + "…"
            label = f"  {mark} {names[side]}{' ' * (width - cell_len(names[side]))}  "
            lines = wrap(said, max(8, self._room - cell_len(label))) or [said]
            said = ("\n" + " " * cell_len(label)).join(lines)
            text.append(f"\n{label}{said}", style="not bold")
        return text

    @property
    def _here(self) -> int:
        return self.query_one(OptionList).highlighted or 0

    def _set(self, place: int, side: Side) -> None:
        one = self._found[place]
        self._chosen[one.part] = side
        self.query_one(OptionList).replace_option_prompt_at_index(place, self._prompt(one))
        self.query_one("#hint", Static).update("")

    def action_choose(self, side: Side) -> None:
        """Choose a side for the part under the cursor."""
        self._set(self._here, side)

    def action_turn(self) -> None:
        """Choose the other side."""
        now = self._chosen[self._found[self._here].part]
        self._set(self._here, "theirs" if now == "mine" else "mine")

    def action_take(self) -> None:
        """Answer, once something is chosen for every part."""
        if not self._go_to_open():
            self.dismiss({part: side for part, side in self._chosen.items() if side is not None})
            return
        part = self._found[self._here].part
        said = _("Choose for “{field}”: ← mine, → theirs.").format(field=self._labels[part])
        self.query_one("#hint", Static).update(said)

    def _go_to_open(self) -> bool:
        """Go to the first part for which nothing is chosen; tell whether there is one."""
        for place, one in enumerate(self._found):
            if self._chosen[one.part] is None:
                self.query_one(OptionList).highlighted = place
                return True
        return False
