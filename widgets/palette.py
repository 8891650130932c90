"""The colours of the theme in use, as styles for widgets that draw their own lines."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from rich.style import Style

if TYPE_CHECKING:
    from textual.app import App

# Every line that is drawn asks. A new theme comes with variables of its own.
_KEPT: "WeakKeyDictionary[App[object], tuple[dict[str, str], Palette]]" = WeakKeyDictionary()
HUES = ("blue", "violet", "green", "orange", "teal", "grey", "pink", "yellow", "red", "brown")


@dataclass(frozen=True)
class Palette:
    """Styles by what they mean; `background`, `side`, `panel` and `cursor` are grounds."""

    text: Style
    bold: Style
    muted: Style
    muted_bold: Style
    faint: Style
    line: Style
    accent: Style
    accent_bold: Style
    amber: Style
    amber_bold: Style
    danger: Style
    ok: Style
    hues: dict[str, Style]
    background: Style
    side: Style
    panel: Style
    cursor: Style

    def hue(self, name: str) -> Style:
        """The colour of a category; grey for a name that is none."""
        return self.hues.get(name, self.hues["grey"])


def palette(app: "App[object]") -> Palette:
    """Return the palette of an app's theme."""
    variables = app.theme_variables
    kept = _KEPT.get(app)
    if kept is None or kept[0] is not variables:
        kept = _KEPT[app] = variables, _made(tuple(sorted(variables.items())))
    return kept[1]


@lru_cache(maxsize=8)
def _made(variables: tuple[tuple[str, str], ...]) -> Palette:
    held = dict(variables)

    def colour(name: str, fallback: str = "#808080") -> str:
        value = held.get(name, fallback)
        return value if value.startswith("#") else fallback

    def ink(name: str, *, bold: bool = False) -> Style:
        return Style(color=colour(name), bold=bold or None)

    def ground(name: str) -> Style:
        return Style(bgcolor=colour(name, colour("background")))

    return Palette(
        text=ink("text"),
        bold=ink("text", bold=True),
        muted=ink("muted"),
        muted_bold=ink("muted", bold=True),
        faint=ink("faint"),
        line=ink("line"),
        accent=ink("accent"),
        accent_bold=ink("accent", bold=True),
        amber=ink("amber"),
        amber_bold=ink("amber", bold=True),
        danger=ink("danger"),
        ok=ink("ok"),
        hues={hue: ink(f"hue-{hue}") for hue in HUES},
        background=ground("background"),
        side=ground("side"),
        panel=ground("panel"),
        cursor=ground("cursor"),
    )
