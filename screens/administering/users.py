"""The users (G1): who may log in, who can be chosen, which role each has; and taking over a leaver's work."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from screens.administering.kept import KeptSection
from screens.sections import Described
from store.language import _, n_, p_
from store.record_rows import UserRow
from store.rows import UserRef
from widgets.facts_pane import Fact, Facts
from widgets.record_table import Cell, Column, TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class UsersSection(KeptSection):
    """Everybody who may log in, or could once."""

    id = "users"
    changed_kind = "user"
    offers = ("section.add", "section.edit", "section.retire", "admin.take-over")

    def title(self) -> str:
        """See Section."""
        return _("Users")

    def about(self) -> str:
        """See Section."""
        return _("Whoever leaves is made not active: they may no longer log in, and what they did keeps their name.")

    def columns(self, rows: Sequence[TableRow]) -> tuple[Column, ...]:
        """See Section."""
        return (
            Column("name", p_("user", "name"), 16, grow=3, sortable=False),
            Column("login", _("login"), 9, grow=1, sortable=False),
            Column("role", _("role"), 13, grow=1, sortable=False),
            Column("state", "", 11, sortable=False, shown_from=64),
            Column("email", _("e-mail"), 16, grow=2, sortable=False, shown_from=80),
        )

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        from store import people

        return [
            TableRow(
                row.id,
                (
                    Cell(row.name, "bold"),
                    Cell(row.login, "muted"),
                    Cell(row.role.name),
                    Cell(_state(row), "muted"),
                    Cell(row.email, "muted"),
                ),
                faded=not row.active,
                data=row,
            )
            for row in people.users(store, me)
        ]

    def describe(self, row: TableRow) -> Described:
        """See Section."""
        user: UserRow = row.data
        facts = (
            Fact(_("role"), user.role.name),
            Fact(_("e-mail"), user.email),
            Fact(_("phone"), user.phone),
            Fact(_("time zone"), user.zone),
            Fact(_("language"), {"en": "English", "pl": "Polski"}.get(user.language, user.language)),
        )
        said = (
            _("May log in.") if user.active else _("Not active: may not log in; what they did keeps their name."),
            _("Can be chosen as performer and observer.")
            if user.active and user.visible
            else _("Cannot be chosen as performer or observer."),
            _("T gives their open work to another user."),
        )
        return user.name, user.login, (
            Facts("", tuple(fact for fact in facts if fact.text)),
            Facts("", tuple(Fact("", text, "muted") for text in said)),
        )  # fmt: skip

    def begin_adding(self) -> None:
        """See KeptSection."""
        self._open(None)

    def begin_editing(self, row: TableRow) -> None:
        """See KeptSection."""
        self._open(row.data)

    def _open(self, row: UserRow | None) -> None:
        from screens.administering.user_form import UserForm

        self.screen.app.push_screen(UserForm(*self.screen.desk.opened, row=row), self.closed)

    def retire(self, row: TableRow) -> None:
        """Make a user not active, or active again."""
        from dataclasses import replace

        from store import people

        if not self.admin.may():
            return
        store, me = self.screen.desk.opened
        user: UserRow = row.data
        draft = replace(people.draft_of_user(user), active=not user.active)
        said = (
            _("{name} may no longer log in. T gives their open work to another user.")
            if user.active
            else _("{name} may log in again.")
        )
        self.screen.write(
            lambda: people.edit_user(store, me, user.id, draft, version=user.version),
            lambda saved: said.format(name=saved.name),
            then=lambda saved: int(saved.id),
        )

    def set_password(self, row: TableRow) -> None:
        """Give a user a password; oneself after the current one."""
        from screens.dialogs.password import SetPassword, change_own

        if not self.admin.may():
            return
        store, me = self.screen.desk.opened
        user: UserRow = row.data
        if user.id == me.id:
            change_own(self.screen.app, self.screen.desk)
            return

        def answered(done: bool | None) -> None:
            if done:
                self.screen.say(_("The password of {name} is set.").format(name=user.name))

        ref = UserRef(user.id, user.login, user.name)
        self.screen.app.push_screen(SetPassword(store, me, ref, current=False), answered)

    def take_over(self, row: TableRow) -> None:
        """Ask who takes over, show what that moves, then do it (G1)."""
        from screens.administering.take_over import TakeOver

        leaver: UserRow = row.data
        others = [one.data for one in self.screen.rows_of(self.id) if one.data.active and one.data.id != leaver.id]

        def closed(moved: object) -> None:
            from store.taking_over import Handover

            if not isinstance(moved, Handover):
                return
            text = _("{name} has taken over: {what}.").format(name=moved.successor.name, what=moved_words(moved))
            if moved.left:
                left = n_("{count} stays because of busy time", "{count} stay because of busy time", len(moved.left))
                text = f"{text} {left.format(count=len(moved.left))}."
            self.screen.say(text, "hint" if moved.left else "ok")
            self.screen.show_anew(leaver.id)

        self.screen.app.push_screen(TakeOver(*self.screen.desk.opened, leaver, others), closed)


def moved_words(moved: object) -> str:
    """Return how much goes over, in words: "3 activities, 2 contacts"; "nothing" where that is all."""
    from store.taking_over import Handover

    assert isinstance(moved, Handover)
    watched = moved.observed + moved.delegated
    parts = [
        (moved.performed, n_("{count} activity", "{count} activities", moved.performed)),
        (watched, n_("{count} activity to watch", "{count} activities to watch", watched)),
        (moved.contacts, n_("{count} contact", "{count} contacts", moved.contacts)),
        (moved.projects, n_("{count} project", "{count} projects", moved.projects)),
    ]
    return ", ".join(words.format(count=count) for count, words in parts if count) or _("nothing")


def _state(row: UserRow) -> str:
    if not row.active:
        return _("not active")
    return "" if row.visible else _("hidden")
