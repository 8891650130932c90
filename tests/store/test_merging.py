"""Two contacts made one (C3): nothing is lost, all or nothing, and what pointed at the one finds the other."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import activities, checking, contact_list, contacts, history, merging, persons, projects, relations
from store.contact_list import ContactQuery
from store.database import Store
from store.drafts import ContactDraft, PersonDraft, ProjectDraft, draft_of
from store.refusals import Invalid, NotAllowed, NotFound, NothingToUndo, Stale
from store.rows import Acting
from tests.making import contact, entry, person, planned, project, refused


def test_c3_everything_of_the_one_goes_to_the_other(store: Store, anna: Acting) -> None:
    key, letter = (entry(store, anna, "contact-group", name) for name in ("Key customers", "Newsletter"))
    kept = contact(store, anna, "Kept", emails=("a@b.pl",), group_ids=(key,), web="https://kept.pl")
    gone = contact(
        store, anna, "Gone", emails=("a@b.pl", "c@d.pl"), phones=("600100200",), group_ids=(key, letter),
        tax_number="5260001246", web="https://gone.pl", address="Łódź",
    )  # fmt: skip
    third = contact(store, anna, "Third")
    relations.relate(store, anna, gone.id, third.id, "supplier")
    relations.relate(store, anna, gone.id, kept.id, "the same?")
    jan = person(store, anna, gone)
    row = planned(store, anna, contact_id=gone.id, person_ids=(jan.id,), direction="in")
    work = project(store, anna, contact_id=gone.id)
    merged = merging.merge(store, anna, kept.id, gone.id)
    assert merged.emails == ("a@b.pl", "c@d.pl")
    assert (merged.phones, merged.tax_number, merged.web) == (("+48 600 100 200",), "5260001246", "https://kept.pl")
    assert (merged.address, {group.id for group in merged.groups}) == ("Łódź", {key, letter})
    assert persons.get(store, anna, jan.id).contact.id == kept.id
    moved = activities.get(store, anna, row.id)
    assert moved.contact is not None
    assert (moved.contact.id, moved.version, moved.persons[0].id) == (kept.id, row.version + 1, jan.id)
    changed = projects.get(store, anna, work.id).contact
    assert changed is not None
    assert changed.id == kept.id
    assert [(one.contact.name, one.note) for one in relations.related(store, anna, kept.id)] == [("Third", "supplier")]
    old = contacts.get(store, anna, gone.id)
    assert old.merged_into is not None
    assert (old.retired, old.merged_into.id, old.name, old.web) == (True, kept.id, "Gone", "https://gone.pl")
    assert checking.problems(store) == []
    line = contact_list.page(store, anna, ContactQuery()).rows[0]
    assert (line.name, line.next_at is not None) == ("Kept", True)


def test_c3_a_merge_is_in_the_history_of_both_and_of_each_activity(store: Store, anna: Acting) -> None:
    kept, gone = contact(store, anna, "Kept"), contact(store, anna, "Gone")
    row = planned(store, anna, contact_id=gone.id)
    merging.merge(store, anna, kept.id, gone.id)
    assert [change.action for change in history.record_changes(store, anna, "contact", kept.id)] == [
        "merge", "merge", "add", "add",
    ]  # fmt: skip
    last = history.changes(store, anna, row.id)[0]
    assert (last.action, last.fields[0].before, last.fields[0].after) == ("merge", "Gone", "Kept")


def test_a18_who_edits_meanwhile_is_told_and_a_merge_is_no_step_to_undo(store: Store, anna: Acting) -> None:
    kept, gone = contact(store, anna, "Kept"), contact(store, anna, "Gone")
    row = planned(store, anna, contact_id=gone.id)
    merging.merge(store, anna, kept.id, gone.id)
    with pytest.raises(Stale):
        activities.edit(store, anna, row.id, replace(draft_of(row), description="x"), version=row.version)
    with pytest.raises((Stale, NothingToUndo)):
        history.undo(store, anna)
    assert activities.get(store, anna, row.id).contact is not None


def test_a19_what_is_undone_after_a_merge_goes_to_what_the_contact_has_become(store: Store, anna: Acting) -> None:
    kept, gone, other = (contact(store, anna, name) for name in ("Kept", "Gone", "Other"))
    jan = person(store, anna, gone)
    row = planned(store, anna, contact_id=gone.id, person_ids=(jan.id,))
    draft = replace(draft_of(row), contact_id=other.id, person_ids=())
    activities.edit(store, anna, row.id, draft, version=row.version)
    merging.merge(store, anna, kept.id, gone.id)
    history.undo(store, anna)
    back = activities.get(store, anna, row.id)
    assert back.contact is not None
    assert (back.contact.id, [one.id for one in back.persons]) == (kept.id, [jan.id])
    assert checking.problems(store) == []


def test_g2_a_merge_needs_edit_others_and_two_contacts(store: Store, anna: Acting, marek: Acting) -> None:
    kept, gone = contact(store, marek, "Kept"), contact(store, marek, "Gone")
    with pytest.raises(NotAllowed, match="edit-others"):
        merging.merge(store, marek, kept.id, gone.id)
    with refused("contact", "itself"):
        merging.merge(store, anna, kept.id, kept.id)
    with pytest.raises(NotFound):
        merging.merge(store, anna, kept.id, 10**6)
    merging.merge(store, anna, kept.id, gone.id)
    for pair in ((kept.id, gone.id), (gone.id, kept.id)):
        with refused("contact", "merged"):
            merging.merge(store, anna, *pair)
    with refused("contact", "merged"):
        contacts.retire(store, anna, gone.id, retired=False)


PLAN = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=5)


@settings(max_examples=6, deadline=None)
@given(merges=PLAN, where=st.lists(st.integers(0, 3), min_size=3, max_size=8))
def test_c3_no_sequence_of_merges_loses_anything(
    store: Store, anna: Acting, merges: list[tuple[int, int]], where: list[int]
) -> None:
    with store.reading() as read:
        start = int((read.one("select coalesce(max(id), 0) from contacts") or (0,))[0])
    firms = [
        contacts.add(store, anna, ContactDraft(f"Firm {start} {n}", emails=(f"f{start}-{n}@a.pl",))) for n in range(4)
    ]
    made: list[Any] = []
    for number, at in enumerate(where):
        firm = firms[at]
        jan = persons.add(store, anna, PersonDraft(f"Jan {number}", firm.id))
        work = projects.add(store, anna, ProjectDraft(f"Work {start} {number}", contact_id=firm.id))
        row = planned(store, anna, contact_id=firm.id, person_ids=(jan.id,))
        made.append((at, jan.id, work.id, row.id))
    became = list(range(4))
    for kept, gone in merges:
        try:
            merging.merge(store, anna, firms[kept].id, firms[gone].id)
        except Invalid:
            assert kept == gone or became[kept] != kept or became[gone] != gone
            continue
        became = [kept if one == gone else one for one in became]
    for at, jan_id, work_id, row_id in made:
        wanted = firms[became[at]].id
        held = activities.get(store, anna, row_id)
        work_at = projects.get(store, anna, work_id).contact
        assert held.contact is not None
        assert work_at is not None
        assert persons.get(store, anna, jan_id).contact.id == wanted == held.contact.id == work_at.id
        assert [one.id for one in held.persons] == [jan_id]
    addresses = {email for one in set(became) for email in contacts.get(store, anna, firms[one].id).emails}
    assert addresses == {f"f{start}-{n}@a.pl" for n in range(4)}
    assert checking.problems(store) == []
