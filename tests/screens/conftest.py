"""What the screens' tests share."""

import pytest

from screens import type_ahead

LONG = 120.0
# Where what others write is what is tested; elsewhere nobody else writes, and what one writes oneself is not looked for
# at a moment that depends on how busy the machine is.
WATCHED = ("test_live", "test_notifications", "test_notification_pictures")


@pytest.fixture(autouse=True)
def patient(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what the program shows or waits for some seconds last for as long as a busy machine may take."""
    monkeypatch.setattr("crm_tui.app.TOAST_SECONDS", LONG)
    monkeypatch.setattr("widgets.bars.MESSAGE_SECONDS", LONG)
    monkeypatch.setattr("screens.form.pending_keys.PATIENCE_SECONDS", LONG)
    monkeypatch.setattr("screens.type_ahead.PATIENCE", int(LONG / type_ahead.POLL_SECONDS))
    if request.path.stem not in WATCHED and "h5" not in request.node.name:
        monkeypatch.setattr("crm_tui.watching.LOOK_SECONDS", 60 * LONG)
