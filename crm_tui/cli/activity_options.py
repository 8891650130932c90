"""The options that `add` and `edit` share, and the draft that they make, over a quick line or over what stands."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from crm_tui.cli import phrases_in
from crm_tui.cli.misuse import exclude, not_one_of
from crm_tui.cli.session import Session
from store.drafts import ActivityDraft, draft_of
from store.refusals import Invalid, Refused
from store.rows import PRIORITIES, ActivityRow, Outcome
from store.when import AllDay, OpenEnded, Timed

LATER = ("remind",)


@dataclass
class Given:
    """The options as given; None where an option was not."""

    category: str | None = None
    start: str | None = None
    end: str | None = None
    lasts: str | None = None
    all_day: bool | None = None
    open_ended: bool | None = None
    contact: str | None = None
    person: list[str] | None = None
    project: str | None = None
    direction: str | None = None
    priority: str | None = None
    busy: bool | None = None
    public: bool | None = None
    performer: list[str] | None = None
    observer: list[str] | None = None
    goal: str | None = None
    description: str | None = None
    details: str | None = None
    needs_completing: bool | None = None
    done: bool = False
    cancelled: bool = False
    success: bool = False
    failure: bool = False
    repeat: str | None = None
    until: str | None = None
    count: int | None = None
    skip_collisions: bool = False
    remind: list[str] | None = None
    json: bool = False

    @property
    def repeating(self) -> bool:
        """Whether any option speaks of a cycle."""
        return self.repeat is not None or self.until is not None or self.count is not None


def _option(name: str, kind: Any, *flags: str, text: str = "", default: Any = None) -> inspect.Parameter:
    declared = Annotated[kind, typer.Option(*flags, help=text)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=declared)


@dataclass
class _Options:
    """The parameters that Typer is to see in place of **given."""

    parameters: list[inspect.Parameter] = field(default_factory=list)

    def added_to(self, command: Callable[..., Any]) -> inspect.Signature:
        """Return the command's signature with the shared options."""
        own = [p for p in inspect.signature(command).parameters.values() if p.kind is not p.VAR_KEYWORD]
        return inspect.Signature([*own, *self.parameters])


GIVEN = _Options(
    [
        _option("category", str | None, "--category"),
        _option("start", str | None, "--start", text="When it starts, in words."),
        _option("end", str | None, "--end", text="When it ends, in words."),
        _option("lasts", str | None, "--for", text="How long it takes."),
        _option("all_day", bool | None, "--all-day/--not-all-day"),
        _option("open_ended", bool | None, "--open-ended/--not-open-ended"),
        _option("contact", str | None, "--contact"),
        _option("person", list[str] | None, "--person", text="A contact person; may be repeated."),
        _option("project", str | None, "--project"),
        _option("direction", str | None, "--direction", text="in or out."),
        _option("priority", str | None, "--priority", text="low, normal, high or urgent."),
        _option("busy", bool | None, "--busy/--not-busy"),
        _option("public", bool | None, "--public/--not-public"),
        _option("performer", list[str] | None, "--performer", text="A login; may be repeated."),
        _option("observer", list[str] | None, "--observer", text="A login; may be repeated."),
        _option("goal", str | None, "--goal"),
        _option("description", str | None, "--description"),
        _option("details", str | None, "--details"),
        _option("needs_completing", bool | None, "--needs-completing/--complete"),
        _option("done", bool, "--done", text="Record as completed.", default=False),
        _option("cancelled", bool, "--cancelled", text="Record as cancelled.", default=False),
        _option("success", bool, "--success", text="With --done: the goal was reached.", default=False),
        _option("failure", bool, "--failure", text="With --done: the goal was not reached.", default=False),
        _option("repeat", str | None, "--repeat", text="A cycle: an iCalendar RRULE, or words."),
        _option("until", str | None, "--until", text="When the cycle ends, in words."),
        _option("count", int | None, "--count", text="How many times the cycle repeats."),
        _option("skip_collisions", bool, "--skip-collisions", text="Leave out dates that collide.", default=False),
        _option("remind", list[str] | None, "--remind", text="Not part of this version."),
        _option("json", bool, "--json", text="One JSON document.", default=False),
    ]
)


def make_draft(
    session: Session, text: str, given: Given, *, row: ActivityRow | None = None
) -> tuple[ActivityDraft, str | None]:
    """Return the draft that a quick line and options make, or options over an activity that stands; and the rule of
    the cycle that the quick line names, if it does. Raises Refused."""
    _check_words(given)
    problems: tuple[Refused, ...] = ()
    repeat: str | None = None
    draft = draft_of(row) if row else ActivityDraft()
    if text.strip():
        from store import quick_line

        understood = quick_line.understand(session.store, session.me, text)
        draft, problems, repeat = understood.draft, understood.problems, understood.repeat
    draft = _with_status(draft, given)
    draft = _with_names(session, draft, given)
    draft = _with_time(session, draft, given, row)
    draft = _with_rest(draft, given)
    for problem in problems:
        if not _solved(problem, draft, given):
            raise problem
    return draft, repeat


def _check_words(given: Given) -> None:
    for name in LATER:
        if getattr(given, name):
            raise Invalid(f"--{name.replace('_', '-')}", "not-yet", str(getattr(given, name)))
    words = (("priority", given.priority, PRIORITIES), ("direction", given.direction, ("in", "out", "")))
    for name, value, allowed in words:
        if value is not None and value not in allowed:
            raise not_one_of(value, [word for word in allowed if word], f"--{name}")
    if given.done and given.cancelled:
        raise exclude("--done", "--cancelled")
    if given.success and given.failure:
        raise exclude("--success", "--failure")
    timed = given.start or given.end or given.lasts or given.all_day
    if given.open_ended and timed:
        raise Invalid("start", "open-ended", "" if timed is True else str(timed))


def _with_status(draft: ActivityDraft, given: Given) -> ActivityDraft:
    outcome: Outcome | None = "success" if given.success else "failure" if given.failure else None
    if given.done or given.cancelled:
        return replace(draft, status="completed" if given.done else "cancelled", outcome=outcome)
    return replace(draft, outcome=outcome) if outcome else draft


def _with_names(session: Session, draft: ActivityDraft, given: Given) -> ActivityDraft:
    from store import contacts, dictionaries, people, persons, projects

    store, me = session.store, session.me
    if given.category is not None:
        draft = replace(draft, category_id=dictionaries.entry_named(store, me, "category", given.category).id)
    if given.goal is not None:
        goal = dictionaries.entry_named(store, me, "goal", given.goal).id if given.goal else None
        draft = replace(draft, goal_id=goal, outcome=draft.outcome if goal else None)
    if given.contact is not None:
        contact = contacts.named(store, me, given.contact).id if given.contact else None
        if contact != draft.contact_id:
            draft = replace(draft, contact_id=contact, person_ids=(), direction=None)
        if contact and given.project is None:
            draft = replace(draft, project_id=None)
    if given.project is not None:
        project = projects.named(store, me, given.project).id if given.project else None
        draft = replace(draft, project_id=project)
        if project and given.contact is None:
            draft = replace(draft, contact_id=None, person_ids=(), direction=None)
    if given.person is not None:
        named = [persons.named(store, me, name, contact_id=draft.contact_id) for name in given.person if name]
        draft = replace(draft, person_ids=tuple(person.id for person in named))
    for field_name, logins in (("performer_ids", given.performer), ("observer_ids", given.observer)):
        if logins is not None:
            ids = tuple(people.user_named(store, me, login).id for login in logins if login)
            draft = replace(draft, **{field_name: ids})  # type: ignore[arg-type]
    return draft


def _with_time(session: Session, draft: ActivityDraft, given: Given, row: ActivityRow | None) -> ActivityDraft:
    if given.open_ended:
        return replace(draft, when=OpenEnded())
    start, end, lasts = given.start or None, given.end or None, given.lasts or None
    if given.open_ended is False and not start and not isinstance(draft.when, Timed | AllDay):
        raise Invalid("start", "missing")
    if not (start or end or lasts) and given.all_day is None:
        return draft
    if given.all_day and not (start or end or lasts) and isinstance(draft.when, Timed):
        end = f"{draft.when.end.astimezone(ZoneInfo(session.me.zone)):%Y-%m-%d}"
    when = phrases_in.when(
        session, start=start or _start_words(draft, session), end=end, lasts=lasts, all_day=bool(given.all_day),
        usual=_usual(session, draft, row),
    )  # fmt: skip
    if given.all_day is False and isinstance(when, AllDay):
        raise Invalid("start", "needs-time", start or "")
    return replace(draft, when=when)


def _start_words(draft: ActivityDraft, session: Session) -> str:
    match draft.when:
        case Timed():
            return f"{draft.when.start.astimezone(ZoneInfo(session.me.zone)):%Y-%m-%d %H:%M}"
        case AllDay():
            return draft.when.first.isoformat()
    raise Invalid("start", "missing")


def _usual(session: Session, draft: ActivityDraft, row: ActivityRow | None) -> timedelta:
    from store import activities

    if row is not None and isinstance(row.when, Timed):
        return row.when.end - row.when.start
    now = session.clock.now()
    return activities.default_end(session.store, session.me, draft.category_id, now) - now


def _with_rest(draft: ActivityDraft, given: Given) -> ActivityDraft:
    plain = ("priority", "busy", "public", "description", "details", "needs_completing")
    changes: dict[str, Any] = {name: getattr(given, name) for name in plain if getattr(given, name) is not None}
    if given.direction is not None:
        changes["direction"] = given.direction or None
    return replace(draft, **changes)


def _solved(problem: Refused, draft: ActivityDraft, given: Given) -> bool:
    """Whether an option has given what the quick line left open."""
    name = getattr(problem, "field", getattr(problem, "what", ""))
    reason = getattr(problem, "reason", "")
    if name == "category":
        return draft.category_id is not None and given.category is not None
    if name in {"start", "when"}:
        return given.start is not None or bool(given.open_ended)
    if name == "end" and reason == "past":
        return given.done or given.cancelled or given.start is not None
    if name in {"project", "contact"}:
        return getattr(given, name) is not None
    if name in {"user", "performers"}:
        return given.performer is not None
    if name == "cycle":
        return given.repeat is not None or (reason == "no-end" and bool(given.until or given.count))
    return name == "priority" and given.priority is not None
