"""Compiles SQL statements once for all the stores of a worker, where each would compile its own again."""

from typing import Any

import pytest


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let engines of one kind share what they have compiled: they differ in nothing that a statement is made of."""
    from sqlalchemy.engine.default import DefaultDialect
    from sqlalchemy.util import LRUCache

    from store import engines

    make, compiled = engines.make_engine, LRUCache[Any, Any](1000)

    def made(*arguments: Any) -> Any:
        engine = make(*arguments)
        engine.update_execution_options(compiled_cache=compiled)
        return engine

    patch.setattr(DefaultDialect, "__eq__", lambda self, other: type(self) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda self: hash(type(self)))
    patch.setattr(engines, "make_engine", made)
