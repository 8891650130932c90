"""The theme that was in use last is what a log-in is drawn in (G1, G5)."""

from pathlib import Path

import pytest

from crm_tui import snapshot
from crm_tui.themes import DARK, LIGHT, name_of


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(snapshot, "user_cache_path", lambda _name: tmp_path / "crm-tui")
    return tmp_path / "crm-tui"


def test_g5_the_last_theme_is_kept_for_the_next_log_in(cache: Path) -> None:
    assert snapshot.last_theme() == "dark"
    snapshot.keep_theme(name_of(LIGHT.name))
    assert snapshot.last_theme() == "light"
    snapshot.keep_theme(name_of(DARK.name))
    assert snapshot.last_theme() == "dark"
    assert cache.is_dir()


@pytest.mark.parametrize("held", [b"", b"pink", b"\xff\xfe"])
def test_what_is_no_theme_is_as_good_as_none(cache: Path, held: bytes) -> None:
    cache.mkdir()
    (cache / "theme").write_bytes(held)
    assert snapshot.last_theme() == "dark"


def test_what_cannot_be_kept_is_done_without(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    snapshot.keep_theme("light")
    assert snapshot.last_theme() == "dark"
