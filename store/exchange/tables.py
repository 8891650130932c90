"""Tables of contacts (CSV), read into entries: delimiter, header and what each column means (H2)."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from store.exchange.cells import unguarded
from store.exchange.columns import FIELDS, MANY, OWN, meanings
from store.exchange.entries import Entry, Fault, distinct, named_by_email, person_at
from store.exchange.vcards import postal
from store.refusals import Invalid

DELIMITERS = ",;\t|"
LONGEST_CELL = 131_072
MOST_LINES = 1_000
SAMPLE_LINES = 50
FEWEST_DIGITS = 3
MOST_TITLES = 5
FEWEST_NAMED = 2
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is read: `fields` has the meaning of each column, "" for what is left out.

    `header` is None for a table without one; `own` marks a table that this program wrote. It begins on line `begun`:
    what stands above is a title.
    """

    delimiter: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    has_header: bool
    own: bool = False
    begun: int = 1


def layout(
    lines: Iterable[tuple[int, str]],
    *,
    delimiter: str = "",
    columns: Mapping[str, str] | None = None,
    header: bool | None = None,
) -> Layout:
    """Return how a table that begins with `lines` is to be read; `columns` says more, by header or number from 1.

    `header` says whether the first row is one; without it, it is if any of it is known, or is named in `columns`.

    Raises Invalid("file", "empty"), ("columns", "none-known") where nothing says which column is the name, and
    ("columns", "unknown" | "unknown-field") for a wrong choice.
    """
    sample = list(islice(((number, line) for number, line in lines if line.strip()), SAMPLE_LINES))
    if not sample:
        raise Invalid("file", "empty")
    if delimiter and len(delimiter) != 1:
        raise Invalid("delimiter", "not-one-character", delimiter)
    if not delimiter and sample[0][1].lower().startswith("sep=") and len(sample[0][1].strip()) == 5:
        delimiter = sample[0][1].strip()[4]
    sample = [(number, line) for number, line in sample if number > 1 or not _names_delimiter(line)]
    if not sample:
        raise Invalid("file", "empty")
    chosen = delimiter or _likeliest(sample)
    begun, first = _header(sample, chosen)
    own = tuple(first) == OWN
    found = list(OWN) if own else meanings(first)
    has_header = any(found)
    for column, name in (columns or {}).items():
        if name and name not in FIELDS:
            raise Invalid("columns", "unknown-field", name, FIELDS)
        found = _chosen(first, found, column, name)
    if columns and not has_header:
        has_header = not all(column.isdigit() for column in columns)
    if header is not None:
        has_header = header
    if not {"contact", "person", "given", "family", "short"} & set(found):
        raise Invalid("columns", "none-known", chosen.join(first)[:200], tuple(first))
    return Layout(chosen, tuple(first), tuple(found), has_header, own, begun)


def _header(sample: Sequence[tuple[int, str]], delimiter: str) -> tuple[int, list[str]]:
    """Return the line and the cells of the first row, or of one below a few titles.

    A title fills one cell at most; the header names at least two fields.
    """
    rows = [one for one in _rows(sample, delimiter) if not isinstance(one, Fault)]
    for number, cells in rows[: MOST_TITLES + 1]:
        if sum(1 for name in meanings(cells) if name) >= FEWEST_NAMED:
            return number, cells
        if sum(1 for cell in cells if cell.strip()) > 1:
            break
    return rows[0] if rows else (1, [])


def _names_delimiter(line: str) -> bool:
    """Tell whether a first line is the one by which Excel is told the delimiter."""
    return line.lower().startswith("sep=") and len(line.strip()) <= 5


def _chosen(first: Sequence[str], found: list[str], column: str, name: str) -> list[str]:
    places = [place for place, header in enumerate(first) if header.strip() == column.strip()]
    if not places and column.isdigit() and 1 <= int(column) <= len(first):
        places = [int(column) - 1]
    if not places:
        raise Invalid("columns", "unknown", column, tuple(first))
    name = "person" if name == "name" else name
    kept = ["" if one == name and name not in MANY else one for one in found]
    for place in places:
        kept[place] = name
    return kept


def _likeliest(sample: Sequence[tuple[int, str]]) -> str:
    """Return the delimiter that cuts the most rows into as many columns as the first, and more than one.

    csv.Sniffer is asked only where that says nothing: it takes letters for delimiters.
    """
    best, most = "", (0.0, 0, 0)
    for delimiter in DELIMITERS:
        rows = [one[1] for one in _rows(sample, delimiter) if not isinstance(one, Fault)]
        _line, header = _header(sample, delimiter)
        width = len(header)
        if width > 1:
            known = sum(1 for name in meanings(header) if name)
            same = sum(1 for row in rows if len(row) == width) / len(rows)
            best, most = max((best, most), (delimiter, (known + same, width, 0)), key=lambda one: one[1])
    if best:
        return best
    try:
        return csv.Sniffer().sniff("\n".join(line for _number, line in sample), DELIMITERS).delimiter
    except csv.Error:
        return ","


def entries(lines: Iterable[tuple[int, str]], plan: Layout) -> Iterator[Entry | Fault]:
    """Yield an entry or a fault for each row that has something in it. Raises Invalid for what is no table at all."""
    rows: Iterator[Row | Fault] = _rows(lines, plan.delimiter)
    started = False
    for one in rows:
        if isinstance(one, Fault):
            yield one
            continue
        number, cells = one
        if not started:
            if number == 1 and _names_delimiter(cells[0] if cells else ""):
                continue
            if number < plan.begun:
                continue
            started = True
            if plan.has_header:
                continue
        if any(cell.strip() for cell in cells):
            yield _entry(number, cells, plan)


def _rows(lines: Iterable[tuple[int, str]], delimiter: str) -> Iterator[Row | Fault]:
    """Yield (line, cells). A row that cannot be read is a fault of its own; reading goes on behind its first line."""
    source = iter(lines)
    replay: list[tuple[int, str]] = []
    broken = 0
    while True:
        taken: list[tuple[int, str]] = []

        def feed(
            taken: list[tuple[int, str]] = taken, waiting: Iterable[tuple[int, str]] = tuple(replay)
        ) -> Iterator[str]:
            for number, line in chain(waiting, source):
                taken.append((number, line))
                if len(taken) > MOST_LINES:
                    raise csv.Error("too many lines")
                yield line + "\n"

        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(feed(), delimiter=delimiter, strict=True)
        try:
            while True:
                cells = next(reader)
                yield taken[0][0], cells
                taken.clear()
        except StopIteration:
            return
        except csv.Error:
            broken += 1
            yield Fault(taken[0][0], Invalid("row", "not-csv", taken[0][1][:200]))
            replay = taken[1:]
            if broken >= MOST_LINES:
                raise Invalid("file", "not-csv") from None


def _entry(number: int, cells: list[str], plan: Layout) -> Entry | Fault:
    if len(cells) > len(plan.fields) and any(cell.strip() for cell in cells[len(plan.fields) :]):
        return Fault(number, Invalid("row", "too-many-cells", str(len(cells)), (str(len(plan.fields)),)), cells[0])
    held: dict[str, list[str]] = {}
    for name, cell in zip(plan.fields, cells, strict=False):
        if name:
            held.setdefault(name, []).append(unguarded(cell) if plan.own else cell)

    def one(name: str) -> str:
        return next((value.strip() for value in held.get(name, ()) if value.strip()), "")

    def many(name: str, signs: str) -> tuple[str, ...]:
        values = [part for value in held.get(name, ()) for part in _split(value, "\n" if plan.own else signs)]
        return tuple(value for value in values if value.strip()) if plan.own else distinct(values)

    def phones(name: str) -> tuple[str, ...]:
        parts = many(name, ";,")
        # A comma may be a decimal one, of a number that a spreadsheet has spoilt.
        whole = any(sum(c.isdigit() for c in part) < FEWEST_DIGITS for part in parts)
        return many(name, ";") if whole and not plan.own else parts

    names = (one("prefix"), one("given"), one("additional"), one("family"), one("suffix"))
    person = one("person") or " ".join(part for part in names if part)
    place = postal("", "", *(one(part) for part in ("street", "city", "region", "code", "country")))
    groups = many("group", ";,")
    entry = Entry(
        number, contact=one("contact"), short=one("short"), tax_number=one("tax_number"), web=one("web"),
        address=one("address") or place, status=one("status"), owner=one("owner"), person=person,
        groups=groups if plan.own else tuple(group for group in groups if not group.startswith("*")),
        position=one("position"), functions=many("function", ";,"),
        person_emails=many("person_email", ";,"), person_phones=phones("person_phone"),
    )  # fmt: skip
    if not entry.contact and not entry.person:
        entry.contact = "" if plan.own else entry.short
        if not entry.contact:
            named = None if plan.own else named_by_email(number, [*many("email", ";,"), *many("person_email", ";,")])
            if named is None:
                return Fault(number, Invalid("row", "no-name"), next((cell for cell in cells if cell.strip()), ""))
            entry.person, entry.remarks = named.person, named.remarks
    _share(entry, many("email", ";,"), phones("phone"), plan)
    return person_at(entry)


def _share(entry: Entry, emails: tuple[str, ...], phones: tuple[str, ...], plan: Layout) -> None:
    """Give addresses and numbers to the person of the row, unless the table has columns for the person's own."""
    if entry.person and not {"person_email", "person_phone"} & set(plan.fields):
        entry.person_emails, entry.person_phones = emails, phones
    else:
        entry.emails, entry.phones = emails, phones


def _split(value: str, signs: str) -> list[str]:
    values = [value]
    for sign in ("\n", ":::", *(sign for sign in signs if sign != "\n")):
        if sign == ":::" and signs == "\n":
            continue
        values = [part for one in values for part in one.split(sign)]
    return values
