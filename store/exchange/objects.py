"""Contacts as JSON, read into entries: an array of contacts with their persons, as the export writes it (H2)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from store.exchange.entries import Entry, Fault
from store.refusals import Invalid

LARGEST = 16 * 1024 * 1024


def entries(lines: Iterable[tuple[int, str]]) -> Iterator[Entry | Fault]:
    """Yield the entries of each contact: the contact with its first person, then each further person.

    What the export writes has a contact in each line and is read a line at a time. Other layouts are read as a whole,
    up to LARGEST characters; their lines are then the numbers of the contacts. Raises Invalid("file", "not-json").
    """
    source = iter(lines)
    number, first = next(((number, line) for number, line in source if line.strip()), (0, ""))
    if first.strip() != "[":
        yield from _whole([first, *(line for _number, line in source)])
        return
    ended = False
    for number, line in source:
        text = line.strip().removesuffix(",")
        if ended and text:
            raise Invalid("file", "not-json", str(number))
        if text == "]":
            ended = True
        elif text in {"{", ""} and text:
            yield from _whole(["[", line, *(line for _number, line in source)])
            return
        elif text:
            try:
                yield from _entries(number, json.loads(text))
            except ValueError:
                yield Fault(number, Invalid("row", "not-json", text[:200]))
    if not ended:
        raise Invalid("file", "not-json", str(number))


def _whole(lines: Iterable[str]) -> Iterator[Entry | Fault]:
    parts, size = [], 0
    for line in lines:
        size += len(line)
        if size > LARGEST:
            raise Invalid("file", "too-long", str(size), (str(LARGEST),))
        parts.append(line)
    try:
        found = json.loads("\n".join(parts))
    except (ValueError, RecursionError):
        raise Invalid("file", "not-json", "1") from None
    if not isinstance(found, list):
        raise Invalid("file", "not-json", "1")
    for number, one in enumerate(found, 1):
        yield from _entries(number, one)


def _entries(number: int, one: Any) -> Iterator[Entry | Fault]:
    if not isinstance(one, dict) or not _text(one, "name"):
        yield Fault(number, Invalid("row", "no-name"))
        return
    persons = [person for person in one.get("persons") or () if isinstance(person, dict)]
    for person in persons or [{}]:
        yield Entry(
            number, contact=_text(one, "name"), short=_text(one, "short"), tax_number=_text(one, "tax_number"),
            emails=_many(one, "email"), phones=_many(one, "phone"), address=_text(one, "address"),
            web=_text(one, "web"), status=_text(one, "status"), groups=_many(one, "group"), owner=_text(one, "owner"),
            person=_text(person, "name"), position=_text(person, "position"), functions=_many(person, "function"),
            person_emails=_many(person, "email"), person_phones=_many(person, "phone"),
        )  # fmt: skip


def _text(one: dict[str, Any], key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def _many(one: dict[str, Any], key: str) -> tuple[str, ...]:
    value = one.get(key)
    if isinstance(value, str):
        return (value,)
    return tuple(part for part in value if isinstance(part, str)) if isinstance(value, list) else ()
