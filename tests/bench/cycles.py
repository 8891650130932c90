"""How long the occurrences of a cycle take: milliseconds for 100 of them, for every example of RFC 5545, as JSON."""

import json
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from store import cycles
from store.cycles import calendar_days
from tests.store.cycles.rfc_examples import EXAMPLES, LONG, moment

LIMIT_MS = 5.0
HUNDRED = 100
ROUNDS = 5


def measured() -> dict[str, float]:
    """Return milliseconds for 100 occurrences by rule: the best of a few rounds, each from the text of the rule,
    with nothing kept from before."""
    found: dict[str, float] = {}
    rules = [(rule, start) for rule, start, _days in EXAMPLES] + [(rule, start) for rule, start, *_rest in LONG]
    for rule, start in rules:
        parts = [part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL="))]
        times = []
        for _round in range(ROUNDS):
            calendar_days._days_of_year.cache_clear()
            began = perf_counter()
            # 100 of the rarest, a day of every fourth year, do not fit before the last year that is kept.
            count = 40 if "INTERVAL=4" in rule else HUNDRED - 40 if "YEARLY;INTERVAL=3" in rule else HUNDRED
            cycle = cycles.read(";".join(parts), start=moment(start), count=count)
            length = len(cycles.dates(cycle))
            times.append((perf_counter() - began) * 1000 * HUNDRED / length)
        found[rule] = round(min(times), 3)
    return found


if __name__ == "__main__":
    results = measured()
    worst = max(results.values())
    print(json.dumps({"limit_ms": LIMIT_MS, "worst_ms": worst, "within": worst <= LIMIT_MS, "ms": results}, indent=1))
