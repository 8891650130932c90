"""A field whose value is picked from a list that narrows as one types; what is not there yet can be created."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from widgets.cells import plain
from widgets.field_row import FieldRow, OneLine

SHOWN = 8


@dataclass(frozen=True)
class Pick:
    """Something that can be picked. `kind` tells contacts from projects; `create` is set for "+ create"."""

    id: int
    name: str
    kind: str = ""
    note: str = ""
    create: bool = False


class PickInput(OneLine):
    """The input of a picker: while the list is open the keys that move and take belong to it."""

    def on_key(self, event: events.Key) -> None:
        """Hand keys to the list."""
        field = self.parent
        assert isinstance(field, PickField)
        if field.take_key(event.key):
            event.stop()
            event.prevent_default()

    def on_blur(self) -> None:
        """Leave the field."""
        field = self.parent
        assert isinstance(field, PickField)
        field.left()


class PickField(FieldRow):
    """Holds one pick, or several with `many`. Asks its form for candidates, and shows them in the form's PickList."""

    class Asked(Message):
        """Candidates for a text are wanted."""

        def __init__(self, field: "PickField", text: str) -> None:
            super().__init__()
            self.field, self.text = field, text

    class Create(Message):
        """Something that is not there yet is to be created."""

        def __init__(self, field: "PickField", kind: str, text: str) -> None:
            super().__init__()
            self.field, self.kind, self.text = field, kind, text

    def __init__(
        self, label: str, *, id: str, picks: Sequence[Pick] = (), many: bool = False, placeholder: str = ""
    ) -> None:
        super().__init__(label, id=id)
        self.picks = list(picks)
        self.many = many
        self._placeholder = placeholder
        self._quiet = False

    def compose(self) -> ComposeResult:
        """Put the input in."""
        yield PickInput(self._text_of_picks(), placeholder=self._placeholder)

    def _text_of_picks(self) -> str:
        return plain(self.picks[0].name) if self.picks and not self.many else ""

    @property
    def typed(self) -> str:
        """What has been typed and not picked yet."""
        text = self.query_one(Input).value.strip() if self.children else ""
        return "" if text == self._text_of_picks() else text

    def set_picks(self, picks: Sequence[Pick]) -> None:
        """Hold these."""
        self.picks = list(picks)
        if self.children:
            self._quiet = True
            field = self.query_one(Input)
            field.value = self._text_of_picks()
            field.cursor_position = len(field.value)
        self._show_many()
        self.post_message(self.Changed(self))

    def _show_many(self) -> None:
        if self.many:
            self.say(", ".join(f"{plain(pick.name)} ×" for pick in self.picks), "ok" if self.picks else "muted")

    def on_mount(self) -> None:
        """Show what is held."""
        self._show_many()

    @property
    def pick_list(self) -> "PickList":
        """The list that the form's pickers share."""
        return self.screen.query_one(PickList)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Ask for candidates; a name that is changed is no longer picked."""
        event.stop()
        if self._quiet:
            self._quiet = False
            return
        if not self.has_focus_within:
            return
        if not self.many and self.picks and event.value != self._text_of_picks():
            self.picks = []
            self.post_message(self.Changed(self))
        self.say("" if not self.many else self.hint)
        self._show_many()
        self.post_message(self.Asked(self, event.value))

    def offer(self, candidates: Sequence[Pick]) -> None:
        """Show candidates below the field, if it is still the one typed into."""
        if self.has_focus_within:
            self.pick_list.open_below(self, candidates)

    def take_key(self, key: str) -> bool:
        """Do what a key means to the list; False where it means nothing."""
        shown = self.pick_list.is_open_for(self)
        if key == "down" and not shown:
            self.post_message(self.Asked(self, "" if not self.typed else self.typed))
            return True
        if key == "backspace" and self.many and self.picks and not self.query_one(Input).value:
            self.set_picks(self.picks[:-1])
            return True
        if not shown:
            return False
        if key in {"down", "up"}:
            self.pick_list.step(1 if key == "down" else -1)
            return True
        if key == "escape":
            self.pick_list.close()
            return True
        if key == "enter" or (key == "tab" and (self.typed or self.many)):
            taken = self.pick_list.chosen
            if taken is not None and (key == "enter" or self.query_one(Input).value.strip()):
                self.take(taken)
                if key == "enter" and not taken.create and not self.many:
                    self.screen.focus_next()
                return key == "enter"
        return False

    def take(self, pick: Pick) -> None:
        """Hold a pick, or ask for it to be created."""
        self.pick_list.close()
        if pick.create:
            self.post_message(self.Create(self, pick.kind, pick.name))
        elif self.many:
            self.set_picks([*(held for held in self.picks if held.id != pick.id), pick])
        else:
            self.set_picks([pick])

    def left(self) -> None:
        """Close the list; an exact name that was typed is taken."""
        wanted = self.typed.casefold()
        candidates = self.pick_list.candidates if self.pick_list.is_open_for(self) else []
        exact = [pick for pick in candidates if not pick.create and pick.name.casefold() == wanted]
        if wanted and len(exact) == 1:
            self.take(exact[0])
        if self.pick_list.is_open_for(self):
            self.pick_list.close()


class PickList(OptionList, can_focus=False):
    """The list that opens below a picker, over what is there."""

    DEFAULT_CSS = """
    PickList {
        layer: above; position: absolute; display: none; width: 44; height: auto; max-height: 8; border: none;
        background: $panel; padding: 0; scrollbar-size-vertical: 1;
    }
    PickList > .option-list--option-highlighted { background: $cursor; color: $text; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self.candidates: list[Pick] = []
        self._field: PickField | None = None

    def is_open_for(self, field: PickField) -> bool:
        """Whether it is open below a field."""
        return bool(self.display) and self._field is field

    @property
    def chosen(self) -> Pick | None:
        """The candidate under the cursor."""
        return self.candidates[self.highlighted] if self.highlighted is not None and self.candidates else None

    def open_below(self, field: PickField, candidates: Sequence[Pick]) -> None:
        """Show candidates below a field, above it where there is no room."""
        self._field = field
        self.candidates = list(candidates)
        self.clear_options()
        if not candidates:
            self.close()
            return
        lines = [Text(f"{plain(pick.name)}  ", no_wrap=True).append(plain(pick.note), "dim") for pick in candidates]
        self.add_options([Option(line) for line in lines])
        self.highlighted = 0
        region = field.region
        height = min(SHOWN, len(candidates))
        below = region.y + 1
        y = below if below + height < self.screen.size.height else max(1, region.y - height)
        self.styles.offset = Offset(region.x + 15, y)
        self.display = True

    def close(self) -> None:
        """Close it."""
        self.display = False
        self._field = None

    def step(self, by: int) -> None:
        """Move its cursor."""
        if self.candidates:
            self.highlighted = ((self.highlighted or 0) + by) % len(self.candidates)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what is clicked."""
        event.stop()
        field = self._field
        if field is not None:
            field.take(self.candidates[event.option_index])
