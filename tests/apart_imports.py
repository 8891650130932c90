"""Imported once by the processes that those of `tests.apart` and `tests.killing` are forked from: all that the store
and the commands import when it is first needed, too."""

import email_validator  # noqa: F401
import idna  # noqa: F401
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401
from sqlalchemy.orm import configure_mappers

import crm_tui.cli.activities
import crm_tui.cli.main
import crm_tui.cli.people  # noqa: F401
import store.finding.documents  # noqa: F401
from store.database import load_writing_side
from tests.store import rushing, starting, writing_on  # noqa: F401

load_writing_side()
configure_mappers()
