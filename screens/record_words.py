"""What the cards and lists of contacts and projects say: facts and cells out of the store's rows (C3, C4)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from screens.attaching import attached_name
from screens.wording import action_label, field_label, size_text
from store.attachments import AttachmentRow
from store.contact_list import ContactLine
from store.dates import full_day, length, numeric_day, short_day, stamp
from store.language import _, n_, p_
from store.record_activities import Totals
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.relations import Related
from store.rows import ChangeRow
from widgets.attachment_list import SIGNS
from widgets.change_lines import ChangeLine
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, TableRow

BAR = 10
FEW = 5


def contact_columns() -> tuple[Column, ...]:
    """Return the columns of the list of contacts."""
    return (
        Column("name", _("name"), 20, grow=3),
        Column("short", _("short"), 8, grow=1, sortable=False, shown_from=130),
        Column("status", _("status"), 12, grow=2),
        Column("phone", _("phone"), 16, sortable=False, shown_from=104),
        Column("owner", _("owner"), 12, grow=2, shown_from=78),
        Column("last", p_("activity", "last"), 9, align="right", shown_from=74),
        Column("next", p_("activity", "next"), 10, align="right"),
    )


def contact_row(line: ContactLine, *, zone: str, today: date, now: datetime) -> TableRow:
    """Return a contact as a row of the list: what is planned and should be over is amber."""
    late = line.next_at is not None and line.next_at < now
    return TableRow(
        line.id,
        (
            Cell(line.name, "bold"),
            Cell(line.short_name, "muted"),
            Cell(line.status.name if line.status else "", "muted", line.hue),
            Cell(line.phone),
            Cell(line.owner.name if line.owner else "", "muted"),
            Cell(_day(line.last_at, zone, today), "muted"),
            Cell(_day(line.next_at, zone, today), "amber" if late else "text"),
        ),
        faded=line.retired,
        data=line,
    )


def project_columns() -> tuple[Column, ...]:
    """Return the columns of the list of projects."""
    return (
        Column("tree", _("project"), 22, grow=3),
        Column("status", _("status"), 11, grow=1),
        Column("stage", _("stage"), 12, grow=1, sortable=False, shown_from=100),
        Column("contact", _("contact"), 14, grow=2, shown_from=84),
        Column("responsible", _("responsible"), 14, grow=2, shown_from=64),
        Column("end", _("end"), 10, align="right"),
        Column("progress", _("progress"), 8, align="right"),
    )


def project_row(depth: int, row: ProjectRow, *, today: date) -> TableRow:
    """Return a project as a row of the list: one that should be done is amber."""
    late = row.end is not None and row.end < today and row.progress < 100
    return TableRow(
        row.id,
        (
            Cell(row.name, "bold", indent=depth),
            Cell(row.status.name if row.status else "", "muted", row.hue),
            Cell(row.stage.name if row.stage else "", "muted"),
            Cell(row.contact.name if row.contact else ""),
            Cell(row.responsible.name if row.responsible else "", "muted"),
            Cell(short_day(row.end, today) if row.end else "", "amber" if late else "text"),
            Cell(f"{row.progress}%", "ok" if row.progress == 100 else "text"),
        ),
        faded=row.retired,
        data=row,
    )


def person_columns() -> tuple[Column, ...]:
    """Return the columns of the persons of a contact."""
    return (
        Column("name", _("name"), 18, grow=2, sortable=False),
        Column("position", _("position"), 12, grow=2, sortable=False, shown_from=56),
        Column("phone", _("phone"), 16, grow=1, sortable=False),
        Column("email", _("e-mail"), 18, grow=2, sortable=False, shown_from=84),
    )


def person_row(row: PersonRow) -> TableRow:
    """Return a person as a row of a card."""
    functions = ", ".join(function.name for function in row.functions)
    said = " · ".join(part for part in (row.position, functions) if part)
    cells = (Cell(row.name, "bold"), Cell(said, "muted"), Cell(", ".join(row.phones)), Cell(", ".join(row.emails)))
    return TableRow(row.id, cells, faded=row.retired, data=row)


def file_columns() -> tuple[Column, ...]:
    """Return the columns of the files and links of a card."""
    return (
        Column("name", _("name"), 20, grow=3, sortable=False),
        Column("size", _("size"), 9, align="right", sortable=False),
        Column("kind", _("type"), 20, sortable=False, shown_from=96),
        Column("author", _("added by"), 14, sortable=False, shown_from=58),
        Column("at", _("when"), 12, align="right", sortable=False),
    )


def file_row(row: AttachmentRow, *, zone: str, today: date) -> TableRow:
    """Return a file or a link as a row of a card."""
    return TableRow(
        row.id,
        (
            Cell(f"{SIGNS[row.is_file]} {attached_name(row)}", "bold"),
            Cell(size_text(row.size) if row.is_file else "", "muted"),
            Cell(row.media_type if row.is_file else _("link"), "muted"),
            Cell(row.author.name, "muted"),
            Cell(stamp(row.at, zone, today), "muted"),
        ),
        data=row,
    )


def contact_facts(
    row: ContactRow,
    persons: Sequence[PersonRow],
    related: Sequence[Related],
    projects: Sequence[ProjectRow],
    totals: Totals,
    attached: Sequence[AttachmentRow],
) -> tuple[str, str, list[Facts]]:
    """Return the title, the subtitle and the facts of a contact."""
    state = ""
    if row.merged_into is not None:
        state = _("has become {name}").format(name=row.merged_into.name)
    elif row.retired:
        state = _("retired")
    subtitle = " · ".join(part for part in (row.short_name, state) if part)
    data = [
        Fact(_("status"), row.status.name if row.status else "", "muted", row.hue),
        Fact(_("groups"), ", ".join(group.name for group in row.groups)),
        Fact(_("owner"), row.owner.name if row.owner else ""),
        *(Fact(_("phone"), phone, "bold") for phone in row.phones),
        *(Fact(_("e-mail"), email) for email in row.emails),
        Fact(_("web"), row.web),
        Fact(_("address"), row.address),
        Fact(_("tax number"), row.tax_number),
        *_time_spent(totals),
    ]
    people = [
        fact
        for person in persons
        for fact in (
            Fact("", person.name, "bold"),
            Fact("", " · ".join(p for p in (person.position, *(f.name for f in person.functions)) if p), "muted"),
            *(Fact("", phone) for phone in person.phones),
            *(Fact("", email) for email in person.emails),
        )
        if fact.text
    ]
    others = [Fact("", " · ".join(part for part in (one.contact.name, one.note) if part)) for one in related]
    running = [Fact(f"{project.progress}%", project.name, "text", project.hue) for project in projects]
    return (
        row.name,
        subtitle,
        [
            Facts("", _said(data)),
            Facts(_("Persons"), tuple(people)),
            Facts(_("Related"), tuple(others)),
            Facts(_("Projects"), tuple(running)),
            _attached_facts(attached),
        ],
    )


def project_facts(
    row: ProjectRow, below: Sequence[ProjectRow], totals: Totals, attached: Sequence[AttachmentRow]
) -> tuple[str, str, list[Facts]]:
    """Return the title, the subtitle and the facts of a project."""
    span = " – ".join(numeric_day(day) if day else "…" for day in (row.start, row.end)) if row.start or row.end else ""
    of = n_("mean of {count} subproject", "mean of {count} subprojects", row.subprojects).format(count=row.subprojects)
    done = f"{progress_bar(row.progress)} {row.progress}%" + (f" · {of}" if row.subprojects else "")
    data = [
        Fact(_("status"), row.status.name if row.status else "", "muted", row.hue),
        Fact(_("stage"), row.stage.name if row.stage else ""),
        Fact(_("progress"), done, "ok" if row.progress == 100 else "text"),
        Fact(_("contact"), row.contact.name if row.contact else "", "bold"),
        Fact(_("part of"), row.parent.name if row.parent else ""),
        Fact(_("responsible"), row.responsible.name if row.responsible else ""),
        Fact(_("time frame"), span),
        Fact(_("keywords"), ", ".join(row.keywords)),
        *_time_spent(totals),
    ]
    parts = [Fact(f"{one.progress}%", one.name, "text", one.hue) for one in below]
    subtitle = _("retired") if row.retired else ""
    return (
        row.name,
        subtitle,
        [
            Facts("", _said(data)),
            Facts(_("Subprojects"), tuple(parts)),
            _attached_facts(attached),
        ],
    )


def change_lines(changes: Sequence[ChangeRow], *, zone: str, today: date) -> list[ChangeLine]:
    """Return a history in words."""
    return [
        ChangeLine(
            stamp(change.at, zone, today),
            change.user.name,
            action_label(change.action),
            tuple((field_label(field.field), field.before, field.after) for field in change.fields),
        )
        for change in changes
    ]


def progress_bar(progress: int) -> str:
    """Return how far something is as a bar of ten cells."""
    full = round(max(0, min(100, progress)) * BAR / 100)
    return "█" * full + "░" * (BAR - full)


def person_facts(row: PersonRow) -> str:
    """Return a person in one line."""
    return " · ".join(part for part in (row.name, row.position, *row.phones, *row.emails) if part)


def _attached_facts(attached: Sequence[AttachmentRow]) -> Facts:
    """The newest few by name: their pane has them all."""
    few = tuple(reversed(attached))[:FEW]
    facts = [Fact("", f"{SIGNS[row.is_file]} {attached_name(row)}") for row in few]
    more = len(attached) - len(few)
    if more:
        facts.append(Fact("", n_("and {count} more", "and {count} more", more).format(count=more), "muted"))
    return Facts(_("Files and links"), tuple(facts))


def _time_spent(totals: Totals) -> list[Fact]:
    if totals.tracked_seconds <= 0:
        return []
    return [Fact(_("time spent"), length(timedelta(seconds=totals.tracked_seconds)))]


def _said(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text)


def _day(instant: datetime | None, zone: str, today: date) -> str:
    return short_day(instant.astimezone(ZoneInfo(zone)).date(), today) if instant else ""


def day_words(day: date | None) -> str:
    """Return a day as a form shows it, "" for none."""
    return full_day(day) if day else ""
