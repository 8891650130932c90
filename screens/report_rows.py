"""A report as rows of a table and as bars of a chart (F)."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from screens import report_words
from store.language import _
from store.reports import Group, Kind, Report
from widgets.bar_chart import Bar, Ink, Part
from widgets.record_table import Cell, Column, TableRow, text_width

# What the bars of a report are made of: one measure, or several stacked.
STACKED: dict[Kind, tuple[tuple[str, Ink], ...]] = {
    "time": (("seconds", "accent"),),
    "activities": (("activities", "accent"),),
    "goals": (("success", "ok"), ("failure", "danger"), ("open", "muted")),
    "overdue": (("overdue", "danger"), ("open_ended", "muted")),
    "forgotten": (("contacts", "accent"),),
}
WIDEST_SHOWN = {"cancelled": 64, "entries": 50, "open": 56, "longest_ago": 44}
NARROWEST = 6


class Line(NamedTuple):
    """A line of the table: a group, or the sum of all of one first key."""

    group: Group
    level: int
    is_sum: bool = False


def lines_of(report: Report) -> tuple[Line, ...]:
    """Return the lines of a report: the groups; on two levels those of one first key below their sum."""
    if len(report.by) < 2:
        return tuple(Line(group, 0) for group in report.groups)
    sums = iter(report.sums)
    lines: list[Line] = []
    for _first, groups in groupby(report.groups, key=lambda group: (group.keys[0].value, group.keys[0].hidden)):
        lines.append(Line(next(sums), 0, is_sum=True))
        lines += [Line(group, 1) for group in groups]
    return tuple(lines)


def widest_of(report: Report) -> tuple[int, ...]:
    """Return the greatest number of each column, by which it is as wide as it is; of very many groups in a thread."""
    rows = [report.total, *(group.numbers for group in (*report.groups, *report.sums))]
    return tuple(max((row[place] or 0 for row in rows), default=0) for place in range(len(report.measures)))


def columns_of(report: Report, widest: Sequence[int]) -> tuple[Column, ...]:
    """Return the columns: what the groups are about, then the numbers, as wide as the widest of them."""
    title = " → ".join(report_words.dimension(name) for name in report.by)
    columns = [Column("group", title, 14, grow=1, sortable=False)]
    for measure, most in zip(report.measures, widest, strict=True):
        title = report_words.measure(measure.name)
        columns.append(
            Column(
                measure.name,
                title,
                max(NARROWEST, text_width(report_words.number(measure, most)), text_width(title)),
                align="right",
                sortable=False,
                shown_from=WIDEST_SHOWN.get(measure.name, 0),
            )
        )
    return tuple(columns)


def row_of(report: Report, lines: Sequence[Line], index: int) -> TableRow:
    """Return a line as a row of the table; its number is its place."""
    line = lines[index]
    name = report.by[line.level]
    key = line.group.keys[line.level]
    told = key.value is not None and not key.hidden
    kind = ("bold" if line.is_sum else "text") if told else "muted"
    cells = [Cell(report_words.key_text(name, key), kind, indent=line.level)]  # type: ignore[arg-type]
    return TableRow(index, (*cells, *_numbers(report, line.group.numbers, bold=line.is_sum)), data=line)


def footer_of(report: Report) -> tuple[Cell, ...]:
    """Return the line of the total."""
    return (Cell(_("total"), "bold"), *_numbers(report, report.total, bold=True))


def _numbers(report: Report, values: Sequence[int | None], *, bold: bool) -> list[Cell]:
    cells = []
    for measure, value in zip(report.measures, values, strict=True):
        empty = value is None or value == 0
        cells.append(Cell(report_words.number(measure, value), "faint" if empty else "bold" if bold else "text"))
    return cells


def bars_of(kind: Kind, report: Report, lines: Sequence[Line]) -> list[Bar]:
    """Return a bar for each line; sums of two levels are headings without one."""
    places = {measure.name: place for place, measure in enumerate(report.measures)}
    stacked = [(places[name], ink) for name, ink in STACKED[kind] if name in places]
    bars = []
    for line in lines:
        label = report_words.key_text(report.by[line.level], line.group.keys[line.level])
        if line.is_sum:
            bars.append(Bar(label))
            continue
        numbers = line.group.numbers
        bars.append(
            Bar(
                label,
                tuple(Part(max(0, numbers[place] or 0), ink) for place, ink in stacked),
                _said(kind, report, numbers, [place for place, _ink in stacked]),
                line.level,
            )
        )
    return bars


def _said(kind: Kind, report: Report, numbers: Sequence[int | None], places: Sequence[int]) -> str:
    if kind == "goals":
        rate = next(place for place, measure in enumerate(report.measures) if measure.name == "rate")
        return report_words.number(report.measures[rate], numbers[rate])
    return report_words.number(report.measures[places[0]], sum(numbers[place] or 0 for place in places))


def legend_of(kind: Kind) -> list[tuple[Ink, str]]:
    """Return what the inks of stacked bars mean, nothing where bars have one part."""
    stacked = STACKED[kind]
    return [(ink, report_words.measure(name)) for name, ink in stacked] if len(stacked) > 1 else []


def total_words(kind: Kind, report: Report) -> str:
    """Return the total of what the bars show."""
    names = [measure.name for measure in report.measures]
    places = [names.index(name) for name, _ink in STACKED[kind]]
    return f"{_('total')} {_said(kind, report, report.total, places)}"


def chart_title(kind: Kind, report: Report) -> str:
    """Return what the chart shows."""
    by = " → ".join(report_words.dimension(name) for name in report.by)
    words = {
        "time": _("Time by {what}"),
        "activities": _("Activities by {what}"),
        "goals": _("Success of goals by {what}"),
        "overdue": _("Overdue by {what}"),
        "forgotten": _("Forgotten contacts by {what}"),
    }
    return words[kind].format(what=by)
