"""What the commands about records share: contacts, persons, projects, dictionaries; and putting them into the app."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from crm_tui.cli import printing
from crm_tui.cli.session import Session
from store.language import _, p_
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
    rows = [[_label(key), _shown(key, value)] for key, value in shape.items() if _says(value) and key != "version"]
    printing.table(rows, right=(0,), whole=True)


def _label(key: str) -> str:
    from screens.wording import field_label

    own = {
        "id": _("number"),
        "allow": p_("role", "rights"),
        "hidden": _("hidden"),
        "inactive": _("inactive"),
        "group": _("groups"),
        "function": _("functions"),
        "keyword": _("keywords"),
        "links": _("links"),
    }
    return own.get(key) or field_label(key)


def _says(value: Any) -> bool:
    return value is not None and value is not False and value not in ([], "")


def _shown(key: str, value: Any) -> str:
    """Return the value of a key for people: lengths with their unit, colours by their word."""
    from screens.kept_words import hue_word, length_words

    if key == "length" and isinstance(value, int):
        return length_words(value)
    return hue_word(value) if key == "colour" and isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    """Return a value as it stands in a table."""
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, bool):
        return _("yes") if value else ""
    return "" if value is None else str(value)


def answers(shapes_: list[dict[str, Any]], columns: tuple[str, ...], json: bool) -> None:
    """Print a list of records."""
    if json:
        printing.document(shapes_)
    elif not shapes_:
        printing.line(_("Nothing found."))
    else:
        printing.table(
            [[f"{shape['id']:>5}", *(_cell(column, shape[column]) for column in columns)] for shape in shapes_]
        )


def _cell(key: str, value: Any) -> str:
    """Return a value as it stands in a list, which has no labels: what is so is called by its name."""
    return _label(key) if value is True else _shown(key, value)


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
