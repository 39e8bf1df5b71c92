"""Several things of one kind on one form: none is lost, and what cannot be read is none."""

import json

import pytest

from desktop.presenters.form.draft import Draft
from desktop.presenters.form.draft_parts import DraftParts, written
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeMemory

pytestmark = pytest.mark.unit


def a_draft(**texts: str) -> Draft:
    draft = Draft(memory=FakeMemory(), clock=FakeClock(), name="draft")
    for key, text in texts.items():
        draft.edit(key, text)
    return draft


def parts_of(draft: Draft) -> DraftParts:
    return DraftParts(
        draft=draft,
        name="parts",
        place_name="part",
        keys=("name", "age"),
        read=draft.text,
        fresh={"age": "0"},
    )


def test_while_there_is_one_it_is_the_form() -> None:
    parts = parts_of(a_draft(name="a"))
    assert (parts.place, parts.is_split, parts.parts()) == (0, False, [])
    assert [text("name") for text in parts.each()] == ["a"]


def test_what_is_typed_in_one_stays_while_another_is_shown() -> None:
    draft = a_draft(name="a", age="1")
    parts = parts_of(draft)
    parts.keep([parts.shown(), {"name": "b", "age": "2"}], shown=1)
    assert (draft.text("name"), parts.place, parts.is_split) == ("b", 1, True)
    draft.edit("name", "c")
    parts.turn_to(0)
    assert (draft.text("name"), draft.text("age")) == ("a", "1")
    assert [text("name") for text in parts.each()] == ["a", "c"]
    for nowhere in (-1, 0, 2):
        parts.turn_to(nowhere)
    assert parts.place == 0
    parts.join()
    assert (draft.text("name"), parts.is_split) == ("a", False)


@pytest.mark.parametrize("left", ["{", "5", "[5]", '[{"age": "1"}]'])
def test_what_cannot_be_read_is_none(left: str) -> None:
    parts = parts_of(a_draft(name="a", parts=left))
    assert parts.parts() == []
    assert [text("name") for text in parts.each()] == ["a"]


def test_a_place_that_is_not_there_shows_what_was_kept() -> None:
    parts = parts_of(a_draft(name="a", part="7", parts=written([{"name": "b"}, {"name": "c"}])))
    assert [text("name") for text in parts.each()] == ["b", "c"]
    assert json.loads(written(parts.parts())) == [
        {"name": "b", "age": "0"},
        {"name": "c", "age": "0"},
    ]
