"""Narrows a report to what it can be narrowed to: a user, a contact, a project, a category, a goal, a status (F)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens import report_words
from screens.dialogs.frame import Dialog
from screens.dialogs.narrow import not_narrowed
from screens.form import candidates
from store.language import _
from store.reports import Kind, filters_of
from widgets.form_section import Columns, FormSection, Slot
from widgets.pick_list import Pick
from widgets.picker import Picker

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

FIELDS = ("user", "contact", "project", "category", "goal", "status")
REMOTE = frozenset({"contact", "project"})
Filters = Mapping[str, tuple[Any, str]]


class NarrowReport(Dialog[Filters | None]):
    """Dismisses with what is chosen: by field its value and what to call it. Fields of other reports stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+n", "all", show=False, priority=True),
    ]

    def __init__(self, store: "Store", me: "Acting", kind: Kind, filters: Filters) -> None:
        super().__init__()
        self._store, self._me, self._kind, self._filters = store, me, kind, dict(filters)
        self._fields = tuple(field for field in FIELDS if field in filters_of(kind))
        self._asked: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Lay out."""
        labels = {field: report_words.dimension(field) for field in self._fields}
        if self._kind == "forgotten":
            labels["user"] = report_words.dimension("owner")
        rows = [[Slot(field, labels[field], self._maker(field), wide=True)] for field in self._fields]
        width = max(cell_len(label) for label in labels.values())
        with self.frame(_("Show only"), _("^s shows it · ^n shows all · esc closes")):
            yield FormSection("narrow", "", rows, columns=Columns(width, 0), heading=False, ground="panel")

    def _maker(self, field: str) -> Callable[[], Picker]:
        held = self._filters.get(field)

        def make() -> Picker:
            chosen = None if held is None else Pick(held[0], held[1])
            return Picker(key=field, remote=field in REMOTE, chosen=chosen, placeholder=not_narrowed(field))

        return make

    def on_mount(self) -> None:
        """Read what there is to choose from."""
        self.query(Picker).first().focus()
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        from store import dictionaries, people

        found: dict[str, tuple[Pick, ...]] = {}
        for field in self._fields:
            if field == "user":
                found[field] = tuple(map(candidates.user, people.choosable(self._store, self._me)))
            elif field in {"category", "goal"}:
                entries = dictionaries.entries(self._store, self._me, field, retired=True)
                found[field] = tuple(Pick(entry.id, entry.name) for entry in entries)
            elif field == "status":
                found[field] = tuple(Pick(name, word) for name, word in report_words.status_words().items())
        self.app.call_from_thread(self._take_options, found)

    def _take_options(self, found: dict[str, tuple[Pick, ...]]) -> None:
        for picker in self.query(Picker):
            if picker.key in found:
                picker.fill(found[picker.key])

    def on_picker_wanted(self, message: Picker.Wanted) -> None:
        """Look for contacts and projects in a thread."""
        message.stop()
        picker, text = message.picker, message.text
        token = self._asked[picker.key] = self._asked.get(picker.key, 0) + 1

        def look() -> None:
            from store import contacts, projects

            source: Any = contacts if picker.key == "contact" else projects
            rows = source.search(self._store, self._me, text, limit=candidates.CONTACTS)
            picks = [Pick(row.id, row.name) for row in rows]
            self.app.call_from_thread(self._offer, picker, token, text, picks)

        self.run_worker(look, thread=True, exit_on_error=False)

    def _offer(self, picker: Picker, token: int, text: str, picks: list[Pick]) -> None:
        if picker.is_attached and token == self._asked[picker.key]:
            picker.offer(text, picks)

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Go on with the next field."""
        message.stop()

    def action_all(self) -> None:
        """Show all."""
        self.dismiss({field: held for field, held in self._filters.items() if field not in self._fields})

    def action_take(self) -> None:
        """Show what is chosen."""
        if isinstance(self.focused, Picker):
            self.focused.take_highlighted()
        kept = {field: held for field, held in self._filters.items() if field not in self._fields}
        for picker in self.query(Picker):
            if picker.value.strip() and picker.chosen is not None:
                kept[picker.key] = (picker.chosen.value, " ".join(picker.chosen.text.split()))
        self.dismiss(kept)
