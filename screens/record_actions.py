"""What lists and cards of contacts and of projects share: planning with the assignment preset, no activity at first."""

from screens.exchange_actions import ExchangeActions
from store.drafts import ActivityDraft
from store.language import _
from store.rows import ActivityRow


class RecordActions(ExchangeActions):
    """The base of what shows contacts or projects."""

    @property
    def chosen(self) -> ActivityRow | None:
        """See ActivityActions: none, unless a pane of activities is shown."""
        return None

    def following(self) -> int | None:
        """See ActivityActions."""
        return None

    def plan_with(self, record_id: int, *, retired: bool, done: bool, project: bool = False) -> None:
        """Open the form with the assignment preset (C3, C4)."""
        if retired:
            self.say(_("It is retired; R takes it back, then one can plan with it."), "hint")
            return
        status = "completed" if done else "planned"
        about = {"project_id": record_id} if project else {"contact_id": record_id}
        self._open_form(draft=ActivityDraft(status=status, **about), done=done)  # type: ignore[arg-type]
