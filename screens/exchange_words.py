"""Words for imports and exports: what became of each entry, what was wrong with a file. For screens and commands."""

from collections.abc import Callable

from store.exchange.entries import Remark
from store.exchange.report import KINDS, Fate, Report
from store.language import _, n_, p_

INVALID: dict[tuple[str, str], Callable[[], str]] = {
    ("file", "cannot-read"): lambda: _("“{value}” cannot be read: {allowed}."),
    ("file", "cannot-write"): lambda: _("“{value}” cannot be written: {allowed}."),
    ("file", "not-own"): lambda: _("“{value}” is no name of a file here: a name alone, without folders, is needed."),
    ("file", "not-plain"): lambda: _("“{value}” is a link, a folder or a device; only plain files can be used here."),
    ("file", "no-own-folder"): lambda: _("Only who is let in by a key with a fixed log-in has a folder on the server."),
    ("file", "exists"): lambda: _("There is a file “{value}” already."),
    ("file", "unknown-kind"): lambda: _("“{value}” says no kind of file that is known here. Possible: {allowed}."),
    ("file", "empty"): lambda: _("The file is empty."),
    ("file", "not-text"): lambda: _("The file is no text."),
    ("file", "wrong-encoding"): lambda: _("Line {allowed} is not written in {value}. Give another encoding, or none."),
    ("file", "no-cards"): lambda: _("There is no vCard in the file."),
    ("file", "not-json"): lambda: _("The file is not a JSON array of contacts (line {value})."),
    ("file", "not-csv"): lambda: _("The file is no table: too many rows cannot be read."),
    ("encoding", "unknown-encoding"): lambda: _("There is no encoding “{value}”; write for example cp1250."),
    ("delimiter", "not-one-character"): lambda: _("The delimiter is one character, not “{value}”."),
    ("columns", "none-known"): lambda: _(
        "No column is known to hold a name. The first line is: {value}. Say which one does: --map COLUMN=contact, "
        "--map 1=person."
    ),
    ("columns", "unknown"): lambda: _("There is no column “{value}”. Possible: {allowed}."),
    ("columns", "unknown-field"): lambda: _("“{value}” is no field of a contact. Possible: {allowed}."),
    ("columns", "no-table"): lambda: _("Only the columns of a table can be given a meaning."),
    ("card", "no-end"): lambda: _("the card does not end: END:VCARD is missing"),
    ("card", "no-name"): lambda: _("the card names nobody"),
    ("card", "no-contact"): lambda: _("the card is of another kind: {value}"),
    ("card", "outside"): lambda: _("there is text outside the cards"),
    ("card", "stray-line"): lambda: _("“{value}” is no line of a card"),
    ("name", "only-email"): lambda: _("nobody is named, {value} stands for the name"),
    ("row", "no-name"): lambda: _("the row names nobody"),
    ("row", "not-csv"): lambda: _("the row cannot be read, its quotation marks do not fit: {value}"),
    ("row", "too-many-cells"): lambda: _("the row has {value} cells, the table {allowed} columns"),
    ("row", "not-json"): lambda: _("this is no JSON: {value}"),
}


def kind_label(kind: str) -> str:
    """Return the word for what became of an entry."""
    words = {
        "added": p_("import", "added"),
        "merged": p_("import", "merged"),
        "overwritten": p_("import", "overwritten"),
        "skipped": p_("import", "skipped"),
        "refused": p_("import", "refused"),
    }
    return words[kind]


def by_label(by: str) -> str:
    """Return the words for what told a duplicate."""
    words = {
        "tax-number": _("by tax number"),
        "email": _("by e-mail address"),
        "name": _("by name"),
    }
    return words.get(by, by)


def counts(report: Report) -> dict[str, int]:
    """Return how many entries became what, all of the kinds."""
    return {kind: report.counts[kind] for kind in KINDS}


def summary(report: Report) -> str:
    """Return one line: what was done, or would be."""
    line = ", ".join(f"{kind_label(kind)}: {count}" for kind, count in counts(report).items())
    line = line[:1].upper() + line[1:]
    return _("Dry run, nothing was changed. {counts}").format(counts=line) if report.dry_run else line


def problem_words(fate: Fate) -> str:
    """Return why an entry is refused."""
    from screens.wording import refusal

    return refusal(fate.problem).rstrip(".") if fate.problem else ""


def refused_line(fate: Fate) -> str:
    """Return the line about a refused entry."""
    from screens.wording import shortened

    name = f"{shortened(fate.name)}: " if fate.name else ""
    return _("Line {line}: {name}{problem}.").format(line=fate.line, name=name, problem=problem_words(fate))


def remark_words(remark: Remark) -> str:
    """Return why something was left out of an entry."""
    from screens.wording import refusal

    return refusal(remark.problem).rstrip(".")


def remark_line(remark: Remark) -> str:
    """Return the line about what was left out of an entry."""
    if remark.problem.reason == "only-email":
        return _("Line {line}: {problem}.").format(line=remark.line, problem=remark_words(remark))
    words = _("Line {line}: kept as it is: {problem}.") if remark.kept else _("Line {line}: left out: {problem}.")
    return words.format(line=remark.line, problem=remark_words(remark))


def fate_cells(fate: Fate) -> list[str]:
    """Return the cells of a table of fates: line, what becomes of it, name, and why."""
    if fate.kind == "refused":
        why = problem_words(fate)
    elif fate.kind == "added" and fate.matched:
        why = _("at {contact}").format(contact=fate.matched)
    else:
        why = " ".join(part for part in (fate.matched and f"= {fate.matched}", by_label(fate.by)) if part)
    return [str(fate.line), kind_label(fate.kind), fate.name, why]


def contacts_exported(count: int, file: str) -> str:
    """Return the line about an export of contacts."""
    return n_("{count} contact written to {file}.", "{count} contacts written to {file}.", count).format(
        count=count, file=file
    )


def time_exported(count: int, file: str) -> str:
    """Return the line about an export of measured time."""
    return n_("{count} time entry written to {file}.", "{count} time entries written to {file}.", count).format(
        count=count, file=file
    )


def activities_exported(count: int, file: str) -> str:
    """Return the line about an export of activities."""
    return n_("{count} activity written to {file}.", "{count} activities written to {file}.", count).format(
        count=count, file=file
    )


def column_field_label(field: str) -> str:
    """Return the words for what a column of a table may mean."""
    words = {
        "contact": _("contact (company)"),
        "short": _("short name"),
        "tax_number": _("tax number"),
        "email": _("e-mail"),
        "phone": _("phone"),
        "address": _("address"),
        "web": _("web page"),
        "status": _("status of the contact"),
        "group": _("group"),
        "owner": _("owner"),
        "person": _("person (whole name)"),
        "position": _("position"),
        "function": _("function"),
        "person_email": _("e-mail of the person"),
        "person_phone": _("phone of the person"),
        "name": _("name"),
        "prefix": _("title before the name"),
        "given": _("given name"),
        "additional": _("second name"),
        "family": _("family name"),
        "suffix": _("title after the name"),
        "street": _("street"),
        "city": _("city"),
        "region": _("region"),
        "code": _("postal code"),
        "country": _("country"),
    }
    return words[field]


def policy_label(policy: str) -> str:
    """Return the words for what is done with duplicates."""
    words = {
        "skip": _("skip"),
        "merge": _("fill empty fields"),
        "overwrite": _("overwrite"),
    }
    return words[policy]
