"""Every operation of the store, for everybody whom it may concern, with every right missing and alone (G2)."""

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from store import activity_list, attachments, calendar, day_plan, record_activities, search, tabs
from store import time_entries as time
from store.backup import making
from store.clock import FixedClock
from store.database import Store
from store.refusals import Invalid, NotAllowed, NotFound, OneOfMany, StoreFault
from store.rights_table import CHAPTERS, MEANINGS, TABLE, WHO, Need, Operation
from store.rows import Acting
from tests.making import TODAY, YESTERDAY, deactivate
from tests.pinned import Pinned, pinned
from tests.remembering import Remembered
from tests.rights_calls import BEFORE, CALLS
from tests.rights_page import PAGE, page
from tests.rights_world import ALL, MISSING, Allowed, Rehearsing, RehearsingPinned, World, build

ROOT = Path(__file__).parent.parent.parent
# What only other parts of the store call, after they have asked for the rights.
# The first two are asked within others; `people.again` is how the program learns that one may no longer log in;
# `others.look` gives numbers, which whoever shows a record compares with what may be seen.
INNER = {"activity_changes.change", "rights.reading", "people.again", "others.look"}
SETS = [frozenset(), ALL, *(ALL - {right} for right in sorted(ALL)), *(frozenset({right}) for right in sorted(ALL))]
# On a server each set of rights is tried with one case of so many: it answers each of their questions more slowly.
SHARE = 7
Outcome = tuple[str, ...]
Case = tuple[Operation, str]


@pytest.fixture
def world(
    store: Store, anna: Acting, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    if store.path is None:
        # A backup looks at a server by a view of its own, which would not see what the transaction holds.
        monkeypatch.setattr(making, "_copy_of_server", lambda *_asked: ({}, []))
        with pinned(store, Pinned, RehearsingPinned) as (real, trial):
            yield build(real, trial, anna, tmp_path)
        return
    rehearsing = Rehearsing.open(store.url, clock=clock, files=tmp_path / "files")
    assert isinstance(rehearsing, Rehearsing)
    yield build(store, rehearsing, anna, tmp_path)
    rehearsing.close()


def met(need: Need, held: frozenset[str]) -> bool:
    """Tell whether one of the rights that are enough is held."""
    return bool(set(need.split("|")) & held)


def expected(operation: Operation, who: str, held: frozenset[str]) -> Outcome:
    """Return what the table says: "allowed", "not-found", or "denied" and the right that is missing."""
    if not all(met(need, held) for need in WHO[operation.record][who]):
        return ("not-found",)
    missing = [need for need in operation.needs[who] if not met(need, held)]
    return ("denied", missing[0].partition("|")[0]) if missing else ("allowed",)


def outcome(call: Callable[[], Any], *, used: bool = False) -> Outcome:
    """Return what an operation did."""
    try:
        call()
    except Allowed:
        return ("allowed",)
    except OneOfMany as many:
        return ("denied", many.refused.right) if isinstance(many.refused, NotAllowed) else (repr(many),)
    except NotAllowed as denied:
        return ("denied", denied.right)
    except NotFound:
        return ("not-found",)
    except Invalid as invalid:
        return ("allowed",) if used and invalid.reason == "used" else (repr(invalid),)
    return ("allowed",)


def number_of(world: World, operation: Operation, who: str) -> int:
    """Return the record that a case is about, 0 where it is about none."""
    return world.records.get(operation.record, {}).get(who, 0)


def just_enough(operation: Operation, who: str) -> Iterator[frozenset[str]]:
    """Yield the rights that are exactly enough, in each way to have them, and these with each one missing."""
    ways: list[frozenset[str]] = [frozenset()]
    for need in (*WHO[operation.record][who], *operation.needs[who]):
        ways = [way | {right} for way in ways for right in need.split("|")]
    for way in ways:
        yield way
        yield from (way - {right} for right in way)


def tried(
    world: World,
    some: dict[frozenset[str], list[Case]],
    meanwhile: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> int:
    """Try cases by the rights that are held meanwhile; return how many were as the table says."""
    wrong: list[Any] = []
    count = 0
    for held, those in some.items():
        world.rights(held)
        with meanwhile():
            for operation, who in those:
                number, count = number_of(world, operation, who), count + 1
                told = outcome(partial(CALLS[operation.key], world, number), used=operation.name == "company.fill")
                if told != expected(operation, who, held):
                    wrong.append((operation.key, who, sorted(held)[:3], told, expected(operation, who, held)))
    assert not wrong, f"{len(wrong)} of {count}:\n" + "\n".join(map(str, wrong[:40]))
    return count


CASES: list[Case] = [(one, who) for one in TABLE if one.key not in BEFORE for who in WHO[one.record]]


def test_g2_every_operation_with_every_right_missing_and_every_right_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.store.hasty = True
    remembered = Remembered(monkeypatch)
    if world.store.path is not None:
        some = dict.fromkeys(SETS, CASES)
        expected_count = len(SETS) * len(CASES)
    else:
        # Every set with some cases and every case with some sets; the test below tries all that a case needs.
        some = {held: CASES[number % SHARE :: SHARE] for number, held in enumerate(SETS)}
        expected_count = sum(map(len, some.values()))
        assert set(chain.from_iterable(some.values())) == set(CASES)
    assert tried(world, some, remembered.while_nothing_is_written) == expected_count
    assert len(CASES) > 250


def test_g2_every_operation_with_just_what_it_needs_and_without_each_of_it(world: World) -> None:
    some: dict[frozenset[str], dict[Case, None]] = defaultdict(dict)
    for operation, who in CASES:
        for held in just_enough(operation, who):
            some[held][operation, who] = None
    assert tried(world, {held: list(those) for held, those in some.items()}) > 500


def test_g2_a19_taking_back_needs_what_the_table_says(world: World) -> None:
    sets = SETS if world.store.path is not None else SETS[::SHARE]
    for key, prepare in BEFORE.items():
        (operation,) = (one for one in TABLE if one.key == key)
        world.rights(ALL)
        prepare(world)
        for held in dict.fromkeys([*sets, *just_enough(operation, "anybody")]):
            world.rights(held)
            told = outcome(partial(CALLS[key], world, 0))
            assert told == expected(operation, "anybody", held), (key, sorted(held))


def test_g1_who_may_no_longer_log_in_can_do_nothing_in_an_open_session(world: World) -> None:
    deactivate(world.real, world.anna, "rita")
    for operation in TABLE:
        for who in WHO[operation.record]:
            with pytest.raises(StoreFault, match="unknown-user"):
                CALLS[operation.key](world, number_of(world, operation, who))
                pytest.fail(f"{operation.key} answers")


def test_g2_what_may_not_be_seen_is_told_as_what_does_not_exist(world: World) -> None:
    world.rights(ALL - {"view-all", "view-public", "take-unassigned", "see-all-time"})
    hidden = 0
    for operation in TABLE:
        for who in (who for who, needs in WHO[operation.record].items() if needs and operation.key not in BEFORE):
            told = []
            for number in (number_of(world, operation, who), MISSING):
                with pytest.raises(NotFound) as caught:
                    CALLS[operation.key](world, number)
                assert caught.value.value == str(number)
                told.append((caught.value.what, caught.value.near, caught.value.kind))
            assert told[0] == told[1], operation.key
            hidden += 1
    assert hidden > 50


def test_g2_what_was_deleted_is_told_to_nobody(world: World) -> None:
    for held in (ALL, frozenset[str]()):
        world.rights(held)
        for operation in (one for one in TABLE if one.record == "activity"):
            for number in world.records["deleted"].values():
                if "edit" not in operation.key and "repeat" not in operation.key:
                    assert outcome(partial(CALLS[operation.key], world, number)) == ("not-found",)


SHOWN: dict[str, Callable[[World], set[int]]] = {
    "list": lambda w: {row.id for row in activity_list.listed(w.store, w.me, everyone=True)},
    "of a colleague": lambda w: {row.id for row in activity_list.listed(w.store, w.me, user_id=w.bob.id)},
    "numbers": lambda w: set(activity_list.numbers(w.store, w.me, activity_list.Wanted(everyone=True))),
    "day of a colleague": lambda w: {row.id for row in day_plan.busy_day(w.store, w.me, [w.bob.id], TODAY)},
    "all": lambda w: {row.id for row in tabs.tab(w.store, w.me, "all").rows},
    "all that contains": lambda w: {row.id for row in tabs.tab(w.store, w.me, "all", text="zebra").rows},
    "unassigned": lambda w: {row.id for row in tabs.tab(w.store, w.me, "unassigned").rows},
    "calendar of a colleague": lambda w: {
        row.id for row in calendar.within(w.store, w.me, YESTERDAY, TODAY, calendar.Whose("users", (w.bob.id,)))
    },
    "public calendar": lambda w: {
        row.id for row in calendar.within(w.store, w.me, TODAY, TODAY, calendar.Whose("public"))
    },
    "calendar of a contact": lambda w: {
        row.id for row in calendar.within(w.store, w.me, TODAY, TODAY, calendar.Whose("contact", (w.hers,)))
    },
    "search": lambda w: {hit.id for hit in search.search(w.store, w.me, "zebra") if hit.kind == "activity"},
    "plan of a contact": lambda w: {row.id for row in record_activities.plan(w.store, w.me, "contact", w.hers).rows},
    "history of a contact": lambda w: {
        row.id for row in record_activities.history(w.store, w.me, "contact", w.hers).rows
    },
}


def test_g2_lists_and_counts_hold_what_may_be_seen_and_no_more(world: World) -> None:
    needed = {
        number: WHO[kind][who]
        for kind, found in world.records.items()
        if kind.endswith(("activity", "to complete", "occurrence"))
        for who, number in found.items()
    }
    world.rights(ALL)
    everything = {name: shown(world) & set(needed) for name, shown in SHOWN.items()}
    assert all(len(found) > 0 for found in everything.values())
    for held in SETS:
        world.rights(held)
        for name, shown in SHOWN.items():
            may = {n for n in everything[name] if all(met(need, held) for need in needed[n])}
            assert shown(world) & set(needed) == may, (name, sorted(held))
        counted = day_plan.counts(world.store, world.me)
        assert counted.unassigned == len(SHOWN["unassigned"](world))
        totals = record_activities.totals(world.store, world.me, "contact", world.hers)
        assert (totals.planned, totals.ended) == (
            len(SHOWN["plan of a contact"](world)), len(SHOWN["history of a contact"](world))
        )  # fmt: skip
        assert (totals.tracked_seconds > 0) is bool(SHOWN["plan of a contact"](world))


def test_g2_time_of_others_is_seen_with_see_all_time_and_never_more_than_the_activities(world: World) -> None:
    for held in SETS:
        world.rights(held)
        for who, number in world.records["activity"].items():
            if who == "stranger" and "view-all" not in held:
                continue
            users = {entry.user.id for entry in time.of_activity(world.store, world.me, number)}
            own = {world.me.id} if who == "stranger" else set()
            assert users == (own | {world.bob.id} if "see-all-time" in held else own)
            assert attachments.of(world.store, world.me, "activity", number)


def operations() -> set[str]:
    """Return every public function of the store that is asked on somebody's behalf: its first arguments are a store and
    the acting user."""
    found = set()
    for path in sorted((ROOT / "store").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "store").with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            asked = isinstance(node, ast.FunctionDef) and [one.arg for one in node.args.args[:2]] == ["store", "me"]
            if asked and isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                found.add(f"{module}.{node.name}")
    return found


def test_g2_no_operation_is_missing_from_the_table() -> None:
    assert {operation.name for operation in TABLE} == operations() - INNER
    assert sorted(operation.key for operation in TABLE) == sorted(CALLS)
    assert len(set(CALLS)) == len(CALLS) == sum(len(chapter) for chapter in CHAPTERS.values())


def test_g2_every_right_is_explained_and_opens_something() -> None:
    assert set(MEANINGS) == ALL
    needs = {need for operation in TABLE for some in operation.needs.values() for need in some}
    needs |= {need for whose in WHO.values() for some in whose.values() for need in some}
    assert {right for need in needs for right in need.split("|")} == ALL


def test_g2_the_page_in_the_documentation_is_that_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make rights writes it anew"
