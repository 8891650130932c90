"""Files and links in the form: they can be added once the activity is saved (A15)."""

from typing import TYPE_CHECKING

from screens.attaching import Attaching, attached_by, attached_name
from screens.form.saving import FormSaving
from store.language import _
from store.rows import ActivityRow
from widgets.attachment_list import AttachmentList, Item

if TYPE_CHECKING:
    from screens.attaching import Holder
    from store.attachments import AttachmentRow


class FormAttaching(FormSaving, Attaching):
    """The part of the form that shows, adds, opens and removes files and links."""

    def _summaries(self) -> None:
        raise NotImplementedError

    def holder(self) -> "Holder | None":
        """See Attaching."""
        row = self.state.row
        return (self.store, self.me, "activity", row.id) if row is not None else None

    async def action_save_attach(self) -> None:
        """Save; then open the file picker (A16)."""

        def stay(row: ActivityRow) -> None:
            self.settled(row)
            self.pick_file()

        await self._taken()
        self.save(stay)

    def action_link(self) -> None:
        """Ask for a link."""
        if self.state.row is None:
            self.say(_("Save it first (F2): then files and links can be added."), "hint")
        else:
            self.ask_link()

    def show_attached(self, rows: "tuple[AttachmentRow, ...]") -> None:
        """See Attaching."""
        self.attached = rows
        section = self.section_of("attached")
        slot = section.slot("attached") if section else None
        if section is not None and slot is not None and isinstance(slot.widget, AttachmentList):
            slot.widget.show([self._item(row) for row in rows])
            slot.lines = max(1, len(rows))
            section.replan()
        self._summaries()

    def _item(self, row: "AttachmentRow") -> Item:
        from screens.wording import size_text

        who = attached_by(row, self.store, self.me)
        note = f"{size_text(row.size)} · {who}" if row.is_file else who
        return Item(row.id, row.is_file, attached_name(row), note)

    def added_attached(self) -> None:
        """See Attaching: what was added is seen in its section."""
        section = self.section_of("attached")
        if section is not None:
            section.unfold(focus=False)
        self.load_attached()

    def on_attachment_list_opened(self, message: AttachmentList.Opened) -> None:
        """Ask what to do with it."""
        self.open_attached(message.item.id)

    def on_attachment_list_removed(self, message: AttachmentList.Removed) -> None:
        """Ask before it is taken off."""
        self.remove_attached(message.item.id)
