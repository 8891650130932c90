"""Commands around the database and the grammar: when, db, demo."""

import sys
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from crm_tui.cli import printing, shapes
from crm_tui.cli.session import Session
from store import language
from store.language import _
from store.phrases import understand

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
db = typer.Typer(help="Keep the database.", no_args_is_help=True, rich_markup_mode=None)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command("when")(when)
    app.command("demo")(demo)
    app.add_typer(db, name="db")


def when(
    context: typer.Context,
    phrase: Annotated[list[str], typer.Argument(help="A date or time in words; - reads one a line.")],
    json: Json = False,
) -> None:
    """Say what a phrase means."""
    session: Session = context.obj
    zone = ZoneInfo(zone_of(session))
    if phrase == ["-"]:
        for line in sys.stdin:
            text = printing.readable(line.rstrip("\r\n"))
            now = session.clock.now().astimezone(zone)
            printing.document(shapes.understanding(understand(text, now=now, language=language.current())))
        return
    text = " ".join(phrase)
    found = understand(text, now=session.clock.now().astimezone(zone), language=language.current())
    if json:
        printing.document(shapes.understanding(found))
    elif found.reading is not None:
        shape = shapes.understanding(found)
        printing.line(
            " – ".join(part for part in (shape["start"], shape["end"]) if part) + f"  ({found.reading.grain})"
        )
    if found.reading is None:
        printing.problem(found.message)
        raise typer.Exit(1)


def zone_of(session: Session) -> str:
    """Return the user's zone where there is a database that knows them, else the machine's; makes no database."""
    from crm_tui.configuration import load
    from crm_tui.opening import local_zone
    from store.database import Store, sqlite_path

    configuration = load(session.options)
    if configuration.lang:
        language.use(configuration.lang)
    path = sqlite_path(configuration.db)
    if path is None or not path.exists() or not path.stat().st_size:
        return local_zone()
    from store.refusals import StoreFault

    try:
        store = Store.open(configuration.db, clock=session.clock)
        with store.reading() as read:
            row = read.one("select zone, language from users where login = :login and active", login=configuration.user)
        store.close()
    except StoreFault:
        return local_zone()
    if row is None:
        return local_zone()
    if not configuration.lang:
        language.use(str(row[1]))
    return str(row[0])


def demo(
    context: typer.Context,
    activities: Annotated[int, typer.Option(min=0, help="How many activities.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed gives the same company.")] = 1,
    json: Json = False,
) -> None:
    """Fill a new database with a believable company."""
    from store import company

    session: Session = context.obj
    show = sys.stderr.isatty() and not json

    def progress(done: int) -> None:
        if show:
            sys.stderr.write(f"\r{done:>9,} / {activities:,}")
            sys.stderr.flush()

    company.fill(
        session.store, session.me, activities=activities, seed=seed, language=session.me.language, progress=progress
    )
    if show:
        sys.stderr.write("\r\x1b[K")
    if json:
        printing.document({"activities": activities, "seed": seed})
    else:
        printing.line(_("Filled {name} with {count} activities.").format(name=session.store.name, count=activities))


@db.command("upgrade")
def upgrade(context: typer.Context, json: Json = False) -> None:
    """Create the tables, or bring them up to date."""
    from crm_tui.configuration import load
    from store.database import Store
    from store.migrations import HEAD

    session: Session = context.obj
    store = Store.open_for_upgrade(load(session.options).db, clock=session.clock)
    before = store.revision()
    store.upgrade()
    store.close()
    if json:
        printing.document({"from": before, "to": HEAD})
    else:
        printing.line(_("The database is up to date (revision {revision}).").format(revision=HEAD))


@db.command("check")
def check(context: typer.Context, json: Json = False) -> None:
    """Look for damage."""
    from store.checking import problems

    session: Session = context.obj
    found = problems(session.store)
    if json:
        printing.document({"clean": not found, "problems": found})
    elif not found:
        printing.line(_("The database is clean."))
    for line in found:
        printing.problem(line)
    if found:
        raise typer.Exit(1)
