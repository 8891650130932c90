"""Asks before a form is closed in which something would be lost."""

from screens.dialogs.choose import Choose
from store.language import _


class LeaveForm(Choose):
    """Dismisses with "stay" (the default), "save" or "drop"."""

    def __init__(self) -> None:
        ways = [
            ("stay", _("go on editing"), "g"),
            ("save", _("save & close"), "s"),
            ("drop", _("close without saving"), "c"),
        ]
        super().__init__(_("Not everything is saved"), ways)
