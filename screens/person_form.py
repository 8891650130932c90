"""The form of a contact person (C3)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from screens.form.entries import picks_of
from screens.record_form import Options, RecordForm, many
from store.drafts import PersonDraft
from store.language import _
from store.record_rows import ContactRow, PersonRow
from widgets.form_section import Slot

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class PersonForm(RecordForm):
    """Adds a person to a contact, or changes one."""

    FIELDS: ClassVar[dict[str, str]] = {"function": "functions"}

    def __init__(self, store: "Store", me: "Acting", *, contact: ContactRow, row: PersonRow | None = None) -> None:
        super().__init__(store, me)
        self._contact, self._row = contact, row

    def heading(self) -> str:
        """See RecordForm."""
        return self._row.name if self._row else _("New contact person")

    def sections(self) -> Sequence[tuple[str, str, list[list[Slot]]]]:
        """See RecordForm."""
        row = self._row
        several = _("several: separated by commas")
        phones, emails = (", ".join(row.phones), ", ".join(row.emails)) if row else ("", "")
        rows = [
            [Slot("contact", _("contact"), text=self._contact.name, kind="text")],
            [Slot("name", _("name"), self.line(row.name if row else ""), wide=True)],
            [Slot("position", _("position"), self.line(row.position if row else ""), wide=True)],
            [Slot("functions", _("functions"), self.pickers("functions", placeholder=_("+ function")), wide=True)],
            [Slot("phone", _("phone"), self.line(phones, placeholder=several), wide=True)],
            [Slot("email", _("e-mail"), self.line(emails, placeholder=several), wide=True)],
        ]
        return (("person", _("Contact person"), rows),)

    def options(self) -> Options:
        """See RecordForm."""
        keep = self.chosen()["functions"]
        return {"functions": picks_of(self.store, self.me, "person-function", keep=keep)}

    def chosen(self) -> dict[str, tuple[Any, ...]]:
        """See RecordForm."""
        return {"functions": tuple(one.id for one in self._row.functions) if self._row else ()}

    def write(self, texts: dict[str, str], picks: dict[str, tuple[Any, ...]]) -> PersonRow:
        """See RecordForm."""
        from store import persons

        draft = PersonDraft(
            name=texts["name"],
            contact_id=self._contact.id,
            position=texts["position"],
            function_ids=picks["functions"],
            emails=many(texts["email"]),
            phones=many(texts["phone"]),
        )
        if self._row is None:
            return persons.add(self.store, self.me, draft)
        return persons.edit(self.store, self.me, self._row.id, draft, version=self._row.version)
