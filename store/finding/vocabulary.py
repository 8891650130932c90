"""The words that have been written, and which of them are near a mistyped one (C8).

Each word stands under four keys: its first four letters with one of them left out. Two words that differ by one edit
within those letters share a key; of two edits that both fall there, the rest of the word is the same, and that is found
by the word read backwards. So the near words of any word come from a few index ranges, however many there are.
"""

from collections.abc import Iterable

from store.finding.words import LONGEST_WORD
from store.reading import Reader, Writer, among

SHORTEST, LONG = 4, 8
MOST_NEAR = 6
_LAST = "\U0010ffff"
_HEAD = 4


def learn(write: Writer, held: Iterable[str]) -> None:
    """Add words that are not known yet."""
    words = sorted(word for word in held if _kept(word))
    for start in range(0, len(words), 500):
        some = words[start : start + 500]
        asked = f"select word from search_words where word {among(write, 'words')}"
        known = {row[0] for row in write.all(asked, words=some)}
        new = [word for word in some if word not in known]
        if new:
            write.many(
                "insert into search_words (word, backwards) values (:word, :backwards)",
                [{"word": word, "backwards": word[::-1]} for word in new],
            )
            write.many(
                "insert into search_word_keys (key, word) values (:key, :word)",
                [{"key": key, "word": word} for word in new for key in sorted(keys_of(word))],
            )


def _kept(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST_WORD and word.isalpha()


def keys_of(word: str) -> set[str]:
    """Return the keys that a word stands under."""
    head = word[:_HEAD]
    return {head[:k] + head[k + 1 :] for k in range(len(head))}


def near(read: Reader, word: str, *, unfinished: bool) -> tuple[str, ...]:
    """Return the words nearest to a mistyped one, nearest first: one edit away, from eight letters on two.

    An `unfinished` word is compared with the beginnings of others.
    """
    if not _kept(word):
        return ()
    allowed = 2 if len(word) >= LONG else 1
    # One edit may be that the last letter of the head and the next one are swapped, the other stand in the head.
    swapped = word[: _HEAD - 1] + word[_HEAD - 1 : _HEAD + 1][::-1]
    wanted = keys_of(word) | (keys_of(swapped) if allowed > 1 else set())
    keys = {f"k{k}": key for k, key in enumerate(sorted(wanted))}
    listed = ", ".join(f":{name}" for name in keys)
    longest = LONGEST_WORD if unfinished else len(word) + allowed
    candidates = {
        row[0]
        for row in read.all(
            f"select distinct word from search_word_keys where key in ({listed}) "
            "and length(word) between :shortest and :longest",
            shortest=len(word) - allowed,
            longest=longest,
            **keys,
        )
    }
    if allowed > 1:
        tail = word[: _HEAD - 1 : -1]
        candidates |= {
            row[0]
            for row in read.all(
                "select word from search_words where backwards >= :tail and backwards < :last "
                "and length(word) between :shortest and :longest",
                tail=tail,
                last=tail + _LAST,
                shortest=len(word) - allowed,
                longest=len(word) + allowed,
            )
        }
    found = []
    for candidate in candidates:
        distance = edits(word, candidate, allowed, unfinished=unfinished)
        if 0 < distance <= allowed:
            found.append((distance, abs(len(candidate) - len(word)), candidate))
    return tuple(candidate for _d, _l, candidate in sorted(found)[:MOST_NEAR])


def edits(word: str, other: str, most: int, *, unfinished: bool = False) -> int:
    """Return how many letters have to be put in, left out, changed or swapped with the next; `most` + 1 for more.

    With `unfinished` it is enough that `other` begins with what `word` becomes.
    """
    if unfinished:
        other = other[: len(word) + most]
    elif abs(len(word) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i] + [0] * len(other)
        for j in range(1, len(other) + 1):
            change = before[j - 1] + (letter != other[j - 1])
            row[j] = min(change, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == other[j - 1]:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > most:
            return most + 1
    return min(row) if unfinished else row[-1]
