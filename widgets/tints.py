"""Grounds mixed from the colours of a theme: the tinted blocks and bars of the calendar."""

from functools import lru_cache

from rich.style import Style

from widgets.palette import Palette

PART = 0.2
FADED = 0.1


def tint(p: Palette, hue: str, *, faded: bool = False) -> Style:
    """Return the ground of an activity: the background with some of its category's colour in it."""
    return _mixed(p.background, p.hue(hue), FADED if faded else PART)


@lru_cache(maxsize=256)
def _mixed(ground: Style, ink: Style, part: float) -> Style:
    if ground.bgcolor is None or ink.color is None:
        return ground
    under, over = ground.bgcolor.get_truecolor(), ink.color.get_truecolor()
    mixed = [round(u + (o - u) * part) for u, o in zip(under, over, strict=True)]
    return Style(bgcolor="#{:02x}{:02x}{:02x}".format(*mixed))
