"""The search over everything (C8) on the command line."""

from datetime import datetime
from typing import Annotated, Any

import typer

from crm_tui.cli import printing, shapes
from crm_tui.cli.listing import when_words
from crm_tui.cli.session import Session
from store.finding.hits import Hit
from store.language import _
from store.rows import ActivityRow

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]


def add_to(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command("search")(search)


def search(
    context: typer.Context,
    text: Annotated[list[str], typer.Argument(help="Words, or beginnings of words, in any order.")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")] = 50,
    json: Json = False,
) -> None:
    """Search activities, discussion, contacts, persons, projects."""
    from store import search as searching

    session: Session = context.obj
    hits = searching.search(session.store, session.me, " ".join(text), limit=limit)
    if json:
        printing.document([_shape(hit, session.me.zone, session.now) for hit in hits])
        return
    if not hits:
        printing.line(_("Nothing found."))
    kinds = {"contact": _("contact"), "person": _("person"), "project": _("project"), "activity": _("activity")}
    printing.table(
        [
            [
                kinds[hit.kind],
                str(hit.id),
                "≈" if hit.near else " ",
                hit.title,
                _time(hit, session.me.zone),
                hit.excerpt,
            ]
            for hit in hits
        ],
        right=(1,),
    )


def _time(hit: Hit, zone: str) -> str:
    return when_words(hit.record.when, zone) if isinstance(hit.record, ActivityRow) else ""


def _shape(hit: Hit, zone: str, now: datetime) -> dict[str, Any]:
    """One thing that was found; `near` are the words that stand in place of what was typed."""
    shape: dict[str, Any] = {
        "kind": hit.kind, "id": hit.id, "title": hit.title, "excerpt": hit.excerpt, "near": list(hit.near),
    }  # fmt: skip
    if isinstance(hit.record, ActivityRow):
        whole = shapes.activity(hit.record, zone, now)
        shape |= {name: whole[name] for name in ("status", "start", "end", "contact", "project", "series")}
    return shape
