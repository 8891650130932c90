"""Working days: those of the team's week that are no public holiday where a user lives (D7)."""

from datetime import date
from functools import cache
from importlib import resources

from store import working_hours
from store.reading import Reader


def is_working_day(read: Reader, day: date, country: str, zone: str) -> bool:
    """Tell whether somebody works on `day`: in the `country` of their choice, else the team's, else that of `zone`."""
    if day.weekday() not in working_hours.current(read).days:
        return False
    row = read.one("select value from team_settings where name = 'holidays-country'")
    return day not in _holidays(country or (str(row[0]) if row else "") or country_of(zone), day.year)


def is_country(code: str) -> bool:
    """Tell whether the holidays of a country, two capital letters, are known."""
    import holidays

    return code in holidays.list_supported_countries()


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    if not country:
        return frozenset()
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except (NotImplementedError, KeyError, ValueError):
        return frozenset()


@cache
def country_of(zone: str) -> str:
    """Return the country in which a time zone lies, "" where it is none's or that of several."""
    try:
        table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    except (ImportError, OSError):
        return ""
    for line in table.splitlines():
        fields = line.split("\t")
        if not line.startswith("#") and len(fields) >= 3 and fields[2] == zone:
            return fields[0]
    return ""
