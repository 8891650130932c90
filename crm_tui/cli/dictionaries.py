"""Commands about categories, goals and the other dictionaries: add, edit, list, show, move (G3)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.records import Json, Name, Retired, Text, answer, answers, given
from crm_tui.cli.session import Session
from store.drafts import EntryDraft
from store.record_rows import EntryRow
from store.refusals import Invalid, NotFound

category = typer.Typer(help="Categories of activities.", no_args_is_help=True, rich_markup_mode=None)
goal = typer.Typer(help="Goals of activities.", no_args_is_help=True, rich_markup_mode=None)
dictionary = typer.Typer(help="Any dictionary.", no_args_is_help=True, rich_markup_mode=None)


def _changed(draft: EntryDraft, length: str | None, **given_: Any) -> EntryDraft:
    """Return the draft with the options that were given."""
    from screens.kept_words import hue_named

    if given_.get("colour"):
        given_["colour"] = hue_named(given_["colour"])
    if length is not None:
        minutes = int(phrases_in.span(length, "length").total_seconds() // 60) if length else None
        draft = replace(draft, length_minutes=minutes)
    return replace(draft, **given(**given_))


def _add_entry(context: typer.Context, kind: str, name: str, json: bool, length: str | None = None, **of: Any) -> None:
    from store import dictionaries

    session: Session = context.obj
    draft = _changed(EntryDraft(name), length, **of)
    answer(shapes.entry(dictionaries.add_entry(session.store, session.me, kind, draft)), json)


def _edit_entry(
    context: typer.Context, kind: str, which: str, json: bool, length: str | None = None, **of: Any
) -> None:
    from store import dictionaries

    session: Session = context.obj
    row = dictionaries.entry_named(session.store, session.me, kind, which, retired=True)
    draft = _changed(dictionaries.draft_of_entry(row), length, **of)
    answer(shapes.entry(dictionaries.edit_entry(session.store, session.me, row.id, draft)), json)


def _move_entry(context: typer.Context, kind: str, which: str, to: str, json: bool) -> None:
    """Move an entry among those of its level: up, down, first, last, or to a place from 1 on."""
    from store import dictionaries

    session: Session = context.obj
    row = dictionaries.entry_named(session.store, session.me, kind, which, retired=True)
    everything = dictionaries.entries(session.store, session.me, kind, retired=True)
    level = [one.id for one in everything if one.parent_id == row.parent_id]
    at, last = level.index(row.id), len(level) - 1
    steps = {"up": -1, "down": 1, "first": -at, "last": last - at}
    if to not in steps and not (to.isdecimal() and 0 < int(to) <= len(level)):
        raise Invalid("place", "unknown", to, (*steps, f"1–{len(level)}"))
    by = steps[to] if to in steps else int(to) - 1 - at
    _answer_order(session, kind, dictionaries.move_entry(session.store, session.me, row.id, by=by), json)


def _answer_order(session: Session, kind: str, moved: EntryRow, json: bool) -> None:
    from store import dictionaries

    rows = dictionaries.entries(session.store, session.me, kind, retired=True)
    level = [one.id for one in rows if one.parent_id == moved.parent_id]
    answer(shapes.entry(moved) | {"place": level.index(moved.id) + 1}, json)


def _list_entries(context: typer.Context, kind: str, json: bool) -> None:
    from store import dictionaries

    session: Session = context.obj
    rows = dictionaries.entries(session.store, session.me, kind, retired=True)
    answers([shapes.entry(row) for row in rows], ("name", "retired"), json)


def _show_entry(context: typer.Context, kind: str, which: str, json: bool) -> None:
    from store import dictionaries

    session: Session = context.obj
    answer(shapes.entry(dictionaries.entry_named(session.store, session.me, kind, which, retired=True)), json)


Length = Annotated[str | None, typer.Option(help="The usual length, such as 45 min.")]
Letter = Annotated[
    str | None, typer.Option(help="What marks it beside the colour; the first of the name unless given.")
]
Place = Annotated[str, typer.Argument(help="up, down, first, last, or a place from 1 on.")]


@category.command("add")
def category_add(
    context: typer.Context, name: str, length: Length = None, colour: Text = None, letter: Letter = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Add a category."""
    _add_entry(context, "category", name, json, length, colour=colour, letter=letter)


@category.command("edit")
def category_edit(
    context: typer.Context, which: Name, name: Text = None, length: Length = None, colour: Text = None,
    letter: Letter = None, retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change or retire a category."""
    _edit_entry(context, "category", which, json, length, name=name, colour=colour, letter=letter, retired=retired)


@category.command("move")
def category_move(context: typer.Context, which: Name, place: Place, json: Json = False) -> None:
    """Move a category to another place of the list."""
    _move_entry(context, "category", which, place, json)


@category.command("list")
def category_list(context: typer.Context, json: Json = False) -> None:
    """List categories."""
    _list_entries(context, "category", json)


@category.command("show")
def category_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a category."""
    _show_entry(context, "category", which, json)


@goal.command("add")
def goal_add(context: typer.Context, name: str, json: Json = False) -> None:
    """Add a goal."""
    _add_entry(context, "goal", name, json)


@goal.command("edit")
def goal_edit(
    context: typer.Context, which: Name, name: Text = None, retired: Retired = None, json: Json = False
) -> None:
    """Change or retire a goal."""
    _edit_entry(context, "goal", which, json, name=name, retired=retired)


@goal.command("move")
def goal_move(context: typer.Context, which: Name, place: Place, json: Json = False) -> None:
    """Move a goal to another place of the list."""
    _move_entry(context, "goal", which, place, json)


@goal.command("list")
def goal_list(context: typer.Context, json: Json = False) -> None:
    """List goals."""
    _list_entries(context, "goal", json)


@goal.command("show")
def goal_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a goal."""
    _show_entry(context, "goal", which, json)


# --------------------------------------------------------------------- any dictionary


Kind = Annotated[str, typer.Argument(help="Such as contact-status, contact-group, person-function, project-stage.")]
Parent = Annotated[str | None, typer.Option(help="The group that it is below; empty for none.")]


Before = Annotated[str | None, typer.Option(help="Of a reminder shortcut: how long before, such as 15 min.")]


@dictionary.command("list")
def dictionary_list(context: typer.Context, kind: Kind, json: Json = False) -> None:
    """List a dictionary, groups as a tree."""
    from store import dictionaries

    session: Session = context.obj
    rows = dictionaries.entries(session.store, session.me, _kind(kind), retired=True)
    shaped = [_whole(row, rows) | {"depth": depth} for depth, row in dictionaries.tree(rows)]
    if json:
        printing.document(shaped)
    else:
        columns = (
            ("name", "length", "colour", "retired") if kind == "reminder-shortcut" else ("name", "colour", "retired")
        )
        answers([one | {"name": "  " * one["depth"] + one["name"]} for one in shaped], columns, json)


@dictionary.command("add")
def dictionary_add(
    context: typer.Context, kind: Kind, name: str, colour: Text = None, parent: Parent = None, length: Before = None,
    letter: Letter = None, json: Json = False,
) -> None:  # fmt: skip
    """Add an entry to a dictionary."""
    from store import dictionaries

    session: Session = context.obj
    draft = _changed(EntryDraft(name), length, colour=colour, letter=letter)
    draft = replace(draft, parent_id=_parent(session, kind, parent))
    _answer_whole(session, dictionaries.add_entry(session.store, session.me, _kind(kind), draft), json)


@dictionary.command("edit")
def dictionary_edit(
    context: typer.Context, kind: Kind, which: Name, name: Text = None, colour: Text = None, parent: Parent = None,
    length: Before = None, letter: Letter = None, retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change or retire an entry of a dictionary."""
    from store import dictionaries

    session: Session = context.obj
    row = dictionaries.entry_named(session.store, session.me, _kind(kind), which, retired=True)
    before = dictionaries.draft_of_entry(row)
    draft = _changed(before, length, name=name, colour=colour, letter=letter, retired=retired)
    if parent is not None:
        draft = replace(draft, parent_id=_parent(session, kind, parent))
    _answer_whole(session, dictionaries.edit_entry(session.store, session.me, row.id, draft), json)


@dictionary.command("show")
def dictionary_show(context: typer.Context, kind: Kind, which: Name, json: Json = False) -> None:
    """Show an entry of a dictionary."""
    from store import dictionaries

    session: Session = context.obj
    _answer_whole(session, dictionaries.entry_named(session.store, session.me, _kind(kind), which, retired=True), json)


@dictionary.command("move")
def dictionary_move(context: typer.Context, kind: Kind, which: Name, place: Place, json: Json = False) -> None:
    """Move an entry to another place of its dictionary; a group among those of its level."""
    _move_entry(context, _kind(kind), which, place, json)


@dictionary.command("kinds")
def dictionary_kinds(json: Json = False) -> None:
    """List the dictionaries there are."""
    from store.dictionaries import KINDS

    if json:
        printing.document(list(KINDS))
    else:
        printing.table([[kind] for kind in KINDS])


def _kind(kind: str) -> str:
    from store import dictionaries

    if kind not in dictionaries.KINDS:
        raise NotFound("dictionary", kind, dictionaries.KINDS)
    return kind


def _parent(session: Session, kind: str, name: str | None) -> int | None:
    from store import dictionaries

    return dictionaries.entry_named(session.store, session.me, _kind(kind), name).id if name else None


def _answer_whole(session: Session, row: EntryRow, json: bool) -> None:
    from store import dictionaries

    rows = dictionaries.entries(session.store, session.me, row.kind, retired=True)
    answer(_whole(row, rows), json)


def _whole(row: EntryRow, rows: Sequence[EntryRow]) -> dict[str, Any]:
    """An entry of any dictionary with all that it may have."""
    parents = {one.id: one.name for one in rows}
    return shapes.entry(row) | {
        "colour": row.colour or None,
        "length": row.length_minutes,
        "parent": parents.get(row.parent_id) if row.parent_id else None,
    }
