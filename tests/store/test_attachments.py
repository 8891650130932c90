"""Files and links: copied whole or not at all, named by what is in them (A15)."""

import os
from pathlib import Path

import pytest

from store import attachments, checking, history, settings
from store.database import Store
from store.file_store import FileStore
from store.refusals import FileFault, NotAllowed, NotFound
from store.rows import Acting
from tests.making import contact, planned, project, refused

HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # of "abc"


def written(tmp_path: Path, name: str = "offer.pdf", content: bytes = b"abc") -> Path:
    """Make a file to attach."""
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a15_a_file_is_copied_under_its_hash_and_keeps_its_name(store: Store, anna: Acting, tmp_path: Path) -> None:
    row = planned(store, anna)
    source = written(tmp_path, "Oferta łódzka.pdf")
    made = attachments.attach(store, anna, "activity", row.id, source)
    source.unlink()
    assert (made.name, made.size, made.media_type, made.sha256) == ("Oferta łódzka.pdf", 3, "application/pdf", HASH)
    shown, place = attachments.content(store, anna, made.id)
    assert shown == made
    assert place == store.files / HASH[:2] / HASH
    assert place.read_bytes() == b"abc"
    assert place.stat().st_mode & 0o777 == 0o600
    assert attachments.of(store, anna, "activity", row.id) == (made,)
    assert list((store.files / "incoming").iterdir()) == []


def test_a15_the_same_content_is_kept_once(store: Store, anna: Acting, tmp_path: Path) -> None:
    row, firm, work = planned(store, anna), contact(store, anna), project(store, anna)
    attachments.attach(store, anna, "activity", row.id, written(tmp_path, "a.txt"))
    attachments.attach(store, anna, "contact", firm.id, written(tmp_path, "b.txt"))
    attachments.attach(store, anna, "project", work.id, written(tmp_path, "c.txt"))
    assert list(FileStore(store.files).hashes()) == [HASH]
    assert [one.name for one in attachments.of(store, anna, "contact", firm.id)] == ["b.txt"]
    assert checking.problems(store) == []


def test_a15_too_large_is_refused_with_the_limit_and_leaves_nothing(store: Store, anna: Acting, tmp_path: Path) -> None:
    settings.set_one(store, anna, "attachment-limit", "1 kB")
    row = planned(store, anna)
    with pytest.raises(FileFault) as caught:
        attachments.attach(store, anna, "activity", row.id, written(tmp_path, content=b"x" * 1025))
    assert (caught.value.reason, caught.value.size, caught.value.limit) == ("too-large", 1025, 1024)
    assert attachments.of(store, anna, "activity", row.id) == ()
    assert list(FileStore(store.files).hashes()) == []


@pytest.mark.parametrize("reason", ["not-there", "not-a-file", "a pipe"])
def test_a15_what_is_no_file_is_refused(store: Store, anna: Acting, tmp_path: Path, reason: str) -> None:
    row = planned(store, anna)
    path = tmp_path / "x"
    if reason == "not-a-file":
        path.mkdir()
    elif reason == "a pipe":
        os.mkfifo(path)
    with pytest.raises(FileFault) as caught:
        attachments.attach(store, anna, "activity", row.id, path)
    assert caught.value.reason == ("not-there" if reason == "not-there" else "not-a-file")


def test_a15_a_file_that_shrinks_while_it_is_copied_is_refused(store: Store, anna: Acting, tmp_path: Path) -> None:
    row = planned(store, anna)
    source = written(tmp_path, content=b"x" * 3_000_000)
    with pytest.raises(FileFault, match="changed"):
        attachments.attach(store, anna, "activity", row.id, source, progress=lambda _done: os.truncate(source, 10))
    assert attachments.of(store, anna, "activity", row.id) == ()
    assert checking.problems(store) == []


def test_a15_copying_can_be_stopped_and_leaves_nothing(store: Store, anna: Acting, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_done: int) -> None:
        raise Stopped

    row = planned(store, anna)
    with pytest.raises(Stopped):
        attachments.attach(store, anna, "activity", row.id, written(tmp_path), progress=stop)
    assert list((store.files / "incoming").iterdir()) == []


@pytest.mark.parametrize(("given", "kept"), [
    ("offer.pdf", "offer.pdf"), ("../../etc/passwd", "_.._etc_passwd"), ("a\nb\x1b[31m.txt", "a b[31m.txt"),
    ("...", "file"), (".hidden", "hidden"), ("ż" * 300 + ".pdf", "ż" * 98 + ".pdf"), ("x" * 300, "x" * 200),
    ("C:\\boot.ini", "C:_boot.ini"),
])  # fmt: skip
def test_a15_names_are_harmless(given: str, kept: str) -> None:
    assert attachments.file_name(given) == kept


@pytest.mark.parametrize(
    "url", ["https://example.com/a?b=1#c", "HTTP://Example.com", "mailto:jan@example.com", "tel:+48600100200"]
)
def test_a15_links_of_four_kinds(store: Store, anna: Acting, url: str) -> None:
    row = planned(store, anna)
    made = attachments.link(store, anna, "activity", row.id, url, name="home")
    assert (made.url, made.name, made.is_file) == (url, "home", False)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "not-a-link"),
        ("file:///etc/passwd", "not-a-link"),
        ("ftp://x", "not-a-link"),
        ("example.com", "not-a-link"),
        ("//x", "not-a-link"),
        ("https://", "not-whole"),
        ("https://a b", "not-whole"),
        ("tel:", "not-whole"),
    ],
)
def test_a15_other_links_are_refused(store: Store, anna: Acting, url: str, reason: str) -> None:
    row = planned(store, anna)
    with refused("url", reason):
        attachments.link(store, anna, "activity", row.id, url)
    assert attachments.of(store, anna, "activity", row.id) == ()


def test_a15_saving_a_copy_replaces_nothing_unasked(store: Store, anna: Acting, tmp_path: Path) -> None:
    made = attachments.attach(store, anna, "activity", planned(store, anna).id, written(tmp_path))
    out = tmp_path / "out"
    out.mkdir()
    assert attachments.save_to(store, anna, made.id, out) == out / "offer.pdf"
    with pytest.raises(FileFault, match="exists"):
        attachments.save_to(store, anna, made.id, out)
    attachments.save_to(store, anna, made.id, out, replace=True)
    assert [path.name for path in out.iterdir()] == ["offer.pdf"]


def test_a15_what_vanished_or_is_damaged_is_told(store: Store, anna: Acting, tmp_path: Path) -> None:
    row = planned(store, anna)
    made = attachments.attach(store, anna, "activity", row.id, written(tmp_path))
    _row, place = attachments.content(store, anna, made.id)
    place.write_bytes(b"abd")
    assert [line.split(":")[0] for line in checking.problems(store)] == ["file damaged"]
    with pytest.raises(FileFault, match="damaged"):
        attachments.save_to(store, anna, made.id, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
    place.rename(place.with_name("f" * 64))
    assert [line.split(":")[0] for line in checking.problems(store)] == ["file gone", "file that nothing names"]
    with pytest.raises(FileFault, match="gone"):
        attachments.content(store, anna, made.id)


def test_a15_removing_keeps_the_content_and_the_history(store: Store, anna: Acting, tmp_path: Path) -> None:
    row = planned(store, anna)
    made = attachments.attach(store, anna, "activity", row.id, written(tmp_path))
    attachments.remove(store, anna, made.id)
    assert attachments.of(store, anna, "activity", row.id) == ()
    with pytest.raises(NotFound):
        attachments.get(store, anna, made.id)
    changes = history.changes(store, anna, row.id)
    assert [(change.action, change.fields[0].before, change.fields[0].after) for change in changes[:2]] == [
        ("detach", "offer.pdf", ""), ("attach", "", "offer.pdf"),
    ]  # fmt: skip
    assert checking.problems(store) == []


def test_g2_only_those_whom_it_concerns_attach(store: Store, anna: Acting, marek: Acting, tmp_path: Path) -> None:
    row = planned(store, anna, public=True)
    with pytest.raises(NotAllowed, match="edit-others"):
        attachments.attach(store, marek, "activity", row.id, written(tmp_path))
    hidden = planned(store, anna)
    with pytest.raises(NotFound):
        attachments.link(store, marek, "activity", hidden.id, "https://example.com")
    made = attachments.attach(store, anna, "activity", hidden.id, written(tmp_path))
    with pytest.raises(NotFound):
        attachments.content(store, marek, made.id)
    watched = planned(store, anna, observer_ids=(marek.id,))
    assert attachments.link(store, marek, "activity", watched.id, "https://example.com").author == marek.ref


def test_a15_what_an_interruption_left_is_settled(store: Store, anna: Acting, tmp_path: Path) -> None:
    made = attachments.attach(store, anna, "activity", planned(store, anna).id, written(tmp_path))
    files = FileStore(store.files)
    incoming = store.files / "incoming"
    files.place(HASH).rename(incoming / f"1-aa.{HASH}")
    (incoming / "2-bb").write_bytes(b"half")
    (incoming / f"3-cc.{'0' * 64}").write_bytes(b"never committed")
    assert attachments.content(store, anna, made.id)[1].read_bytes() == b"abc"
    assert checking.problems(store) == []
    assert list(incoming.iterdir()) == []


def test_a_missing_activity_is_told(store: Store, anna: Acting, tmp_path: Path) -> None:
    for number in (99, 2**70):
        with pytest.raises(NotFound):
            attachments.attach(store, anna, "activity", number, written(tmp_path))
    with pytest.raises(NotFound):
        attachments.get(store, anna, 99)
