"""Which of the old code pages some bytes are written in, by how well the letters fit between their neighbours."""

from collections.abc import Iterable

PAGES = ("cp1250", "iso8859_2", "cp1252", "cp852")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_NEIGHBOURS = frozenset("áäčďéěíľĺňôöřŕšťúůüýžÁÄČĎÉĚÍĽŇÔÖŘŠŤÚŮÜÝŽßőűŐŰàâçèêëîïñùûÀÂÇÈÊËÎÏÑÙÛåæøÅÆØ")
_SIGNS = frozenset("„”“’‘–—…€§°«»•™®© \xad")


def likeliest(lines: Iterable[bytes]) -> str:
    """Return the code page that reads `lines` best; they hold bytes beyond ASCII and are not UTF-8."""
    text = b"\n".join(lines)
    return max(PAGES, key=lambda page: (_fitness(text.decode(page, "replace")), -PAGES.index(page)))


def _fitness(text: str) -> int:
    score, before = 0, "\n"
    for character in text:
        if not character.isascii():
            if character in _POLISH:
                score += 3
            elif character in _NEIGHBOURS:
                score += 1
            elif character in _SIGNS:
                score += 2
            else:
                score -= 4
            # A capital within a word is what a small letter of another page looks like.
            if character.isupper() and before.islower():
                score -= 4
        before = character
    return score
