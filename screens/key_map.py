"""A user's own keys (G5): read from their preferences, checked, never allowed to silently take another action's key."""

from collections.abc import Mapping

from screens import keys
from store.language import _

PREFIX = "keys."
ACTIONS = {action.id: action for actions in keys.SCREENS for action in actions}
LIST_KEYS = frozenset("up down j k home end pageup pagedown enter escape ctrl+p ctrl+q ctrl+c".split())


def checked(preferences: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Return the key map that preferences ask for, and a line about each entry that cannot be.

    An unknown action, and a key that another action of the same screen has, is left out.
    """
    wanted = wanted_keys(preferences)
    problems = [
        _("Keys: there is no action “{action}”.").format(action=name) for name in sorted(wanted.keys() - ACTIONS.keys())
    ]
    accepted: dict[str, str] = {}
    for name in sorted(wanted.keys() & ACTIONS.keys()):
        clash = next((taken_by(key, name, wanted) for key in split(wanted[name]) if taken_by(key, name, wanted)), None)
        if clash:
            problems.append(
                _("Keys: “{key}” for “{action}” is the key of “{other}” already.").format(
                    key=wanted[name], action=name, other=clash
                )
            )
        else:
            accepted[name] = wanted[name]
    return accepted, problems


def wanted_keys(preferences: Mapping[str, str]) -> dict[str, str]:
    """Return the keys that preferences give to actions by their ids; what is empty is as if it were not set."""
    return {
        name.removeprefix(PREFIX): value
        for name, value in preferences.items()
        if name.startswith(PREFIX) and split(value)
    }


def refusal(key: str, name: str, preferences: Mapping[str, str]) -> str:
    """Return why an action cannot have a key, in words, "" where it can."""
    if len(key) == 1 and not key.isprintable():
        return _("This is no key that can be given.")
    if "+" in key and not key.startswith("ctrl+") and not key.startswith("shift+"):
        return _("{key} does not reach a program in every terminal: use letters, F-keys or ctrl with a letter.").format(
            key=keys.shown_key(key)
        )
    if key.startswith("ctrl+") and (len(key) != 6 or not key[5].isalpha()):
        return _("{key} does not reach a program in every terminal: use letters, F-keys or ctrl with a letter.").format(
            key=keys.shown_key(key)
        )
    other = taken_by(key, name, wanted_keys(preferences))
    if other is None:
        return ""
    action = ACTIONS.get(other)
    return _("{key} is the key of “{other}” already; give that another one first.").format(
        key=keys.shown_key(key), other=action.text() if action else other
    )


def keys_of(name: str, preferences: Mapping[str, str]) -> str:
    """Return the keys that an action has, separated by commas."""
    return wanted_keys(preferences).get(name) or ACTIONS[name].keys


def split(value: str) -> list[str]:
    """Return the keys of a text that separates them by commas."""
    return [key.strip() for key in value.split(",") if key.strip()]


def taken_by(key: str, name: str, wanted: Mapping[str, str]) -> str | None:
    """Return the id of the action that has a key on some screen that also has action `name`, None for nobody."""
    if key in LIST_KEYS:
        own = ACTIONS.get(name)
        return None if own is not None and key in split(own.keys) else _("the list")
    for actions in keys.SCREENS:
        if not any(action.id == name for action in actions):
            continue
        for other in actions:
            if other.id != name and key in split(wanted.get(other.id, other.keys)):
                return other.id
    return None
