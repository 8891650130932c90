"""Adding, opening and removing files and links, the same in the activity form and on the cards (A15, C3, C4)."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from screens.asking import Asking
from store.dates import stamp
from store.language import _, n_
from widgets.bars import KeyBar

if TYPE_CHECKING:
    from store.attachments import AttachmentRow, Owner
    from store.database import Store
    from store.places import Places
    from store.rows import Acting

    Holder = tuple[Store, Acting, Owner, int]


class Attaching(Asking):
    """What shows the files and links of one record. Subclasses say of which, and show them."""

    def __init__(self) -> None:
        super().__init__()
        self.attached: tuple[AttachmentRow, ...] = ()

    def holder(self) -> "Holder | None":
        """The store, who asks, and the record that has the files; None for what is not saved yet."""
        raise NotImplementedError

    def show_attached(self, rows: "tuple[AttachmentRow, ...]") -> None:
        """Show the files and links."""
        raise NotImplementedError

    def say(self, text: str, kind: str = "ok", *, stay: bool = False) -> None:
        """Say something in the line below."""
        self.query_one(KeyBar).say(text, kind, stay=stay)

    def load_attached(self) -> None:
        """Read the files and links in a thread."""
        holder = self.holder()
        if holder is not None:
            from store import attachments

            self.ask("attached", lambda: attachments.of(*holder), self.show_attached)

    # ----------------------------------------------------------------- adding

    def pick_file(self) -> None:
        """Open the file picker, as soon as the limit is known."""
        holder = self.holder()
        if holder is None:
            return
        from store import settings

        def pick(limit: object) -> None:
            from screens.dialogs.pick_file import PickFile

            self.app.push_screen(PickFile(limit=int(str(limit)), location=Path.cwd()), self._take_file)

        def pick_own(names: "list[tuple[str, int]]") -> None:
            from screens.dialogs.pick_own_file import PickOwnFile

            self.app.push_screen(PickOwnFile(names), self._take_file)

        if self._places.own is not None:
            self.ask("limit", self._places.names, pick_own)
            return
        self.ask("limit", lambda: settings.get_one(holder[0], holder[1], "attachment-limit"), pick)

    @property
    def _places(self) -> "Places":
        places: Places = cast(Any, self.app).desk.places
        return places

    def _take_file(self, path: Path | None) -> None:
        holder, places = self.holder(), self._places
        if path is None or holder is None:
            return
        from store import attachments

        self.say(_("Copying {name} …").format(name=path.name), "hint", stay=True)

        def done(attached: "AttachmentRow") -> None:
            self.say(_("Attached: {name}").format(name=attached.name))
            self.added_attached()

        def copy() -> "AttachmentRow":
            with places.source(str(path)) as source:
                return attachments.attach(*holder, source, name=path.name)

        self.ask("attach", copy, done)

    def ask_link(self) -> None:
        """Ask for a link."""
        from screens.dialogs.line import AskLine

        self.app.push_screen(AskLine(_("Address: http, https, mailto or tel")), self._take_link)

    def _take_link(self, url: str | None) -> None:
        holder = self.holder()
        if not url or holder is None:
            return
        from store import attachments

        def done(attached: "AttachmentRow") -> None:
            self.say(_("Linked: {name}").format(name=attached.url))
            self.added_attached()

        self.ask("attach", lambda: attachments.link(*holder, url), done)

    def added_attached(self) -> None:
        """A file or link was added: show it."""
        self.load_attached()

    # ----------------------------------------------------------------- opening and removing

    def open_attached(self, number: int) -> None:
        """Ask what to do with a file or link: nothing opens by itself (A15)."""
        from screens.dialogs.attachment import OpenAttachment

        row, holder = self._attached(number), self.holder()
        if row is not None and holder is not None:
            self.app.push_screen(OpenAttachment(holder[0], holder[1], row, self._places), self._opened)

    def _opened(self, said: str | None) -> None:
        if said:
            self.say(said)

    def remove_attached(self, number: int) -> None:
        """Ask before a file or link is taken off."""
        from screens.dialogs.choose import Choose

        row = self._attached(number)
        if row is not None:
            choices = [("no", _("keep it"), "k"), ("yes", _("remove it"), "r")]
            dialog = Choose(_("Remove this?"), choices, about=attached_name(row))
            self.app.push_screen(dialog, partial(self._remove, number))

    def _remove(self, number: int, answer: str | None) -> None:
        holder = self.holder()
        if answer != "yes" or holder is None:
            return
        from store import attachments

        def done(_nothing: object) -> None:
            self.say(_("Removed."))
            self.load_attached()

        self.ask("attach", lambda: attachments.remove(holder[0], holder[1], number), done)

    def _attached(self, number: int) -> "AttachmentRow | None":
        return next((row for row in self.attached if row.id == number), None)


def attached_name(row: "AttachmentRow") -> str:
    """Return what a file or link is called in a list."""
    return row.name if row.is_file else (f"{row.name} · {row.url}" if row.name else row.url)


def attached_by(row: "AttachmentRow", store: "Store", me: "Acting") -> str:
    """Return who added a file or link, and when."""
    return f"{row.author.name} {stamp(row.at, me.zone, store.clock.now().date())}"


def attached_summary(rows: "tuple[AttachmentRow, ...]", *, saved: bool) -> str:
    """Return what is attached, in one line."""
    if not saved:
        return _("after saving (F3)")
    files = sum(row.is_file for row in rows)
    links = len(rows) - files
    parts = [
        n_("{count} file", "{count} files", files).format(count=files) if files else "",
        n_("{count} link", "{count} links", links).format(count=links) if links else "",
    ]
    return " · ".join(part for part in parts if part) or _("none")
