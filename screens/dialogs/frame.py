"""The frame that floats: a border with a title, its content, and one muted line of keys."""

from typing import ClassVar, Self, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.messages import Prune
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.closing import ClosesOnce, let_go
from screens.type_ahead import EarlyKeys
from widgets.cells import plain

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], ClosesOnce[Result]):
    """A small question. Escape closes it and changes nothing.

    A modal screen first: styles follow the first base alone, and without them what it stands over would not be seen.
    """

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 40%; }
    Dialog > .frame {
        width: 72; max-width: 94%; height: auto; max-height: 90%;
        border: round $accent; border-title-color: $accent; border-title-style: bold; background: $panel;
        border-subtitle-color: $muted; padding: 1 2;
    }
    Dialog LineField, Dialog LineField.-textual-compact { background: $background; width: 1fr; }
    Dialog OptionList:focus { background-tint: $panel 0%; }
    Dialog OptionList > .option-list--option-highlighted, Dialog OptionList:focus > .option-list--option-highlighted {
        background: $cursor; color: $text; text-style: bold;
    }
    Dialog .about { color: $muted; height: auto; margin-bottom: 1; }
    Dialog .hint { color: $ok; height: auto; min-height: 1; margin-top: 1; }
    Dialog .hint.-problem { color: $danger; }
    Dialog .hint.-waiting { color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]
    TAKES_TEXT: ClassVar[bool] = True
    # What scrolls where the dialog is higher than the screen; all else stays in sight.
    SCROLLS: ClassVar[str] = ""
    _lines: tuple[int, int] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._early = EarlyKeys(self)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before there is a field for it."""
        if self.TAKES_TEXT:
            self._early.take(event)

    def on_descendant_focus(self) -> None:
        """Give it to the field."""
        self._early.hand_on()

    def beside(self, lines: tuple[int, int] | None) -> Self:
        """Open below or above what stands in some lines of the screen (the first, and the one below the last).

        Where there is most room: so that what the question is about stays in sight.
        """
        self._lines = lines
        return self

    def on_resize(self, event: events.Resize) -> None:
        """Keep to the place and within the screen."""
        if self.SCROLLS:
            self.call_after_refresh(self.fit, self.SCROLLS)
        if self._lines is None:
            return
        (first, below), height = self._lines, event.size.height
        frame = self.query_one(".frame")
        # Of the part above or below, not of what the margin leaves of nine tenths: the dialog may grow while one types.
        frame.styles.max_height = "100%"
        if height - below - 1 >= first:
            self.styles.align_vertical = "top"
            frame.styles.margin = (min(below, max(0, height - 12)), 0, 0, 0)
        else:
            self.styles.align_vertical = "bottom"
            frame.styles.margin = (0, 0, max(0, min(height - first, height - 12)), 0)

    def fit(self, selector: str) -> None:
        """Let what is long be as high as the rest of the frame leaves room for: all of it can be scrolled to."""
        frame, tall = self.query_one(".frame"), self.query_one(selector)
        others = (part for part in frame.children if part is not tall and part.display)
        taken = sum(part.size.height + part.styles.margin.height for part in others)
        room = self.size.height - frame.styles.margin.height if self._lines else self.size.height * 9 // 10
        tall.styles.max_height = max(2, room - frame.gutter.height - taken)

    def frame(self, title: str, keys: str) -> Vertical:
        """Return the frame to put the content in."""
        box = Vertical(classes="frame")
        box.border_title = plain(title).replace("[", r"\[")
        box.border_subtitle = keys.replace("[", r"\[")
        return box

    @on(Prune)
    def _let_go(self) -> None:
        let_go(self)

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


def text_line(text: str, classes: str, *, id: str | None = None) -> Static:
    """Return a line of text that is never read as markup."""
    return Static(text, classes=classes, id=id, markup=False)
