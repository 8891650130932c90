"""Telephone numbers, kept in their international form with the extension (C3)."""

import re
from functools import lru_cache
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH

from store.refusals import Invalid
from store.texts import bounded, one_line

LONGEST = 64
DEFAULT_COUNTRY = "PL"
_EXTENSION = re.compile(r"[,;]?\s*\bwewn?\w*\.?\s*(?=\d)", re.IGNORECASE)


def phone_number(text: str, country: str = DEFAULT_COUNTRY) -> str:
    """Return a number as it is kept; one without a country's code is one of `country`.

    What is possible but given out by nobody is kept as typed. Raises Invalid("phone", "not-a-phone").
    """
    import phonenumbers

    typed = bounded(one_line(text), "phone", LONGEST)
    try:
        parsed = phonenumbers.parse(_EXTENSION.sub(" ext. ", typed), country)
    except phonenumbers.NumberParseException:
        raise Invalid("phone", "not-a-phone", typed) from None
    if not phonenumbers.is_possible_number(parsed):
        raise Invalid("phone", "not-a-phone", typed)
    if not phonenumbers.is_valid_number(parsed):
        return typed
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def dialled(text: str, country: str = DEFAULT_COUNTRY) -> str:
    """Return a number as gateways take it, in E.164 without its extension: "+48600100200".

    Raises Invalid("phone", "not-a-phone").
    """
    import phonenumbers

    try:
        parsed = phonenumbers.parse(_EXTENSION.sub(" ext. ", one_line(text)), country)
    except phonenumbers.NumberParseException:
        raise Invalid("phone", "not-a-phone", text) from None
    if not phonenumbers.is_possible_number(parsed):
        raise Invalid("phone", "not-a-phone", text)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def country_of(zone: str) -> str:
    """Return the country of a time zone by its two letters; that of this program's users where none has it."""
    return _countries().get(zone, DEFAULT_COUNTRY)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _zone_table().splitlines():
        if line and not line.startswith("#"):
            country, _place, zone, *_remark = line.split("\t")
            found[zone] = country
    return found


def _zone_table() -> str:
    for folder in TZPATH:
        path = Path(folder, "zone.tab")
        if path.is_file():
            return path.read_text(encoding="utf-8")
    try:
        return resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError):
        return ""
