"""Tax numbers: the Polish NIP with or without PL, those of the European Union by their prefix, others as text (C3)."""

import re

from store.refusals import Invalid
from store.texts import bounded, one_line

LONGEST = 64
FEWEST_DIGITS = 5
UNION = frozenset("AT BE BG CY CZ DE DK EE EL ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split())
_POLISH = re.compile(r"(?:PL)?\d{10}")


def tax_number(text: str) -> str:
    """Return a tax number as it is kept: a NIP as ten digits, one of the Union with its prefix, others as typed.

    Raises Invalid("tax-number", "not-a-nip") for ten digits, with or without PL, whose check digit is wrong, and
    "not-a-vat-number" for another prefix of the Union with a number that country does not give out.
    """
    typed = bounded(one_line(text), "tax-number", LONGEST)
    compact = re.sub(r"[\s./-]", "", typed).upper()
    if _POLISH.fullmatch(compact):
        from stdnum.exceptions import ValidationError
        from stdnum.pl import nip

        try:
            return str(nip.validate(compact))
        except ValidationError:
            raise Invalid("tax-number", "not-a-nip", typed) from None
    if compact[:2] in UNION and sum(c.isdigit() for c in compact) >= FEWEST_DIGITS:
        return _of_the_union(compact, typed)
    return typed


def _of_the_union(compact: str, typed: str) -> str:
    from stdnum.eu import vat
    from stdnum.exceptions import ValidationError

    if compact.startswith("XI"):
        return compact
    try:
        return str(vat.validate(compact))
    except ValidationError:
        raise Invalid("tax-number", "not-a-vat-number", typed, (compact[:2],)) from None
