"""Every action of the screens: its id, its keys, what it does. Bindings, help, key bar and palette are made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from store.language import _


@dataclass(frozen=True)
class Action:
    """An action: `id` is what a key map names, `does` the method without "action_", `text` what it does, in words."""

    id: str
    keys: str
    does: str
    text: Callable[[], str]
    short: Callable[[], str] | None = None


EVERYWHERE = (
    Action("app.day-plan", "1", "day_plan", lambda: _("day plan")),
    Action("app.calendar", "2", "calendar", lambda: _("calendar")),
    Action("app.contacts", "3", "contacts", lambda: _("contacts")),
    Action("app.projects", "4", "projects", lambda: _("projects")),
    Action("app.reports", "5", "reports", lambda: _("reports")),
    Action("app.administration", "6", "administration", lambda: _("administration")),
    Action("app.plan", "n", "plan_new", lambda: _("plan a new activity"), lambda: _("plan")),
    Action("app.record", "N", "record_done", lambda: _("record what is done"), lambda: _("record done")),
    Action("app.quick", "a", "quick_line", lambda: _("plan in one typed line"), lambda: _("quick")),
    Action("app.search", "slash", "search", lambda: _("search"), lambda: _("search")),
    Action("app.notifications", "b", "notifications", lambda: _("notifications")),
    Action("app.stopwatch", "ctrl+t", "stop_or_resume", lambda: _("stop the stopwatch, or go on with the last one")),
    Action("app.own-settings", "comma", "own_settings", lambda: _("my settings: language, theme, calendar, keys")),
    Action("app.undo", "u", "undo", lambda: _("take back my last change"), lambda: _("undo")),
    Action("app.redo", "ctrl+r", "redo", lambda: _("do it again"), lambda: _("redo")),
    Action("app.help", "question_mark", "help", lambda: _("keys of this screen"), lambda: _("help")),
    Action("app.quit", "q", "leave", lambda: _("quit"), lambda: _("quit")),
)
LIST = (
    Action("activity.complete", "c", "complete", lambda: _("complete"), lambda: _("complete")),
    Action("activity.cancel", "x", "cancel", lambda: _("cancel"), lambda: _("cancel")),
    Action("activity.move", "m", "move", lambda: _("move, with the date in words"), lambda: _("move")),
    Action("activity.priority", "p", "priority", lambda: _("set the priority"), lambda: _("priority")),
    Action("activity.discuss", "d", "discuss", lambda: _("read and add to the discussion"), lambda: _("discuss")),
    Action("activity.similar", "y", "similar", lambda: _("plan a similar one"), lambda: _("similar")),
    Action("activity.stopwatch", "s", "stopwatch", lambda: _("stopwatch: start, stop"), lambda: _("stopwatch")),
    Action("activity.time", "S", "time_entries", lambda: _("measured time: read, add, correct"), lambda: _("time")),
    Action("activity.reopen", "o", "reopen", lambda: _("make planned again"), lambda: _("reopen")),
    Action("activity.reassign", "r", "reassign", lambda: _("give to others")),
    Action("activity.mark", "w", "mark", lambda: _("needs completing: set or remove the mark")),
    Action("activity.take", "T", "take", lambda: _("take it, where nobody performs it"), lambda: _("take")),
    Action("activity.delete", "delete", "delete", lambda: _("delete")),
    Action("activity.history", "H", "history", lambda: _("who changed what")),
)
DAYS = (
    Action("day.previous", "left_square_bracket", "shift_day(-1)", lambda: _("previous day")),
    Action("day.next", "right_square_bracket", "shift_day(1)", lambda: _("next day")),
    Action("day.today", "t", "today", lambda: _("today")),
    Action("day.go", "g", "go_to_date", lambda: _("go to a date, in words"), lambda: _("go to")),
)
CALENDAR = (
    Action("calendar.plan", "plus", "plan_here", lambda: _("plan here; record it as done on a day that is over"),
           lambda: _("plan")),
    Action("calendar.view", "v", "view", lambda: _("view: then d, w, o, m or a"), lambda: _("view")),
    Action("calendar.whose", "f", "whose", lambda: _("whose calendar"), lambda: _("whose")),
    Action("calendar.choices", "V", "choices", lambda: _("hours, weeks, what is shown"), lambda: _("settings")),
    Action("calendar.shift-left", "shift+left", "shift(-1, 0)", lambda: _("move the activity a day back")),
    Action("calendar.shift-right", "shift+right", "shift(1, 0)", lambda: _("move the activity a day on")),
    Action("calendar.shift-up", "shift+up", "shift(0, -1)", lambda: _("move it earlier, in a month a week back")),
    Action("calendar.shift-down", "shift+down", "shift(0, 1)", lambda: _("move it later, in a month a week on")),
    Action("calendar.shorten", "less_than_sign", "stretch(-1)", lambda: _("shorten the activity")),
    Action("calendar.lengthen", "greater_than_sign", "stretch(1)", lambda: _("lengthen the activity")),
)  # fmt: skip
TABS = (
    Action("tab.next", "right,l", "shift_tab(1)", lambda: _("next tab"), lambda: _("tab")),
    Action("tab.previous", "left,h", "shift_tab(-1)", lambda: _("previous tab")),
    Action("list.filter", "f", "filter", lambda: _("filter by text"), lambda: _("filter")),
)

PANES = (
    Action("pane.next", "tab", "next_pane(1)", lambda: _("next pane")),
    Action("pane.previous", "shift+tab", "next_pane(-1)", lambda: _("previous pane")),
)
RECORDS = (
    Action("records.filter", "f", "filter", lambda: _("filter while typing"), lambda: _("filter")),
    Action("records.narrow", "F", "narrow", lambda: _("only a status, a group, somebody's; or what is retired"),
           lambda: _("only")),
    Action("records.order", "S", "order", lambda: _("order by another column; the same again turns it round"),
           lambda: _("order")),
    Action("records.add", "A", "add_record", lambda: _("add one"), lambda: _("add")),
    Action("records.edit", "E", "edit_record", lambda: _("change its data"), lambda: _("edit")),
    Action("records.retire", "R", "retire", lambda: _("retire it, or take it back")),
)  # fmt: skip
CARD = (
    Action("card.next", "tab,right,l", "shift_pane(1)", lambda: _("next pane"), lambda: _("pane")),
    Action("card.previous", "shift+tab,left,h", "shift_pane(-1)", lambda: _("previous pane")),
    Action("card.edit", "E", "edit_record", lambda: _("change its data"), lambda: _("edit")),
    Action("card.add", "A", "add_record", lambda: _("add a person or a subproject, in its pane a file"),
           lambda: _("add")),
    Action("card.attach", "f3", "attach_file", lambda: _("attach a file"), lambda: _("attach")),
    Action("card.link", "ctrl+l", "add_link", lambda: _("add a link"), lambda: _("link")),
    Action("card.retire", "R", "retire", lambda: _("retire it, or take it back")),
    Action("card.back", "escape", "back", lambda: _("back to where one was"), lambda: _("back")),
)  # fmt: skip
CONTACT = (
    Action("contact.relate", "L", "relate", lambda: _("relate it to another contact"), lambda: _("relate")),
    Action("contact.merge", "M", "merge", lambda: _("take in another contact that is the same"), lambda: _("merge")),
)
REPORTS = (
    Action("report.group", "g", "group(0)", lambda: _("by what it is grouped"), lambda: _("group")),
    Action("report.second", "G", "group(1)", lambda: _("by what on a second level"), lambda: _("second level")),
    Action("report.period", "p", "period", lambda: _("period: by name, or in words"), lambda: _("period")),
    Action("report.previous", "left_square_bracket", "turn_period(-1)", lambda: _("previous period")),
    Action("report.next", "right_square_bracket", "turn_period(1)", lambda: _("next period")),
    Action("report.present", "t", "present_period", lambda: _("the present period")),
    Action("report.filter", "f", "narrow", lambda: _("only a user, a contact, a category …"), lambda: _("filter")),
    Action("report.view", "v", "view", lambda: _("the chart alone, or with the table"), lambda: _("chart")),
    Action("report.export", "e", "export_shown", lambda: _("export to CSV or JSON"), lambda: _("export")),
    Action("report.card", "K", "card", lambda: _("the card of the contact or project"), lambda: _("card")),
    Action("report.count", "r", "count", lambda: _("count again"), lambda: _("count again")),
    Action("report.back", "escape", "back", lambda: _("stop counting; show all again; back"), lambda: _("back")),
)
GROUP = (
    Action("group.card", "K", "card", lambda: _("the card of the contact or project"), lambda: _("card")),
    Action("group.export", "e", "export_shown", lambda: _("export to CSV or JSON"), lambda: _("export")),
    Action("group.back", "escape", "back", lambda: _("back to the report"), lambda: _("back")),
)
NOTICES = (
    Action("notice.read", "space,r", "mark_read", lambda: _("mark as read, or as unread again"), lambda: _("read")),
    Action("notice.read-all", "R", "mark_all_read", lambda: _("mark all as read"), lambda: _("all read")),
    Action("notice.snooze", "z", "snooze", lambda: _("snooze: come again later"), lambda: _("snooze")),
    Action("notice.unread", "f", "only_unread", lambda: _("only what is unread, or all"), lambda: _("only unread")),
    Action("notice.choices", "V", "notice_choices", lambda: _("what I am told of, and how"), lambda: _("settings")),
    Action("notice.pane", "tab", "next_pane", lambda: _("next pane")),
    Action("notice.back", "escape", "back", lambda: _("back to where one was"), lambda: _("back")),
)
SECTIONS = (
    Action("section.next", "tab,right,l", "shift_pane(1)", lambda: _("into the list")),
    Action("section.previous", "shift+tab,left,h", "shift_pane(-1)", lambda: _("back to the sections")),
    Action("section.add", "A", "add_record", lambda: _("add one"), lambda: _("add")),
    Action("section.edit", "E", "edit_record", lambda: _("change it"), lambda: _("edit")),
    Action("section.retire", "R", "retire", lambda: _("retire it, or take it back"), lambda: _("retire")),
    Action("section.turn", "space", "turn", lambda: _("on or off, or the next value"), lambda: _("change")),
    Action("section.up", "shift+up,K", "move_row(-1)", lambda: _("move it up"), lambda: _("up")),
    Action("section.down", "shift+down,J", "move_row(1)", lambda: _("move it down"), lambda: _("down")),
    Action("section.back", "escape", "back", lambda: _("back to where one was"), lambda: _("back")),
)
ADMINISTRATION = (
    Action("admin.take-over", "T", "take_over", lambda: _("give a leaver's open work to another user"),
           lambda: _("take over")),
    Action("admin.history", "H", "history", lambda: _("who changed what")),
    Action("admin.password", "P", "set_password", lambda: _("give a user a password"), lambda: _("password")),
)  # fmt: skip
OWN = (
    Action("own.default", "D", "default", lambda: _("back to what it is by default"), lambda: _("default")),
    Action("own.more-keys", "M", "more_keys", lambda: _("give an action one more key"), lambda: _("one more key")),
)

# What is not there while the team does not track time (G4).
OF_TIME = tuple(
    action for action in (*EVERYWHERE, *LIST) if action.id in {"app.stopwatch", "activity.stopwatch", "activity.time"}
)

NAMES = {
    "comma": ",",
    "space": "␣",
    "shift+tab": "⇧tab",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "right": "→",
    "left": "←",
    "plus": "+",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "shift+left": "⇧←",
    "shift+right": "⇧→",
    "shift+up": "⇧↑",
    "shift+down": "⇧↓",
    "delete": "del",
    "escape": "esc",
}

# The actions that one screen has at a time: no two of them share a key.
SCREENS = (
    (*LIST, *EVERYWHERE, *DAYS, *TABS, *PANES),
    (*LIST, *EVERYWHERE, *DAYS, *CALENDAR),
    (*EVERYWHERE, *RECORDS, *CONTACT),
    (*EVERYWHERE, *LIST, *CARD, *CONTACT),
    (*EVERYWHERE, *SECTIONS, *ADMINISTRATION),
    (*EVERYWHERE, *SECTIONS, *OWN),
    (*EVERYWHERE, *NOTICES),
    (*EVERYWHERE, *REPORTS, *TABS[:2]),
    (*EVERYWHERE, *LIST, *GROUP),
)


def bindings(actions: Sequence[Action]) -> list[BindingType]:
    """Return Textual bindings for actions; what they do is said by the key bar and the help, in the language in use.

    With priority, so that keys of one packet are obeyed in their order: what follows "m" is typed in the dialog.
    """
    return [Binding(action.keys, action.does, action.id, show=False, priority=True, id=action.id) for action in actions]


def shown_key(keys: str) -> str:
    """Return the first of an action's keys as people write it: "^r", "F2", "?"."""
    first = keys.split(",", maxsplit=1)[0]
    if first.startswith("ctrl+"):
        return "^" + first[5:]
    if first[:1] == "f" and first[1:].isdigit():
        return first.upper()
    return NAMES.get(first, first)
