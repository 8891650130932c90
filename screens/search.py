"""One search over everything, while it is being typed (C8)."""

from collections.abc import Iterable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.timer import Timer
from textual.widgets import Input

from screens import keys
from screens.activity_actions import ActivityActions
from screens.type_ahead import EarlyKeys
from store.dates import clock_time
from store.finding.hits import Hit
from store.language import _, p_
from store.record_rows import ContactRow, PersonRow, ProjectRow
from store.rows import ActivityRow, NoteRow
from widgets.agenda_items import Blank, Entry, Heading, list_items
from widgets.bars import KeyBar, TopBar
from widgets.hit_list import Found, FoundItem, HitList
from widgets.hit_preview import HitPreview, RecordRow
from widgets.line_field import LineField

WIDE, HUGE = 110, 180
SMALL_HEIGHT = 18
REST_SECONDS = 0.08


class SearchScreen(ActivityActions):
    """The box is on top; what it finds stands below while one types; `esc` goes back to where one was."""

    CSS = """
    SearchScreen { layout: vertical; background: $background; }
    SearchScreen #query { margin: 1 1 0 1; width: 1fr; }
    SearchScreen #found { height: 1fr; width: 100vw; layout: vertical; margin-top: 1; }
    SearchScreen HitList { height: 1fr; width: 1fr; }
    SearchScreen #preview { height: 5; width: 1fr; border-top: solid $line; background: $side; }
    SearchScreen.-wide #found { layout: horizontal; }
    SearchScreen.-wide #preview { height: 1fr; width: 44; border-top: none; border-left: vkey $line; }
    SearchScreen.-huge #preview { width: 60; }
    SearchScreen.-small #preview { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings(keys.LIST),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("tab,shift+tab", "other_pane", show=False),
        Binding("escape", "go_back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[Hit, ...] = ()
        self._wanted = self._answered = self._shown_text = ""
        self._waiting = False
        self._rest: Timer | None = None
        self._previewed: Hit | None = None
        self._early = EarlyKeys(self)

    def compose(self) -> ComposeResult:
        """Lay out."""
        yield TopBar()
        yield LineField(id="query")
        with Container(id="found"):
            yield HitList()
            yield HitPreview(self.desk.zone, id="preview")
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types in the box, letters are letters."""
        typing = self.focused is None or isinstance(self.focused, LineField)
        return not typing or action in {"step", "page", "other_pane", "go_back"}

    def on_mount(self) -> None:
        """Begin with the box."""
        self.show_frame()
        self._show()
        self._early.begin(self.query_one(LineField))

    def on_key(self, event: events.Key) -> None:
        """Keep for the box what is typed before it is there."""
        if self.focused is None or isinstance(self.focused, LineField):
            self._early.take(event)
        else:
            super().on_key(event)

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the size."""
        width, height = event.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(width >= HUGE, "-huge")
        self.set_class(width < WIDE and height < SMALL_HEIGHT, "-small")
        self.call_after_refresh(self._preview)

    def on_screen_resume(self) -> None:
        """Ask again after something was opened: it may have changed."""
        if self._answered:
            self.reload()

    def show_frame(self) -> None:
        """Write the lines above and below; what the box and the preview say follows language and zone (G6)."""
        desk = self.desk
        self.query_one("#query", LineField).placeholder = _("a name, a word, a number …")
        self.query_one(HitPreview).set_zone(desk.zone)
        name = desk.name if self.size.width >= 100 or not desk.me else desk.me.login
        self.query_one(TopBar).show(title=_("Search"), right=(name, clock_time(desk.now, desk.zone)))
        bar = [("enter", _("open")), ("↑ ↓", _("choose")), ("tab", _("to the list and back")), ("esc", _("back"))]
        if isinstance(self.focused, HitList):
            by_id = {action.id: action for action in (*keys.EVERYWHERE, *keys.LIST)}
            for one in ("activity.complete", "activity.move", "activity.discuss", "activity.similar"):
                bar.append((keys.shown_key(self.key_of(by_id[one])), (by_id[one].short or by_id[one].text)()))
        self.query_one(KeyBar).show(bar, last=self.help_key() if isinstance(self.focused, HitList) else None)

    # ----------------------------------------------------------------- asking

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed; one question at a time, the next one is the newest text."""
        self._wanted = event.value
        self.when_open(self._ask)

    def opened(self) -> None:
        """See BaseScreen: now it is known in which language and time zone."""
        super().opened()
        self.show_frame()
        self._show()

    def reload(self, select: int | None = None) -> None:
        """Look for the same again, keeping the cursor."""
        self._answered = ""
        if not self._wanted:
            self._show()
        self._ask()

    def _ask(self) -> None:
        if self._waiting or self._wanted == self._answered:
            return
        text, (store, me) = self._wanted, self.desk.opened
        if not text.strip():
            self._take_hits((text, ()))
            return
        from store import search

        self._waiting = True
        self.ask("search", lambda: (text, search.search(store, me, text)), self._take_hits)

    def _take_hits(self, answer: tuple[str, tuple[Hit, ...]]) -> None:
        text, hits = answer
        same = text == self._shown_text
        self._waiting = False
        self._answered, self._hits = text, hits
        self._show(keep=same)
        self._ask()

    def refused(self, error: Exception) -> None:
        """See BaseScreen."""
        self._waiting = False
        super().refused(error)

    # ----------------------------------------------------------------- showing

    def _show(self, *, keep: bool = False) -> None:
        self._shown_text = self._answered
        self.found.show(list(self._items()), keep=keep)
        self._preview()

    def _items(self) -> Iterable[FoundItem]:
        if not self._answered.strip():
            yield Blank(
                (
                    _("Contacts, persons, projects, activities, and what was said about them."),
                    _("Each word you type may be the beginning of a word, in any order: “ab off” finds the offer "
                      "to AB Transport."),
                    _("Accents do not matter: “lodz” finds Łódź. A number finds the activity of that number."),
                )
            )  # fmt: skip
            return
        if not self._hits:
            yield Blank(
                (
                    _("Nothing contains “{text}”, nor anything near it.").format(text=self._answered.strip()),
                    _("Fewer letters find more; every word has to be there."),
                )
            )
            return
        section = ""
        for hit in self._hits:
            title = self._section(hit)
            if title != section:
                section = title
                yield Heading(title)
            yield self._found(hit)

    def _section(self, hit: Hit) -> str:
        if hit.near:
            near = dict.fromkeys(word for one in self._hits for word in one.near)
            return _("SIMILAR: {words}").format(words=", ".join(near))
        return _("ACTIVITIES") if hit.kind == "activity" else _("CONTACTS, PERSONS, PROJECTS")

    def _found(self, hit: Hit) -> Found:
        row, desk = hit.record, self.desk
        if not isinstance(row, ActivityRow):
            kinds = {
                "contact": (_("Contact"), p_("letter", "C")),
                "person": (_("Person"), p_("letter", "P")),
                "project": (_("Project"), "#"),
            }
            return Found(hit, *kinds[hit.kind], row.name)
        (entry,) = list_items([row], zone=desk.zone, today=desk.today, now=desk.now)
        assert isinstance(entry, Entry)
        name = row.assignment.name if row.assignment else "—"
        category = row.category
        return Found(hit, category.name, category.letter, name, entry.time, category.hue, row.status, row.priority)

    def on_hit_list_highlighted(self, message: HitList.Highlighted) -> None:
        """Show what the cursor rests on."""
        self._preview()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self._load_notes)

    def _preview(self) -> None:
        hit, preview = self.found.highlighted, self.query_one(HitPreview)
        if not preview.display or (hit is not None and hit is self._previewed):
            return
        self._previewed = hit
        row = hit.record if hit else None
        if row is None or isinstance(row, ActivityRow):
            preview.show(row, self.desk.today, now=self.desk.now)
        else:
            preview.show_record(row)

    def _load_notes(self) -> None:
        """The whole discussion, once the cursor rests: what was found may have been said in it."""
        row = self.chosen
        if row is None or row.note_count < 2 or not self.has_class("-wide"):
            return
        from store import discussion

        store, me = self.desk.opened
        number = row.id
        self.ask("notes", lambda: (number, discussion.notes(store, me, number, last=20)), self._take_notes)

    def _take_notes(self, answer: tuple[int, tuple[NoteRow, ...]]) -> None:
        number, notes = answer
        if self.chosen is not None and self.chosen.id == number:
            self.query_one(HitPreview).show(self.chosen, self.desk.today, notes, now=self.desk.now)

    # ----------------------------------------------------------------- acting

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What was found for what is typed."""
        return self._hits

    @property
    def found(self) -> HitList:
        """The list."""
        return self.query_one(HitList)

    @property
    def chosen(self) -> ActivityRow | None:
        """See ActivityActions."""
        row = self.found.highlighted.record if self.found.highlighted else None
        return row if isinstance(row, ActivityRow) else None

    def following(self) -> int | None:
        """See ActivityActions: the list keeps its place."""
        return None

    def action_step(self, by: int) -> None:
        """Move the cursor of the list while the box keeps the keys."""
        self.found.action_step(by)

    def action_page(self, by: int) -> None:
        """Move the cursor of the list by a screenful."""
        self.found.action_page(by)

    def action_other_pane(self) -> None:
        """Go from the box to the list, where single keys act on an activity, or back."""
        (self.query_one(LineField) if isinstance(self.focused, HitList) else self.found).focus()

    def on_descendant_focus(self) -> None:
        """Name the keys that matter where one is."""
        self.show_frame()

    def action_search(self) -> None:
        """Back to the box."""
        self.set_focus(self.query_one(LineField))

    def on_input_submitted(self) -> None:
        """Open the hit under the cursor."""
        self.found.action_open()

    def on_hit_list_opened(self, message: HitList.Opened) -> None:
        """Open a hit."""
        self.open_hit(message.hit)

    def open_hit(self, hit: Hit) -> None:
        """Open what was found: an activity's form, a contact's or project's card; of a person, their contact's."""
        row: ActivityRow | RecordRow = hit.record
        match row:
            case ActivityRow():
                self.when_open(lambda: self._open(hit.id))
            case PersonRow():
                self.open_contact(row.contact.id)
            case ContactRow():
                self.open_contact(hit.id)
            case ProjectRow():
                self.open_project(hit.id)

    def action_go_back(self) -> None:
        """Go back to where one was."""
        self.app.pop_screen()

    def help_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """See BaseScreen."""
        mine = [(keys.shown_key(self.key_of(a)), a.text()) for a in keys.LIST]
        mine.insert(0, ("↑ ↓ j k", _("choose; enter opens")))
        return [(_("The activity under the cursor"), mine), *super().help_groups()]

    def tick(self) -> None:
        """A minute has passed."""
        self.show_frame()
