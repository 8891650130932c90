"""The command that gives a leaver's open work to another user (G1)."""

from datetime import datetime
from typing import Annotated, Any

import typer

from crm_tui.cli import printing
from crm_tui.cli.records import Json, Name
from crm_tui.cli.session import Session
from store.exchange import activities_out
from store.language import _, n_
from store.taking_over import Handover


def add_to(user: typer.Typer) -> None:
    """Put the command among those about users."""
    user.command("take-over")(user_take_over)


def user_take_over(
    context: typer.Context,
    who: Name,
    by: Annotated[str, typer.Option(help="Who takes over: a login or a name.")],
    leave: Annotated[
        bool, typer.Option("--leave-colliding", help="What is in the way of busy time stays where it is.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much it is.")] = False,
    json: Json = False,
) -> None:
    """Give the open activities, the contacts and the projects of a leaver to another user: all of it or nothing."""
    from store import people, taking_over

    session: Session = context.obj
    store, me = session.store, session.me
    leaver, successor = people.user_named(store, me, who), people.user_named(store, me, by)
    if dry_run:
        moved = taking_over.preview(store, me, leaver.id, successor.id)
    else:
        colliding: taking_over.Colliding = "leave" if leave else "refuse"
        moved = taking_over.take_over(store, me, leaver.id, successor.id, colliding=colliding)
    if json:
        printing.document(_shape(moved, me.zone, session.now, dry_run=dry_run))
        return
    rows = (
        (moved.performed, _("open activities to carry out")),
        (moved.observed, _("open activities to watch")),
        (moved.delegated, _("given to others, to watch")),
        (moved.contacts, _("contacts")),
        (moved.projects, _("projects")),
    )
    printing.table([[str(count), words] for count, words in rows], right=(0,))
    if moved.left:
        _say_left(moved, me.zone)


def _say_left(moved: Handover, zone: str) -> None:
    from screens import taken_time
    from store.refusals import BusyConflict

    for line in taken_time.lines(BusyConflict(moved.collisions), zone):
        printing.line(line)
    count = len(moved.left)
    words = n_(
        "{count} activity is in the way of busy time: {numbers}.",
        "{count} activities are in the way of busy time: {numbers}.",
        count,
    )
    printing.line(words.format(count=count, numbers=", ".join(str(row.id) for row in moved.left)))


def _shape(moved: Handover, zone: str, now: datetime, *, dry_run: bool) -> dict[str, Any]:
    from crm_tui.cli import shapes
    from store.refusals import BusyConflict

    return {
        "from": moved.leaver.login,
        "by": moved.successor.login,
        "dry_run": dry_run,
        "performed": moved.performed,
        "observed": moved.observed,
        "delegated": moved.delegated,
        "contacts": moved.contacts,
        "projects": moved.projects,
        "collisions": shapes.busy_conflict(BusyConflict(moved.collisions), zone)["collisions"],
        "left": [activities_out.shape(row, zone, now) for row in moved.left],
    }
