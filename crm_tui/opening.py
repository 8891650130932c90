"""Opens the database as the settings of the installation say, and logs in: for the app and the command line alike."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_tui.telling import News
from store import language, people
from store.clock import Clock
from store.database import Store, sqlite_path
from store.places import Places
from store.rows import Acting, DayPlan
from store.time_rows import Tracking

if TYPE_CHECKING:
    from crm_tui.snapshot import Snapshot
    from store.others import Others


@dataclass(frozen=True)
class Opened:
    """What opening the database gave."""

    store: Store
    me: Acting
    plan: DayPlan
    preferences: dict[str, str]
    last_notes: bool
    db: str
    tracking: Tracking
    news: News
    others: "Others"


class Entrance(NamedTuple):
    """What opening gave: the store, the acting user, and where the database is.

    `me` is None where the installation asks for a password; `login` is then only what to offer. `lang` is "" where
    nobody has chosen a language. `options` are those it was opened with.
    """

    store: Store
    me: Acting | None
    db: str
    login: str = ""
    lang: str = ""
    options: Mapping[str, str] = {}

    def places(self, me: Acting) -> Places:
        """Return where somebody who has logged in may name files."""
        from crm_tui.forced import places

        return places(self.options, me)


def open_and_log_in(options: dict[str, str], clock: Clock, seen: "Snapshot | None" = None) -> Entrance:
    """Open the database, and log in unless a password is asked for.

    `seen` spares reading the settings: it was kept under a fingerprint of all of them. Raises Refused.
    """
    if seen is not None and seen.db:
        db, login, wanted, files, by_password = seen.db, seen.login, "", seen.files, False
    else:
        from crm_tui.configuration import load

        configuration = load(options)
        db, login, wanted = configuration.db, configuration.user, configuration.lang
        files = configuration.files or files_beside(db)
        by_password = configuration.log_in == "password"
    from crm_tui.forced import is_fixed

    store = Store.open(db, clock=clock, files=Path(files) if files else None)
    if by_password:
        return Entrance(store, None, db, login, wanted, options)
    try:
        me = people.log_in_known(store, login) if is_fixed(options) else log_in(store, login, wanted)
    except BaseException:
        store.close()
        raise
    if not (seen is not None and seen.db):
        language.use(wanted or me.language)
    return Entrance(store, me, db, options=options)


def log_in(store: Store, login: str, wanted: str) -> Acting:
    """Log in; the first user of a new database is asked for nothing: name, zone and language are the machine's."""
    with store.reading() as read:
        known = read.one("select 1 from users limit 1") is not None
    if known:
        return people.log_in(store, login)
    return people.log_in(store, login, **of_the_machine(login, wanted))


def of_the_machine(login: str, wanted: str) -> dict[str, str]:
    """Return name, language and zone for a first user, as the machine has them."""
    code = wanted or language.from_environment(dict(os.environ))
    return {"name": _full_name(login), "language": code, "zone": local_zone()}


def files_beside(db: str) -> str:
    """Return the folder of files of a database that is no file: in the platform's data folder; "" beside a file."""
    from platformdirs import user_data_path

    return "" if sqlite_path(db) is not None else str(user_data_path("crm-tui") / "files")


def local_zone() -> str:
    """Return the name of the machine's time zone, UTC where it has none."""
    from tzlocal import get_localzone_name

    name = get_localzone_name() or "UTC"
    return "UTC" if name == "Etc/UTC" else name


def _full_name(login: str) -> str:
    import pwd

    try:
        return pwd.getpwnam(login).pw_gecos.split(",")[0]
    except KeyError:
        return ""
