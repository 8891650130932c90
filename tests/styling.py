"""Reads the styles of the program once for all the apps of a worker, where each would read its own again."""

from typing import Any

import pytest


def parse_once(patch: pytest.MonkeyPatch) -> None:
    """Let stylesheets share the rules that they have parsed of the same text with the same colours."""
    from textual.css.stylesheet import Stylesheet

    parse, parsed = Stylesheet._parse_rules, dict[Any, Any]()

    def rules(sheet: Stylesheet, css: str, *given: Any, **named: Any) -> Any:
        key = (css, given, tuple(named.items()), frozenset(sheet._variables.items()))
        if key not in parsed:
            parsed[key] = parse(sheet, css, *given, **named)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", rules)
