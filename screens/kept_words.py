"""Words for what administrators keep: refusals and fields of users, roles, dictionaries and taking over (G1 to G3)."""

from collections.abc import Callable

from store.language import _, p_

INVALID: dict[tuple[str, str], Callable[[], str]] = {
    ("active", "oneself"): lambda: _("You cannot take your own log-in away; another administrator can."),
    ("name", "taken-by-retired"): lambda: _("“{value}” is there already, but retired: take it back instead."),
    ("successor", "itself"): lambda: _("{value} cannot take over from themselves; choose another user."),
}


def field_label(field: str) -> str:
    """Return the word for a field, "" for one that is not among these."""
    words = {
        "letter": _("letter"),
        "place": _("place"),
        "parent_entry": p_("group", "below"),
        "role": _("role"),
        "rights": _("rights"),
        "active": _("active"),
        "visible": _("visible"),
        "successor": _("taken over by"),
    }
    return words.get(field, "")
