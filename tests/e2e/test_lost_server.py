"""The server goes away under what is typed and comes back: told above, nothing is lost, saved once (H5, A17)."""

from pathlib import Path

from store import people
from store.clock import FixedClock
from tests.conftest import NOW
from tests.e2e.terminal import Terminal, needs_tmux
from tests.own_server import OwnServer

CLOCK = "2026-11-24T10:42:00+01:00"


@needs_tmux
def test_h5_what_is_typed_outlives_the_server(tmp_path: Path) -> None:
    with OwnServer() as server:
        store = server.make("crm", clock=FixedClock(NOW))
        people.log_in(store, "anna", name="Anna Nowak", language="en", zone="Europe/Warsaw")
        arguments = ("--db", store.engine.url.render_as_string(hide_password=False), "--as", "anna")
        with Terminal(tmp_path, *arguments, size=(100, 30), clock=CLOCK) as terminal:
            terminal.see("Anna Nowak")
            terminal.see_no("as last seen|being opened")
            terminal.press("a").see("Quick planning")
            terminal.type("call tomorrow at 15").see("15:00")
            server.kill()
            terminal.see("no connection …")
            terminal.press("Enter").see("cannot be")
            terminal.see("call tomorrow at 15")
            server.start()
            terminal.see_no("no connection …")
            terminal.press("Enter").see_no("Quick planning")
        with store.reading() as read:
            assert read.all("select count(*) from activities") == [(1,)]
        store.close()
