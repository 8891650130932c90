"""A text field one line high. What is pasted into it stays one line and controls nothing (H7)."""

from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input

from widgets import held_keys
from widgets.cells import plain

EDITING = {
    key.strip(): binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding) and binding.action != "submit"
    for key in binding.key.split(",")
}
NOT_BOLD = Style(bold=False)


class LineField(Input):
    """An Input on a field background, without a frame and without a blinking cursor."""

    DEFAULT_CSS = """
    LineField, LineField.-textual-compact {
        height: 1; padding: 0 1; background: $field; color: $text; border: none;
        &:focus { background: $cursor; background-tint: $cursor 0%; border: none; text-style: bold; }
        &:disabled { color: $muted; opacity: 1; }
        & > .input--placeholder { color: $faint; text-style: none; }
        &:focus > .input--placeholder { color: $muted; }
    }
    """

    def __init__(
        self, value: str = "", *, placeholder: str = "", id: str | None = None, select_on_focus: bool = True
    ) -> None:
        super().__init__(plain(value), placeholder, compact=True, id=id, select_on_focus=select_on_focus)
        self.cursor_blink = False

    def get_component_rich_style(self, *names: str, **options: Any) -> Style:
        """Draw what is asked for unlike what is typed: never bold, also where the field is."""
        style = super().get_component_rich_style(*names, **options)
        return style + NOT_BOLD if "input--placeholder" in names else style

    async def on_event(self, event: events.Event) -> None:
        """See Widget; what is typed behind an enter waits until the enter is obeyed."""
        if not isinstance(event, events.Key):
            await super().on_event(event)
            return
        if held_keys.hold(self.screen, event):
            event.stop()
            return
        await super().on_event(event)
        if event.key == "enter" and self.is_attached and not isinstance(event, held_keys.HandedKey):
            held_keys.begin(self)

    async def _on_key(self, event: events.Key) -> None:
        """Obey keys of editing at once, in their order.

        Left to the app they would overtake nothing and be overtaken: in one packet of a slow line "backspace" and a
        tab come together, and the letter would be deleted where the tab has gone.
        """
        action = "submit" if event.key == "enter" else EDITING.get(event.key)
        if action is not None:
            event.stop()
            await self.run_action(action)

    def render_line(self, y: int) -> Strip:
        """Draw the text, with "…" where it goes on beyond the edge; nothing is asked for where nothing can be typed."""
        width = self.scrollable_content_region.width
        if self.disabled and not self.value:
            return Strip.blank(width, self.rich_style)
        strip = super().render_line(y)
        if self.has_focus or width < 2 or cell_len(self.value) <= width:
            return strip
        return Strip.join(
            [strip.crop(0, width - 1).extend_cell_length(width - 1), Strip([Segment("…", self.rich_style)])]
        )

    def on_paste(self, event: events.Paste) -> None:
        """Make one harmless line of what is pasted."""
        event.text = plain(event.text.replace("\r\n", "\n"))

    def put(self, value: str) -> None:
        """Set the text without telling anybody."""
        with self.prevent(Input.Changed):
            self.value = plain(value)
            self.cursor_position = len(self.value)
            if not self.has_focus:
                self.on_blur()

    def on_blur(self) -> None:
        """Show how the text begins while nobody types in it."""
        self.scroll_to(0, 0, animate=False, force=True)

    def on_focus(self) -> None:
        """Show where the cursor is."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)

    def go_on(self, by: int = 1) -> None:
        """Go to the next (or previous) line of text, past words to choose and marks."""
        lines = [field for field in self.screen.query(LineField) if field.display and field.focusable]
        if self in lines:
            self.screen.set_focus(lines[(lines.index(self) + by) % len(lines)])
