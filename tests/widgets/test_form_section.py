"""A section alone: folding, columns, hints (A1 to A16)."""

import pytest
from textual.app import App, ComposeResult

from widgets.choice import Check, Choice
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField
from widgets.text_area import LongText

COLUMNS = Columns(11, 9)
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


class Alone(App[None]):
    """An open section and a folded one."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = "muted faint line amber danger ok field cursor side accent text".split()
        return dict.fromkeys(names, "#808080")

    def compose(self) -> ComposeResult:
        rows = [
            [
                Slot("name", "nazwa", LineField),
                Slot("kind", "rodzaj", lambda: Choice([("a", "alfa")], "a", key="kind")),
            ],
            [Slot("date", "data", LineField)],
            [Slot("mark", make=lambda: Check("mark", key="mark"))],
        ]
        yield FormSection("open", "Open", rows, columns=COLUMNS)
        folded = [[Slot("note", "uwaga", LineField)]]
        yield FormSection("shut", "Shut", folded, columns=COLUMNS, folded=True, summary="nothing [b]")


def line(section: FormSection, y: int) -> str:
    return section.render_line(y).text


async def test_a_folded_section_is_one_line_that_says_what_is_in_it_and_has_no_fields() -> None:
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        shut = app.query_one("#section-shut", FormSection)
        assert (shut.size.height, list(shut.children)) == (1, [])
        assert line(shut, 0).startswith(" ▸ Shut  nothing [b] ───")
        shut.focus()
        await pilot.press("enter")
        await pilot.pause()
        assert app.focused is not None
        assert (shut.size.height, app.focused.id) == (2, "note")
        await pilot.press("x")
        shut.fold()
        await pilot.pause()
        assert shut.size.height == 1
        assert app.focused is shut
        await pilot.press("space")
        await pilot.pause()
        assert app.query_one("#note", LineField).value == "x"


@pytest.mark.parametrize("width", [60, 80, 120, 200])
async def test_labels_are_right_aligned_to_their_fields_and_nothing_leaves_the_screen(width: int) -> None:
    app = Alone()
    async with app.run_test(size=(width, 24)):
        section = app.query_one("#section-open", FormSection)
        fields = [app.query_one(f"#{name}") for name in ("name", "kind", "date")]
        assert all(field.region.right <= width for field in fields)
        assert fields[0].region.x == fields[2].region.x
        assert line(section, 1)[: fields[0].region.x].endswith("nazwa  ")
        assert line(section, 1)[: fields[1].region.x].endswith("rodzaj  ")


async def test_an_error_beside_a_field_wraps_below_it_where_there_is_no_room() -> None:
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        section = app.query_one("#section-open", FormSection)
        height = section.size.height
        section.set_hint("date", "good", "ok")
        await pilot.pause()
        assert "good" in line(section, 2)
        assert section.size.height == height
        section.set_hint("date", "far too long to stand beside the field " * 2, "danger")
        await pilot.pause()
        assert section.size.height > height
        assert "far too long" in line(section, 3)


async def test_what_is_only_said_never_moves_the_fields() -> None:
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        section = app.query_one("#section-open", FormSection)
        height = section.size.height
        section.set_hint("date", "a long remark that has no room at all beside its field", "ok")
        await pilot.pause()
        assert section.size.height == height
        assert "…" in line(section, 2)


async def test_a_hidden_slot_takes_no_room() -> None:
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        section = app.query_one("#section-open", FormSection)
        height = section.size.height
        section.show("date", False)
        await pilot.pause()
        assert section.size.height == height - 1
        assert not app.query_one("#date").display


async def test_checks_that_do_not_fit_go_on_in_the_next_line() -> None:
    """B3: all seven weekdays are to be seen, however narrow it is."""

    def slot(day: str) -> Slot:
        def check() -> Check:
            return Check(day, key=day)

        return Slot(day, make=check)

    class Week(Alone):
        def compose(self) -> ComposeResult:
            yield FormSection("week", "Week", [[slot(day) for day in DAYS]], columns=COLUMNS)

    app = Week()
    async with app.run_test(size=(60, 10)) as pilot:
        await pilot.pause()
        section = app.query_one(FormSection)
        checks = list(app.query(Check))
        assert len(checks) == 7
        assert all(check.region.right <= section.region.right and check.size.width >= 8 for check in checks)
        assert len({check.region.y for check in checks}) == 2


async def test_d1_rows_come_and_go_and_what_stays_keeps_what_is_in_it() -> None:
    app = Alone()
    async with app.run_test(size=(80, 24)) as pilot:
        section = FormSection("more", "More", [_row(1)], columns=COLUMNS, by_rows=True)
        await app.mount(section)
        first = section.rows[0]
        app.query_one("#when-1", LineField).value = "kept"
        section.set_rows([_row(2), first, _row(3)])
        await pilot.pause()
        fields = [child.id for child in section.children]
        assert fields == ["when-2", "app-2", "when-1", "app-1", "when-3", "app-3"]
        assert app.query_one("#when-1", LineField).value == "kept"
        one, other = app.query_one("#when-1"), app.query_one("#app-1")
        assert one.region.y == other.region.y
        assert one.region.right < other.region.x
        assert section.size.height == 4
        section.set_rows([first])
        await pilot.pause()
        assert [child.id for child in section.children] == ["when-1", "app-1"]
        assert section.size.height == 2


def _row(number: int) -> list[Slot]:
    key = f"app-{number}"
    return [Slot(f"when-{number}", "when", LineField), Slot(key, make=lambda: Check("in-app", key=key))]


class WithText(Alone):
    """A section that holds nothing but text of many lines."""

    def compose(self) -> ComposeResult:
        rows = [[Slot("text", "", lambda: LongText("a\nb", key="text"), wide=True, lines=9)]]
        yield FormSection("text", "Text", rows, columns=COLUMNS)


async def test_a9_a_section_of_long_text_is_no_higher_than_its_lines() -> None:
    app = WithText()
    async with app.run_test(size=(80, 40)):
        assert app.query_one(FormSection).size.height == 10
        assert app.query_one(LongText).outer_size.height == 9


async def test_a_line_shows_how_its_text_begins_while_nobody_types_in_it() -> None:
    app = Alone()
    async with app.run_test(size=(60, 24)) as pilot:
        name, date = app.query_one("#name", LineField), app.query_one("#date", LineField)
        name.focus()
        await pilot.press(*"Spoldzielnia Mleczarska z Lodzi".replace(" ", "_"))
        await pilot.pause()
        assert name.scroll_offset.x > 0
        date.focus()
        await pilot.pause()
        assert name.scroll_offset.x == 0
        name.put("Spoldzielnia Mleczarska z Lodzi")
        await pilot.pause()
        assert name.scroll_offset.x == 0
        name.select_on_focus = False
        name.focus()
        await pilot.pause()
        assert name.scroll_offset.x > 0
