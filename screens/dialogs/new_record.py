"""Creates a contact, a person, a project, a category or a goal from inside the form, and gives it back (C5)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from store.drafts import ContactDraft, EntryDraft, PersonDraft, ProjectDraft
from store.language import _
from store.refusals import Refused
from widgets.field_row import TextField
from widgets.pick_field import Pick

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class NewRecord(Dialog[Pick | None]):
    """A few fields, the name filled in. `kind` is contact, person, project, category or goal."""

    DEFAULT_CSS = """
    NewRecord FieldRow Input { background: $field; margin-left: 15; }
    NewRecord FieldRow Input:focus { background: $cursor; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

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
        fields = {
            "contact": [("phone", _("phone")), ("email", _("e-mail"))],
            "person": [("position", _("position")), ("phone", _("phone")), ("email", _("e-mail"))],
            "category": [("letter", _("letter"))],
        }.get(self._kind, [])
        with self.frame(titles[self._kind], _("enter next · ^s saves · esc closes")):
            if self._contact is not None:
                yield text_line(self._contact.name, "about")
            yield TextField(_("name"), id="name", value=self._typed)
            for name, label in fields:
                yield TextField(label, id=name)
            yield text_line("", "hint -problem", id="hint")

    def on_mount(self) -> None:
        """Stand behind the name."""
        field = self.query_one("#name", TextField).query_one(Input)
        field.focus()
        field.cursor_position = len(self._typed)

    def on_key(self, event: events.Key) -> None:
        """Enter goes on; from the last field it saves."""
        if event.key == "enter":
            event.stop()
            fields = list(self.query(Input))
            if self.focused is fields[-1]:
                self.action_save()
            else:
                self.focus_next()

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", TextField).value.strip() if self.query(f"#{name}") else ""

    def action_save(self) -> None:
        """Save in a thread; what was typed stays until it is in the database."""
        held = {name: self._value(name) for name in ("name", "phone", "email", "position", "letter")}
        self.run_worker(lambda: self._save(held), thread=True, exclusive=True)

    def _save(self, held: dict[str, str]) -> None:
        try:
            row = self._creator()(held)
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, Pick(row.id, row.name, self._kind))

    def _creator(self) -> Callable[[dict[str, str]], Any]:
        from store import contacts, dictionaries, persons, projects

        store, me = self._store, self._me

        def many(text: str) -> tuple[str, ...]:
            return tuple(part.strip() for part in text.split(",") if part.strip())

        def person(held: dict[str, str]) -> Any:
            contact_id = self._contact.id if self._contact else 0
            draft = PersonDraft(
                held["name"], contact_id, held["position"], emails=many(held["email"]), phones=many(held["phone"])
            )
            return persons.add(store, me, draft)

        return {
            "contact": lambda held: contacts.add(
                store, me, ContactDraft(held["name"], emails=many(held["email"]), phones=many(held["phone"]))
            ),
            "person": person,
            "project": lambda held: projects.add(store, me, ProjectDraft(held["name"])),
            "category": lambda held: dictionaries.add_entry(
                store, me, "category", EntryDraft(held["name"], letter=held["letter"])
            ),
            "goal": lambda held: dictionaries.add_entry(store, me, "goal", EntryDraft(held["name"])),
        }[self._kind]

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self.query_one("#hint", Static).update(refusal(refused))
