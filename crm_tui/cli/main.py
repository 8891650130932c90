"""The command line (H1). The app object is put together here; the commands stand beside, by what they are about."""

import logging
from typing import Annotated, Any

import typer

from crm_tui.__main__ import GLOBAL
from crm_tui.cli import (
    activities,
    attachments,
    backup,
    cycles,
    exchange,
    people,
    printing,
    records,
    reminding,
    reports,
    search,
    service,
    stopwatch,
    taking_over,
)
from crm_tui.cli.helping import spoken
from crm_tui.cli.misuse import not_one_of
from crm_tui.cli.session import Session, say_misused, say_refused
from store.clock import SystemClock
from store.language import LANGUAGES, _
from store.refusals import Refused
from store.system_errors import system_words

log = logging.getLogger("crm_tui")

app = typer.Typer(
    name="crm-tui",
    help="A team's CRM activity planner. Without a command the app opens.",
    no_args_is_help=False,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
activities.add_to(app)
attachments.add_to(app)
records.add_to(app)
people.add_to(app)
taking_over.add_to(people.user)
search.add_to(app)
service.add_to(app)
backup.add_to(app)
cycles.add_to(app)
exchange.add_to(app)
reports.add_to(app)
stopwatch.add_to(app)
reminding.add_to(app)


def _version(asked: bool) -> None:
    if asked:
        from crm_tui import __version__

        typer.echo(f"crm-tui {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def everything(
    context: typer.Context,
    db: Annotated[str, typer.Option(help="Database: a file or an address.")] = "",
    as_: Annotated[str, typer.Option("--as", metavar="LOGIN", help="Whom to act as.")] = "",
    lang: Annotated[str, typer.Option(help="Language: en or pl.")] = "",
    config: Annotated[str, typer.Option(help="Configuration file.")] = "",
    fixed_user: Annotated[str, typer.Option("--fixed-user", hidden=True)] = "",
    log_in_stdin: Annotated[
        bool, typer.Option("--log-in-stdin", help="Where a password is asked for: read it from the first line.")
    ] = False,
    _shown: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take the options that every command shares."""
    if lang and lang not in LANGUAGES:
        raise not_one_of(lang, LANGUAGES, "--lang")
    session: Session = context.obj
    given = {"db": db, "as": as_, "lang": lang, "config": config, "fixed-user": fixed_user}
    session.options.update({name: value for name, value in given.items() if value})
    session.password_from_stdin = log_in_stdin
    session.speak()
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code: 0 done, 1 refused, 2 usage."""
    from crm_tui import logs
    from crm_tui.clock_choice import chosen_clock

    path = logs.set_up()
    ordered = shared_first(arguments)
    own = ordered[: ordered.index("--")] if "--" in ordered else ordered
    session = Session(_named_language(ordered), SystemClock(), asked_json="--json" in own)
    session.speak()
    try:
        session.clock = chosen_clock()
        code = _command()(ordered, prog_name="crm-tui", obj=session, standalone_mode=False)
        return code if isinstance(code, int) else 0
    except typer.TyperException as error:
        say_misused(session, error)
        return 2
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except Refused as refused:
        say_refused(session, refused)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1
    except OSError as error:
        log.exception("running %s", arguments[:1])
        printing.problem(system_words(error))
        return 1
    except Exception:
        log.exception("running %s", arguments[:1])
        printing.problem(_("Something went wrong; details are in {path}").format(path=path))
        return 1
    finally:
        session.close()


def _command() -> Any:
    """Return the whole command line as Typer runs it, its help in the language in use."""
    return spoken(typer.main.get_command(app))


def _named_language(ordered: list[str]) -> dict[str, str]:
    """Return the language that is named, before anything is read: what cannot be read is told in it too."""
    for argument, following in zip(ordered, [*ordered[1:], ""], strict=True):
        name, told, value = argument.partition("=")
        if name == "--lang" and (value if told else following) in LANGUAGES:
            return {"lang": value if told else following}
    return {}


def shared_first(arguments: list[str]) -> list[str]:
    """Return the arguments with the options that every command shares before the command, wherever they stood."""
    front: list[str] = []
    rest = list(arguments)
    back: list[str] = []
    while rest and rest[0] != "--":
        argument = rest.pop(0)
        name, told, _value = argument.partition("=")
        if name not in GLOBAL or (not told and not rest):
            back.append(printing.readable(argument))
            continue
        front.append(argument)
        if not told:
            front.append(rest.pop(0))
    return [*front, *back, *map(printing.readable, rest)]
