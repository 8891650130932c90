"""Creates a contact, a person, a project, a category or a goal from inside the form, and gives it back (C5)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.app import ComposeResult

from screens.dialogs.frame import text_line
from screens.dialogs.small_form import SmallForm
from screens.kept_words import hue_names
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


class NewRecord(SmallForm[Any]):
    """A few fields, the name filled in. Dismisses with the row as saved, or with None.

    `kind` is contact, person, project, category or goal; `contact` is whose a new person is.
    """

    def __init__(self, store: "Store", me: "Acting", kind: str, name: str, *, contact: Pick | None = None) -> None:
        super().__init__()
        self._store, self._me, self._kind, self._typed, self._contact = store, me, kind, name, contact

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

    def held(self) -> dict[str, str]:
        """Return what the fields and choices hold."""
        held = {name: value.strip() for name, value in super().held().items()}
        return held | {choice.key: choice.value for choice in self.query(Choice)}

    def save(self, held: dict[str, str]) -> Any:
        """Add the record."""
        return create(self._store, self._me, self._kind, held, self._contact)

    def field_of(self, refused: Refused) -> str | None:
        """Return the name of the field that a refusal is about."""
        return refused.field if isinstance(refused, Invalid) and refused.field in FIELDS[self._kind] else None


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


def _many(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
