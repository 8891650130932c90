"""The discussion of the activity under the cursor, for the pane beside the list (A10)."""

from collections.abc import Callable, Sequence

from screens.base import BaseScreen
from store.rows import ActivityRow, NoteRow

LAST = 20
# Of what the cursor only passes nothing is asked.
REST_SECONDS = 0.08


def load_notes(
    screen: BaseScreen, chosen: Callable[[], ActivityRow | None], show: Callable[[Sequence[NoteRow]], None]
) -> None:
    """Ask for the last entries, where there are more than the one that the row carries, once the cursor rests on it.

    `show` is called with them if the activity is still the chosen one.
    """
    row = chosen()
    if row is None or row.note_count < 2:
        return
    number = row.id

    def rests() -> bool:
        now = chosen()
        return screen.is_attached and now is not None and now.id == number

    def ask() -> None:
        if not rests():
            return
        from store import discussion

        store, me = screen.desk.opened
        screen.ask("notes", lambda: discussion.notes(store, me, number, last=LAST), take)

    def take(notes: tuple[NoteRow, ...]) -> None:
        if rests():
            show(notes)

    screen.set_timer(REST_SECONDS, ask)
