"""What a new database begins with: roles, dictionaries in the founder's language, and the founder (G2, G3)."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from store import identity
from store.database import Store
from store.folding import fold
from store.language import current, use
from store.language import p_ as entry
from store.rights import EMPLOYEE, MANAGER, RIGHTS
from store.texts import one_line


def found(store: Store, login: str, *, name: str, language: str, zone: str, password_hash: str = "") -> None:
    """Fill an empty database; does nothing where somebody else was first."""
    from sqlmodel import select

    from store.models import Role, TeamSetting, User

    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = "UTC"
    with store.writing() as session:
        if session.exec(select(User)).first() is not None:
            return
        before = current()
        use(language)
        try:
            roles = [
                Role(name=title, folded=fold(title), rights=" ".join(r for r in RIGHTS if r in held))
                for title, held in (
                    (entry("role", "Administrator"), frozenset(RIGHTS)),
                    (entry("role", "Manager"), MANAGER),
                    (entry("role", "Employee"), EMPLOYEE),
                )
            ]
            session.add_all(default_entries())
        finally:
            use(before)
        session.add(TeamSetting(name=identity.NAME, value=identity.new_identity()))
        for role in roles:
            session.add(role)
            session.flush()
        title = one_line(name) or login
        assert roles[0].id is not None
        founder = User(login=login, name=title, folded=fold(title), zone=zone, language=language, role_id=roles[0].id)
        session.add(founder)
        session.flush()
        if password_hash:
            from store.passwords import keep

            assert founder.id is not None
            keep(session, founder.id, password_hash, store.clock.now())


def default_entries() -> list[object]:
    """Return the entries of the dictionaries in the language in use."""
    from store.models import DictionaryEntry

    categories = (
        (entry("category", "Call"), "blue"),
        (entry("category", "E-mail"), "violet"),
        (entry("category", "Meeting"), "green"),
        (entry("category", "Visit"), "orange"),
        (entry("category", "Report"), "teal"),
        (entry("category", "Task"), "grey"),
    )
    rows: list[object] = [
        DictionaryEntry(kind="category", name=name, folded=fold(name), position=index, letter=name[0], colour=hue)
        for index, (name, hue) in enumerate(categories)
    ]
    rows += [
        DictionaryEntry(kind="reminder-shortcut", name=name, folded=fold(name), position=index, length_minutes=minutes)
        for index, (name, minutes) in enumerate(_shortcuts())
    ]
    for kind, names in _plain_entries().items():
        rows += [
            DictionaryEntry(kind=kind, name=name, folded=fold(name), position=index, colour=colour)
            for index, (name, colour) in enumerate(names)
        ]
    return rows


def _shortcuts() -> list[tuple[str, int]]:
    return [
        (entry("reminder shortcut", "5 minutes before"), 5),
        (entry("reminder shortcut", "15 minutes before"), 15),
        (entry("reminder shortcut", "30 minutes before"), 30),
        (entry("reminder shortcut", "1 hour before"), 60),
        (entry("reminder shortcut", "2 hours before"), 120),
        (entry("reminder shortcut", "1 day before"), 1440),
        (entry("reminder shortcut", "2 days before"), 2880),
        (entry("reminder shortcut", "1 week before"), 10080),
    ]


def _plain_entries() -> dict[str, list[tuple[str, str]]]:
    return {
        "goal": [
            (entry("goal", "Arrange a meeting"), ""),
            (entry("goal", "Sign the contract"), ""),
            (entry("goal", "Present the offer"), ""),
            (entry("goal", "Collect the payment"), ""),
            (entry("goal", "Solve the problem"), ""),
        ],
        "contact-status": [
            (entry("contact status", "Prospect"), "yellow"),
            (entry("contact status", "Customer"), "green"),
            (entry("contact status", "Supplier"), "blue"),
            (entry("contact status", "Former customer"), "grey"),
        ],
        "contact-group": [
            (entry("contact group", "Key customers"), ""),
            (entry("contact group", "Newsletter"), ""),
        ],
        "person-function": [
            (entry("person function", "Decides"), ""),
            (entry("person function", "Purchasing"), ""),
            (entry("person function", "Accounting"), ""),
            (entry("person function", "Technical contact"), ""),
        ],
        "project-status": [
            (entry("project status", "Planned"), "yellow"),
            (entry("project status", "Running"), "green"),
            (entry("project status", "On hold"), "orange"),
            (entry("project status", "Finished"), "grey"),
        ],
        "project-stage": [
            (entry("project stage", "Analysis"), ""),
            (entry("project stage", "Offer"), ""),
            (entry("project stage", "Implementation"), ""),
            (entry("project stage", "Acceptance"), ""),
        ],
    }
