"""Commands about activities: today, add, list, show, edit, done, cancel, reopen, move, delete, note, undo, redo."""

from datetime import datetime
from typing import Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.activity_options import GIVEN, Given, make_draft
from crm_tui.cli.listing import print_activity, print_plan, print_rows
from crm_tui.cli.misuse import exclude, not_one_of
from crm_tui.cli.session import Session
from store.activity_list import Wanted
from store.drafts import ActivityDraft
from store.language import _
from store.refusals import BusyConflict, Invalid
from store.rows import SCOPES, ActivityRow, Outcome
from store.rows import Scope as Reach

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Number = Annotated[int, typer.Argument(help="The activity's number.")]
Scope = Annotated[str, typer.Option(help="For a series: one, following or all.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command("today")(today)
    app.command("add")(add)
    app.command("list")(list_)
    app.command("show")(show)
    app.command("edit")(edit)
    app.command("done")(done)
    app.command("cancel")(cancel)
    app.command("reopen")(reopen)
    app.command("move")(move)
    app.command("delete")(delete)
    app.command("note")(note)
    app.command("undo")(undo)
    app.command("redo")(redo)


def _answer(session: Session, row: ActivityRow, json: bool, said: str) -> None:
    if json:
        printing.document(shapes.activity(row, session.me.zone, session.now))
    else:
        printing.line(said)
        print_activity(session, row)


def _scope(text: str) -> Reach:
    for scope in SCOPES:
        if text == scope:
            return scope
    raise not_one_of(text, SCOPES, "--scope")


def today(
    context: typer.Context, phrase: Annotated[str, typer.Argument(help="Which day, in words.")] = "", json: Json = False
) -> None:
    """Show the day plan."""
    from store import day_plan

    session: Session = context.obj
    day = phrases_in.one_day(session, "day", phrase) if phrase else session.now.date()
    plan = day_plan.day(session.store, session.me, day)
    if json:
        rows = (*plan.overdue, *plan.any_time, *plan.timed, *plan.done)
        printing.document([shapes.activity(row, session.me.zone, session.now) for row in rows])
    else:
        print_plan(session, plan)


def add(context: typer.Context, text: Annotated[list[str] | None, typer.Argument()] = None, **given: Any) -> None:
    """Plan an activity, by a quick line, by options, or both."""
    from store import activities

    session: Session = context.obj
    options = Given(**given)
    draft, repeat = make_draft(session, " ".join(text or ()), options)
    if repeat is not None or options.repeating:
        _plan_series(session, draft, repeat, options)
        return
    row = activities.plan(session.store, session.me, draft)
    _answer(session, row, given["json"], _("Saved as number {number}.").format(number=row.id))


def edit(context: typer.Context, number: Number, scope: Scope = "one", **given: Any) -> None:
    """Change an activity: the options of add; an empty value clears."""
    from store import activities

    session: Session = context.obj
    row = activities.get(session.store, session.me, number)
    options = Given(**given)
    draft, _repeat = make_draft(session, "", options, row=row)
    if options.repeating:
        _plan_series(session, draft, None, options, row=row)
        return
    changed = activities.edit(session.store, session.me, number, draft, version=row.version, scope=_scope(scope))
    _answer(session, changed, given["json"], _("Changed."))


def _plan_series(
    session: Session, draft: ActivityDraft, repeat: str | None, options: Given, *, row: ActivityRow | None = None
) -> None:
    """Plan a cycle, or make an activity that stands its first occurrence."""
    from crm_tui.cli.repeating import cycle_of, print_series
    from store import series

    cycle = cycle_of(session, draft, repeat, options)
    skip = options.skip_collisions
    try:
        if row is None:
            planned = series.plan(session.store, session.me, draft, cycle, skip_collisions=skip)
        else:
            planned = series.repeat(
                session.store, session.me, row.id, draft, cycle, version=row.version, skip_collisions=skip
            )
    except BusyConflict:
        if not skip:
            printing.problem(_("Nothing was planned; --skip-collisions leaves out the dates that are taken:"))
        raise
    print_series(session, planned, json=options.json)


add.__signature__ = GIVEN.added_to(add)  # type: ignore[attr-defined]
edit.__signature__ = GIVEN.added_to(edit)  # type: ignore[attr-defined]


def wanted_of(
    session: Session, *, from_: str, to: str, user: str, everyone: bool, status: str, category: str, contact: str,
    project: str, text: str,
) -> Wanted:  # fmt: skip
    """Return which activities the options of `list` ask for."""
    from store import contacts, dictionaries, people, projects
    from store.rows import STATUSES

    store, me = session.store, session.me
    if status and status not in STATUSES:
        raise not_one_of(status, STATUSES, "--status")
    if user and everyone:
        raise exclude("--user", "--all")
    start, end = period(session, from_, to)
    return Wanted(
        start=start,
        end=end,
        user_id=people.user_named(store, me, user).id if user else None,
        everyone=everyone,
        status=status or None,
        category_id=dictionaries.entry_named(store, me, "category", category, retired=True).id if category else None,
        contact_id=contacts.named(store, me, contact).id if contact else None,
        project_id=projects.named(store, me, project).id if project else None,
        text=text,
    )


def period(session: Session, from_: str, to: str) -> tuple[datetime | None, datetime | None]:
    """Return the instants that --from and --to name, the second exclusive; None where nothing is given."""
    from store.when import day_bounds

    start = end = None
    days = False
    if from_:
        first = phrases_in.reading(session, "from", from_).start
        start = first if isinstance(first, datetime) else day_bounds(first, session.me.zone)[0]
    if to:
        last = phrases_in.reading(session, "to", to)
        until = last.end or last.start
        days = not isinstance(until, datetime)
        end = until if isinstance(until, datetime) else day_bounds(phrases_in.last_day(last), session.me.zone)[1]
    if start is not None and end is not None and (end < start or (days and end == start)):
        raise Invalid("to", "end-before-start", to)
    return start, end


def list_(
    context: typer.Context,
    from_: Annotated[str, typer.Option("--from", help="From this day or time on.")] = "",
    to: Annotated[str, typer.Option(help="To this day, inclusive, or time.")] = "",
    user: Annotated[str, typer.Option(help="Whose: a login.")] = "",
    everyone: Annotated[bool, typer.Option("--all", help="Everybody's.")] = False,
    status: Annotated[str, typer.Option(help="planned, completed or cancelled.")] = "",
    category: Annotated[str, typer.Option()] = "",
    contact: Annotated[str, typer.Option()] = "",
    project: Annotated[str, typer.Option()] = "",
    text: Annotated[str, typer.Option(help="Contains this.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000_000)] = 100,
    json: Json = False,
) -> None:
    """List activities in the order of time."""
    from store import activity_list

    session: Session = context.obj
    store, me = session.store, session.me
    wanted = wanted_of(
        session, from_=from_, to=to, user=user, everyone=everyone, status=status, category=category, contact=contact,
        project=project, text=text,
    )  # fmt: skip
    found = activity_list.listed(store, me, limit=limit + 1, wanted=wanted)
    rows = found[:limit]
    if json:
        printing.document([shapes.activity(row, me.zone, session.now) for row in rows])
    else:
        print_rows(session, rows)
    if len(found) > limit:
        printing.problem(_("Only the first {count} are shown; --limit allows more.").format(count=limit))


def show(context: typer.Context, number: Number, json: Json = False) -> None:
    """Show one activity with its discussion and history."""
    from crm_tui.cli import reminding
    from store import activities, attachments, deliveries, discussion, history, time_entries

    session: Session = context.obj
    store, me = session.store, session.me
    row = activities.get(store, me, number)
    notes = discussion.notes(store, me, number)
    changes = history.changes(store, me, number)
    fates = deliveries.of_activity(store, me, number)
    attached = attachments.of(store, me, "activity", number)
    entries = time_entries.of_activity(store, me, number)
    if json:
        shape = shapes.activity(row, me.zone, session.now)
        shape["discussion"] = [shapes.note(one, me.zone) for one in notes]
        shape["files"] = [shapes.attachment(one, me.zone) for one in attached if one.is_file]
        shape["links"] = [shapes.attachment(one, me.zone) for one in attached if not one.is_file]
        shape["reminders"] = [reminding.reminder(one, me.zone) for one in row.reminders]
        shape["deliveries"] = [reminding.delivery(one, me.zone) for one in fates]
        shape["time_entries"] = [shapes.time_entry(one, me.zone, session.now) for one in entries]
        shape["history"] = [shapes.change(one, me.zone) for one in reversed(changes)]
        printing.document(shape)
        return
    print_activity(session, row, notes=notes, changes=changes, attached=attached, entries=entries)
    reminding.print_reminders(session, row.reminders, fates)


def done(
    context: typer.Context,
    number: Number,
    success: Annotated[bool, typer.Option("--success", help="The goal was reached.")] = False,
    failure: Annotated[bool, typer.Option("--failure", help="The goal was not reached.")] = False,
    note: Annotated[str, typer.Option(help="Added to the discussion.")] = "",
    json: Json = False,
    scope: Scope = "one",
) -> None:
    """Complete an activity."""
    from store import activities

    session: Session = context.obj
    if success and failure:
        raise exclude("--success", "--failure")
    outcome: Outcome | None = "success" if success else "failure" if failure else None
    row = activities.complete(
        session.store,
        session.me,
        number,
        outcome=outcome,
        note=note,
        scope=_scope(scope),
    )
    _answer(session, row, json, _("Completed."))


def cancel(
    context: typer.Context,
    number: Number,
    note: Annotated[str, typer.Option(help="Added to the discussion.")] = "",
    json: Json = False,
    scope: Scope = "one",
) -> None:
    """Cancel an activity."""
    from store import activities

    session: Session = context.obj
    row = activities.cancel(session.store, session.me, number, note=note, scope=_scope(scope))
    _answer(session, row, json, _("Cancelled."))


def reopen(context: typer.Context, number: Number, json: Json = False) -> None:
    """Make a completed or cancelled activity planned again."""
    from store import activities

    session: Session = context.obj
    _answer(session, activities.reopen(session.store, session.me, number), json, _("Planned again."))


def move(
    context: typer.Context,
    number: Number,
    phrase: Annotated[list[str], typer.Argument(help="Where to, in words.")],
    json: Json = False,
    scope: Scope = "one",
) -> None:
    """Move an activity: a day keeps the clock time, a time keeps the length."""
    from store import activities
    from store.moving import moved_to

    session: Session = context.obj
    row = activities.get(session.store, session.me, number)
    reading = phrases_in.reading(session, "start", " ".join(phrase))
    if reading.grain in {"week", "month"} and reading.end is None:
        raise Invalid("start", "needs-day", " ".join(phrase))
    when = moved_to(row, reading, session.me.zone)
    moved = activities.move(session.store, session.me, number, when, scope=_scope(scope))
    _answer(session, moved, json, _("Moved."))


def delete(context: typer.Context, number: Number, json: Json = False, scope: Scope = "one") -> None:
    """Delete an activity."""
    from store import activities

    session: Session = context.obj
    activities.delete(session.store, session.me, number, scope=_scope(scope))
    if json:
        printing.document({"id": number, "deleted": True})
    else:
        printing.line(_("Deleted; `crm-tui undo` brings it back."))


def note(
    context: typer.Context, number: Number, text: Annotated[list[str], typer.Argument()], json: Json = False
) -> None:
    """Add to the discussion of an activity."""
    from store import discussion

    session: Session = context.obj
    row = discussion.add_note(session.store, session.me, number, " ".join(text))
    if json:
        printing.document(shapes.note(row, session.me.zone))
    else:
        printing.line(_("Added to the discussion."))


def undo(context: typer.Context, json: Json = False) -> None:
    """Take back the last of one's own changes."""
    _turn(context, "undo", json)


def redo(context: typer.Context, json: Json = False) -> None:
    """Do again what was taken back last."""
    _turn(context, "redo", json)


def _turn(context: typer.Context, direction: str, json: bool) -> None:
    from screens.wording import action_label
    from store import history

    session: Session = context.obj
    result = (history.undo if direction == "undo" else history.redo)(session.store, session.me)
    if json:
        row = shapes.activity(result.row, session.me.zone, session.now) if result.row else None
        printing.document({"action": result.action, "id": result.activity_id, "activity": row})
        return
    words = _("Taken back ({action}): {title}") if direction == "undo" else _("Done again ({action}): {title}")
    printing.line(printing.safe(words.format(action=action_label(result.action), title=result.title)))
