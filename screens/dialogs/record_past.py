"""Asks how something past ended (A2), and with a goal whether it was reached (A8)."""

from screens.dialogs.choose import Choose
from store.language import _


class RecordPast(Choose):
    """Dismisses with the name of a way, which `answer` turns into a status and an outcome."""

    def __init__(self, goal: str = "") -> None:
        ways = [
            ("back", _("go back and change the date"), "b"),
            *(
                [
                    ("success", _("completed: success"), "s"),
                    ("failure", _("completed: failure"), "f"),
                ]
                if goal
                else [("completed", _("it is completed"), "c")]
            ),
            ("cancelled", _("it was cancelled"), "x"),
        ]
        about = _("goal: {name}").format(name=goal) if goal else ""
        super().__init__(_("This is in the past. How did it end?"), ways, about=about)

    def answer(self, name: str | None) -> tuple[str, str] | None:
        """Return the status and the outcome that a way means, None for going back to the date."""
        if name in {"success", "failure"}:
            return "completed", str(name)
        return (name, "") if name in {"completed", "cancelled"} else None
