"""Files and links in the form: they can be added once the activity is saved (A15)."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from screens.form.saving import FormSaving
from store.dates import stamp
from store.language import _, n_
from store.rows import ActivityRow
from widgets.attachment_list import AttachmentList, Item

if TYPE_CHECKING:
    from store.attachments import AttachmentRow


class Attaching(FormSaving):
    """The part of the form that shows, adds, opens and removes files and links."""

    def __init__(self) -> None:
        super().__init__()
        self.attached: tuple[AttachmentRow, ...] = ()

    def _summaries(self) -> None:
        raise NotImplementedError

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
            return
        from screens.dialogs.line import AskLine

        self.app.push_screen(AskLine(_("Address: http, https, mailto or tel")), self._take_link)

    def load_attached(self) -> None:
        """Read the files and links in a thread."""
        row = self.state.row
        if row is not None:
            from store import attachments

            self.ask("attached", lambda: attachments.of(self.store, self.me, "activity", row.id), self._show_attached)

    def _show_attached(self, rows: "tuple[AttachmentRow, ...]") -> None:
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

        today = self.store.clock.now().date()
        who = f"{row.author.name} {stamp(row.at, self.me.zone, today)}"
        text = row.name if row.is_file else (f"{row.name} · {row.url}" if row.name else row.url)
        return Item(row.id, row.is_file, text, f"{size_text(row.size)} · {who}" if row.is_file else who)

    # ----------------------------------------------------------------- adding

    def pick_file(self) -> None:
        """Open the file picker, as soon as the limit is known."""
        from store import settings

        def pick(limit: object) -> None:
            from screens.dialogs.pick_file import PickFile

            self.app.push_screen(PickFile(limit=int(str(limit)), location=Path.cwd()), self._take_file)

        self.ask("limit", lambda: settings.get_one(self.store, self.me, "attachment-limit"), pick)

    def _take_file(self, path: Path | None) -> None:
        row = self.state.row
        if path is None or row is None:
            return
        from store import attachments

        self.say(_("Copying {name} …").format(name=path.name), "hint", stay=True)

        def done(attached: "AttachmentRow") -> None:
            self.say(_("Attached: {name}").format(name=attached.name))
            self._open_section()
            self.load_attached()

        self.ask("attach", lambda: attachments.attach(self.store, self.me, "activity", row.id, path), done)

    def _take_link(self, url: str | None) -> None:
        row = self.state.row
        if not url or row is None:
            return
        from store import attachments

        def done(attached: "AttachmentRow") -> None:
            self.say(_("Linked: {name}").format(name=attached.url))
            self._open_section()
            self.load_attached()

        self.ask("attach", lambda: attachments.link(self.store, self.me, "activity", row.id, url), done)

    def _open_section(self) -> None:
        section = self.section_of("attached")
        if section is not None:
            section.unfold(focus=False)

    # ----------------------------------------------------------------- opening and removing

    def on_attachment_list_opened(self, message: AttachmentList.Opened) -> None:
        """Ask what to do with a file or link (A15)."""
        from screens.dialogs.attachment import OpenAttachment

        row = next((row for row in self.attached if row.id == message.item.id), None)
        if row is not None:
            self.app.push_screen(OpenAttachment(self.store, self.me, row), self._opened)

    def _opened(self, said: str | None) -> None:
        if said:
            self.say(said)

    def on_attachment_list_removed(self, message: AttachmentList.Removed) -> None:
        """Ask before a file or link is taken off."""
        from screens.dialogs.choose import Choose

        choices = [("no", _("keep it"), "k"), ("yes", _("remove it"), "r")]
        dialog = Choose(_("Remove this?"), choices, about=message.item.text)
        self.app.push_screen(dialog, partial(self._remove, message.item.id))

    def _remove(self, number: int, answer: str | None) -> None:
        if answer != "yes":
            return
        from store import attachments

        def done(_nothing: object) -> None:
            self.say(_("Removed."))
            self.load_attached()

        self.ask("attach", lambda: attachments.remove(self.store, self.me, number), done)


def attached_summary(rows: "tuple[AttachmentRow, ...]", *, saved: bool) -> str:
    """Return what is in the section, in one line."""
    if not saved:
        return _("after saving (F3)")
    files = sum(row.is_file for row in rows)
    links = len(rows) - files
    parts = [
        n_("{count} file", "{count} files", files).format(count=files) if files else "",
        n_("{count} link", "{count} links", links).format(count=links) if links else "",
    ]
    return " · ".join(part for part in parts if part) or _("none")
