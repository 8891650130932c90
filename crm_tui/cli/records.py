"""What the commands about records share: contacts, persons, projects, dictionaries; and putting them into the app."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from crm_tui.cli import printing
from crm_tui.cli.session import Session
from store.language import _
from store.refusals import Invalid, NotFound

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Name = Annotated[str, typer.Argument(help="The name, or a part of it that no other has.")]
Text = Annotated[str | None, typer.Option()]
Retired = Annotated[bool | None, typer.Option("--retired/--not-retired")]
Row = TypeVar("Row")
Many = Annotated[list[str] | None, typer.Option(help="May be repeated.")]


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    from crm_tui.cli import contacts, dictionaries, persons, projects

    for name, group in (
        ("contact", contacts.contact),
        ("person", persons.person),
        ("project", projects.project),
        ("category", dictionaries.category),
        ("goal", dictionaries.goal),
        ("dictionary", dictionaries.dictionary),
    ):
        app.add_typer(group, name=name)


def answer(shape: dict[str, Any], json: bool) -> None:
    """Print one record."""
    if json:
        printing.document(shape)
        return
    rows = [
        [key.replace("_", " "), ", ".join(value) if isinstance(value, list) else str(value)]
        for key, value in shape.items()
        if value not in (None, [], "", False) and key != "version"
    ]
    printing.table(rows, right=(0,), whole=True)


def answers(shapes_: list[dict[str, Any]], columns: tuple[str, ...], json: bool) -> None:
    """Print a list of records."""
    if json:
        printing.document(shapes_)
    elif not shapes_:
        printing.line(_("Nothing found."))
    else:
        rows = []
        for shape in shapes_:
            values = [shape[column] for column in columns]
            texts = [", ".join(v) if isinstance(v, list) else "" if v is None else str(v) for v in values]
            rows.append([f"{shape['id']:>5}", *texts])
        printing.table(rows)


def found(named: Callable[..., Row], session: Session, text: str, **where: Any) -> Row:
    """Return the record that a name means: one that is retired only where no other is meant."""
    try:
        return named(session.store, session.me, text, **where)
    except NotFound:
        return named(session.store, session.me, text, retired=True, **where)


def responsible(session: Session, option: str, login: str) -> int:
    """Return the number of who answers for a record; there is always somebody. Raises NotFound, Invalid."""
    from store import people

    if not login.strip():
        raise Invalid(option, "missing")
    return people.user_named(session.store, session.me, login).id


def given(**values: Any) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in values.items() if value is not None}
