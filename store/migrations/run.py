"""Runs the migrations by Alembic, from inside the package: no alembic.ini, no working folder."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def configuration() -> Config:
    """Return Alembic's configuration for this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine, to: str = "head") -> None:
    """Bring the schema up to a revision in one transaction, and the index of the search with it.

    Of two at once the second waits and finds nothing left to do: on a server by the lock of all writers.
    """
    from store.finding.index import catch_up

    config = configuration()
    with engine.connect().execution_options(crm_tui_long=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if to == "head":
            catch_up(connection)
