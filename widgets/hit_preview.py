"""What was found, beside the list: an activity, or at a glance a contact, person or project (C3, C4, C8)."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len
from rich.segment import Segment

from store.dates import full_day
from store.language import _, current
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.rows import ActivityRow, NoteRow
from widgets.activity_preview import ActivityPreview
from widgets.cells import plain, right, wrap
from widgets.line_list import Line
from widgets.palette import Palette

NARROW_LINES = 4
RecordRow = ContactRow | PersonRow | ProjectRow


class HitPreview(ActivityPreview):
    """An activity, or a record with its facts below one another; in a few lines where there is no room for more."""

    def __init__(self, zone: str, *, id: str | None = None) -> None:
        super().__init__(zone, id=id)
        self.record: RecordRow | None = None
        self._language = ""

    def show(
        self,
        row: ActivityRow | None,
        today: date,
        notes: Sequence[NoteRow] = (),
        troubles: Sequence[str] | None = None,
        *,
        now: datetime | None = None,
    ) -> None:
        """See ActivityPreview."""
        self.record = None
        super().show(row, today, notes, troubles, now=now)

    def show_record(self, row: RecordRow) -> None:
        """Show a record instead of an activity."""
        if row != self.record or self._language != current():
            self.record, self._language = row, current()
            self.redraw(top=True)

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        if self.record is None:
            return super().draw(p, width)
        return _lines(p, width, self.record, narrow=self.size.height <= NARROW_LINES + 1)


def _lines(p: Palette, width: int, row: RecordRow, *, narrow: bool) -> list[Line]:
    kind, facts = facts_of(row)
    if narrow:
        values = " · ".join(plain(value) for _label, value in facts)
        head: Line = [Segment(f" {kind}  ", p.muted), Segment(plain(row.name), p.bold)]
        return [head, *([Segment("  " + line, p.text)] for line in wrap(values, width - 3)[: NARROW_LINES - 1])]
    lines: list[Line] = [[], [Segment(f"  {kind}", p.muted_bold)]]
    lines += [[Segment("  " + line, p.bold)] for line in wrap(row.name, width - 3)]
    lines.append([])
    column = max((cell_len(label) for label, _value in facts), default=0) + 1
    for label, value in facts:
        first, *rest = wrap(value, max(8, width - column - 4)) or [""]
        lines.append([Segment(" " + right(label, column), p.muted), Segment("  " + first, p.text)])
        lines += [[Segment(" " * (column + 3) + line, p.text)] for line in rest]
    return lines


def facts_of(row: RecordRow) -> tuple[str, Sequence[tuple[str, str]]]:
    """Return what kind of record it is, and its facts as (label, value), only those that are there."""
    match row:
        case ContactRow():
            kind, facts = _("Contact"), _contact(row)
        case PersonRow():
            kind, facts = _("Person"), _person(row)
        case ProjectRow():
            kind, facts = _("Project"), _project(row)
    return kind, [(label, value) for label, value in facts if value]


def _contact(row: ContactRow) -> list[tuple[str, str]]:
    return [
        (_("short name"), row.short_name),
        (_("e-mail"), ", ".join(row.emails)),
        (_("telephone"), ", ".join(row.phones)),
        (_("address"), row.address),
        (_("web"), row.web),
        (_("tax number"), row.tax_number),
        (_("status"), row.status.name if row.status else ""),
        (_("groups"), ", ".join(group.name for group in row.groups)),
        (_("owner"), row.owner.name if row.owner else ""),
    ]


def _person(row: PersonRow) -> list[tuple[str, str]]:
    return [
        (_("contact"), row.contact.name),
        (_("position"), row.position),
        (_("functions"), ", ".join(function.name for function in row.functions)),
        (_("e-mail"), ", ".join(row.emails)),
        (_("telephone"), ", ".join(row.phones)),
    ]


def _project(row: ProjectRow) -> list[tuple[str, str]]:
    dates = [full_day(day) for day in (row.start, row.end) if day]
    return [
        (_("contact"), row.contact.name if row.contact else ""),
        (_("part of"), row.parent.name if row.parent else ""),
        (_("status"), row.status.name if row.status else ""),
        (_("stage"), row.stage.name if row.stage else ""),
        (_("progress"), f"{row.progress} %"),
        (_("dates"), " – ".join(dates)),
        (_("keywords"), ", ".join(row.keywords)),
        (_("responsible"), row.responsible.name if row.responsible else ""),
    ]
