"""Asks which events one is told of by which channel (D5, G5)."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from screens.dialogs.frame import Dialog, text_line
from screens.wording import channel_label
from store.language import _
from store.reminder_kinds import CHANNELS, Channel
from store.reminder_rows import EVENTS, Choices
from widgets.switch_table import SwitchTable

EXTRA = "more"
NAMED = 35


class NoticeChoices(Dialog[Choices | None]):
    """Dismisses with the choices as they were left; escape keeps them as they were.

    `notes` are lines below the table: night hours, an address that is missing.
    """

    DEFAULT_CSS = """
    NoticeChoices > .frame { width: 72; }
    NoticeChoices SwitchTable { margin-bottom: 1; }
    """
    TAKES_TEXT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,ctrl+s", "take", show=False, priority=True)]

    def __init__(self, choices: Choices, notes: Sequence[str] = ()) -> None:
        super().__init__()
        self._choices, self._notes = choices, tuple(notes)

    def compose(self) -> ComposeResult:
        """Lay out."""
        c = self._choices
        on: dict[tuple[str, str], bool] = {
            (event, channel): channel in c.channels.get(event, ()) for event in EVENTS for channel in CHANNELS
        }
        with self.frame(_("What I am told of, and how"), _("space changes · enter takes it · esc closes")):
            yield SwitchTable(
                [(event, event_text(event)) for event in EVENTS],
                [(channel, channel_label(channel)) for channel in CHANNELS],
                on,
                named=NAMED,
                id="events",
            )
            yield SwitchTable(
                [
                    ("observing", _("also of what I only observe")),
                    ("public", _("of what is public, where all are told")),
                    ("day-plan", _("my day plan by e-mail, working days")),
                ],
                [(EXTRA, "")],
                {
                    ("observing", EXTRA): c.observing,
                    ("public", EXTRA): c.public,
                    ("day-plan", EXTRA): c.day_plan,
                },
                named=NAMED,
                id="own",
            )
            if self._notes:
                yield text_line("\n".join(self._notes), "about")

    def on_mount(self) -> None:
        """Stand on the first switch."""
        self.query_one("#events").focus()

    @property
    def choices(self) -> Choices:
        """The choices as they stand now."""
        events, own = self.query_one("#events", SwitchTable).on, self.query_one("#own", SwitchTable).on
        channels: dict[str, tuple[Channel, ...]] = {
            event: tuple(channel for channel in CHANNELS if events[event, channel]) for event in EVENTS
        }
        return Choices(
            channels,
            observing=own["observing", EXTRA],
            public=own["public", EXTRA],
            day_plan=own["day-plan", EXTRA],
            country=self._choices.country,
        )

    def action_take(self) -> None:
        """Keep them."""
        self.dismiss(self.choices)


def event_text(event: str) -> str:
    """Return what has happened, as the table names it."""
    words = {
        "assigned": _("I am given an activity"),
        "moved": _("it is moved"),
        "changed": _("it is changed, ended or reopened"),
        "cancelled": _("it is cancelled or taken from me"),
        "discussed": _("somebody adds to its discussion"),
    }
    return words.get(event, event)
