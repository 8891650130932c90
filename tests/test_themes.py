"""Text that matters stands out from its ground by 4.5 : 1 at least, in both themes (H6)."""

import pytest
from textual.theme import Theme

from crm_tui.themes import THEMES

GROUNDS = ("background", "side", "panel", "cursor")
LEAST = 4.5


def luminance(colour: str) -> float:
    """The relative luminance of a colour "#rrggbb", by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(ink), luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def colours(theme: Theme) -> dict[str, str]:
    """Every colour of a theme by its name."""
    own = {name: getattr(theme, name) for name in ("accent", "background", "panel", "foreground", "warning", "error")}
    return {**own, **theme.variables}


@pytest.mark.parametrize("name", THEMES)
def test_h6_every_ink_can_be_read_on_every_ground(name: str) -> None:
    """What is faint is drawn as muted where the cursor is, so that ground need not bear it."""
    held = colours(THEMES[name])
    inks = ["text", "muted", "accent", "amber", "danger", "ok", *(key for key in held if key.startswith("hue-"))]
    pairs = [(ink, ground) for ink in inks for ground in GROUNDS]
    pairs += [("faint", ground) for ground in GROUNDS if ground != "cursor"]
    pairs += [("input-cursor-foreground", "input-cursor-background")]
    poor = {pair: round(found, 2) for pair in pairs if (found := contrast(*(held[key] for key in pair))) < LEAST}
    assert poor == {}
