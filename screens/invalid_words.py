"""Words for fields that break a rule, by field and reason; "" stands for any field."""

from collections.abc import Callable

from screens import exchange_words, kept_words, report_words, time_words
from store.language import _

INVALID: dict[tuple[str, str], Callable[[], str]] = {
    **exchange_words.INVALID,
    **report_words.INVALID,
    **time_words.INVALID,
    **kept_words.INVALID,
    ("category", "missing"): lambda: _("Choose a category."),
    ("start", "missing"): lambda: _("Say when it starts, or mark it open-ended."),
    ("start", "of-cycle-missing"): lambda: _("Say when the cycle starts, for example “tomorrow at 9”."),
    ("when", "contradicts"): lambda: _("“{value}” is not one day and time: leave only what is meant."),
    ("", "needs-day"): lambda: _("“{value}”: on which day?"),
    ("start", "needs-time"): lambda: _("Say at what time it starts, or leave it all day."),
    ("start", "open-ended"): lambda: _("What is open-ended has no start, end or length."),
    ("end", "missing"): lambda: _("Say when it ends."),
    ("reminders", "needs-time"): lambda: _("“{value}”: at what time shall it remind?"),
    ("reminders", "unit"): lambda: _("“{value}” cannot be counted before the start. Possible: {allowed}."),
    ("reminders", "channel"): lambda: _("“{value}” is no way to be reminded. Possible: {allowed}."),
    ("reminders", "too-many"): lambda: _("{value} reminders are too many: at most {allowed}."),
    ("reminders", "open-ended"): lambda: _(
        "What is open-ended has no start to be reminded before: give a date and time."
    ),
    ("reminders", "past"): lambda: _("{value} is over: a reminder has to be yet to come."),
    ("snooze", "past"): lambda: _("{value} is over: choose a later time."),
    ("end", "needs-time"): lambda: _("“{value}”: at what time does it end?"),
    ("end", "two-ends"): lambda: _("Give either the end or the length, not both."),
    ("end", "past"): lambda: _("This is in the past: it can only be recorded as completed or cancelled."),
    ("end", "end-before-start"): lambda: _("The end is before the start."),
    ("busy", "open-ended"): lambda: _("What is open-ended cannot be busy."),
    ("project", "two-assignments"): lambda: _("Assign it to a contact or to a project, not to both."),
    ("persons", "no-contact"): lambda: _("Contact persons need a contact."),
    ("persons", "other-contact"): lambda: _("{value} is not a person of this contact."),
    ("direction", "no-contact"): lambda: _("The direction needs a contact."),
    ("outcome", "missing"): lambda: _("It has a goal: say success or failure."),
    ("outcome", "no-goal"): lambda: _("There is no goal, so there is no outcome to give."),
    ("outcome", "not-completed"): lambda: _("Only what is completed has an outcome."),
    ("performers", "missing"): lambda: _("Choose at least one performer."),
    ("", "hidden"): lambda: _("{value} is hidden and cannot be chosen."),
    ("performers", "taken"): lambda: _("Somebody performs it already."),
    ("status", "ended"): lambda: _("It has ended already; make it planned again first."),
    ("status", "not-ended"): lambda: _("It has not ended."),
    ("note", "missing"): lambda: _("There is nothing to add."),
    ("cycle", "missing"): lambda: _("Say how it repeats, for example “every week on Tuesday”."),
    ("cycle", "not-understood"): lambda: _(
        "Not understood: “{value}”. Try “every day”, “every 2 weeks on Tuesday”, "
        "“last Friday of the month” or an RRULE."
    ),
    ("cycle", "no-end"): lambda: _("Say when the cycle ends: “until 31 December”, “for 2 weeks” or “10 times”."),
    ("cycle", "two-ends"): lambda: _("The cycle is given two ends ({value}); leave one."),
    ("cycle", "end-before-start"): lambda: _("The cycle ends before it starts ({value}); choose a later end."),
    ("cycle", "never"): lambda: _("There is no such day, ever: {value}. Choose other days or a later end."),
    ("cycle", "too-many"): lambda: _(
        "The cycle has {value} occurrences; at most {allowed} are possible. Choose an earlier end or a lower number."
    ),
    ("cycle", "too-far"): lambda: _(
        "The cycle goes beyond the year {allowed}. Choose an earlier end or a lower number."
    ),
    ("cycle", "too-fast"): lambda: _("A cycle is daily or slower; {value} is not possible. Use one of: {allowed}."),
    ("cycle", "no-frequency"): lambda: _("The rule does not say how often: FREQ is one of {allowed}."),
    ("cycle", "unknown-part"): lambda: _("“{value}” is no part of a rule. Possible parts: {allowed}."),
    ("cycle", "twice"): lambda: _("The rule says {value} twice; leave one."),
    ("cycle", "wrong-value"): lambda: _("“{value}” is not possible in a rule. Possible: {allowed}."),
    ("cycle", "not-together"): lambda: _("{value} do not go together in a rule; use {allowed}."),
    ("cycle", "position-alone"): lambda: _("{value} needs another BY part to choose from, for example BYDAY."),
    ("cycle", "whole-days"): lambda: _("Whole days have no time: leave out {value}, or give the start a time."),
    ("cycle", "open-ended"): lambda: _("What is open-ended cannot have a cycle; give it a start."),
    ("cycle", "too-long"): lambda: _("The rule is too long: {value} characters; at most {allowed}."),
    ("priority", "unknown"): lambda: _("“{value}” is no mark: use {allowed}."),
    ("password", "too-short"): lambda: _("The password is too short: at least {allowed} characters."),
    ("password", "too-long"): lambda: _("The password is too long: at most {allowed} characters."),
    ("password", "unreadable"): lambda: _("The password has characters that cannot be typed."),
    ("password", "like-login"): lambda: _("The password is the login; choose another."),
    ("password", "not-the-same"): lambda: _("The two passwords are not the same."),
    ("password", "no-terminal"): lambda: _(
        "A password is asked for here. Run it in a terminal, or give it on the first line with --log-in-stdin."
    ),
    ("login", "not-a-login"): lambda: _("“{value}” cannot be a login: one word of at most 64 characters."),
    ("login", "taken"): lambda: _("There is a user “{value}” already."),
    ("active", "last-administrator"): lambda: _("Somebody must be left who may administer."),
    ("zone", "unknown"): lambda: _("There is no time zone “{value}”; write for example Europe/Warsaw."),
    ("phone", "not-a-phone"): lambda: _(
        "“{value}” cannot be a telephone number. Write it with the code of its country, for example +48 600 100 200."
    ),
    ("tax-number", "not-a-nip"): lambda: _("“{value}” is no Polish tax number (NIP): its check digit is wrong."),
    ("tax-number", "not-a-vat-number"): lambda: _("“{value}” is no tax number of {allowed}: it does not check."),
    ("web", "not-an-address"): lambda: _("“{value}” is no web address: write for example https://example.com."),
    ("contact", "itself"): lambda: _("These are the same contact; name another one."),
    ("contact", "merged"): lambda: _("“{value}” has been merged into another contact."),
    ("related", "itself"): lambda: _("A contact cannot be related to itself."),
    ("parent", "group-cycle"): lambda: _("A group cannot be below itself."),
    ("email", "not-an-email"): lambda: _("“{value}” is not an e-mail address."),
    ("line", "not-json"): lambda: _("“{value}” is not a JSON object with an “rrule”."),
    ("", "not-a-value"): lambda: _("{field} cannot be “{value}”."),
    ("url", "missing"): lambda: _("Give an address, for example https://example.com."),
    ("url", "not-a-link"): lambda: _("“{value}” cannot be a link: it begins with one of {allowed}."),
    ("url", "not-whole"): lambda: _(
        "“{value}” is no whole address: write it without spaces, for example https://example.com."
    ),
    ("parent", "cycle"): lambda: _("A project cannot be below itself."),
    ("contact", "fixed"): lambda: _("A person stays with their contact."),
    ("cycle", "in-series"): lambda: _("It is part of a cycle already; change its time or its scope instead."),
    ("cycle", "begins-later"): lambda: _("The rule begins on {value}: move the activity there first."),
    ("marks", "too-many"): lambda: _("{value} are marked; at most {allowed} can be changed at once."),
    ("", "not-a-number"): lambda: _("{field}: “{value}” is no whole number from 1 on."),
    ("days", "not-days"): lambda: _("“{value}” are no days of a month: write for example 1, 15, last or 1–7."),
    ("database", "used"): lambda: _("The database {value} has something in it already: give a new one with --db."),
    ("command", "not-a-command"): lambda: _("“{value}” is no command: its quotation marks do not close."),
    ("command", "not-over-a-key"): lambda: _("“{value}” is not among the commands that may be given here. See --help."),
    ("backup", "not-a-backup"): lambda: _("{value} is no backup of crm-tui, or cannot be read."),
    ("backup", "damaged"): lambda: _("The backup is damaged ({value}); nothing was restored."),
    ("database", "no-password-yet"): lambda: _(
        "Nobody is in {value} yet: open the app first, and choose a login and a password."
    ),
    ("", "missing"): lambda: _("{field} is missing."),
    ("", "unknown"): lambda: _("{field}: “{value}” is not known. Possible: {allowed}."),
    ("", "retired"): lambda: _("“{value}” is retired and cannot be chosen any more."),
    ("", "taken"): lambda: _("There is “{value}” already."),
    ("", "inactive"): lambda: _("{value} is no longer active."),
    ("", "too-long"): lambda: _("{field} is too long: {value} characters; at most {allowed}."),
    ("", "out-of-range"): lambda: _("{field}: {value} is out of range."),
    ("length", "too-long"): lambda: _("The length is more than {allowed} days: give a shorter one."),
    ("", "not-a-length"): lambda: _("“{value}” is no length: write for example 45 min, 1h30 or 2 hours."),
    ("", "not-a-switch"): lambda: _("{field} is on or off, not “{value}”."),
    ("", "not-an-hour"): lambda: _("{field} is an hour from 0 to 23, not “{value}”."),
    ("", "not-a-size"): lambda: _("{field} is a size such as 25 MB, not “{value}”."),
    ("", "end-before-start"): lambda: _("The end is before the start."),
    ("", "not-understood"): lambda: "{value}",
    ("", "not-yet"): lambda: _("{field} is not part of this version yet."),
}
