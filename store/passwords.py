"""Logging in by password (G1): argon2 hashes, growing pauses after wrong ones, and no telling who exists.

Whether a password is asked for is a setting of the installation (`log_in`), not of the team.
"""

import hashlib
import math
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from store import people, rights
from store.changes import record
from store.database import Store
from store.reading import Reader, SessionReader
from store.refusals import Invalid, NotFound, WrongPassword
from store.rows import Acting

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from sqlmodel import Session

SHORTEST, LONGEST = 8, 256
# So many wrong passwords in a row are a matter of fingers; each one more doubles the pause.
WITHOUT_PAUSE = 2
LONGEST_PAUSE = timedelta(minutes=5)
FORGOTTEN_AFTER = timedelta(days=1)


def is_new(store: Store) -> bool:
    """Tell whether nobody is in the database yet: whoever comes first chooses a login and a password."""
    with store.reading() as read:
        return read.one("select 1 from users limit 1") is None


def log_in(store: Store, login: str, password: str) -> Acting:
    """Return the acting user whom login and password prove.

    Raises WrongPassword, alike for a wrong password, an unknown login, who left, and who has no password; its
    `pause` says for how many seconds the next try is refused unread.
    """
    typed = login.strip()
    pause = _begin(store, typed)
    with store.reading() as read:
        row = read.one(
            "select c.hash from credentials c join users u on u.id = c.user_id where u.login = :login and u.active",
            login=typed,
        )
    # The same work is done for a login that is none, so that the time taken tells nothing.
    if not _matches(str(row[0]) if row else _nobody(), password) or row is None:
        raise WrongPassword(pause)
    _forget(store, typed)
    return people.log_in(store, typed)


def found(store: Store, login: str, password: str, *, name: str, language: str, zone: str) -> Acting:
    """Make the first user of a new database, with a password, in one transaction; then log in.

    Raises Invalid for a password that is none. Where somebody else was first, this is a log-in like any other.
    """
    from store.founding import found as fill

    check(login, password)
    if not login.strip() or " " in login.strip():
        raise Invalid("login", "not-a-login", login)
    fill(store, login.strip(), name=name, language=language, zone=zone, password_hash=hashed(password))
    return log_in(store, login, password)


def set_password(store: Store, me: Acting, user_id: int, password: str, *, current: str | None = None) -> None:
    """Give a user a password: one's own with the current one where there is one, others' with the right to administer.

    Raises WrongPassword, NotAllowed("administer"), NotFound, and Invalid as `check` does.
    """
    from store.models import User

    own = user_id == me.id
    if own:
        _check_current(store, me, current)
    with store.reading() as read:
        if not own:
            rights.require(rights.current(read, me), "administer")
        found_ = read.one("select login from users where id = :id", id=user_id)
    if found_ is None:
        raise NotFound("user", str(user_id))
    check(str(found_[0]), password)
    hash_ = hashed(password)
    now = store.clock.now()
    with store.writing() as session:
        if not own:
            rights.require(rights.current(SessionReader(session), me), "administer")
        user = session.get_one(User, user_id)
        keep(session, user_id, hash_, now)
        record(
            session, me, now, kind="user", record_id=user_id, version=user.version, action="password", fields=[]
        )  # fmt: skip
    _forget(store, str(found_[0]))


def has_password(store: Store, me: Acting) -> bool:
    """Tell whether the acting user has a password."""
    with rights.reading(store, me) as read:
        return _held(read, me.id) is not None


def keep(session: "Session", user_id: int, hash_: str, now: datetime) -> None:
    """Write a hash, inside a transaction."""
    from store.models import Credential

    row = session.get(Credential, user_id) or Credential(user_id=user_id, hash="", changed_at=now)
    row.hash, row.changed_at = hash_, now
    session.add(row)


def check(login: str, password: str) -> None:
    """Raise Invalid for a password that is none: "too-short", "too-long", "unreadable", "like-login"."""
    normal = _normal(password)
    if len(normal) < SHORTEST:
        raise Invalid("password", "too-short", "", (str(SHORTEST),))
    if len(normal) > LONGEST:
        raise Invalid("password", "too-long", "", (str(LONGEST),))
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in normal):
        raise Invalid("password", "unreadable")
    if normal.casefold() == login.strip().casefold():
        raise Invalid("password", "like-login")


def hashed(password: str) -> str:
    """Return the argon2 hash of a password."""
    return _hasher().hash(_normal(password))


def _check_current(store: Store, me: Acting, current: str | None) -> None:
    with store.reading() as read:
        held = _held(read, me.id)
    if held is None:
        return
    pause = _begin(store, me.login)
    if not _matches(held, current or ""):
        raise WrongPassword(pause)
    _forget(store, me.login)


def _held(read: Reader, user_id: int) -> str | None:
    row = read.one("select hash from credentials where user_id = :id", id=user_id)
    return str(row[0]) if row else None


def _begin(store: Store, login: str) -> int:
    """Count a try as failed before it is looked at, so that many at once do not slip through; return the pause then.

    Raises WrongPassword where the pause of earlier ones is not over.
    """
    from sqlmodel import col, delete

    from store.models import LogInPause

    now = store.clock.now()
    with store.writing() as session:
        session.exec(delete(LogInPause).where(col(LogInPause.until) < now - FORGOTTEN_AFTER))
        row = session.get(LogInPause, _key(login)) or LogInPause(login_hash=_key(login), failures=0, until=now)
        if row.until > now:
            # A clock that was set back must not lock anybody out for longer than the longest pause.
            left = min(row.until - now, LONGEST_PAUSE)
            raise WrongPassword(math.ceil(left.total_seconds()), unread=True)
        row.failures += 1
        pause = _pause(row.failures)
        row.until = now + pause
        session.add(row)
    return int(pause.total_seconds())


def _pause(failures: int) -> timedelta:
    if failures <= WITHOUT_PAUSE:
        return timedelta(0)
    return min(LONGEST_PAUSE, timedelta(seconds=2 ** min(failures - WITHOUT_PAUSE, 16)))


def _forget(store: Store, login: str) -> None:
    from sqlmodel import col, delete

    from store.models import LogInPause

    with store.writing() as session:
        session.exec(delete(LogInPause).where(col(LogInPause.login_hash) == _key(login)))


def _key(login: str) -> str:
    return hashlib.sha256(login.encode("utf-8", "surrogatepass")).hexdigest()


def _matches(hash_: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hash_, _normal(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password.encode("utf-8", "replace").decode())


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
