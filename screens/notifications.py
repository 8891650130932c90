"""What one has been told: what is new first, then day by day; beside it the whole of it and its activity (D4, D5)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

from screens import keys, notice_words
from screens.planning_actions import PlanningActions
from store.dates import clock_time, long_day
from store.language import _, n_
from store.reminder_rows import Bell, NotificationRow
from store.rows import NoteRow
from widgets.agenda_items import Blank, Heading
from widgets.bars import KeyBar, TopBar
from widgets.notice_list import Notice, NoticeList
from widgets.notice_preview import NoticePreview

WIDE, HUGE = 110, 180
SMALL_HEIGHT = 18
PAGE = 100
REST_SECONDS = 0.08


@dataclass(frozen=True)
class Read:
    """What was read for the list: what is unread, the newest of all, whether there is more, and the count."""

    unread: tuple[NotificationRow, ...]
    all: tuple[NotificationRow, ...]
    more: bool
    bell: Bell


class NotificationsScreen(PlanningActions):
    """The list of notifications; `enter` opens the activity, `esc` goes back to where one was."""

    CSS = """
    NotificationsScreen { layout: vertical; background: $background; }
    NotificationsScreen #body { height: 1fr; layout: vertical; margin-top: 1; }
    NotificationsScreen NoticeList { height: 1fr; width: 1fr; }
    NotificationsScreen #preview { height: 5; width: 1fr; border-top: solid $line; background: $side; }
    NotificationsScreen.-wide #body { layout: horizontal; }
    NotificationsScreen.-wide #preview { height: 1fr; width: 44; border-top: none; border-left: vkey $line; }
    NotificationsScreen.-huge #preview { width: 60; }
    NotificationsScreen.-small #preview { display: none; }
    NotificationsScreen #preview:focus { border-top: solid $accent; }
    NotificationsScreen.-wide #preview:focus { border-top: none; border-left: vkey $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = keys.bindings(keys.NOTICES)

    def __init__(self) -> None:
        super().__init__()
        self._held: Read | None = None
        self._rows: dict[int, NotificationRow] = {}
        self._only_unread = False
        self._loading = False
        self._select: int | None = None
        self._rest: Timer | None = None

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        with Container(id="body"):
            yield NoticeList()
            yield NoticePreview(self.desk.zone, id="preview")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for what there is; a toast that says the same would only cover it."""
        self.app.clear_notifications()
        self._show_frame()
        self.set_focus(self.listed)
        self.when_open(self.reload)

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the size."""
        width, height = event.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width >= HUGE, "-huge")
        self.set_class(width < WIDE and height < SMALL_HEIGHT, "-small")
        self._show_frame()
        self.call_after_refresh(self._show_preview)

    @property
    def listed(self) -> NoticeList:
        """The list."""
        return self.query_one(NoticeList)

    @property
    def chosen(self) -> NotificationRow | None:
        """The notification under the cursor."""
        notice = self.listed.chosen
        return self._rows.get(notice.id) if notice else None

    def opened(self) -> None:
        """See BaseScreen."""
        super().opened()
        self._show_frame()

    # ----------------------------------------------------------------- asking

    def reload(self, select: int | None = None) -> None:
        """See BaseScreen: the same anew, the cursor on the same notification."""
        if self.desk.store is None:
            return
        from store import notifications

        store, me = self.desk.opened
        count = max(PAGE, len(self._held.all) if self._held else 0)

        def read() -> Read:
            rows = notifications.listing(store, me, limit=count + 1)
            unread = notifications.listing(store, me, unread=True, limit=PAGE)
            return Read(unread, rows[:count], len(rows) > count, notifications.bell(store, me))

        self.ask("notices", read, self._take)

    def _take(self, held: Read) -> None:
        self._held, self._loading = held, False
        self._show()

    def on_notice_list_near_end(self) -> None:
        """Ask for the next page."""
        held = self._held
        if held is None or not held.more or self._loading or not held.all:
            return
        from store import notifications

        self._loading = True
        store, me = self.desk.opened
        last = held.all[-1].id

        def take(rows: tuple[NotificationRow, ...]) -> None:
            self._take(Read(held.unread, (*held.all, *rows[:PAGE]), len(rows) > PAGE, held.bell))

        self.ask("notices", lambda: notifications.listing(store, me, before=last, limit=PAGE + 1), take)

    def refused(self, error: Exception) -> None:
        """See BaseScreen."""
        self._loading = False
        super().refused(error)

    # ----------------------------------------------------------------- showing

    def _show(self) -> None:
        held = self._held
        if held is None:
            return
        self._rows = {row.id: row for row in (*held.all, *held.unread)}
        self.listed.show(list(self._items(held)), keep=True, select=self._select)
        self._select = None
        self._show_frame()

    def _items(self, held: Read) -> Iterable[Heading | Notice | Blank]:
        now = self.desk.now
        new = [row for row in held.unread if row.snoozed_until is None or row.snoozed_until <= now]
        later = [row for row in held.unread if row not in new]
        if not self._rows:
            yield Blank(
                (
                    _("Nothing has been told yet."),
                    _("Reminders come here, and what others do to activities of yours: new, moved, changed, cancelled, "
                      "discussed."),
                    _("V chooses what you are told of, and by which channel."),
                )
            )  # fmt: skip
            return
        if new:
            yield Heading(_("NEW"), held.bell.unread)
            yield from map(self._line, new)
        if later:
            yield Heading(_("PUT OFF"), len(later))
            yield from map(self._line, sorted(later, key=_comes_back))
        if self._only_unread:
            if not new and not later:
                yield Blank((_("Everything has been read."), _("f shows all.")))
            return
        shown = {row.id for row in held.unread}
        yield from self._by_day([row for row in held.all if row.id not in shown])

    def _by_day(self, rows: Sequence[NotificationRow]) -> Iterable[Heading | Notice]:
        zone, today = ZoneInfo(self.desk.zone), self.desk.today
        before: date | None = None
        for row in rows:
            day = row.at.astimezone(zone).date()
            if day != before:
                before = day
                near = {0: _("TODAY"), 1: _("YESTERDAY")}.get((today - day).days)
                yield Heading(near or long_day(day, today).upper())
            yield self._line(row)

    def _line(self, row: NotificationRow) -> Notice:
        desk = self.desk
        return notice_words.line(row, zone=desk.zone, today=desk.today, now=desk.now)

    def _show_frame(self) -> None:
        desk = self.desk
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        unread = self._held.bell.unread if self._held else 0
        said = n_("{count} unread", "{count} unread", unread).format(count=unread) if unread else _("all read")
        if self._only_unread:
            said += f" · {_('only unread')}"
        subtitle = said if self._rows else ""
        self.query_one(TopBar).show(
            title=_("Notifications"), subtitle=subtitle, right=(name, clock_time(desk.now, desk.zone))
        )
        bar, shown = [("enter", _("open"))], ["notice.read", "notice.read-all", "notice.snooze"]
        if self._held is not None and self.chosen is None:
            bar, shown = [], []
        shown += ["notice.unread"] if self._rows or self._only_unread else []
        shown += ["notice.choices", "notice.back"]
        by_id = {action.id: action for action in self.actions()}
        for one in (*shown, "app.undo", "app.plan", "app.quick", "app.search"):
            action = by_id[one]
            bar.append((keys.shown_key(self.key_of(action)), (action.short or action.text)()))
        last = by_id["app.help"]
        self.query_one(KeyBar).show(bar, last=(keys.shown_key(self.key_of(last)), (last.short or last.text)()))

    def on_notice_list_highlighted(self) -> None:
        """Follow the cursor: with the whole discussion once it rests."""
        self._show_preview()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self._load_notes)

    def _show_preview(self, notes: Sequence[NoteRow] = ()) -> None:
        preview, row, desk = self.query_one(NoticePreview), self.chosen, self.desk
        if not preview.display:
            return
        if row is None:
            preview.show_notice((), None, desk.today)
            return
        told = notice_words.whole(row, zone=desk.zone, today=desk.today, now=desk.now)
        about = row.title if row.activity is not None else ""
        preview.show_notice(told, row.activity, desk.today, notes, about=about)

    def _load_notes(self) -> None:
        row = self.chosen
        activity = row.activity if row else None
        if activity is None or activity.note_count < 2 or not self.has_class("-wide"):
            return
        from store import discussion

        store, me = self.desk.opened
        number = activity.id

        def take(notes: tuple[NoteRow, ...]) -> None:
            now = self.chosen
            if now is not None and now.activity is not None and now.activity.id == number:
                self._show_preview(notes)

        self.ask("notes", lambda: discussion.notes(store, me, number, last=20), take)

    def tick(self) -> None:
        """A minute has passed."""
        self._show()

    # ----------------------------------------------------------------- acting

    def on_notice_list_opened(self, message: NoticeList.Opened) -> None:
        """Open the activity; what is opened has been read."""
        row = self._rows.get(message.notice.id)
        if row is None:
            return
        if not row.read:
            self._write(lambda store, me: _mark(store, me, [row.id], read=True), row.id)
        if row.activity_id is None:
            self.say(_("The activity is not there any more, or you may not see it."), "hint")
        else:
            number = row.activity_id
            self.when_open(lambda: self._open(number))

    def _with_chosen(self, act: Callable[[NotificationRow], None]) -> None:
        row = self.chosen
        if row is None:
            self.say(_("Nothing is chosen here."), "hint")
        else:
            act(row)

    def _write(self, change: Callable[[Any, Any], Any], select: int | None, said: str = "") -> None:
        """Write in a thread, then show it, with the cursor where it belongs."""
        store, me = self.desk.opened

        def done(_result: Any) -> None:
            if said:
                self.say(said)
            self._select = select
            self.reload()

        self.ask("write", lambda: change(store, me), done)

    def action_mark_read(self) -> None:
        """Mark as read and go on to the next; what is read already becomes unread again."""
        self._with_chosen(self._mark_read)

    def _mark_read(self, row: NotificationRow) -> None:
        following = self.listed.following
        select = row.id if row.read or following is None else following.id
        self._write(lambda store, me: _mark(store, me, [row.id], read=not row.read), select)

    def action_mark_all_read(self) -> None:
        """Mark all that is shown here as read; what comes meanwhile stays unread."""
        held = self._held
        if held is None or not held.unread:
            self.say(_("Everything has been read."), "hint")
            return
        newest = max(row.id for row in held.unread)
        from store import notifications

        self._write(
            lambda store, me: notifications.mark_all_read(store, me, up_to=newest), None, _("All marked as read.")
        )

    def action_snooze(self) -> None:
        """Put it off: it comes again, as new."""
        self._with_chosen(self._snooze)

    def _snooze(self, row: NotificationRow) -> None:
        from screens.dialogs.snooze import AskSnooze
        from store import notifications

        following = self.listed.following

        def answered(until: datetime | None) -> None:
            if until is None:
                return
            desk = self.desk
            time = notice_words.stamp_ahead(until, desk.zone, desk.today)
            self._write(
                lambda store, me: notifications.snooze(store, me, row.id, until),
                following.id if following else None,
                _("It comes again: {time}.").format(time=time),
            )

        dialog = AskSnooze(self.desk, about=row.title)
        self.app.push_screen(dialog.beside(self.listed.cursor_lines), answered)

    def action_only_unread(self) -> None:
        """Show only what is unread, or all."""
        self._only_unread = not self._only_unread
        self._show()

    def action_next_pane(self) -> None:
        """Go to the preview, where the arrows scroll, or back."""
        preview = self.query_one(NoticePreview)
        self.set_focus(preview if self.focused is self.listed and preview.display else self.listed)

    def action_back(self) -> None:
        """Go back to where one was."""
        self.app.pop_screen()

    def action_notifications(self) -> None:
        """See BaseScreen."""
        self.say(_("These are the notifications."), "hint")

    def actions(self) -> tuple[keys.Action, ...]:
        """See BaseScreen."""
        return (*keys.NOTICES, *keys.EVERYWHERE)

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        mine = [(keys.shown_key(self.key_of(action)), action.text()) for action in keys.NOTICES]
        return [
            (_("Notifications"), [("↑ ↓ j k", _("choose; enter opens the activity")), *mine]),
            *super().help_groups(),
        ]


def _comes_back(row: NotificationRow) -> datetime:
    assert row.snoozed_until is not None
    return row.snoozed_until


def _mark(store: Any, me: Any, ids: Sequence[int], *, read: bool) -> None:
    from store import notifications

    notifications.mark_read(store, me, ids, read=read)
