"""A company with something of every kind in it, and the model that knows it (G2): where sequences of changes begin."""

from dataclasses import dataclass, field
from typing import Any

from store import activities, attachments, bulk, contacts, people, series, settings, stopwatch, time_entries
from store.database import Store
from store.drafts import ContactDraft, UserDraft
from store.rights import RIGHTS
from store.rows import Acting
from tests.making import TOMORROW, YESTERDAY, draft, timed
from tests.rights_oracle import CANCELLED, COMPLETED, Known, Model
from tests.rights_world import daily, hour_of_old

PEOPLE = ("rita", "sam", "tina")
ANNA = "anna"
AS_PLANNED = 7  # at three in the afternoon: the seventh hour that the machine moves things to


@dataclass
class Company:
    """The acting users by their logins, what they know, and the contact that everything is about."""

    model: Model
    me: dict[str, Acting] = field(default_factory=dict)
    contact: int = 0


def found(store: Store) -> Company:
    """Fill a founded database as anna, an administrator, and three others who for now may do all but administer."""
    anna = people.log_in(store, ANNA)
    company = Company(Model(), {ANNA: anna})
    for name in ("allow-without-performer", "time-tracking"):
        settings.set_one(store, anna, name, "on")
    every = frozenset(RIGHTS) - {"administer"}
    for login in PEOPLE:
        role = people.save_role(store, anna, f"Role of {login}", every)
        people.add_user(store, anna, UserDraft(login, role_id=role.id))
        company.me[login] = people.log_in(store, login)
    for login in company.me:
        company.model.rights[login] = every | ({"administer"} if login == ANNA else frozenset())
        company.model.active[login], company.model.running[login] = True, None
    for login in (ANNA, "rita"):
        number = contacts.add(store, company.me[login], ContactDraft(f"Contact of {login}")).id
        company.model.owners[number] = login
        company.contact = company.contact or number
    _plan_all(store, company)
    _measure_and_attach(store, company)
    return company


def _plan_all(store: Store, company: Company) -> None:
    a, r, s, t = ANNA, *PEOPLE
    over: dict[str, Any] = {"when": timed(9, day=YESTERDAY), "status": COMPLETED}
    kinds: list[tuple[str, set[str], set[str], dict[str, Any]]] = [
        (a, {r}, set(), {}),
        (a, {s}, {t}, {}),
        (r, {r}, set(), {}),
        (s, {t, r}, set(), {}),
        (t, {t}, set(), {"public": True}),
        (a, {a}, set(), {"public": True}),
        (a, set(), set(), {}),
        (s, set(), {r}, {}),
        (r, {r}, set(), over),
        (a, {s}, set(), over),
        (a, {t}, {s}, over | {"status": CANCELLED, "public": True}),
        (s, {s}, set(), over | {"needs_completing": True}),
        (a, {r}, set(), over | {"needs_completing": True}),
        (a, {t}, set(), {"needs_completing": True}),
        (a, {a}, set(), {}),
    ]
    for assigner, performers, observers, fields in kinds:
        chosen = chosen_draft(store, company, frozenset(performers), frozenset(observers), **fields)
        number = activities.plan(store, company.me[assigner], chosen).id
        company.model.known.append(
            Known(
                number, assigner, frozenset(performers), frozenset(observers), fields.get("public", False),
                fields.get("status", "planned"), fields.get("needs_completing", False),
                moved=0 if "when" in fields else AS_PLANNED,
            )
        )  # fmt: skip
    for assigner, performer, hour in ((a, r, 7), (s, s, 8)):
        first = chosen_draft(store, company, frozenset({performer}), frozenset(), when=timed(hour, day=TOMORROW))
        made = series.plan(store, company.me[assigner], first, daily(TOMORROW, hour))
        company.model.known += [
            Known(row.id, assigner, frozenset({performer}), series=made.id, place=place)
            for place, row in enumerate(made.rows)
        ]
    # Of a cycle not everybody sees all.
    given = company.model.known[-5]
    bulk.reassign(store, company.me[a], [given.number], ids(company, frozenset({t})))
    given.performers = frozenset({t})


def chosen_draft(
    store: Store, company: Company, performers: frozenset[str], observers: frozenset[str], **fields: Any
) -> Any:
    """Return a draft about the company's contact with these people."""
    return draft(
        store, company.me[ANNA], description="Zebra", contact_id=company.contact,
        performer_ids=ids(company, performers), observer_ids=ids(company, observers),
        **{"when": timed(15, day=TOMORROW)} | fields,
    )  # fmt: skip


def ids(company: Company, logins: frozenset[str]) -> tuple[int, ...]:
    """Return the numbers of users."""
    return tuple(company.me[login].id for login in sorted(logins))


def _measure_and_attach(store: Store, company: Company) -> None:
    """Somebody's time on some activities, one of which they do not see; it runs on one. A link on each of some."""
    known = company.model.known
    for place, (which, login) in enumerate([(0, "rita"), (1, "sam"), (8, "rita"), (14, "sam"), (3, "tina")]):
        entry = time_entries.add(
            store, company.me[ANNA], known[which].number, *hour_of_old(place), user_id=company.me[login].id
        )
        known[which].times[entry.id] = (login, entry.seconds)
    started = stopwatch.start(store, company.me["tina"], known[4].number)
    known[4].times[started.entry.id] = ("tina", 0)
    company.model.running["tina"] = known[4].number
    for which, login in ((0, ANNA), (2, "rita"), (1, "sam")):
        link = attachments.link(store, company.me[login], "activity", known[which].number, "https://example.com")
        known[which].files[link.id] = login
