"""What a letter says, before it is text or HTML; both say the same, and text from people is text in both."""

from dataclasses import dataclass
from html import escape

from store.texts import many_lines, one_line

WIDEST_LABEL = 24
_CELL = "padding:2px 12px 2px 0;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a label or a time, what it is about, and lines below it."""

    label: str
    text: str
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Rows below a heading; the heading may be empty."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, paragraphs, sections, paragraphs after them, and a last line in small letters."""

    title: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    after: tuple[str, ...] = ()
    foot: str = ""


def as_text(sheet: Sheet) -> str:
    """Return a sheet as plain text, labels in a column."""
    lines = [one_line(sheet.title), ""]
    for paragraph in sheet.paragraphs:
        lines += [*many_lines(paragraph).split("\n"), ""]
    for section in sheet.sections:
        if section.heading:
            lines += [one_line(section.heading).upper()]
        labels = [one_line(row.label) for row in section.rows]
        column = min(max(map(len, labels), default=0), WIDEST_LABEL)
        indent = "  " if section.heading else ""
        for label, row in zip(labels, section.rows, strict=True):
            lines.append(f"{indent}{label.ljust(column)}  {one_line(row.text)}".rstrip())
            below = [line for text in row.under for line in many_lines(text).split("\n")]
            lines += [(indent + " " * (column + 2) + line).rstrip() for line in below]
        lines.append("")
    for paragraph in sheet.after:
        lines += [*many_lines(paragraph).split("\n"), ""]
    if sheet.foot:
        lines += ["-- ", one_line(sheet.foot)]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_html(sheet: Sheet, language: str) -> str:
    """Return a sheet as simple HTML: nothing is loaded, nothing runs, and it reads without style too."""
    title = _inline(sheet.title)
    parts = [
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>',
        '<body style="font-family:sans-serif;font-size:15px;line-height:1.4">',
        f'<h1 style="font-size:20px">{title}</h1>',
    ]
    parts += [f"<p>{_block(paragraph)}</p>" for paragraph in sheet.paragraphs]
    for section in sheet.sections:
        if section.heading:
            parts.append(f'<h2 style="font-size:16px">{_inline(section.heading)}</h2>')
        parts.append('<table style="border-collapse:collapse">')
        for row in section.rows:
            below = "".join(f"<br><small>{_block(text)}</small>" for text in row.under)
            parts.append(
                f'<tr><td style="{_CELL};white-space:nowrap">{_inline(row.label)}</td>'
                f'<td style="{_CELL}">{_inline(row.text)}{below}</td></tr>'
            )
        parts.append("</table>")
    parts += [f"<p>{_block(paragraph)}</p>" for paragraph in sheet.after]
    if sheet.foot:
        parts.append(f"<p><small>{_inline(sheet.foot)}</small></p>")
    return "\n".join([*parts, "</body></html>"]) + "\n"


def _inline(text: str) -> str:
    return escape(one_line(text))


def _block(text: str) -> str:
    return escape(many_lines(text)).replace("\n", "<br>")
