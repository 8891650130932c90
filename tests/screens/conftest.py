"""What the screens' tests share."""

import pytest

from screens import type_ahead

LONG = 120.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what the program shows or waits for some seconds last for as long as a busy machine may take."""
    monkeypatch.setattr("crm_tui.app.TOAST_SECONDS", LONG)
    monkeypatch.setattr("widgets.bars.MESSAGE_SECONDS", LONG)
    monkeypatch.setattr("screens.form.pending_keys.PATIENCE_SECONDS", LONG)
    monkeypatch.setattr("screens.type_ahead.PATIENCE", int(LONG / type_ahead.POLL_SECONDS))
