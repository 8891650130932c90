"""Each way to change an activity, as the machine of rights makes it (G2): the call, and what it makes of the model."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from store import activities, attachments, bulk, discussion, stopwatch, time_entries
from store.database import Store
from store.drafts import draft_of
from store.rows import Acting
from tests.making import TOMORROW, timed
from tests.rights_company import Company, ids
from tests.rights_oracle import CANCELLED, COMPLETED, PLANNED, Known
from tests.rights_world import hour_of_old


@dataclass(frozen=True)
class Turn:
    """Who changes what, with what was drawn for it: some users, a number from 1 to 9, and how many turns there were."""

    store: Store
    company: Company
    who: str
    some: frozenset[str]
    number: int
    turn: int

    @property
    def me(self) -> Acting:
        """The acting user."""
        return self.company.me[self.who]

    @property
    def text(self) -> str:
        """A description, one of two."""
        return "Zebra" if self.number < 5 else "Zebra crossing"

    @property
    def odd(self) -> bool:
        """Yes or no."""
        return bool(self.number % 2)

    @property
    def other(self) -> str:
        """A user other than the acting one."""
        return sorted(set(self.company.me) - {self.who})[self.number % 3]


def _always(_turn: Turn, _one: Known) -> bool:
    return True


def _never(_turn: Turn, _one: Known) -> bool:
    return False


@dataclass(frozen=True)
class Change:
    """`kind` is what the oracle asks for it. `possible` is whether the activity's state allows it at all, `same`
    whether it would change nothing, `chosen` which users it chooses as performers and as anything."""

    kind: str
    call: Callable[[Turn, Known], Any]
    apply: Callable[[Turn, Known, Any], None]
    possible: Callable[[Turn, Known], bool] = _always
    same: Callable[[Turn, Known], bool] = _never
    chosen: Callable[[Turn], tuple[frozenset[str], frozenset[str]]] = lambda _turn: (frozenset(), frozenset())
    scope: str = "one"


def _edit(turn: Turn, one: Known, **fields: Any) -> Any:
    row = activities.get(turn.store, turn.me, one.number)
    return activities.edit(turn.store, turn.me, one.number, replace(draft_of(row), **fields), version=row.version)


def _sets(**named: Callable[[Turn], Any]) -> Callable[[Turn, Known, Any], None]:
    def apply(turn: Turn, one: Known, _answer: Any) -> None:
        for name, value in named.items():
            setattr(one, name, value(turn))

    return apply


def _ends(status: str) -> Callable[[Turn, Known, Any], None]:
    def apply(turn: Turn, one: Known, _answer: Any) -> None:
        one.status = status
        _stops(turn, one)

    return apply


def _stops(turn: Turn, one: Known) -> None:
    if turn.company.model.running[turn.who] == one.number:
        turn.company.model.running[turn.who] = None


def _deletes(turn: Turn, one: Known, _answer: Any) -> None:
    one.deleted = True
    _stops(turn, one)


def _notes(_turn: Turn, one: Known, _answer: Any) -> None:
    one.notes += 1


def _starts(turn: Turn, one: Known, answer: Any) -> None:
    turn.company.model.running[turn.who] = one.number
    one.times[answer.entry.id] = (turn.who, 0)


def _attaches(turn: Turn, one: Known, answer: Any) -> None:
    one.files[answer.id] = turn.who


def _measures(whose: Callable[[Turn], str]) -> Callable[[Turn, Known, Any], None]:
    def apply(turn: Turn, one: Known, answer: Any) -> None:
        one.times[answer.id] = (whose(turn), answer.seconds)

    return apply


def _planned(_turn: Turn, one: Known) -> bool:
    return one.status == PLANNED


def _when(turn: Turn) -> Any:
    return timed(turn.number + 8, day=TOMORROW)


def _moved(turn: Turn, one: Known) -> bool:
    return one.moved == turn.number


def _hour(turn: Turn) -> Any:
    return hour_of_old(100 + turn.turn)


def _one(function: Callable[..., Any], *more: Any) -> Callable[[Turn, Known], Any]:
    return lambda turn, one: function(turn.store, turn.me, one.number, *more)


def _several(function: Callable[..., Any], *more: Any) -> Callable[[Turn, Known], Any]:
    return lambda turn, one: function(turn.store, turn.me, [one.number], *more)


CHANGES: dict[str, Change] = {
    "complete": Change("end", _one(activities.complete), _ends(COMPLETED), _planned),
    "complete what is marked": Change("end", _several(bulk.complete), _ends(COMPLETED), _planned),
    "complete the cycle": Change(
        "end", lambda t, o: activities.complete(t.store, t.me, o.number, scope="all"), _ends(COMPLETED), _planned,
        scope="all",
    ),
    "cancel": Change("end", _one(activities.cancel), _ends(CANCELLED), _planned),
    "cancel what is marked": Change("end", _several(bulk.cancel), _ends(CANCELLED), _planned),
    "reopen": Change(
        "reopen", lambda t, o: activities.reopen(t.store, t.me, o.number, _when(t)),
        _sets(status=lambda _t: PLANNED, moved=lambda t: t.number), lambda _t, o: o.status != PLANNED,
    ),
    "move": Change(
        "date", lambda t, o: activities.move(t.store, t.me, o.number, _when(t)), _sets(moved=lambda t: t.number),
        same=_moved,
    ),
    "move what is marked": Change(
        "date", lambda t, o: bulk.move(t.store, t.me, {o.number: _when(t)}), _sets(moved=lambda t: t.number),
        _planned, _moved,
    ),
    "change the time": Change(
        "date", lambda t, o: _edit(t, o, when=_when(t)), _sets(moved=lambda t: t.number), same=_moved
    ),
    "describe": Change(
        "text", lambda t, o: _edit(t, o, description=t.text), _sets(text=lambda t: t.text),
        same=lambda t, o: o.text == t.text,
    ),
    "publish": Change(
        "other", lambda t, o: _edit(t, o, public=t.odd), _sets(public=lambda t: t.odd),
        same=lambda t, o: o.public == t.odd,
    ),
    "let watch": Change(
        "other", lambda t, o: _edit(t, o, observer_ids=ids(t.company, t.some)), _sets(observers=lambda t: t.some),
        same=lambda t, o: o.observers == t.some, chosen=lambda t: (frozenset(), t.some),
    ),
    "delegate": Change(
        "other", lambda t, o: _edit(t, o, performer_ids=ids(t.company, t.some)), _sets(performers=lambda t: t.some),
        same=lambda t, o: o.performers == t.some, chosen=lambda t: (t.some, t.some),
    ),
    "give what is marked": Change(
        "other", lambda t, o: bulk.reassign(t.store, t.me, [o.number], ids(t.company, t.some)),
        _sets(performers=lambda t: t.some), same=lambda t, o: o.performers == t.some, chosen=lambda t: (t.some, t.some),
    ),
    "raise": Change(
        "priority", _one(activities.set_priority, "high"), _sets(priority=lambda _t: "high"),
        same=lambda _t, o: o.priority == "high",
    ),
    "lower what is marked": Change(
        "priority", _several(bulk.set_priority, "low"), _sets(priority=lambda _t: "low"),
        same=lambda _t, o: o.priority == "low",
    ),
    "put aside": Change(
        "mark", lambda t, o: activities.set_needs_completing(t.store, t.me, o.number, t.odd),
        _sets(marked=lambda t: t.odd), same=lambda t, o: o.marked == t.odd,
    ),
    "take": Change(
        "take", _one(activities.take), _sets(performers=lambda t: frozenset({t.who})),
        lambda _t, o: o.status == PLANNED and not o.performers,
    ),
    "delete": Change("delete", _one(activities.delete), _deletes),
    "delete the cycle": Change(
        "delete", lambda t, o: activities.delete(t.store, t.me, o.number, scope="all"), _deletes, _planned, scope="all"
    ),
    "note": Change("see", _one(discussion.add_note, "hello"), _notes),
    "start": Change(
        "track", _one(stopwatch.start), _starts,
        lambda t, o: o.status == PLANNED and t.company.model.running[t.who] is None,
    ),
    "measure": Change(
        "track", lambda t, o: time_entries.add(t.store, t.me, o.number, *_hour(t)), _measures(lambda t: t.who)
    ),
    "measure for another": Change(
        "time of others",
        lambda t, o: time_entries.add(t.store, t.me, o.number, *_hour(t), user_id=t.company.me[t.other].id),
        _measures(lambda t: t.other),
    ),
    "link": Change(
        "attach", lambda t, o: attachments.link(t.store, t.me, "activity", o.number, "https://example.com"), _attaches
    ),
}  # fmt: skip
