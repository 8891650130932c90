"""The form of a project (C4)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from screens.form import candidates
from screens.form.entries import picks_of, users
from screens.record_form import Options, RecordForm, many
from store.dates import numeric_day
from store.drafts import ProjectDraft
from store.language import _, current, n_
from store.record_rows import ProjectRow
from store.refusals import Invalid
from widgets.form_section import Slot
from widgets.pick_list import Pick
from widgets.picker import Picker

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class ProjectForm(RecordForm):
    """Adds a project, below `parent` if it is given, or changes one."""

    def __init__(
        self, store: "Store", me: "Acting", *, row: ProjectRow | None = None, parent: ProjectRow | None = None
    ) -> None:
        super().__init__(store, me)
        self._row, self._above = row, parent

    def heading(self) -> str:
        """See RecordForm."""
        return self._row.name if self._row else _("New project")

    def sections(self) -> Sequence[tuple[str, str, list[list[Slot]]]]:
        """See RecordForm."""
        row = self._row
        start, end = (_shown(row.start), _shown(row.end)) if row else ("", "")
        progress = str(row.own_progress) if row else "0"
        below = row.subprojects if row else 0
        hint = n_("the mean of {count} subproject counts", "the mean of {count} subprojects counts", below).format(
            count=below
        )
        return (
            (
                "project",
                _("Project"),
                [
                    [Slot("name", _("name"), self.line(row.name if row else ""), wide=True)],
                    [
                        Slot("status", _("status"), self.picker("status")),
                        Slot("stage", _("stage"), self.picker("stage")),
                    ],
                    [Slot("contact", _("contact"), self.picker("contact", remote=True), wide=True)],
                    [Slot("parent", _("part of"), self.picker("parent", remote=True), wide=True)],
                    [
                        Slot("responsible", _("responsible"), self.picker("responsible")),
                        Slot("progress", _("progress"), self.line(progress)),
                    ],
                    *([[Slot("mean", "", text=hint)]] if below else []),
                ],
            ),
            (
                "frame",
                _("Time frame"),
                [
                    [
                        Slot("start", _("start"), self.line(start, placeholder=_("1 December"))),
                        Slot("end", _("end"), self.line(end, placeholder=_("in 3 months"))),
                    ],
                    [
                        Slot(
                            "keyword",
                            _("keywords"),
                            self.line(
                                ", ".join(row.keywords) if row else "", placeholder=_("several: separated by commas")
                            ),
                            wide=True,
                        )
                    ],
                ],
            ),
        )

    def options(self) -> Options:
        """See RecordForm."""
        row, parent = self._row, (self._row.parent if self._row else self._above)
        kept = (row.responsible.id, row.responsible.name) if row and row.responsible else None
        return {
            "status": picks_of(self.store, self.me, "project-status", keep=_id(row and row.status)),
            "stage": picks_of(self.store, self.me, "project-stage", keep=_id(row and row.stage)),
            "responsible": users(self.store, self.me, (kept,) if kept else ()),
            "contact": (Pick(row.contact.id, row.contact.name),) if row and row.contact else (),
            "parent": (Pick(parent.id, parent.name),) if parent else (),
        }

    def chosen(self) -> dict[str, tuple[Any, ...]]:
        """See RecordForm."""
        row = self._row
        if row is None:
            return {"responsible": (self.me.id,), "parent": _id(self._above)}
        return {
            "status": _id(row.status), "stage": _id(row.stage), "responsible": _id(row.responsible),
            "contact": _id(row.contact), "parent": _id(row.parent),
        }  # fmt: skip

    def on_picker_wanted(self, message: Picker.Wanted) -> None:
        """Look for contacts and projects in a thread."""
        from store import contacts, projects

        picker, text, own = message.picker, message.text, self._row.id if self._row else 0

        def look() -> list[Pick]:
            if picker.key == "contact":
                found = contacts.search(self.store, self.me, text, limit=candidates.CONTACTS)
                return [Pick(row.id, row.name) for row in found]
            below = projects.search(self.store, self.me, text, limit=candidates.CONTACTS)
            return [Pick(row.id, row.name) for row in below if row.id != own]

        self.ask(f"picks-{picker.key}", look, lambda picks: picker.offer(text, picks))

    def write(self, texts: dict[str, str], picks: dict[str, tuple[Any, ...]]) -> ProjectRow:
        """See RecordForm."""
        from store import projects

        draft = ProjectDraft(
            name=texts["name"],
            parent_id=next(iter(picks["parent"]), None),
            contact_id=next(iter(picks["contact"]), None),
            status_id=next(iter(picks["status"]), None),
            stage_id=next(iter(picks["stage"]), None),
            keywords=many(texts["keyword"]),
            responsible_id=next(iter(picks["responsible"]), None),
            start=self._day("start", texts["start"]),
            end=self._day("end", texts["end"]),
            progress=_per_cent(texts["progress"]),
        )
        if self._row is None:
            return projects.add(self.store, self.me, draft)
        return projects.edit(self.store, self.me, self._row.id, draft, version=self._row.version)

    def _day(self, field: str, text: str) -> date | None:
        """Return the day that was typed in words or digits. Raises Invalid unless there is one meaning (C7)."""
        if not text:
            return None
        from store.phrases import understand

        now = self.store.clock.now().astimezone(ZoneInfo(self.me.zone))
        found = understand(text, now=now, language=current())
        days = {r.start.date() if isinstance(r.start, datetime) else r.start for r in found.readings}
        if len(days) != 1:
            raise Invalid(field, "not-understood", found.message)
        return days.pop()


def _shown(day: date | None) -> str:
    return numeric_day(day) if day else ""


def _id(ref: Any) -> tuple[int, ...]:
    return (ref.id,) if ref else ()


def _per_cent(text: str) -> int:
    digits = text.strip().rstrip("%").strip()
    if not digits:
        return 0
    if not digits.isascii() or not digits.isdigit():
        raise Invalid("progress", "not-a-value", text)
    return int(digits[:6])
