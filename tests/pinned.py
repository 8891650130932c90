"""A store whose whole life is one transaction on one connection to a server, taken back at its end.

The statements are those of any store; what a write begins and ends with is a savepoint. That is several times as quick
as a transaction each, and whatever was made can be forgotten without making the database anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from store.database import Store, load_writing_side
from store.reading import EngineReader, Reader, Writer

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Pinned(Store):
    """A Store on the connection that `pin` gives it; one thread only."""

    connection: "Connection"

    def pin(self, connection: "Connection") -> "Pinned":
        """Live in a connection's transaction."""
        self.connection = connection
        return self

    @property
    def engine(self) -> Any:
        """What sessions are bound to: within a savepoint, they make savepoints of their own."""
        return self.connection

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """See Store."""
        yield EngineReader(self.connection)

    @contextmanager
    def beside(self, *, tells: bool = False) -> Iterator[Writer]:
        """See Store."""
        with self.connection.begin_nested():
            yield Writer(self.connection)

    def close(self) -> None:
        """Leave the connection to whoever has opened it."""


@contextmanager
def pinned(store: Store, *kinds: type[Pinned]) -> Iterator[list[Any]]:
    """Open a transaction on a store's server; yield a store of each kind that lives in it, and take all of it back."""
    load_writing_side()
    with store.engine.connect() as connection, connection.begin() as whole:
        # Only within a savepoint does a session make one of its own (SQLAlchemy's join_transaction_mode).
        with connection.begin_nested():
            yield [kind(store.url, None, store.clock, store.files).pin(connection) for kind in kinds]
        whole.rollback()
