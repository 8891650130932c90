"""A user's own keys: read from their preferences, checked, and never allowed to silently take another action's key."""

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
    wanted = {name.removeprefix(PREFIX): value for name, value in preferences.items() if name.startswith(PREFIX)}
    problems = [
        _("Keys: there is no action “{action}”.").format(action=name) for name in sorted(wanted.keys() - ACTIONS.keys())
    ]
    accepted: dict[str, str] = {}
    for name in sorted(wanted.keys() & ACTIONS.keys()):
        clash = next(
            (_taken_by(key, name, wanted) for key in _split(wanted[name]) if _taken_by(key, name, wanted)), None
        )
        if clash:
            problems.append(
                _("Keys: “{key}” for “{action}” is the key of “{other}” already.").format(
                    key=wanted[name], action=name, other=clash
                )
            )
        elif _split(wanted[name]):
            accepted[name] = wanted[name]
    return accepted, problems


def _split(value: str) -> list[str]:
    return [key.strip() for key in value.split(",") if key.strip()]


def _taken_by(key: str, name: str, wanted: Mapping[str, str]) -> str | None:
    if key in LIST_KEYS:
        return _("the list")
    for actions in keys.SCREENS:
        if not any(action.id == name for action in actions):
            continue
        for other in actions:
            if other.id != name and key in _split(wanted.get(other.id, other.keys)):
                return other.id
    return None
