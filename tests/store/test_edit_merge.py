"""What two have changed of the same activity: who alone changed what, and one draft of what was chosen (A18)."""

from dataclasses import fields, replace

from store.drafts import ActivityDraft
from store.edit_merge import PARTS, Difference, differences, merged
from tests.making import timed

BASE = ActivityDraft(category_id=1, when=timed(15), description="base", contact_id=3, person_ids=(4,))


def test_a18_every_field_of_an_activity_belongs_to_exactly_one_part() -> None:
    listed = [field for part in PARTS.values() for field in part]
    assert sorted(listed) == sorted(field.name for field in fields(ActivityDraft))


def test_a18_what_one_alone_changed_is_told_from_what_both_changed() -> None:
    mine = replace(BASE, description="mine", priority="high")
    theirs = replace(BASE, description="theirs", when=timed(16))
    assert differences(BASE, mine, theirs) == (
        Difference("when", "theirs"), Difference("priority", "mine"), Difference("description", None),
    )  # fmt: skip
    assert differences(BASE, mine, mine) == ()
    assert all(one.side is None for one in differences(None, mine, theirs))


def test_a18_of_both_versions_stands_what_was_chosen() -> None:
    mine = replace(BASE, description="mine", contact_id=None, person_ids=(), project_id=9)
    theirs = replace(BASE, description="theirs", direction="in", busy=True)
    chosen = merged(mine, theirs, {"assignment": "mine", "description": "theirs", "busy": "theirs"})
    assert chosen == replace(BASE, project_id=9, contact_id=None, person_ids=(), description="theirs", busy=True)
