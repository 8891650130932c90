"""Commands about categories, goals and the other dictionaries: add, edit, list, show (G3)."""

from dataclasses import replace
from typing import Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.records import Json, Name, Retired, Text, answer, answers, given
from crm_tui.cli.session import Session
from store.drafts import EntryDraft
from store.record_rows import EntryRow
from store.refusals import NotFound

category = typer.Typer(help="Categories of activities.", no_args_is_help=True, rich_markup_mode=None)
goal = typer.Typer(help="Goals of activities.", no_args_is_help=True, rich_markup_mode=None)
dictionary = typer.Typer(help="Any dictionary.", no_args_is_help=True, rich_markup_mode=None)


def _entry_draft(name: str, length: str | None, colour: str | None, before: EntryDraft | None) -> EntryDraft:
    draft = replace(before or EntryDraft(name), name=name)
    if length is not None:
        minutes = int(phrases_in.span(length, "length").total_seconds() // 60) if length else None
        draft = replace(draft, length_minutes=minutes)
    return replace(draft, colour=colour) if colour is not None else draft


def _add_entry(
    context: typer.Context, kind: str, name: str, length: str | None, colour: str | None, json: bool
) -> None:
    from store import dictionaries

    session: Session = context.obj
    draft = _entry_draft(name, length, colour, None)
    answer(shapes.entry(dictionaries.add_entry(session.store, session.me, kind, draft)), json)


def _edit_entry(
    context: typer.Context, kind: str, which: str, name: str | None, retired: bool | None, json: bool,
    length: str | None = None, colour: str | None = None,
) -> None:  # fmt: skip
    from store import dictionaries

    session: Session = context.obj
    row = dictionaries.entry_named(session.store, session.me, kind, which, retired=True)
    draft = _entry_draft(row.name if name is None else name, length, colour, dictionaries.draft_of_entry(row))
    if retired is not None:
        draft = replace(draft, retired=retired)
    answer(shapes.entry(dictionaries.edit_entry(session.store, session.me, row.id, draft)), json)


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


@category.command("add")
def category_add(
    context: typer.Context, name: str, length: Length = None, colour: Text = None, json: Json = False
) -> None:
    """Add a category."""
    _add_entry(context, "category", name, length, colour, json)


@category.command("edit")
def category_edit(
    context: typer.Context, which: Name, name: Text = None, length: Length = None, colour: Text = None,
    retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change or retire a category."""
    _edit_entry(context, "category", which, name, retired, json, length, colour)


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
    _add_entry(context, "goal", name, None, None, json)


@goal.command("edit")
def goal_edit(
    context: typer.Context, which: Name, name: Text = None, retired: Retired = None, json: Json = False
) -> None:
    """Change or retire a goal."""
    _edit_entry(context, "goal", which, name, retired, json)


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


@dictionary.command("list")
def dictionary_list(context: typer.Context, kind: Kind, json: Json = False) -> None:
    """List a dictionary, groups as a tree."""
    from store import dictionaries

    session: Session = context.obj
    rows = dictionaries.entries(session.store, session.me, _kind(kind), retired=True)
    names = {row.id: row.name for row in rows}
    shaped = [shapes.entry(row) | _more(row, names) | {"depth": depth} for depth, row in dictionaries.tree(rows)]
    if json:
        printing.document(shaped)
    else:
        answers(
            [one | {"name": "  " * one["depth"] + one["name"]} for one in shaped], ("name", "colour", "retired"), json
        )


@dictionary.command("add")
def dictionary_add(
    context: typer.Context, kind: Kind, name: str, colour: Text = None, parent: Parent = None, json: Json = False
) -> None:
    """Add an entry to a dictionary."""
    from store import dictionaries

    session: Session = context.obj
    draft = EntryDraft(name, colour=colour or "", parent_id=_parent(session, kind, parent))
    answer(shapes.entry(dictionaries.add_entry(session.store, session.me, _kind(kind), draft)), json)


@dictionary.command("edit")
def dictionary_edit(
    context: typer.Context, kind: Kind, which: Name, name: Text = None, colour: Text = None, parent: Parent = None,
    retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change or retire an entry of a dictionary."""
    from store import dictionaries

    session: Session = context.obj
    row = dictionaries.entry_named(session.store, session.me, _kind(kind), which, retired=True)
    fields = given(name=name, colour=colour, retired=retired)
    if parent is not None:
        fields["parent_id"] = _parent(session, kind, parent)
    draft = replace(dictionaries.draft_of_entry(row), **fields)
    answer(shapes.entry(dictionaries.edit_entry(session.store, session.me, row.id, draft)), json)


def _kind(kind: str) -> str:
    from store import dictionaries

    if kind not in dictionaries.KINDS:
        raise NotFound("dictionary", kind, dictionaries.KINDS)
    return kind


def _parent(session: Session, kind: str, name: str | None) -> int | None:
    from store import dictionaries

    return dictionaries.entry_named(session.store, session.me, _kind(kind), name).id if name else None


def _more(row: EntryRow, names: dict[int, str]) -> dict[str, Any]:
    return {"colour": row.colour or None, "parent": names.get(row.parent_id) if row.parent_id else None}
