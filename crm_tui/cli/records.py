"""What the commands about records share: contacts, persons, projects, dictionaries; and putting them into the app."""

from typing import Annotated, Any

import typer

from crm_tui.cli import printing
from store.language import _

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
Name = Annotated[str, typer.Argument(help="The name, or a part of it that no other has.")]
Text = Annotated[str | None, typer.Option()]
Retired = Annotated[bool | None, typer.Option("--retired/--not-retired")]
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


def given(**values: Any) -> dict[str, Any]:
    """Return the options that were given."""
    return {name: value for name, value in values.items() if value is not None}
