"""Asks what to do with a file or a link (A15): nothing opens by itself, and everything works over SSH.

A file is saved to a path, or shown by the machine's own program where there is a desktop; a link's address is copied
by the terminal (OSC 52).
"""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from screens.asking import Asking
from screens.dialogs.frame import Dialog, text_line
from screens.wording import refusal, size_text
from store.dates import stamp
from store.language import _
from store.places import Places
from widgets.cells import plain
from widgets.line_field import LineField

if TYPE_CHECKING:
    from store.attachments import AttachmentRow
    from store.database import Store
    from store.rows import Acting


class OpenAttachment(Dialog[str], Asking):
    """Dismisses with what was done, in words; None where nothing was.

    A dialog first: Textual takes styles only by the first of the bases.
    """

    DEFAULT_CSS = """
    OpenAttachment #problem { color: $danger; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "copy", show=False, priority=True),
        Binding("f3", "show", show=False, priority=True),
    ]

    def __init__(self, store: "Store", me: "Acting", row: "AttachmentRow", places: Places) -> None:
        super().__init__()
        self._store, self._me, self._row, self._places = store, me, row, places
        self._replace: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out."""
        row, today = self._row, self._store.clock.now().date()
        who = f"{plain(row.author.name)} {stamp(row.at, self._me.zone, today)}"
        if not row.is_file:
            with self.frame(row.name or _("Link"), _("enter copies the address · esc closes")):
                yield text_line(plain(row.url), "address")
                yield text_line(who, "about")
                yield LineField(row.url)
            return
        keys = [_("enter saves"), *([_("F3 shows it")] if self._viewer() else []), _("esc closes")]
        with self.frame(row.name, " · ".join(keys)):
            yield text_line(f"{size_text(row.size)} · {row.media_type} · {who}", "about")
            yield text_line(_("save a copy as"), "label")
            yield LineField(self._places.offered(row.name))
            yield text_line("", "hint -problem", id="problem")

    def on_input_submitted(self) -> None:
        """Save the file, or copy the address."""
        if self._row.is_file:
            self._save(self.query_one(Input).value.strip())
        else:
            self.action_copy()

    def action_copy(self) -> None:
        """Copy the link's address by the terminal."""
        if not self._row.is_file:
            self.app.copy_to_clipboard(self._row.url)
            self.dismiss(_("Copied: {name}").format(name=self._row.url))

    def action_show(self) -> None:
        """Have the machine's own program show the file, where there is a desktop."""
        viewer = self._viewer()
        if self._row.is_file and viewer is not None:
            from store import attachments

            row = self._row
            self.ask("show", lambda: _shown(viewer, *attachments.content(self._store, self._me, row.id)), self._done)

    def _save(self, target: str) -> None:
        from store import attachments

        replace, number, places = self._replace == target, self._row.id, self._places
        self.ask(
            "save",
            lambda: attachments.save_to(self._store, self._me, number, places.path(target), replace=replace),
            lambda path: self._done(_("Saved as {path}.").format(path=places.shown(path))),
        )

    def _viewer(self) -> str | None:
        """Return the program that shows a file on this machine's desktop; None over SSH and where there is none."""
        has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        if self._places.own is not None or os.environ.get("SSH_CONNECTION") or not has_desktop:
            return None
        return shutil.which("xdg-open")

    def _done(self, said: str) -> None:
        self.dismiss(said)

    def refused(self, error: Exception) -> None:
        """Say what is wrong; a file that is there already is replaced by a second enter."""
        from textual.widgets import Static

        from store.refusals import FileFault

        text = refusal(error)
        if isinstance(error, FileFault) and error.reason == "exists":
            self._replace = self.query_one(Input).value.strip()
            text = _("There is such a file already: enter again replaces it.")
        self.query_one("#problem", Static).update(text)


def _shown(viewer: str, row: "AttachmentRow", content: Path) -> str:
    """Hand a private copy under the file's own name to the viewer, so that the stored one cannot be changed by it."""
    import subprocess
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="crm-tui-"))
    copy = folder / row.name
    shutil.copyfile(content, copy)
    subprocess.Popen([viewer, str(copy)], stdin=-3, stdout=-3, stderr=-3, start_new_session=True)  # noqa: S603
    return _("Handed to {program}.").format(program=Path(viewer).name)
