"""Cycles among the options of `add` and `edit`: --repeat, --until, --count, --skip-collisions (B1 to B9)."""

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.activity_options import Given
from crm_tui.cli.listing import print_rows
from crm_tui.cli.session import Session
from store.cycles import Cycle, read
from store.drafts import ActivityDraft
from store.language import n_
from store.refusals import Invalid
from store.series import PlannedSeries, start_of


def cycle_of(session: Session, draft: ActivityDraft, repeat: str | None, given: Given) -> Cycle:
    """Return the cycle that the options or the quick line ask for. Raises Refused."""
    rule = given.repeat if given.repeat is not None else repeat
    if rule is None:
        raise Invalid("cycle", "missing")
    if draft.when is None:
        raise Invalid("start", "missing")
    until = phrases_in.until(session, given.until) if given.until is not None else None
    return read(rule, start=start_of(draft.when, session.me.zone), until=until, count=given.count)


def print_series(session: Session, planned: PlannedSeries, *, json: bool) -> None:
    """Print what was planned."""
    if json:
        rows = [shapes.activity(row, session.me.zone, session.now) for row in planned.rows]
        skipped = [shapes.bounds(when, session.me.zone)[0] for when in planned.skipped]
        printing.document({"series": planned.id, "activities": rows, "skipped": skipped})
        return
    count = len(planned.rows)
    printing.line(
        n_("Planned {count} activity, series {number}.", "Planned {count} activities, series {number}.", count).format(
            count=count, number=planned.id
        )
    )
    if planned.skipped:
        printing.line(
            n_(
                "Skipped {count} date that collides.", "Skipped {count} dates that collide.", len(planned.skipped)
            ).format(count=len(planned.skipped))
        )
    print_rows(session, planned.rows)
