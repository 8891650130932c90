"""What speaks of a time and was not read as part of the moment: taking only the rest would be a silent mistake (C7)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from store.phrases.context import Context
from store.phrases.grammar import readings
from store.phrases.tokens import Token

Piece = tuple[int, int]
LAST_HOUR = 24

_JOINING = {"and", "i", "oraz", "a", "or", "lub", "albo"}
_BEFORE_CLOCK = {"at", "o", "@", "od", "do", "from", "to", "until"}


def doubtful(
    tokens: Sequence[Token], found: Iterable[Piece], chosen: Sequence[Piece], now: datetime, language: str,
    *, whole_day: bool,
) -> tuple[Piece, ...]:  # fmt: skip
    """Return the places of what contradicts the pieces that were chosen, or names no day and no time there is.

    Behind a whole day that ends the line a bare number is rather an hour than a part of the description.
    """
    taken = {place for first, last in chosen for place in range(first, last)}
    dropped = [
        (first, last)
        for first, last in found
        if (first, last) not in chosen
        and _beside(tokens, (first, last), taken)
        and _is_more_than_a_month(tokens[first:last], now, language)
    ]
    wrong = [
        (i, i + 1)
        for i, token in enumerate(tokens)
        if i not in taken and _like_a_moment(tokens, i, taken) and _impossible(token, now, language)
    ]
    last = len(tokens) - 1
    if whole_day and last - 1 in taken and tokens[last].kind == "num" and tokens[last].numbers[0] <= LAST_HOUR:
        wrong.append((last, last + 1))
    return tuple(sorted({*dropped, *wrong}))


def _beside(tokens: Sequence[Token], piece: Piece, taken: set[int]) -> bool:
    """Whether nothing stands between a piece and what was taken, or only a word that joins the two."""
    first, last = piece
    before = first - 1 if first and tokens[first - 1].text not in _JOINING else first - 2
    after = last + 1 if last < len(tokens) and tokens[last].text in _JOINING else last
    return before in taken or after in taken


def _is_more_than_a_month(piece: Sequence[Token], now: datetime, language: str) -> bool:
    """Whether a piece says more than the name of a month, which may be a person's: "Friday 9-11 Jan Kowalski"."""
    return not all(reading.grain == "month" for reading in readings(Context(list(piece), now, language)))


def _like_a_moment(tokens: Sequence[Token], i: int, taken: set[int]) -> bool:
    """Whether figures are a date or a time by their form, and not rather a version, a price or a score."""
    token = tokens[i]
    if token.kind in {"iso", "ymd"}:
        return True
    if token.kind == "dmy":
        return token.numbers[-1] > 99 or _day_and_month(token)
    beside = _beside(tokens, (i, i + 1), taken)
    if token.kind == "clock":
        return beside or (i > 0 and tokens[i - 1].text in _BEFORE_CLOCK)
    return token.kind == "dm" and beside and _day_and_month(token)


def _day_and_month(token: Token) -> bool:
    day, month = token.numbers[:2]
    return 1 <= day <= 31 and 1 <= month <= 12


def _impossible(token: Token, now: datetime, language: str) -> bool:
    c = Context([token], now, language)
    try:
        return not list(readings(c)) and bool(c.impossible)
    except OverflowError:
        return True
