"""The form of a contact (C3)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from screens.form.entries import picks_of, users
from screens.record_form import Options, RecordForm, many
from store.contacts import draft_of_contact
from store.drafts import ContactDraft
from store.language import _
from store.record_rows import ContactRow
from widgets.form_section import Slot

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class ContactForm(RecordForm):
    """Adds a contact, or changes one."""

    FIELDS: ClassVar[dict[str, str]] = {"tax-number": "tax_number", "short": "short_name", "group": "groups"}

    def __init__(self, store: "Store", me: "Acting", *, row: ContactRow | None = None) -> None:
        super().__init__(store, me)
        self._row = row

    def heading(self) -> str:
        """See RecordForm."""
        return self._row.name if self._row else _("New contact")

    def sections(self) -> Sequence[tuple[str, str, list[list[Slot]]]]:
        """See RecordForm."""
        d = draft_of_contact(self._row) if self._row else ContactDraft("")
        several = _("several: separated by commas")
        return (
            (
                "contact",
                _("Contact"),
                [
                    [Slot("name", _("name"), self.line(d.name), wide=True)],
                    [
                        Slot("short_name", _("short"), self.line(d.short_name)),
                        Slot("tax_number", _("tax number"), self.line(d.tax_number)),
                    ],
                    [
                        Slot("status", _("status"), self.picker("status")),
                        Slot("owner", _("owner"), self.picker("owner")),
                    ],
                    [Slot("groups", _("groups"), self.pickers("groups", placeholder=_("+ group")), wide=True)],
                ],
            ),
            (
                "reach",
                _("How to reach it"),
                [
                    [Slot("phone", _("phone"), self.line(", ".join(d.phones), placeholder=several), wide=True)],
                    [Slot("email", _("e-mail"), self.line(", ".join(d.emails), placeholder=several), wide=True)],
                    [Slot("web", _("web"), self.line(d.web), wide=True)],
                    [Slot("address", _("address"), self.area(d.address, "address", 3), wide=True, lines=3)],
                ],
            ),
        )

    def options(self) -> Options:
        """See RecordForm."""
        row = self._row
        status = (row.status.id,) if row and row.status else ()
        return {
            "status": picks_of(self.store, self.me, "contact-status", keep=status),
            "groups": picks_of(
                self.store, self.me, "contact-group", keep=tuple(group.id for group in row.groups) if row else ()
            ),
            "owner": users(self.store, self.me, ((row.owner.id, row.owner.name),) if row and row.owner else ()),
        }

    def chosen(self) -> dict[str, tuple[Any, ...]]:
        """See RecordForm."""
        row = self._row
        if row is None:
            return {"owner": (self.me.id,)}
        return {
            "status": (row.status.id,) if row.status else (),
            "owner": (row.owner.id,) if row.owner else (),
            "groups": tuple(group.id for group in row.groups),
        }

    def write(self, texts: dict[str, str], picks: dict[str, tuple[Any, ...]]) -> ContactRow:
        """See RecordForm."""
        from store import contacts

        draft = ContactDraft(
            name=texts["name"],
            short_name=texts["short_name"],
            tax_number=texts["tax_number"],
            emails=many(texts["email"]),
            phones=many(texts["phone"]),
            address=texts["address"],
            web=texts["web"],
            status_id=next(iter(picks["status"]), None),
            group_ids=picks["groups"],
            owner_id=next(iter(picks["owner"]), None),
        )
        if self._row is None:
            return contacts.add(self.store, self.me, draft)
        return contacts.edit(self.store, self.me, self._row.id, draft, version=self._row.version)
