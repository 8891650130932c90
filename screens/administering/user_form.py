"""The form of a user (G1)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from screens.record_form import Options, RecordForm
from store.drafts import UserDraft
from store.language import LANGUAGES, _, p_
from store.record_rows import UserRow
from widgets.form_section import Slot
from widgets.pick_list import Pick

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

LANGUAGE_NAMES = {"en": "English", "pl": "Polski"}


class UserForm(RecordForm):
    """Adds a user, or changes one."""

    def __init__(self, store: "Store", me: "Acting", *, row: UserRow | None = None) -> None:
        super().__init__(store, me)
        self._row = row

    def heading(self) -> str:
        """See RecordForm."""
        return self._row.name if self._row else _("New user")

    def sections(self) -> Sequence[tuple[str, str, list[list[Slot]]]]:
        """See RecordForm."""
        row = self._row
        languages = [(code, LANGUAGE_NAMES[code]) for code in LANGUAGES]
        return (
            (
                "user",
                _("User"),
                [
                    [
                        Slot("login", _("login"), self.line(row.login if row else "", placeholder=_("one word"))),
                        Slot("role", _("role"), self.picker("role")),
                    ],
                    [Slot("name", p_("user", "name"), self.line(row.name if row else ""), wide=True)],
                    [Slot("email", _("e-mail"), self.line(row.email if row else ""), wide=True)],
                    [
                        Slot("phone", _("phone"), self.line(row.phone if row else "")),
                        Slot(
                            "language", _("language"),
                            self.choice("language", languages, row.language if row else self.me.language),
                        ),
                    ],
                    [Slot("zone", _("time zone"), self.picker("zone", placeholder="Europe/Warsaw"))],
                ],
            ),
            (
                "may",
                _("What they may"),
                [
                    [
                        Slot("active", "", self.check("active", _("active"), row is None or row.active)),
                        Slot("may-log-in", hint=_("may log in")),
                    ],
                    [
                        Slot("visible", "", self.check("visible", _("visible"), row is None or row.visible)),
                        Slot("chosen", hint=_("can be chosen as performer and observer")),
                    ],
                ],
            ),
        )  # fmt: skip

    def options(self) -> Options:
        """See RecordForm."""
        from store import people

        return {
            "role": tuple(Pick(role.id, role.name) for role in people.roles(self.store, self.me)),
            "zone": tuple(Pick(name, name) for name in sorted(available_timezones() | self._zones())),
        }

    def _zones(self) -> set[str]:
        return {self._row.zone} if self._row else {self.me.zone}

    def chosen(self) -> dict[str, tuple[Any, ...]]:
        """See RecordForm."""
        row = self._row
        return {"role": (row.role.id,) if row else (), "zone": tuple(self._zones())}

    def write(self, texts: dict[str, str], picks: dict[str, tuple[Any, ...]]) -> UserRow:
        """See RecordForm."""
        from store import people

        draft = UserDraft(
            login=texts["login"],
            name=texts["name"],
            role_id=next(iter(picks["role"]), self._row.role.id if self._row else None),
            email=texts["email"],
            phone=texts["phone"],
            zone=next(iter(picks["zone"]), self._row.zone if self._row else ""),
            language=texts["language"],
            active=bool(texts["active"]),
            visible=bool(texts["visible"]),
        )
        if self._row is None:
            return people.add_user(self.store, self.me, draft)
        return people.edit_user(self.store, self.me, self._row.id, draft, version=self._row.version)
