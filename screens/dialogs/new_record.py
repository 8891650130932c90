"""Creates a contact, a person, a project, a category or a goal from inside the form, and gives it back (C5)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from screens.form.pending_keys import caught_up
from store.drafts import ContactDraft, EntryDraft, PersonDraft, ProjectDraft
from store.language import _
from store.refusals import Invalid, Refused
from store.rows import HUES
from widgets.choice import Choice
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField
from widgets.pick_list import Pick

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

FIELDS = {
    "contact": ("name", "phone", "email"),
    "person": ("name", "position", "phone", "email"),
    "project": ("name",),
    "category": ("name", "letter", "colour"),
    "goal": ("name",),
}


class NewRecord(Dialog[Any]):
    """A few fields, the name filled in. Dismisses with the row as saved, or with None.

    `kind` is contact, person, project, category or goal; `contact` is whose a new person is.
    """

    DEFAULT_CSS = """
    NewRecord LineField, NewRecord LineField.-textual-compact { background: $background; }
    NewRecord LineField:focus { background: $cursor; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, store: "Store", me: "Acting", kind: str, name: str, *, contact: Pick | None = None) -> None:
        super().__init__()
        self._store, self._me, self._kind, self._typed, self._contact = store, me, kind, name, contact
        self._saving = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        titles = {
            "contact": _("New contact"),
            "person": _("New contact person"),
            "project": _("New project"),
            "category": _("New category"),
            "goal": _("New goal"),
        }
        labels = {
            "name": _("name"),
            "phone": _("phone"),
            "email": _("e-mail"),
            "position": _("position"),
            "letter": _("letter"),
            "colour": _("colour"),
        }
        rows = [[Slot(key, labels[key], self._maker(key), wide=True)] for key in FIELDS[self._kind]]
        width = max(cell_len(labels[key]) for key in FIELDS[self._kind])
        with self.frame(titles[self._kind], _("enter next, then saves · ^s saves · esc closes")):
            if self._contact is not None:
                yield text_line(self._contact.text, "about")
            yield FormSection("new", "", rows, columns=Columns(width, 0), heading=False, ground="panel")
            yield text_line("", "hint -problem", id="hint")

    def _maker(self, key: str) -> Callable[[], Any]:
        if key == "colour":
            names = dict(zip(HUES, hue_names(), strict=True))
            return lambda: Choice([(hue, names[hue]) for hue in HUES], HUES[0], key=key)
        return lambda: LineField(self._typed if key == "name" else "", select_on_focus=False)

    def on_mount(self) -> None:
        """Stand behind the name, or, where it is typed already, on what comes next."""
        self.query(LineField).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; from the last field it saves."""
        event.stop()
        if event.input.id == FIELDS[self._kind][-1]:
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
        held = {field.id or "": field.value.strip() for field in self.query(LineField)}
        held |= {choice.key: choice.value for choice in self.query(Choice)}
        self.run_worker(lambda: self._save(held), thread=True, exit_on_error=False)

    def _save(self, held: dict[str, str]) -> None:
        try:
            row = create(self._store, self._me, self._kind, held, self._contact)
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, row)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._saving = False
        self.query_one("#hint", Static).update(refusal(refused))
        if isinstance(refused, Invalid) and refused.field in FIELDS[self._kind]:
            self.query_one(f"#{refused.field}").focus()


def create(store: "Store", me: "Acting", kind: str, held: dict[str, str], contact: Pick | None) -> Any:
    """Add a record of a kind and return its row; blocking."""
    from store import contacts, dictionaries, persons, projects

    emails, phones = _many(held.get("email", "")), _many(held.get("phone", ""))
    match kind:
        case "contact":
            return contacts.add(store, me, ContactDraft(held["name"], emails=emails, phones=phones))
        case "person":
            number = int(contact.value[1]) if contact is not None else 0
            return persons.add(
                store, me, PersonDraft(held["name"], number, held["position"], emails=emails, phones=phones)
            )
        case "project":
            return projects.add(store, me, ProjectDraft(held["name"]))
        case "category":
            draft = EntryDraft(held["name"], letter=held["letter"], colour=held["colour"])
            return dictionaries.add_entry(store, me, "category", draft)
        case _:
            return dictionaries.add_entry(store, me, "goal", EntryDraft(held["name"]))


def hue_names() -> tuple[str, ...]:
    """Return the names of the colours, in their order."""
    return (
        _("blue"), _("violet"), _("green"), _("orange"), _("teal"), _("grey"), _("pink"), _("yellow"), _("red"),
        _("brown"),
    )  # fmt: skip


def _many(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
