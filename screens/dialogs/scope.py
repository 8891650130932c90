"""Asks how far a change of one occurrence of a cycle reaches (B8). The smallest is the default."""

from screens.dialogs.choose import Choose
from store.language import _


def ask_scope(title: str, about: str) -> Choose:
    """Return the dialog: it dismisses with "one", "following" or "all", or with None."""
    choices = [
        ("one", _("this one only"), "1"),
        ("following", _("this one and the following"), "2"),
        ("all", _("all that have not ended"), "3"),
    ]
    return Choose(title, choices, about=about)
