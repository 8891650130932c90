"""The discussion of the activity under the cursor, for the pane beside the list (A10)."""

from collections.abc import Callable, Sequence

from screens.base import BaseScreen
from store.rows import ActivityRow, NoteRow

LAST = 20


def load_notes(
    screen: BaseScreen, chosen: Callable[[], ActivityRow | None], show: Callable[[Sequence[NoteRow]], None]
) -> None:
    """Ask for the last entries, where there are more than the one that the row carries; shown if it is still chosen."""
    row = chosen()
    if row is None or row.note_count < 2:
        return
    from store import discussion

    store, me = screen.desk.opened

    def take(notes: tuple[NoteRow, ...]) -> None:
        now = chosen()
        if now is not None and now.id == row.id:
            show(notes)

    screen.ask("notes", lambda: discussion.notes(store, me, row.id, last=LAST), take)
