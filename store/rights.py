"""Rights: their names, who has which, and what each lets one see or do (G2). Asked by the store at every call."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from store.reading import Reader
from store.refusals import NotAllowed, StoreFault
from store.rows import Acting, ActivityRow

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.database import Store

RIGHTS = (
    "delegate",
    "view-public",
    "view-all",
    "edit-others",
    "edit-ended",
    "change-received-date",
    "edit-received-description",
    "delete",
    "delete-cycle",
    "take-unassigned",
    "see-all-time",
    "export",
    "administer",
)
MANAGER = frozenset(RIGHTS) - {"administer"}
EMPLOYEE = frozenset({"view-public", "take-unassigned", "delete", "export"})


def current(read: Reader, me: Acting) -> frozenset[str]:
    """Return the rights that the acting user has at this moment (G2).

    Raises StoreFault("unknown-user") once they may no longer log in (G1): a session that is still open ends nothing,
    not even what is one's own.
    """
    row = read.one(
        "select r.rights from users u join roles r on r.id = u.role_id where u.id = :me and u.active", me=me.id
    )
    if row is None:
        raise StoreFault("unknown-user", me.login)
    return frozenset(row[0].split())


def current_in(session: "Session", me: Acting) -> frozenset[str]:
    """Return the acting user's rights as they stand inside a transaction."""
    from store.reading import SessionReader

    return current(SessionReader(session), me)


@contextmanager
def reading(store: "Store", me: Acting) -> "Iterator[Reader]":
    """Open one consistent view of what everybody may read, for who may still log in (G1). Raises StoreFault."""
    with store.reading() as read:
        current(read, me)
        yield read


def require(rights: frozenset[str], right: str) -> None:
    """Raise NotAllowed unless `right` is among `rights`."""
    if right not in rights:
        raise NotAllowed(right)


def visible(rights: frozenset[str], *, deleted: bool = False) -> str:
    """Return the SQL condition under which activity `a` may be seen by user :me.

    One sees what one assigned, performs or observes; with view-public what is public; with take-unassigned what
    nobody performs; with view-all everything. What is deleted nobody sees, unless `deleted` asks for it too: for the
    time that was spent on it.
    """
    there = "1 = 1" if deleted else "not a.deleted"
    if "view-all" in rights:
        return there
    # What the row itself tells comes first: it is asked of every row, and the rest only where that was not enough.
    either = ["a.assigner_id = :me"]
    if "view-public" in rights:
        either.append("a.public")
    if "take-unassigned" in rights:
        either.append("a.unassigned")
    either += [
        "exists (select 1 from performers vp where vp.activity_id = a.id and vp.user_id = :me)",
        "exists (select 1 from observers vo where vo.activity_id = a.id and vo.user_id = :me)",
    ]
    return f"({there} and ({' or '.join(either)}))"


def sees(rights: frozenset[str], me: Acting, concerned: Collection[int], *, public: bool, unassigned: bool) -> bool:
    """Tell what `visible` tells, of a state that stands in no table: `concerned` assign, perform or observe it."""
    return (
        "view-all" in rights
        or me.id in concerned
        or ("view-public" in rights and public)
        or ("take-unassigned" in rights and unassigned)
    )


RECEIVED_FIELDS = frozenset({"status", "outcome", "priority", "needs_completing", "ended_at"})
DATE_FIELDS = frozenset({"start", "end", "all_day", "zone"})
TEXT_FIELDS = frozenset({"description", "details"})


def check_edit(rights: frozenset[str], me: Acting, row: ActivityRow, fields: frozenset[str]) -> None:
    """Raise NotAllowed unless the acting user may change `fields` of an activity that stands as `row`.

    The assigner may change everything; a performer of somebody else's activity may end it, set its priority and
    mark it, and with a right of its own each, move it and edit its texts; others need edit-others. What has ended
    is changed with edit-ended, or, by those it concerns, while it is marked as needing completing (A14).
    """
    mine = row.assigner.id == me.id
    performing = any(user.id == me.id for user in row.performers)
    if row.status != "planned" and "edit-ended" not in rights:
        filling_in = row.needs_completing and (mine or performing) and "status" not in fields
        if not (filling_in or fields <= {"needs_completing"}):
            raise NotAllowed("edit-ended")
    if mine or "edit-others" in rights:
        return
    if not performing:
        raise NotAllowed("edit-others")
    rest = fields - RECEIVED_FIELDS
    if rest & DATE_FIELDS:
        require(rights, "change-received-date")
    if rest & TEXT_FIELDS and not row.needs_completing:
        require(rights, "edit-received-description")
    if rest - DATE_FIELDS - TEXT_FIELDS:
        raise NotAllowed("edit-others")


def check_delete(rights: frozenset[str], me: Acting, row: ActivityRow, *, many: bool = False) -> None:
    """Raise NotAllowed unless the activity may be deleted: one's own planned one with `delete`, others' besides.

    `many` occurrences of a cycle at once need `delete-cycle`.
    """
    require(rights, "delete-cycle" if many else "delete")
    if row.assigner.id != me.id:
        require(rights, "edit-others")
    if row.status != "planned":
        require(rights, "edit-ended")


def check_attach(rights: frozenset[str], me: Acting, row: ActivityRow) -> None:
    """Raise NotAllowed unless the acting user may add to an activity's files and links, or remove what is their own:
    those whom it concerns may, ended or not; others need edit-others."""
    concerned = (row.assigner, *row.performers, *row.observers)
    if all(user.id != me.id for user in concerned):
        require(rights, "edit-others")


def check_track(rights: frozenset[str], me: Acting, row: ActivityRow) -> None:
    """Raise NotAllowed unless the acting user may measure time on an activity (E1): those who perform or assigned it
    may; others need edit-others."""
    if all(user.id != me.id for user in (row.assigner, *row.performers)):
        require(rights, "edit-others")


def check_time_of(rights: frozenset[str], me: Acting, user_id: int) -> None:
    """Raise NotAllowed unless the acting user may change time entries of a user (E3): one's own everybody may, others'
    need see-all-time and edit-others."""
    if user_id != me.id:
        require(rights, "see-all-time")
        require(rights, "edit-others")


def time_seen(rights: frozenset[str]) -> str:
    """Return the SQL condition under which time entry `t` of activity `a` may be seen by user :me.

    One's own always; with see-all-time everybody's, on activities that one may see, deleted ones with them.
    """
    if "see-all-time" not in rights:
        return "t.user_id = :me"
    if "view-all" in rights:
        # Nothing is left out, and no column asked for that an index on the activity has not.
        return "1 = 1"
    return f"(t.user_id = :me or {visible(rights, deleted=True)})"
