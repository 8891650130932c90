"""Users and roles (G1, G2): logging in, and keeping the list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store import day_plan_mail, pending, rights
from store.changes import at_version, record
from store.contact_points import email_address, point
from store.database import Store
from store.drafts import UserDraft
from store.folding import fold, sort_key
from store.language import LANGUAGES
from store.matching import id_named
from store.phone_numbers import country_of
from store.reading import Reader, SessionReader
from store.record_rows import RoleRow, UserRow
from store.refusals import Invalid, NotFound, Stale, StoreFault
from store.rows import Acting, Ref, UserRef
from store.texts import name as clean_name
from store.texts import one_line

if TYPE_CHECKING:
    from store.models import User

_USERS = """
    select u.id, u.version, u.login, u.name, r.id, r.name, u.email, u.phone, u.zone, u.language, u.active, u.visible
    from users u join roles r on r.id = u.role_id
"""


def log_in(store: Store, login: str, *, name: str = "", language: str = "en", zone: str = "UTC") -> Acting:
    """Return the acting user for a login.

    Whoever comes first to a new database becomes its first user, an administrator, and finds the dictionaries
    filled in `language`. Raises StoreFault("unknown-user") for anybody whom an administrator has not added.
    """
    if not login or login != one_line(login):
        raise StoreFault("unknown-user", login)
    acting = _acting(store, login)
    if acting is not None:
        return acting
    with store.reading() as read:
        anybody = read.one("select 1 from users")
    if anybody is None:
        from store.founding import found

        found(store, login, name=name, language=language, zone=zone)
    return log_in_known(store, login)


def log_in_known(store: Store, login: str) -> Acting:
    """Return the acting user for a login; founds nothing. Raises StoreFault("unknown-user")."""
    acting = _acting(store, login)
    if acting is None:
        raise StoreFault("unknown-user", login)
    return acting


def _acting(store: Store, login: str) -> Acting | None:
    with store.reading() as read:
        row = read.one(
            "select u.id, u.login, u.name, u.zone, u.language, r.rights from users u "
            "join roles r on r.id = u.role_id where u.login = :login and u.active",
            login=login,
        )
    if row is None:
        return None
    number, login, name, zone, language, held = row
    return Acting(number, login, name, zone, language, frozenset(held.split()))


def again(store: Store, me: Acting) -> Acting | None:
    """Return the acting user as they stand now, None once they may no longer log in (G1)."""
    return _acting(store, me.login) or _renamed(store, me)


def _renamed(store: Store, me: Acting) -> Acting | None:
    with store.reading() as read:
        row = read.one("select login from users where id = :id and active", id=me.id)
    return _acting(store, row[0]) if row else None


def users(store: Store, me: Acting) -> tuple[UserRow, ...]:
    """Return every user, sorted by name."""
    with rights.reading(store, me) as read:
        rows = [_row(record) for record in read.all(_USERS)]
    return tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.id)))


def choosable(store: Store, me: Acting) -> tuple[UserRef, ...]:
    """Return the users who can be chosen as performers or observers: active and visible."""
    return tuple(UserRef(row.id, row.login, row.name) for row in users(store, me) if row.active and row.visible)


def user_named(store: Store, me: Acting, text: str) -> UserRow:
    """Return the user that a login or name means. Raises NotFound or Ambiguous."""
    with rights.reading(store, me) as read:
        number = read.one("select id from users where login = :login", login=text.strip())
        found = (
            number[0]
            if number
            else id_named(
                read, "user", text, "select id, name, folded, lower(login) as login from users", ("folded", "login")
            )
        )
        return _one(read, found)


def add_user(store: Store, me: Acting, draft: UserDraft) -> UserRow:
    """Add a user; without a role, an Employee. Raises NotAllowed("administer"), Invalid for a login already there."""
    from store.models import User

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        login = _login(read, draft.login)
        row = User(login=login, name="", folded="", zone="", language="", role_id=0)
        _fill(read, row, replace(draft, zone=draft.zone or me.zone, language=draft.language or me.language))
        session.add(row)
        session.flush()
        assert row.id is not None
        number = row.id
        record(session, me, now, kind="user", record_id=number, version=1, action="add", fields=[])
    return _get(store, number)


def edit_user(store: Store, me: Acting, user_id: int, draft: UserDraft, *, version: int) -> UserRow:
    """Change a user. Raises Invalid where it would leave nobody who may administer, or deactivate oneself (G1).

    Whose log-in is taken away, their stopwatch stops.
    """
    from store.models import User

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        row = at_version(session, User, "user", user_id, version)
        before = _values(row)
        if draft.login != row.login:
            row.login = _login(read, draft.login)
        _fill(read, row, draft)
        row.version += 1
        session.add(row)
        session.flush()
        _check_somebody_administers(read)
        if user_id == me.id and not row.active:
            raise Invalid("active", "oneself", row.login)
        if before["active"] and not row.active:
            from store.stopwatch import stop_of

            stop_of(session, me, user_id, now)
        after = _values(row)
        if before["zone"] != after["zone"]:
            pending.follow_user(session, user_id, now)
        if any(before[field] != after[field] for field in ("zone", "email", "active")):
            day_plan_mail.follow(session, user_id, now)
        fields = [(field, before[field], after[field]) for field in before if before[field] != after[field]]
        if fields:
            record(session, me, now, kind="user", record_id=user_id, version=row.version, action="edit", fields=fields)
    return _get(store, user_id)


def draft_of_user(row: UserRow) -> UserDraft:
    """Return the draft that would make `row` again."""
    return UserDraft(
        login=row.login,
        name=row.name,
        role_id=row.role.id,
        email=row.email,
        phone=row.phone,
        zone=row.zone,
        language=row.language,
        active=row.active,
        visible=row.visible,
    )


def set_language(store: Store, me: Acting, language: str) -> Acting:
    """Change the acting user's own language (G5, G6)."""
    if language not in LANGUAGES:
        raise Invalid("language", "unknown", language, LANGUAGES)
    _set_own(store, me, "language", language)
    return replace(me, language=language)


def set_zone(store: Store, me: Acting, zone: str) -> Acting:
    """Change the acting user's own time zone (G5). Raises Invalid for a name that is none."""
    checked = _zone(zone)
    _set_own(store, me, "zone", checked)
    return replace(me, zone=checked)


def _set_own(store: Store, me: Acting, field: str, value: str) -> None:
    """Change a field of the acting user, as an administrator would: with a trace, and what follows from a zone."""
    from store.models import User

    now = store.clock.now()
    with store.writing() as session:
        rights.current_in(session, me)
        row = session.get_one(User, me.id)
        before = getattr(row, field)
        if before == value:
            return
        setattr(row, field, value)
        row.version += 1
        session.add(row)
        session.flush()
        if field == "zone":
            pending.follow_user(session, me.id, now)
            day_plan_mail.follow(session, me.id, now)
        fields = [(field, before, value)]
        record(session, me, now, kind="user", record_id=me.id, version=row.version, action="edit", fields=fields)


def roles(store: Store, me: Acting) -> tuple[RoleRow, ...]:
    """Return every role with its rights."""
    with rights.reading(store, me) as read:
        rows = read.all("select id, name, rights from roles order by id")
    return tuple(RoleRow(number, name, frozenset(held.split())) for number, name, held in rows)


def role_named(store: Store, me: Acting, text: str) -> RoleRow:
    """Return the role that a name means. Raises NotFound or Ambiguous."""
    with rights.reading(store, me) as read:
        number = id_named(read, "role", text, "select id, name, folded from roles")
    return next(role for role in roles(store, me) if role.id == number)


def save_role(
    store: Store,
    me: Acting,
    name: str,
    held: frozenset[str],
    *,
    role_id: int | None = None,
    seen: RoleRow | None = None,
) -> RoleRow:
    """Add a role, or change the one with `role_id`. Raises Invalid for an unknown right or a name already there.

    A role may hold no right at all: whoever has it plans and does what is their own. `seen` is the role as it was
    when it was read: raises Stale if somebody has changed it since (A18).
    """
    from store.models import Role

    unknown = sorted(held - set(rights.RIGHTS))
    if unknown:
        raise Invalid("rights", "unknown", unknown[0], rights.RIGHTS)
    cleaned = clean_name(name, "name")
    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        taken = read.one("select id from roles where folded = :folded", folded=fold(cleaned))
        if taken and taken[0] != role_id:
            raise Invalid("name", "taken", cleaned)
        row = session.get(Role, role_id) if role_id is not None else Role(name="", folded="")
        if row is None:
            raise NotFound("role", str(role_id))
        before = (row.name, row.rights)
        if seen is not None and (seen.name, seen.rights) != (row.name, frozenset(row.rights.split())):
            raise Stale("role", seen.id, 0)
        row.name, row.folded, row.rights = cleaned, fold(cleaned), _in_order(held)
        session.add(row)
        session.flush()
        _check_somebody_administers(read)
        assert row.id is not None
        number = row.id
        fields = [("name", before[0], row.name), ("rights", before[1], row.rights)]
        fields = [field for field in fields if field[1] != field[2]]
        action = "add" if role_id is None else "edit"
        if fields or action == "add":
            record(session, me, now, kind="role", record_id=number, version=1, action=action, fields=fields)
    return next(role for role in roles(store, me) if role.id == number)


def give_right(store: Store, me: Acting, right: str, role_ids: frozenset[int], *, seen: Sequence[RoleRow]) -> None:
    """Let exactly these roles hold a right, all in one transaction (G2).

    `seen` are the roles as they were when they were read: raises Stale if somebody has changed them since (A18).
    """
    from store.models import Role

    if right not in rights.RIGHTS:
        raise Invalid("rights", "unknown", right, rights.RIGHTS)
    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        rights.require(rights.current(read, me), "administer")
        step = None
        for role in seen:
            row = session.get(Role, role.id)
            before = frozenset(row.rights.split()) if row is not None else frozenset()
            if row is None or (role.name, role.rights) != (row.name, before):
                raise Stale("role", role.id, 0)
            held = before | {right} if role.id in role_ids else before - {right}
            if held == before:
                continue
            fields = [("rights", row.rights, _in_order(held))]
            row.rights = _in_order(held)
            session.add(row)
            change = record(
                session, me, now, kind="role", record_id=role.id, version=1, action="edit", fields=fields, step=step
            )
            step = change.step
        session.flush()
        _check_somebody_administers(read)


def _in_order(held: frozenset[str]) -> str:
    return " ".join(right for right in rights.RIGHTS if right in held)


def _login(read: Reader, login: str) -> str:
    cleaned = one_line(login)
    if not cleaned or " " in cleaned or len(cleaned) > 64:
        raise Invalid("login", "not-a-login", login)
    if read.one("select 1 from users where lower(login) = lower(:login)", login=cleaned):
        raise Invalid("login", "taken", cleaned)
    return cleaned


def _fill(read: Reader, row: "User", draft: UserDraft) -> None:
    row.name = clean_name(draft.name or row.login, "name")
    row.folded = fold(row.name)
    row.email = email_address(draft.email) if one_line(draft.email) else ""
    phone = one_line(draft.phone)
    # What stands there already is kept as it is.
    row.phone = point("phone", phone, country_of(draft.zone)) if phone and phone != row.phone else phone
    _zone(draft.zone)
    if draft.language not in LANGUAGES:
        raise Invalid("language", "unknown", draft.language, LANGUAGES)
    row.zone, row.language = draft.zone, draft.language
    row.active, row.visible = draft.active, draft.visible
    row.role_id = draft.role_id if draft.role_id is not None else _employee(read)
    if not read.one("select 1 from roles where id = :id", id=row.role_id):
        raise Invalid("role", "unknown", str(row.role_id))


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid("zone", "unknown", name) from error
    return name


def _employee(read: Reader) -> int:
    row = read.one("select id from roles order by id limit 1 offset 2") or read.one("select max(id) from roles")
    assert row is not None
    return int(row[0])


def _check_somebody_administers(read: Reader) -> None:
    held = read.all("select r.rights from users u join roles r on r.id = u.role_id where u.active")
    if not any("administer" in row[0].split() for row in held):
        raise Invalid("active", "last-administrator")


def _values(row: "User") -> dict[str, Any]:
    return {
        "login": row.login,
        "name": row.name,
        "email": row.email,
        "phone": row.phone,
        "zone": row.zone,
        "language": row.language,
        "role": row.role_id,
        "active": row.active,
        "visible": row.visible,
    }


def _row(record: tuple[Any, ...]) -> UserRow:
    number, version, login, name, role_id, role, email, phone, zone, language, active, visible = record
    return UserRow(
        number, version, login, name, Ref(role_id, role), email, phone, zone, language, bool(active), bool(visible)
    )


def _one(read: Reader, user_id: int) -> UserRow:
    row = read.one(f"{_USERS} where u.id = :id", id=user_id)
    if row is None:
        raise NotFound("user", str(user_id))
    return _row(row)


def _get(store: Store, user_id: int) -> UserRow:
    with store.reading() as read:
        return _one(read, user_id)
