"""The field for text of many lines; what is pasted keeps its lines and controls nothing (H7)."""

from typing import Any

from textual import events
from textual.widgets import TextArea

from widgets.cells import plain

WRAPPED_UP_TO = 100_000


class LongText(TextArea):
    """A plain TextArea on a field background. Tab leaves it; very long text is not wrapped, which keeps it quick.

    Its section says how high it is; with a height that fills what there is, the section would be as high as the form.
    """

    DEFAULT_CSS = """
    LongText, LongText.-textual-compact {
        height: 3; background: $field; color: $text; border: none; padding: 0 1; scrollbar-size-vertical: 1;
        scrollbar-background: $field; scrollbar-size-horizontal: 1;
        &:focus { border: none; background: $field; }
        & .text-area--cursor { background: $input-cursor-background; color: $input-cursor-foreground; }
        & .text-area--selection { background: $cursor; }
        & .text-area--cursor-line { background: $field; }
        &:focus .text-area--cursor-line { background: $cursor; }
    }
    """

    def __init__(self, text: str = "", *, key: str) -> None:
        options: dict[str, Any] = {"tab_behavior": "focus", "show_line_numbers": False, "compact": True}
        super().__init__(harmless(text), soft_wrap=len(text) <= WRAPPED_UP_TO, **options)
        self.key = key
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Make harmless text of what is pasted."""
        event.text = harmless(event.text)


def harmless(text: str) -> str:
    """Return text with its lines and tabs, and with stand-ins for what would control a terminal."""
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(plain(part) for part in line.split("\t")) for line in lines)
