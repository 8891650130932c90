"""Commands about projects: add, edit, list, show, attach, link."""

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any

import typer

from crm_tui.cli import phrases_in, shapes
from crm_tui.cli.attachments import Address, Called, File, attach_to, attached_to, link_to
from crm_tui.cli.records import Json, Many, Name, Retired, Text, answer, answers, found, given, responsible
from crm_tui.cli.session import Session
from store.drafts import ProjectDraft
from store.record_rows import ProjectRow

project = typer.Typer(help="Projects.", no_args_is_help=True, rich_markup_mode=None)


def _project_fields(session: Session, **options: Any) -> dict[str, Any]:
    from store import contacts, dictionaries, projects

    store, me = session.store, session.me
    fields = given(progress=options["progress"])
    finders: dict[str, tuple[str, Callable[[str], Any]]] = {
        "parent_id": ("parent", lambda text: projects.named(store, me, text).id),
        "contact_id": ("contact", lambda text: contacts.named(store, me, text).id),
        "status_id": ("status", lambda text: dictionaries.entry_named(store, me, "project-status", text).id),
        "stage_id": ("stage", lambda text: dictionaries.entry_named(store, me, "project-stage", text).id),
        "start": ("start", lambda text: phrases_in.day(session, "start", text)),
        "end": ("end", lambda text: phrases_in.last_day(phrases_in.reading(session, "end", text))),
    }
    for key, (option, find) in finders.items():
        if options[option] is not None:
            fields[key] = find(options[option]) if options[option] else None
    if options["responsible"] is not None:
        fields["responsible_id"] = responsible(session, "responsible", options["responsible"])
    if options["keyword"] is not None:
        fields["keywords"] = tuple(word for word in options["keyword"] if word)
    return fields


Progress = Annotated[int | None, typer.Option(min=0, max=100)]


@project.command("add")
def project_add(
    context: typer.Context, name: str, parent: Text = None, contact: Text = None, status: Text = None,
    stage: Text = None, keyword: Many = None, responsible: Text = None, start: Text = None, end: Text = None,
    progress: Progress = None, json: Json = False,
) -> None:  # fmt: skip
    """Add a project."""
    from store import projects

    session: Session = context.obj
    fields = _project_fields(
        session, parent=parent, contact=contact, status=status, stage=stage, keyword=keyword, responsible=responsible,
        start=start, end=end, progress=progress,
    )  # fmt: skip
    answer(shapes.project(projects.add(session.store, session.me, ProjectDraft(name, **fields))), json)


@project.command("edit")
def project_edit(
    context: typer.Context, which: Name, name: Text = None, parent: Text = None, contact: Text = None,
    status: Text = None, stage: Text = None, keyword: Many = None, responsible: Text = None, start: Text = None,
    end: Text = None, progress: Progress = None, retired: Retired = None, json: Json = False,
) -> None:  # fmt: skip
    """Change, retire or take back a project; an empty value clears."""
    from store import projects

    session: Session = context.obj
    row = _found(session, which)
    fields = _project_fields(
        session, parent=parent, contact=contact, status=status, stage=stage, keyword=keyword, responsible=responsible,
        start=start, end=end, progress=progress,
    ) | given(name=name)  # fmt: skip
    if fields or retired is None:
        draft = replace(projects.draft_of_project(row), **fields)
        row = projects.edit(session.store, session.me, row.id, draft, version=row.version)
    if retired is not None:
        row = projects.retire(session.store, session.me, row.id, retired=retired)
    answer(shapes.project(row), json)


@project.command("list")
def project_list(
    context: typer.Context, text: Annotated[str, typer.Option(help="Contains this.")] = "",
    retired: Annotated[bool, typer.Option("--retired", help="What is retired.")] = False, json: Json = False,
) -> None:  # fmt: skip
    """List projects."""
    from store import projects

    session: Session = context.obj
    rows = projects.list_all(session.store, session.me, text=text, retired=retired)
    answers([shapes.project(row) for row in rows], ("name", "status", "contact", "progress"), json)


@project.command("show")
def project_show(context: typer.Context, which: Name, json: Json = False) -> None:
    """Show a project with its files and links."""
    session: Session = context.obj
    row = _found(session, which)
    answer(shapes.project(row) | attached_to(session, "project", row.id, json), json)


@project.command("attach")
def project_attach(context: typer.Context, which: Name, path: File, name: Called = "", json: Json = False) -> None:
    """Copy a file into the store and hang it on a project."""
    attach_to(context.obj, "project", _found(context.obj, which).id, path, name, json)


@project.command("link")
def project_link(context: typer.Context, which: Name, url: Address, name: Called = "", json: Json = False) -> None:
    """Hang a link on a project."""
    link_to(context.obj, "project", _found(context.obj, which).id, url, name, json)


def _found(session: Session, which: str) -> ProjectRow:
    """Return the project that a name means."""
    from store import projects

    return found(projects.named, session, which)
