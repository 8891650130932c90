"""Asks before another assignment drops the direction and the contact persons of the one before (A7)."""

from screens.dialogs.choose import Choose
from store.language import _


class DropAssignment(Choose):
    """Dismisses with "keep" (the default) or "drop"."""

    def __init__(self, name: str) -> None:
        ways = [
            ("keep", _("keep {name}").format(name=name), "k"),
            ("drop", _("change it; persons and direction go"), "c"),
        ]
        super().__init__(_("Another assignment?"), ways)
