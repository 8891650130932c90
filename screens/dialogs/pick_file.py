"""Picks a file to attach: folders and files to walk through, or a path to type; size and type before it is taken."""

import mimetypes
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.visual import VisualType
from textual.widgets import Input, Static
from textual_fspicker import FileOpen, Icons
from textual_fspicker.parts import CurrentDirectory, DirectoryNavigation
from textual_fspicker.parts.directory_navigation import DirectoryEntry

from screens.wording import file_fault, size_text
from store.dates import numeric_day
from store.language import _
from store.refusals import FileFault
from widgets.cells import plain


class PickFile(FileOpen):
    """Dismisses with the path of a file of at most `limit` bytes, or with None."""

    DEFAULT_CSS = """
    PickFile { background: $background 40%; }
    PickFile Dialog {
        width: 84; max-width: 94%; height: 80%; align: left top; padding: 0 1;
        border: round $accent; background: $panel; border-title-color: $accent; border-title-background: $panel;
        border-title-style: bold; border-subtitle-color: $danger; border-subtitle-background: $panel;
    }
    PickFile CurrentDirectory { height: 1; color: $muted; background: $panel; border: none; padding: 0 1; margin: 0; }
    PickFile DirectoryNavigation, PickFile DirectoryNavigation:focus {
        border: none; background: $panel; scrollbar-size-vertical: 1;
    }
    PickFile DirectoryNavigation > .option-list--option-highlighted,
    PickFile DirectoryNavigation:focus > .option-list--option-highlighted { background: $cursor; color: $text; }
    PickFile InputBar { padding: 0; height: auto; }
    PickFile InputBar Input, PickFile InputBar Input:focus {
        height: 1; border: none; padding: 0 1; background: $background; color: $text; width: 1fr;
    }
    PickFile InputBar Input:focus { background: $cursor; }
    PickFile InputBar Input > .input--placeholder { color: $faint; }
    PickFile InputBar Button { display: none; }
    PickFile #facts { height: 1; color: $ok; padding: 0 1; }
    PickFile #facts.-problem { color: $danger; }
    PickFile #keys { height: 1; color: $muted; padding: 0 1; }
    """

    # With priority: what follows a tab in one packet of a slow line belongs to the path.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab,shift+tab", "turn", show=False, priority=True)]

    def __init__(self, *, limit: int, location: str | Path = ".") -> None:
        super().__init__(location, _("Attach a file"))
        self._limit = limit
        self.ERROR_A_FILE_MUST_BE_CHOSEN = _("Type the path of a file, or choose one.")
        self.ERROR_PERMISSION_ERROR = _("This folder may not be read.")

    def _header_area(self) -> ComposeResult:
        yield _Folder(markup=False)

    def on_mount(self) -> None:
        """Add our two lines."""
        super().on_mount()
        frame = self.query_one("InputBar").parent
        assert frame is not None
        self.query_one(Input).placeholder = _("path of the file, such as ~/offer.pdf")
        frame.mount(Static("", id="facts", markup=False))  # type: ignore[attr-defined]
        keys = _("enter opens or takes · tab types a path · . shows hidden · esc closes")
        frame.mount(Static(keys, id="keys", markup=False))  # type: ignore[attr-defined]

    def action_turn(self) -> None:
        """Go from the files to the path, and back."""
        path, files = self.query_one(Input), self.query_one(DirectoryNavigation)
        self.set_focus(files if path.has_focus else path)

    @on(DirectoryNavigation.Highlighted)
    def _show_facts(self, event: DirectoryNavigation.Highlighted) -> None:
        path, text = event.path, ""
        if path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or _("unknown type")
            text = f"{plain(path.name)} · {size_text(path.stat().st_size)} · {kind}"
        for facts in self.query("#facts").results(Static):
            facts.set_class(False, "-problem").update(text)

    @on(DirectoryNavigation.Selected)
    def _take(self, event: DirectoryNavigation.Selected) -> None:
        event.stop()
        if self._should_return(event.path):
            self.dismiss(event.path)

    def _should_return(self, candidate: Path) -> bool:
        if not candidate.is_file():
            self._problem(FileFault("not-there", str(candidate)))
            return False
        size = candidate.stat().st_size
        if size > self._limit:
            self._problem(FileFault("too-large", candidate.name, size, self._limit))
            return False
        return True

    def _problem(self, fault: FileFault) -> None:
        for facts in self.query("#facts").results(Static):
            facts.set_class(True, "-problem").update(file_fault(fault))


class _Folder(CurrentDirectory):
    """The folder shown, its name as text and never as markup."""

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show a path on one line."""
        super().update(plain(content) if isinstance(content, str) else content, layout=layout)


def _sign(location: Path) -> Text:
    return Text("▸" if location.is_dir() else " ")


def _name(location: Path) -> Text:
    return Text(plain(location.name) + (" →" if location.is_symlink() else ""))


def _size(location: Path) -> str:
    try:
        return "" if location.is_dir() else size_text(location.stat().st_size)
    except OSError:
        return ""


def _changed(location: Path) -> str:
    """Return when a file was changed, by the clock of the machine that it lies on."""
    try:
        changed = datetime.fromtimestamp(location.stat().st_mtime, UTC).astimezone()
    except (OSError, OverflowError, ValueError):
        return ""
    return f"{numeric_day(changed.date())} {changed.hour:>2}:{changed:%M}"


Icons.set_picker(_sign)  # type: ignore[arg-type]
DirectoryEntry._name = staticmethod(_name)  # type: ignore[method-assign]
DirectoryEntry._size = staticmethod(_size)  # type: ignore[method-assign]
DirectoryEntry._mtime = staticmethod(_changed)  # type: ignore[method-assign]
