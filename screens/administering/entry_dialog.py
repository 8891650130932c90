"""The fields of a dictionary's entry (G3): the name, and what its kind has besides."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.administering.words import hue_choices
from screens.dialogs.frame import Dialog, text_line
from screens.form.pending_keys import caught_up
from store.dates import length
from store.drafts import EntryDraft
from store.language import _, current, p_
from store.phrases import read_length
from store.record_rows import EntryRow
from store.refusals import Invalid, Refused
from store.rows import HUES
from widgets.choice import Choice
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField

if TYPE_CHECKING:
    from screens.administering.entries import EntriesSection
    from store.database import Store
    from store.rows import Acting


class EntryDialog(Dialog[EntryRow | None]):
    """Adds an entry, or changes `row`. Dismisses with the entry as saved. `above` are groups, with their depths."""

    DEFAULT_CSS = """
    EntryDialog > .frame { width: 64; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        store: "Store",
        me: "Acting",
        section: "EntriesSection",
        row: EntryRow | None,
        above: Sequence[tuple[EntryRow, int]],
    ) -> None:
        super().__init__()
        self._store, self._me, self._section, self._row = store, me, section, row
        self._above = above
        self._saving = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        labels = {
            "name": _("name"),
            "letter": _("letter"),
            "colour": _("colour"),
            "length": self._section.length_title(),
            "parent": p_("group", "below"),
        }
        keys = ("name", *self._section.fields)
        slots = [[Slot(key, labels[key], self._maker(key), wide=True)] for key in keys]
        width = max(cell_len(labels[key]) for key in keys)
        title = self._row.name if self._row else self._section.title()
        with self.frame(title, _("enter next, then saves · ^s saves · esc closes")):
            yield FormSection("entry", "", slots, columns=Columns(width, 0), heading=False, ground="panel")
            yield text_line("", "hint -problem", id="hint")

    def _maker(self, key: str) -> Callable[[], Any]:
        row = self._row
        if key == "colour":
            category = self._section.id == "category"
            # A new category gets the colour that the store would give it.
            first = HUES[len(self._above) % len(HUES)] if category else ""
            none = [] if category else [("", _("none"))]
            return lambda: Choice([*none, *hue_choices()], row.colour if row else first, key=key)
        if key == "parent":
            groups = [("", _("nothing: it stands at the top"))]
            groups += [(str(one.id), "  " * depth + one.name) for one, depth in self._above if self._offers(one)]
            return lambda: Choice(groups, str(row.parent_id or "") if row else "", key=key)
        minutes = row.length_minutes if row else None
        held = {
            "name": row.name if row else "",
            "letter": row.letter if row else "",
            "length": length(timedelta(minutes=minutes)) if minutes else "",
        }
        hints = {"letter": _("the first of the name"), "length": _("30 min"), "name": ""}
        return lambda: LineField(held[key], placeholder=hints[key], select_on_focus=False)

    def _offers(self, group: EntryRow) -> bool:
        """Whether a group may be chosen to stand below: not the entry itself, nor what is retired, unless it is."""
        row = self._row
        return group != row and (not group.retired or (row is not None and row.parent_id == group.id))

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query(LineField).first().focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is corrected is no longer wrong."""
        self.query_one("#hint", Static).update("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; from the last field it saves."""
        event.stop()
        keys = ("name", *self._section.fields)
        if event.input.id == keys[-1]:
            self._send()
        else:
            self.focus_next()

    async def action_save(self) -> None:
        """Save, with all that was typed before."""
        await caught_up(self.focused)
        self._send()

    def _send(self) -> None:
        """Save in a thread; what was typed stays until it is in the database."""
        if self._saving:
            return
        self._saving = True
        texts = {field.id or "": field.value.strip() for field in self.query(LineField)}
        texts |= {choice.key: choice.value for choice in self.query(Choice)}
        self.run_worker(lambda: self._save(texts), thread=True, exit_on_error=False)

    def _save(self, texts: dict[str, str]) -> None:
        try:
            saved = self._written(texts)
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, saved)

    def _written(self, texts: dict[str, str]) -> EntryRow:
        from store import dictionaries

        draft = dictionaries.draft_of_entry(self._row) if self._row else EntryDraft("")
        draft = replace(draft, name=texts["name"])
        if "letter" in texts:
            draft = replace(draft, letter=texts["letter"])
        if "colour" in texts:
            draft = replace(draft, colour=texts["colour"])
        if "length" in texts:
            draft = replace(draft, length_minutes=_minutes(texts["length"]))
        if "parent" in texts:
            draft = replace(draft, parent_id=int(texts["parent"]) if texts["parent"] else None)
        if self._row is None:
            return dictionaries.add_entry(self._store, self._me, self._section.id, draft)
        return dictionaries.edit_entry(self._store, self._me, self._row.id, draft, seen=self._row)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._saving = False
        self.query_one("#hint", Static).update(refusal(refused))
        if isinstance(refused, Invalid) and refused.field in {"name", *self._section.fields}:
            self.query_one(f"#{refused.field}").focus()


def _minutes(text: str) -> int | None:
    """Return the minutes that a length in words means. Raises Invalid."""
    if not text:
        return None
    found = read_length(text, language=current())
    if found is None or found <= timedelta(0):
        raise Invalid("length", "not-a-length", text)
    return int(found.total_seconds() // 60)
