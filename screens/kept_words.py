"""Words for what administrators keep: refusals and fields of users, roles, dictionaries and taking over (G1 to G3)."""

from collections.abc import Callable
from datetime import timedelta

from store.dates import length
from store.folding import fold
from store.language import _, p_
from store.rows import HUES

INVALID: dict[tuple[str, str], Callable[[], str]] = {
    ("active", "oneself"): lambda: _("You cannot take your own log-in away; another administrator can."),
    ("name", "taken-by-retired"): lambda: _("“{value}” is there already, but retired: take it back instead."),
    ("letter", "not-a-letter"): lambda: _("“{value}” is no letter: give one letter, digit or sign, or none."),
    ("length", "missing"): lambda: _("Say how long before the start it reminds, for example 15 min."),
    ("holidays-country", "unknown"): lambda: _(
        "“{value}” is no country with known holidays: two letters such as PL, or nothing."
    ),
    ("", "not-of-kind"): lambda: _("Entries of this dictionary have no such field: {field}."),
    ("successor", "itself"): lambda: _("{value} cannot take over from themselves; choose another user."),
}


def field_label(field: str) -> str:
    """Return the word for a field, "" for one that is not among these."""
    words = {
        "letter": _("letter"),
        "place": _("place"),
        "parent_entry": p_("group", "below"),
        "role": _("role"),
        "rights": p_("role", "rights"),
        "active": _("active"),
        "visible": _("visible"),
        "successor": _("taken over by"),
    }
    return words.get(field) or setting_title(field)


def setting_title(name: str) -> str:
    """Return what a setting of the team is called, "" for one that is none."""
    words = {
        "time-tracking": _("Time tracking"),
        "copy-discussion": _("Copy the discussion"),
        "allow-without-performer": _("Allow without performer"),
        "last-discussion-in-lists": _("Last discussion entry in lists"),
        "day-plan-mail-hour": _("Day plan by e-mail at"),
        "notify-in-quiet-hours": _("Notify in quiet hours"),
        "public-notifies-all": _("Public notifies all"),
        "attachment-limit": _("Largest attached file"),
        "holidays-country": _("Public holidays of"),
    }
    return words.get(name, "")


def right_title(right: str) -> str:
    """Return what a right is called."""
    words = {
        "delegate": p_("right", "delegate"),
        "view-public": p_("right", "see what is public"),
        "view-all": p_("right", "see everything"),
        "edit-others": p_("right", "change what others planned"),
        "edit-ended": p_("right", "change what has ended"),
        "change-received-date": p_("right", "move what was received"),
        "edit-received-description": p_("right", "reword what was received"),
        "delete": p_("right", "delete"),
        "delete-cycle": p_("right", "delete cycles"),
        "take-unassigned": p_("right", "take what is unassigned"),
        "see-all-time": p_("right", "see all time and reports"),
        "export": p_("right", "export"),
        "administer": p_("right", "administer"),
    }
    return words.get(right, right)


def named(title: str, name: str) -> str:
    """Return what people call a right or a setting, in quotes, with the name that commands know it by (G2)."""
    quoted = _("“{title}”").format(title=title)
    return quoted if title == name else f"{quoted} ({name})"


def named_right(right: str) -> str:
    """Return a right as a refusal names it: “see everything” (view-all)."""
    return named(right_title(right), right)


def named_setting(name: str) -> str:
    """Return a setting of the team as a refusal names it."""
    return named(setting_title(name), name)


def hue_names() -> tuple[str, ...]:
    """Return the names of the colours, in their order."""
    return (
        _("blue"), _("violet"), _("green"), _("orange"), _("teal"), _("grey"), _("pink"), _("yellow"), _("red"),
        _("brown"),
    )  # fmt: skip


def hue_word(hue: str) -> str:
    """Return the word for a colour, "" for none."""
    return dict(zip(HUES, hue_names(), strict=True)).get(hue, hue)


def hue_named(text: str) -> str:
    """Return the colour that a word means: its name, or its word in the language in use; else the text itself."""
    return next((hue for hue in HUES if fold(text) in {hue, fold(hue_word(hue))}), text)


def length_words(minutes: int) -> str:
    """Return a length in words: "1 h 30 min"."""
    return length(timedelta(minutes=minutes))


def changed_value(field: str, value: str) -> str:
    """Return a value of the history of what administrators keep as people write it."""
    if field in {"retired", "active", "visible"}:
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    if field == "colour":
        return hue_word(value)
    if field == "length" and value.isdecimal():
        return length_words(int(value))
    if field == "rights":
        return ", ".join(value.split())
    if setting_title(field):
        return {"on": _("on"), "off": _("off")}.get(value, value)
    return value
