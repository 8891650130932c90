"""The forms of contacts, persons and projects: sections of fields, refusals beside them, nothing is lost."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from screens.asking import Asking
from screens.form.pending_keys import caught_up
from screens.type_ahead import EarlyKeys
from store.dates import clock_time
from store.language import _
from store.refusals import Invalid, Refused
from widgets.bars import KeyBar, TopBar
from widgets.choice import Check, Choice
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField
from widgets.pick_list import Pick
from widgets.picker import MultiPicker, Picker
from widgets.suggesting import Suggesting
from widgets.text_area import LongText

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

ROOMY_HEIGHT = 30
Options = dict[str, tuple[Pick, ...]]


class RecordForm(Asking):
    """Dismisses with the record as saved, or with None. Subclasses say which sections there are and what they make."""

    DEFAULT_CSS = """
    RecordForm { background: $background; }
    RecordForm #fields {
        width: 1fr; max-width: 140; height: 1fr; scrollbar-size-vertical: 1; padding-top: 1; overflow-x: hidden;
    }
    RecordForm #fields:disabled { opacity: 1; }
    RecordForm FormSection { margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True, id="form.save-close"),
        Binding("tab", "go(1)", show=False, priority=True),
        Binding("shift+tab", "go(-1)", show=False, priority=True),
        Binding("escape", "close", show=False, id="form.close"),
    ]
    AUTO_FOCUS = ""
    # Where the store names a field otherwise than the form does.
    FIELDS: ClassVar[dict[str, str]] = {}

    def __init__(self, store: "Store", me: "Acting") -> None:
        super().__init__()
        self.store, self.me = store, me
        self._saving = False
        self._options: Options = {}
        self._first: tuple[Any, ...] = ()
        self._early = EarlyKeys(self)

    # ----------------------------------------------------------------- what subclasses say

    def heading(self) -> str:
        """What the form is for."""
        raise NotImplementedError

    def sections(self) -> Sequence[tuple[str, str, list[list[Slot]]]]:
        """(name, title, rows) of each section."""
        raise NotImplementedError

    def options(self) -> Options:
        """Read what the pickers offer; runs in a thread."""
        raise NotImplementedError

    def chosen(self) -> dict[str, tuple[Any, ...]]:
        """The values that are picked at first, by picker."""
        raise NotImplementedError

    def write(self, texts: dict[str, str], picks: dict[str, tuple[Any, ...]]) -> Any:
        """Save; runs in a thread. Returns the record."""
        raise NotImplementedError

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        made = self.sections()
        first = [row[0].label for _name, _title, rows in made for row in rows if row]
        second = [row[1].label for _name, _title, rows in made for row in rows if len(row) > 1]
        columns = Columns(max(11, *map(cell_len, first)), max((cell_len(label) for label in second), default=9))
        name = self.me.name if self.app.size.width >= 100 else self.me.login
        yield TopBar(self.heading(), "", (name, clock_time(self.store.clock.now(), self.me.zone)))
        with VerticalScroll(id="fields", can_focus=False):
            for name, title, rows in made:
                yield FormSection(name, title, rows, columns=columns)
        yield KeyBar([("^s", _("save & close")), ("tab", _("next field")), ("esc", _("close"))])

    def on_mount(self) -> None:
        """Begin with the first field; what the pickers offer is read behind the first frame."""
        self._early.begin(self.query(LineField).first())
        self._first = self._fingerprint()
        self.ask("options", self.options, self._take_options)

    def _take_options(self, options: Options) -> None:
        before = self._fingerprint()
        self._options = options
        chosen = self.chosen()
        for picker in self.query(Picker):
            picker.options = options.get(picker.key, ())
            wanted = chosen.get(picker.key, ())
            picks = tuple(pick for pick in picker.options if pick.value in wanted)
            if isinstance(picker, MultiPicker):
                picker.set_picked(tuple(_flat(pick) for pick in picks), tell=False)
            elif picks and not picker.value:
                picker.choose(_flat(picks[0]))
        for section in self.query(FormSection):
            section.replan()
        if before == self._first:
            self._first = self._fingerprint()

    def data_changed(self) -> None:
        """See Asking: what the pickers offer is read anew; what is chosen stays (H5, G3)."""
        if self._options:
            self.ask("options", self.options, self._offer_anew)

    def _offer_anew(self, options: Options) -> None:
        self._options = options
        for picker in self.query(Picker):
            picker.fill(options.get(picker.key, ()))

    # ----------------------------------------------------------------- fields

    def line(self, value: str, *, placeholder: str = "") -> Callable[[], Widget]:
        """A field of one line."""
        return lambda: LineField(value, placeholder=placeholder, select_on_focus=False)

    def area(self, value: str, key: str, lines: int) -> Callable[[], Widget]:
        """A field of several lines."""

        def make() -> Widget:
            field = LongText(value, key=key)
            field.styles.height = lines
            return field

        return make

    def picker(self, key: str, *, placeholder: str = "", remote: bool = False) -> Callable[[], Widget]:
        """A field that picks one."""
        return lambda: Picker(key=key, placeholder=placeholder, remote=remote)

    def pickers(self, key: str, *, placeholder: str = "") -> Callable[[], Widget]:
        """A field that picks several."""
        return lambda: MultiPicker(key=key, placeholder=placeholder)

    def choice(self, key: str, choices: Sequence[tuple[str, str]], value: str) -> Callable[[], Widget]:
        """A field of one of a few words."""
        return lambda: Choice(choices, value, key=key)

    def check(self, key: str, label: str, value: bool) -> Callable[[], Widget]:
        """A field that is on or off; its text is "on" or ""."""
        return lambda: Check(label, value, key=key)

    async def action_go(self, by: int) -> None:
        """Go to the next or previous field; what a picker has highlighted is taken on the way."""
        await self._early.begun()
        await caught_up(self.focused)
        focused = self.focused
        if isinstance(focused, Suggesting) and by > 0:
            focused.take_highlighted()
        if by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next line."""
        event.stop()
        self.focus_next()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is corrected is no longer wrong."""
        self._calm(event.input.id or "")

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """See on_input_changed."""
        self._calm(message.picker.key)

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """See on_input_changed."""
        self._calm(message.choice.key)

    def on_check_changed(self, message: Check.Changed) -> None:
        """See on_input_changed."""
        self._calm(message.check.key)

    def on_multi_picker_repicked(self, message: MultiPicker.Repicked) -> None:
        """The chips take another room."""
        for section in self.query(FormSection):
            section.replan()

    def _calm(self, key: str) -> None:
        for section in self.query(FormSection):
            slot = section.slot(key)
            if slot is not None and slot.kind == "danger":
                section.set_hint(key, "")

    def on_key(self, event: events.Key) -> None:
        """The arrows go from line to line where a field has no use for them; what is typed too early is kept."""
        self._early.take(event)
        if event.key not in {"down", "up"}:
            return
        by = 1 if event.key == "down" else -1
        if isinstance(self.focused, Check):
            event.stop()
            self.call_later(self.action_go, by)
        elif isinstance(self.focused, LineField):
            event.stop()
            self.focused.go_on(by)

    # ----------------------------------------------------------------- saving

    def _texts(self) -> dict[str, str]:
        texts = {f.id or "": f.value.strip() for f in self.query(LineField) if not isinstance(f, Picker)}
        texts |= {area.key: area.text for area in self.query(LongText)}
        texts |= {choice.key: choice.value for choice in self.query(Choice)}
        return texts | {check.key: "on" if check.value else "" for check in self.query(Check)}

    def _picks(self) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for picker in self.query(Picker):
            if isinstance(picker, MultiPicker):
                found[picker.key] = tuple(pick.value for pick in picker.picked)
            else:
                chosen = picker.chosen if picker.value.strip() else None
                found[picker.key] = (chosen.value,) if chosen is not None else ()
        if not self._options:
            found = {key: self.chosen().get(key, ()) for key in found}
        return found

    def _fingerprint(self) -> tuple[Any, ...]:
        return tuple(sorted(self._texts().items())), tuple(sorted(self._picks().items()))

    async def action_save(self) -> None:
        """Save what has been typed up to now.

        The key has priority: it overtakes letters that still wait for their field.
        """
        await caught_up(self.focused)
        self.save()

    def save(self) -> None:
        """Save in a thread, with the form disabled and its content kept until the answer is there."""
        if self._saving:
            return
        focused = self.focused
        if isinstance(focused, Suggesting):
            focused.take_highlighted()
        # What is wrong is said anew: a field may hold something else by now.
        for section in self.query(FormSection):
            for slot in section.slots():
                self._calm(slot.key)
        for picker in self.query(Picker):
            if picker.unresolved:
                self._complain(picker.key, _("“{text}” is not in the list.").format(text=picker.unresolved))
                return
        self._saving = True
        texts, picks = self._texts(), self._picks()
        self.ask("save", lambda: self.write(texts, picks), self._saved)

    def _saved(self, row: Any) -> None:
        self.dismiss(row)

    def refused(self, error: Exception) -> None:
        """Say it beside the field it is about, else below."""
        from screens.wording import refusal

        self._saving = False
        if not isinstance(error, Refused):
            self.query_one(KeyBar).say(_("Something went wrong; details are in the log."), "problem", stay=True)
            return
        field = error.field if isinstance(error, Invalid) else ""
        if not self._complain(self.FIELDS.get(field, field), refusal(error)):
            self.query_one(KeyBar).say(refusal(error), "problem", stay=True)

    def _complain(self, key: str, text: str) -> bool:
        for section in self.query(FormSection):
            slot = section.slot(key)
            if slot is not None and slot.widget is not None:
                section.set_hint(key, text, "danger")
                slot.widget.focus()
                return True
        return False

    def action_close(self) -> None:
        """Close; ask if something would be lost."""
        if self._saving:
            return
        if self._fingerprint() == self._first:
            self.dismiss(None)
            return
        from screens.dialogs.leave_form import LeaveForm

        def answered(answer: str | None) -> None:
            if answer == "drop":
                self.dismiss(None)
            elif answer == "save":
                self.save()

        self.app.push_screen(LeaveForm(), answered)


def many(text: str) -> tuple[str, ...]:
    """Return what stands in a field of several, separated by commas or semicolons."""
    return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip())


def _flat(pick: Pick) -> Pick:
    return Pick(pick.value, pick.text.strip(), mark=pick.mark, hue=pick.hue)
