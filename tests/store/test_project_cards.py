"""Projects (C4): the tree, progress as the mean of subprojects, windows; and the activities of a record (C3, C4)."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import activities, project_list, projects, record_activities, relations
from store.database import Store
from store.project_list import ORDERS, ProjectQuery
from store.project_progress import Progress
from store.refusals import Invalid, NotAllowed, NotFound
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TOMORROW, YESTERDAY, contact, entry, past, planned, project, refused, timed


def test_c4_progress_is_the_mean_of_the_subprojects(store: Store, anna: Acting) -> None:
    top = project(store, anna, "Top", progress=5)
    a = project(store, anna, "A", parent_id=top.id, progress=50)
    project(store, anna, "B", parent_id=top.id, progress=100)
    assert projects.get(store, anna, top.id).progress == 75
    project(store, anna, "AA", parent_id=a.id, progress=0)
    project(store, anna, "AB", parent_id=a.id, progress=20)
    shown = projects.get(store, anna, top.id)
    assert (shown.progress, shown.own_progress, shown.subprojects) == (55, 5, 2)
    projects.retire(store, anna, a.id)
    assert projects.get(store, anna, top.id).progress == 100
    same = projects.edit(store, anna, top.id, projects.draft_of_project(shown), version=shown.version)
    assert same.own_progress == 5


def test_c4_the_list_is_a_tree_in_polish_order(store: Store, anna: Acting) -> None:
    top = project(store, anna, "Żaba", keywords=("Łódź",))
    project(store, anna, "Zamek")
    low = project(store, anna, "Ćma", parent_id=top.id)
    project(store, anna, "Cel", parent_id=top.id)
    project(store, anna, "Głębia", parent_id=low.id, status_id=entry(store, anna, "project-status", "Running"))

    def shown(**query: object) -> list[tuple[int, str]]:
        page = project_list.page(store, anna, ProjectQuery(**query))  # type: ignore[arg-type]
        assert page.total == len(page.rows)
        return [(depth, row.name) for depth, row in page.rows]

    assert shown() == [(0, "Zamek"), (0, "Żaba"), (1, "Cel"), (1, "Ćma"), (2, "Głębia")]
    assert shown(text="lodz") == [(0, "Żaba")]
    assert shown(text="c") == [(0, "Cel"), (0, "Ćma")]
    assert shown(order="status")[0] == (0, "Głębia")
    whole = project_list.page(store, anna, ProjectQuery()).rows
    windows = [project_list.page(store, anna, ProjectQuery(), first=k, limit=2).rows for k in (0, 2, 4)]
    assert tuple(row for rows in windows for row in rows) == whole


@pytest.mark.parametrize("order", ORDERS)
def test_c4_every_order_lists_all(store: Store, anna: Acting, order: str) -> None:
    firm = contact(store, anna)
    for number in range(5):
        project(store, anna, f"P{number}", progress=number * 10, contact_id=firm.id if number % 2 else None)
    for down in (False, True):
        page = project_list.page(store, anna, ProjectQuery(order=order, descending=down))  # type: ignore[arg-type]
        assert {row.name for _depth, row in page.rows} == {f"P{n}" for n in range(5)}


def test_c4_a_project_is_never_below_itself(store: Store, anna: Acting) -> None:
    top = project(store, anna, "Top")
    low = project(store, anna, "Low", parent_id=top.id)
    with refused("parent", "cycle"):
        projects.edit(
            store, anna, top.id, replace(projects.draft_of_project(top), parent_id=low.id), version=top.version
        )


@given(edges=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 100)), max_size=12))
def test_c4_a_mean_is_found_even_of_what_should_not_be(edges: list[tuple[int, int, int]]) -> None:
    """A damaged database with a cycle in it is shown, not looped over."""
    below: dict[int, list[tuple[int, int]]] = {}
    for parent, child, progress in edges:
        below.setdefault(parent, []).append((child, progress))
    for number in range(8):
        assert 0 <= Progress(below).mean(number, 50) <= 100


@settings(max_examples=10, deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=8))
def test_c4_no_moves_make_a_cycle(store: Store, anna: Acting, moves: list[tuple[int, int]]) -> None:
    with store.reading() as read:
        start = int((read.one("select coalesce(max(id), 0) from projects") or (0,))[0])
    ids = [project(store, anna, f"P{start}-{n}").id for n in range(5)]
    for child, parent in moves:
        row = projects.get(store, anna, ids[child])
        draft = replace(projects.draft_of_project(row), parent_id=ids[parent])
        try:
            projects.edit(store, anna, row.id, draft, version=row.version)
        except Invalid as refusal:
            assert refusal.reason == "cycle"
    for number in ids:
        seen: list[int] = []
        at = projects.get(store, anna, number)
        while at.parent is not None:
            assert at.id not in seen
            seen.append(at.id)
            at = projects.get(store, anna, at.parent.id)


def test_c4_others_projects_are_retired_with_edit_others(store: Store, anna: Acting, marek: Acting) -> None:
    row = project(store, anna)
    with pytest.raises(NotAllowed, match="edit-others"):
        projects.retire(store, marek, row.id)
    projects.retire(store, anna, row.id)
    assert project_list.page(store, anna, ProjectQuery()).total == 0
    assert project_list.page(store, anna, ProjectQuery(retired=True)).total == 1


def test_c3_plan_and_history_of_a_contact(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    work = project(store, anna, contact_id=firm.id)
    open_ended = planned(store, anna, contact_id=firm.id, when=OpenEnded())
    late = past(store, anna, timed(9, day=YESTERDAY), contact_id=firm.id)
    later = planned(store, anna, contact_id=firm.id, when=timed(9, day=TOMORROW))
    first = activities.complete(store, anna, planned(store, anna, contact_id=firm.id).id)
    second = activities.cancel(store, anna, planned(store, anna, contact_id=firm.id).id)
    of_project = planned(store, anna, project_id=work.id)
    gone = planned(store, anna, contact_id=firm.id)
    activities.delete(store, anna, gone.id)
    plan = record_activities.plan(store, anna, "contact", firm.id)
    assert [row.id for row in plan.rows] == [late.id, later.id, open_ended.id]
    ended = record_activities.history(store, anna, "contact", firm.id)
    assert [row.id for row in ended.rows] == [second.id, first.id]
    assert record_activities.totals(store, anna, "contact", firm.id) == record_activities.Totals(3, 2)
    assert [row.id for row in record_activities.plan(store, anna, "project", work.id).rows] == [of_project.id]


def test_c3_windows_of_plan_and_history(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    for number in range(7):
        planned(store, anna, contact_id=firm.id, when=timed(9 + number, day=TOMORROW))
        activities.complete(store, anna, planned(store, anna, contact_id=firm.id).id)
    for read in (record_activities.plan, record_activities.history):
        whole = [row.id for row in read(store, anna, "contact", firm.id).rows]
        found, after = [], None
        for _window in range(5):
            page = read(store, anna, "contact", firm.id, after=after, limit=3)
            found += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
        assert found == whole
        assert len(whole) == 7


def test_g2_a_card_shows_only_what_may_be_seen(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    firm = contact(store, anna)
    planned(store, anna, contact_id=firm.id)
    mine = planned(store, marek, contact_id=firm.id)
    public = planned(store, anna, contact_id=firm.id, public=True)
    assert {row.id for row in record_activities.plan(store, marek, "contact", firm.id).rows} == {mine.id, public.id}
    assert record_activities.totals(store, marek, "contact", firm.id).planned == 2
    assert record_activities.totals(store, ewa, "contact", firm.id).planned == 3


def test_c3_relations_are_of_both_and_end_for_both(store: Store, anna: Acting, marek: Acting) -> None:
    a, b, c = (contact(store, anna, name) for name in "ABC")
    relations.relate(store, anna, b.id, a.id, "[b]owner[/b]")
    relations.relate(store, anna, a.id, c.id)
    relations.relate(store, anna, a.id, b.id, "owner")
    shown = [(one.contact.name, one.note) for one in relations.related(store, marek, a.id)]
    assert shown == [("B", "owner"), ("C", "")]
    assert [one.contact.name for one in relations.related(store, anna, b.id)] == ["A"]
    with pytest.raises(NotAllowed):
        relations.relate(store, marek, b.id, c.id)
    with refused("related", "itself"):
        relations.relate(store, anna, a.id, a.id)
    relations.unrelate(store, anna, b.id, a.id)
    assert relations.related(store, anna, b.id) == ()
    with pytest.raises(NotFound):
        relations.unrelate(store, anna, b.id, a.id)


def test_c4_the_change_log_tells_what_was_what(store: Store, anna: Acting) -> None:
    from store import history

    row = project(store, anna, keywords=("crm",))
    draft = replace(projects.draft_of_project(row), progress=40, keywords=("crm", "erp"))
    projects.edit(store, anna, row.id, draft, version=row.version)
    last = history.record_changes(store, anna, "project", row.id)[0]
    told = {(field.field, field.before, field.after) for field in last.fields}
    assert told == {("progress", "0", "40"), ("keywords", "crm", "crm, erp")}
