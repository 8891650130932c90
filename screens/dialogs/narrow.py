"""Narrows a list: contacts to a status, a group, an owner; projects to a status, a stage, somebody's (C3, C4)."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.dialogs.frame import Dialog
from store.contact_list import ContactQuery
from store.language import _, p_
from store.project_list import ProjectQuery
from widgets.choice import Check
from widgets.form_section import Columns, FormSection, Slot
from widgets.pick_list import Pick
from widgets.picker import Picker

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

Query = ContactQuery | ProjectQuery
Answer = tuple[Any, tuple[str, ...]]
PEOPLE = frozenset({"user", "owner", "responsible"})


def not_narrowed(field: str) -> str:
    """Return what stands in a field that narrows nothing: of people other languages have another word."""
    return p_("people", "all") if field in PEOPLE else _("all")


class Narrow(Dialog[Answer | None]):
    """Dismisses with the query and what it is narrowed to in words. Subclasses say which fields there are."""

    FIELDS: ClassVar[tuple[tuple[str, str], ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", show=False, priority=True),
        Binding("ctrl+n", "all", show=False, priority=True),
    ]

    def __init__(self, store: "Store", me: "Acting", query: Query) -> None:
        super().__init__()
        self._store, self._me, self._query = store, me, query
        self._options: dict[str, tuple[Pick, ...]] = {}

    def labels(self) -> dict[str, str]:
        """The words for the fields."""
        return {
            "status": _("status"),
            "group": _("group"),
            "owner": _("owner"),
            "stage": _("stage"),
            "responsible": _("responsible"),
        }

    def compose(self) -> ComposeResult:
        """Lay out."""
        labels = self.labels()
        rows = [[Slot(key, labels[key], self._maker(key), wide=True)] for key, _kind in self.FIELDS]
        rows.append([Slot("retired", make=lambda: Check(_("what is retired"), self._query.retired, key="retired"))])
        width = max(cell_len(labels[key]) for key, _kind in self.FIELDS)
        with self.frame(_("Show only"), _("^s shows it · ^n shows all · esc closes")):
            yield FormSection("narrow", "", rows, columns=Columns(width, 0), heading=False, ground="panel")

    def _maker(self, key: str) -> Any:
        def make() -> Widget:
            return Picker(key=key, placeholder=not_narrowed(key))

        return make

    def on_mount(self) -> None:
        """Read what there is to choose from."""
        self.query(Picker).first().focus()
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        from store import dictionaries, people

        found: dict[str, tuple[Pick, ...]] = {}
        for key, kind in self.FIELDS:
            if kind == "user":
                found[key] = tuple(Pick(user.id, user.name) for user in people.choosable(self._store, self._me))
                continue
            entries = dictionaries.entries(self._store, self._me, kind)
            found[key] = tuple(
                Pick(row.id, "  " * depth + row.name, mark="●" if row.colour else "", hue=row.colour)
                for depth, row in dictionaries.tree(entries)
            )
        self.app.call_from_thread(self._take_options, found)

    def _take_options(self, found: dict[str, tuple[Pick, ...]]) -> None:
        self._options = found
        for picker in self.query(Picker):
            picker.options = found[picker.key]
            wanted = getattr(self._query, f"{picker.key}_id")
            chosen = next((pick for pick in picker.options if pick.value == wanted), None)
            if chosen is not None and not picker.value:
                picker.choose(chosen)

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        """Go on with the next field."""
        message.stop()

    def action_all(self) -> None:
        """Show all."""
        self.dismiss((type(self._query)(), ()))

    def action_take(self) -> None:
        """Show what is chosen."""
        focused = self.focused
        if isinstance(focused, Picker):
            focused.take_highlighted()
        retired = self.query_one(Check).value
        chosen = {picker.key: picker.chosen for picker in self.query(Picker) if picker.value.strip()}
        ids = {f"{key}_id": chosen[key].value if chosen.get(key) else None for key, _kind in self.FIELDS}  # type: ignore[union-attr]
        words = [pick.text.strip() for pick in chosen.values() if pick is not None]
        query = replace(cast(Any, self._query), retired=retired, **ids)
        self.dismiss((query, tuple([*words, _("retired")] if retired else words)))


class NarrowContacts(Narrow):
    """Contacts of a status, a group with all below it, an owner."""

    FIELDS = (("status", "contact-status"), ("group", "contact-group"), ("owner", "user"))


class NarrowProjects(Narrow):
    """Projects of a status, at a stage, of somebody."""

    FIELDS = (("status", "project-status"), ("stage", "project-stage"), ("responsible", "user"))
