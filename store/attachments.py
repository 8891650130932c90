"""Files and links of activities, contacts and projects (A15)."""

import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal
from urllib.parse import urlsplit

from store import rights, settings
from store.activity_changes import seen
from store.changes import record
from store.database import Store
from store.file_store import FileStore
from store.instants import from_column
from store.reading import Reader, SessionReader
from store.refusals import Invalid, NotFound
from store.rows import Acting, UserRef
from store.texts import DESCRIPTION_LIMIT, NAME_LIMIT, bounded, one_line

if TYPE_CHECKING:
    from sqlmodel import Session

Owner = Literal["activity", "contact", "project"]
SCHEMES = ("http", "https", "mailto", "tel")
LONGEST_NAME_BYTES = 200


@dataclass(frozen=True)
class AttachmentRow:
    """A file (with `sha256`, `size` in bytes and `media_type`) or a link (with `url`), and who added it when."""

    id: int
    name: str
    author: UserRef
    at: datetime
    sha256: str | None = None
    size: int = 0
    media_type: str = ""
    url: str = ""

    @property
    def is_file(self) -> bool:
        """Whether it is a file."""
        return self.sha256 is not None


def of(store: Store, me: Acting, owner: Owner, owner_id: int) -> tuple[AttachmentRow, ...]:
    """Return the files and links of a record, oldest first. Raises NotFound for one that may not be seen."""
    with rights.reading(store, me) as read:
        _check_seen(read, me, owner, owner_id)
        return _rows(read, f"x.{owner}_id = :owner and not x.removed", owner=owner_id)


def get(store: Store, me: Acting, attachment_id: int) -> AttachmentRow:
    """Return one file or link. Raises NotFound, also where its record may not be seen."""
    with rights.reading(store, me) as read:
        return _one(read, me, attachment_id)[0]


def attach(
    store: Store,
    me: Acting,
    owner: Owner,
    owner_id: int,
    source: Path | BinaryIO,
    *,
    name: str = "",
    progress: Callable[[int], None] = lambda _done: None,
) -> AttachmentRow:
    """Copy a file into the folder of files and hang it on a record. Raises FileFault, NotAllowed, NotFound.

    A path, or a file that is open already and is called `name`.

    `progress` is told the bytes copied so far; what it raises stops the copying and leaves nothing.
    """
    limit = int(settings.get_one(store, me, "attachment-limit"))
    name = file_name(name or (source.name if isinstance(source, Path) else ""))
    with store.reading() as read:
        _check_may_add(read, me, owner, owner_id)
    files = FileStore(store.files)
    named = str(source) if isinstance(source, Path) else name
    with files.taking(source, name=named, limit=limit, progress=progress) as taken:
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        fields = {"name": name, "sha256": taken.sha256, "size": taken.size, "media_type": media_type}
        number = _add(store, me, owner, owner_id, **fields)
    return get(store, me, number)


def link(store: Store, me: Acting, owner: Owner, owner_id: int, url: str, *, name: str = "") -> AttachmentRow:
    """Hang a link on a record. Raises Invalid for an address that is none of SCHEMES."""
    fields = {"url": checked_url(url), "name": bounded(one_line(name), "name", NAME_LIMIT)}
    return get(store, me, _add(store, me, owner, owner_id, **fields))


def remove(store: Store, me: Acting, attachment_id: int) -> None:
    """Take a file or link off its record; the history keeps that it was there."""
    from store.models import Attachment

    now = store.clock.now()
    with store.writing() as session:
        read = SessionReader(session)
        shown, owner, owner_id = _one(read, me, attachment_id)
        _check_may_add(read, me, owner, owner_id)
        if shown.author.id != me.id:
            rights.require(rights.current(read, me), "edit-others")
        row = session.get_one(Attachment, attachment_id)
        row.removed = True
        session.add(row)
        _record(session, me, now, owner, owner_id, "detach", (shown.url or shown.name, None))


def content(store: Store, me: Acting, attachment_id: int) -> tuple[AttachmentRow, Path]:
    """Return a file and where its content stands. Raises FileFault("gone") where it vanished, NotFound."""
    row = get(store, me, attachment_id)
    if row.sha256 is None:
        raise NotFound("file", str(attachment_id))
    found = FileStore(store.files).find(row.sha256)
    if found is None:
        from store.refusals import FileFault

        raise FileFault("gone", row.name)
    return row, found


def save_to(store: Store, me: Acting, attachment_id: int, target: Path, *, replace: bool = False) -> Path:
    """Copy a file out to a path; into a folder under its own name. Returns where it is. Raises FileFault."""
    row, _found = content(store, me, attachment_id)
    if target.is_dir():
        target = target / row.name
    assert row.sha256 is not None
    FileStore(store.files).save_to(row.sha256, target, replace=replace)
    return target


def file_name(text: str) -> str:
    """Return a name under which a file may be kept and given out: no folder, no control characters, not too long."""
    name = one_line(text.replace("/", "_").replace("\\", "_").replace("\0", "")).lstrip(".") or "file"
    stem, dot, ending = name.rpartition(".")
    while len(name.encode("utf-8", "replace")) > LONGEST_NAME_BYTES:
        stem, ending = (stem[:-1], ending) if stem else ("", ending[:-1])
        name = f"{stem}{dot}{ending}" if stem else ending
    return name


def checked_url(text: str) -> str:
    """Return an address that may be kept. Raises Invalid: "missing", "not-whole", "not-a-link" with those allowed."""
    url = bounded(one_line(text), "url", DESCRIPTION_LIMIT)
    if not url:
        raise Invalid("url", "missing")
    try:
        parts = urlsplit(url)
        named = parts.hostname if parts.scheme.lower() in {"http", "https"} else parts.path
    except ValueError:
        raise Invalid("url", "not-a-link", url, SCHEMES) from None
    if parts.scheme.lower() not in SCHEMES:
        raise Invalid("url", "not-a-link", url, SCHEMES)
    if not named or any(c.isspace() for c in url):
        raise Invalid("url", "not-whole", url)
    return url


def problems(store: Store) -> list[str]:
    """Return a line for each file that is gone, damaged, or named by nothing; settle what interruptions left."""
    with store.reading() as read:
        if not store.has_files and read.one("select 1 from attachments where sha256 is not null") is None:
            return []
    files = FileStore(store.files)

    def is_named(sha256: str) -> bool:
        with store.reading() as view:
            return view.one("select 1 from attachments where sha256 = :hash", hash=sha256) is not None

    files.sweep(is_named)
    with store.reading() as read:
        held = {
            str(sha256): str(name)
            for sha256, name in read.all(
                "select sha256, max(name) from attachments where sha256 is not null group by sha256"
            )
        }
    gone = [f"file gone: {name} ({sha256})" for sha256, name in held.items() if files.find(sha256) is None]
    there = [sha256 for sha256 in held if files.place(sha256).is_file()]
    damaged = [f"file damaged: {held[sha256]} ({sha256})" for sha256 in there if files.is_damaged(sha256)]
    orphans = [f"file that nothing names: {files.place(sha256)}" for sha256 in files.hashes() if sha256 not in held]
    return [*gone, *damaged, *orphans]


def _add(store: Store, me: Acting, owner: Owner, owner_id: int, **fields: Any) -> int:
    from store.models import Attachment

    now = store.clock.now()
    with store.writing() as session:
        _check_may_add(SessionReader(session), me, owner, owner_id)
        owning: dict[str, Any] = {f"{owner}_id": owner_id}
        row = Attachment(author_id=me.id, at=now, **owning, **fields)
        session.add(row)
        session.flush()
        assert row.id is not None
        _record(session, me, now, owner, owner_id, "attach", (None, row.url or row.name))
        return row.id


def _record(
    session: "Session",
    me: Acting,
    now: datetime,
    owner: Owner,
    owner_id: int,
    action: str,
    change: tuple[str | None, str | None],
) -> None:
    record(
        session, me, now, kind=f"{owner}-files", record_id=owner_id, version=1, action=action,
        fields=[("files", *change)],
    )  # fmt: skip


def _check_seen(read: Reader, me: Acting, owner: Owner, owner_id: int) -> None:
    if owner == "activity":
        seen(read, me, owner_id)
    elif abs(owner_id) >= 2**31 or read.one(f"select 1 from {owner}s where id = :id", id=owner_id) is None:
        raise NotFound(owner, str(owner_id))


def _check_may_add(read: Reader, me: Acting, owner: Owner, owner_id: int) -> None:
    _check_seen(read, me, owner, owner_id)
    if owner == "activity":
        rights.check_attach(rights.current(read, me), me, seen(read, me, owner_id))


def _one(read: Reader, me: Acting, attachment_id: int) -> tuple[AttachmentRow, Owner, int]:
    """Return a file or link and its record; for one that may not be seen it takes as long to say no as for none."""
    may = rights.visible(rights.current(read, me))
    seen_too = f"(x.activity_id is null or exists (select 1 from activities a where a.id = x.activity_id and {may}))"
    condition = f"x.id = :id and not x.removed and {seen_too}"
    rows = _rows(read, condition, id=attachment_id, me=me.id) if abs(attachment_id) < 2**31 else ()
    if not rows:
        raise NotFound("file", str(attachment_id))
    owners = read.one("select activity_id, contact_id, project_id from attachments where id = :id", id=attachment_id)
    assert owners is not None
    kinds: tuple[Owner, ...] = ("activity", "contact", "project")
    owner, owner_id = next((kind, int(number)) for kind, number in zip(kinds, owners, strict=True) if number)
    return rows[0], owner, owner_id


def _rows(read: Reader, condition: str, **bound: int) -> tuple[AttachmentRow, ...]:
    return tuple(
        AttachmentRow(number, name, UserRef(user, login, shown), from_column(at), sha256, size or 0, media, url)
        for number, name, user, login, shown, at, sha256, size, media, url in read.all(
            "select x.id, x.name, u.id, u.login, u.name, x.at, x.sha256, x.size, x.media_type, x.url "
            f"from attachments x join users u on u.id = x.author_id where {condition} order by x.id",
            **bound,
        )
    )
