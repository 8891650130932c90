"""The entry point: a command goes to the command line; else the app opens, with as little imported as can be."""

import os
import sys
from typing import Any

# Set by the shell when it asks what may stand next in a command.
COMPLETING = "_CRM_TUI_COMPLETE"
GLOBAL = ("--db", "--as", "--lang", "--config")
FIXED_USER = "--fixed-user"


def main() -> None:
    """Run the program with the arguments of the process, and leave at once when it is done."""
    if sys.stdout is None or sys.stderr is None:
        _open_closed()
    arguments = sys.argv[1:]
    sent = os.environ.get("SSH_ORIGINAL_COMMAND", "")
    if sent and any(argument.partition("=")[0] == FIXED_USER for argument in arguments):
        from crm_tui.forced import with_wish

        arguments = with_wish(arguments, sent)
    options = None if COMPLETING in os.environ else app_options(arguments)
    if options is None:
        from crm_tui.cli.main import run

        code = run(arguments)
    else:
        code = _run_app(arguments, options)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            code = code or 1
        except OSError as error:
            code = code or 1
            if stream is not sys.stderr:
                from store.system_errors import system_words

                sys.stderr.write(f"{system_words(error)}\n")
    # The interpreter's own tidying up of what is imported would take longer than all that came before.
    os._exit(code)


def _open_closed() -> None:
    """Give what was started without standard output or error somewhere to write to."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def app_options(arguments: list[str]) -> dict[str, str] | None:
    """Return the global options where nothing else is asked for, None where there is a command."""
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        name, given, value = rest.pop(0).partition("=")
        if name not in GLOBAL and name != FIXED_USER:
            return None
        if not given:
            if not rest:
                return None
            value = rest.pop(0)
        options[name.removeprefix("--")] = value
    return options


def _run_app(arguments: list[str], options: dict[str, str]) -> int:
    import gc

    gc.disable()
    from crm_tui import snapshot
    from crm_tui.clock_choice import chosen_clock
    from store import language
    from store.language import _
    from store.refusals import Refused

    name = snapshot.fingerprint(arguments)
    seen = snapshot.load(name)
    language.use(seen.language if seen else _language(options))
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(_("The app needs a terminal; for scripts give a command, see crm-tui --help.") + "\n")
        return 2
    try:
        clock = chosen_clock()
    except Refused as refused:
        from screens.wording import refusal

        sys.stderr.write(refusal(refused) + "\n")
        return 1

    def opener() -> Any:
        from crm_tui import logs
        from crm_tui.opening import open_and_log_in

        logs.set_up()
        return open_and_log_in(options, clock, seen)

    def worker(store: Any) -> Any:
        from crm_tui.configuration import load
        from crm_tui.delivery.senders import senders
        from crm_tui.worker import Worker

        return Worker(store, senders(load(options)))

    from crm_tui.app import CrmTui
    from crm_tui.themes import name_of

    gc.freeze()
    gc.enable()
    theme = seen.theme if seen else snapshot.last_theme()
    app = CrmTui(clock=clock, opener=opener, seen=seen, name=name, worker=worker, keeps_forms=True, theme=theme)
    app.run()
    snapshot.keep_theme(name_of(app.theme))
    if app.background is not None:
        app.background.wait()
    if app.desk.store is not None:
        app.desk.store.close()
    return app.return_code or 0


def _language(options: dict[str, str]) -> str:
    from store import language

    wanted = options.get("lang") or os.environ.get("CRM_TUI_LANG") or ""
    return wanted if wanted in language.LANGUAGES else language.from_environment(dict(os.environ))


if __name__ == "__main__":
    main()
