"""One file with everything: the records and the attached files (H4).

A zip archive with `manifest.json`, the files under `files/HASH`, and the records: of SQLite a copy of the database, of
PostgreSQL a file of JSON lines a table, both from one instant. Either is restored into either.
"""

from store.backup.making import back_up
from store.backup.manifest import Manifest
from store.backup.restoring import restore

__all__ = ["Manifest", "back_up", "restore"]
