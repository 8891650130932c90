"""What one chooses of reports and finds again the next time (F, G5): which one, by what, of which kind of period.

Kept among the user's preferences as text; what cannot be read there is as if it had not been set.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from store.reports.asking import KINDS, MOST_LEVELS, ByWhat, Kind, dimensions_of
from store.reports.periods import PERIODS, Period

PREFIX = "report."


@dataclass(frozen=True)
class ReportChoices:
    """The choices. `by` holds the dimensions of each report that is not grouped as it usually is."""

    kind: Kind = "time"
    period: Period = "month"
    by: Mapping[Kind, tuple[ByWhat, ...]] = field(default_factory=dict)
    chart: bool = False

    def dimensions(self) -> tuple[ByWhat, ...]:
        """Return by what the chosen report is grouped."""
        return self.by.get(self.kind) or dimensions_of(self.kind)[:1]

    def grouped(self, by: tuple[ByWhat, ...]) -> "ReportChoices":
        """Return the same with the chosen report grouped in another way."""
        return replace(self, by={**self.by, self.kind: by})

    def entries(self) -> dict[str, str]:
        """Return the choices as preferences."""
        held = {
            PREFIX + "kind": self.kind,
            PREFIX + "period": self.period,
            PREFIX + "chart": "on" if self.chart else "off",
        }
        return held | {f"{PREFIX}by.{kind}": ",".join(self.by.get(kind, ())) for kind in KINDS}


def report_choices_of(preferences: Mapping[str, str]) -> ReportChoices:
    """Return the choices that preferences hold."""
    held = {name.removeprefix(PREFIX): value for name, value in preferences.items() if name.startswith(PREFIX)}
    usual = ReportChoices()
    return ReportChoices(
        kind=next((kind for kind in KINDS if kind == held.get("kind")), usual.kind),
        period=next((period for period in PERIODS if period == held.get("period")), usual.period),
        by={kind: by for kind in KINDS if (by := _by(kind, held.get(f"by.{kind}", "")))},
        chart=held.get("chart") == "on",
    )


def _by(kind: Kind, text: str) -> tuple[ByWhat, ...]:
    names = tuple(dict.fromkeys(text.split(",")))
    if not names or len(names) > MOST_LEVELS or not set(names) <= set(dimensions_of(kind)):
        return ()
    return cast(tuple[ByWhat, ...], names)
