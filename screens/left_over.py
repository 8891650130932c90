"""Offers the forms that were not saved when the program last ended (A17)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from screens.dialogs.choose import Choose
from screens.form.drafting import Slot
from store.dates import stamp
from store.language import _
from store.refusals import NotFound
from store.rows import ActivityRow
from widgets.cells import fit, plain

if TYPE_CHECKING:
    from screens.planning_actions import PlanningActions

LeftOver = tuple[Slot, dict[str, Any], datetime]
SHOWN_CELLS = 60


def offer(screen: "PlanningActions", found: Sequence[LeftOver]) -> None:
    """Ask about each, newest first. What is put off is offered again at the next start."""
    if not found:
        return
    (slot, held, written), rest = found[0], found[1:]
    desk = screen.desk
    ways = [
        ("open", _("open it again"), "o"),
        ("later", _("leave it for the next start"), "l"),
        ("drop", _("throw it away"), "t"),
    ]

    def answered(way: str | None) -> None:
        if way == "open":
            _open(screen, slot, held)
            return
        if way == "drop":
            slot.drop()
        offer(screen, rest)

    title = _("Not saved: a form of {time}").format(time=stamp(written, desk.zone, desk.today))
    screen.app.push_screen(Choose(title, ways, about=_about(held)), answered)


def _about(held: dict[str, Any]) -> str:
    picks, texts = held.get("picks", {}), held.get("texts", {})
    names = [str(pick[1]) for key in ("category", "assignment") for pick in picks.get(key, [])]
    parts = [*names, str(texts.get("start", "")), str(texts.get("description", ""))]
    return fit(plain(" · ".join(part for part in parts if part)), SHOWN_CELLS).rstrip()


def _open(screen: "PlanningActions", slot: Slot, held: dict[str, Any]) -> None:
    from screens.activity_form import ActivityForm
    from store import activities

    store, me = screen.desk.opened

    def read() -> ActivityRow | None:
        try:
            return activities.get(store, me, int(held["row"])) if held.get("row") is not None else None
        except NotFound:
            # Deleted meanwhile: what was typed becomes a new one.
            return None

    def show(row: ActivityRow | None) -> None:
        form = ActivityForm(store, me, row=row, done=bool(held.get("recording")))
        form.put_back(held, slot)
        screen.show_form(form)

    screen.ask("left-over", read, show)
