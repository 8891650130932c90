"""Reads one's own choices of events and channels, asks, and keeps them (D5, G5)."""

from typing import TYPE_CHECKING

from store.language import _
from store.reminder_rows import Choices

if TYPE_CHECKING:
    from screens.base import BaseScreen
    from store.database import Store
    from store.rows import Acting


def ask(screen: "BaseScreen") -> None:
    """Open the dialog over a screen, with what holds for the acting user."""
    from screens.dialogs.notice_choices import NoticeChoices
    from store import event_choices

    store, me = screen.desk.opened

    def answered(chosen: Choices | None) -> None:
        if chosen is not None:
            screen.ask(
                "choices",
                lambda: event_choices.set_choices(store, me, chosen),
                lambda _kept: screen.say(_("Kept: what you are told of, and how.")),
            )

    def open_it(held: tuple[Choices, list[str]]) -> None:
        screen.app.push_screen(NoticeChoices(*held), answered)

    screen.ask("choices", lambda: (event_choices.choices(store, me), notes(store, me)), open_it)


def notes(store: "Store", me: "Acting") -> list[str]:
    """Return what to say below the table: night hours, the day plan's hour, what cannot reach one; blocking."""
    from store import people, settings

    held = settings.get(store, me)
    night = (
        _("E-mail and SMS come at night too: the team's setting says so.")
        if held["notify-in-quiet-hours"]
        else _("Between 22:00 and 7:00 e-mail and SMS wait for the morning; what is shown here does not.")
    )
    lines = [night, _("The day plan comes at {hour}:00.").format(hour=held["day-plan-mail-hour"])]
    mine = next((row for row in people.users(store, me) if row.id == me.id), None)
    if mine is not None and not mine.email:
        lines.append(_("You have no e-mail address yet: an administrator can add it."))
    if mine is not None and not mine.phone:
        lines.append(_("You have no telephone number yet: an administrator can add it."))
    return lines
