from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import OperationId
from desktop.domain.sync.operation import Verdict
from desktop.store.rows.merge import (
    Body,
    CityVersion,
    Judged,
    Pending,
    Record,
    Waiting,
    is_same_body,
    merge_change,
    merge_verdict,
)

pytestmark = pytest.mark.unit

NOTHING = Pending()
UNSENT = Pending(is_unsent=True)


def _body(text: str) -> Body:
    return {"text": text}


def _record(text: str = "ta", revision: int = 3, **changes: Any) -> Record:
    return Record(revision=revision, body=_body(text), **changes)


def _city(text: str = "tp", revision: int = 5) -> CityVersion:
    return CityVersion(revision=revision, body=_body(text))


def _judged(verdict: Verdict, revision: int = 0) -> Judged:
    return Judged(operation_id=OperationId("op"), verdict=verdict, revision=revision)


def test_the_city_s_text_is_taken_when_nothing_of_ours_waits() -> None:
    merged = merge_change(_record(), _city(), NOTHING)

    assert merged.record == _record("tp", 5)
    assert merged.waiting is Waiting.STAYS


def test_old_news_changes_nothing() -> None:
    assert merge_change(_record(revision=5), _city(revision=5), UNSENT).record == _record(
        revision=5
    )


def test_unsent_text_is_kept_beside_the_city_s() -> None:
    merged = merge_change(_record(), _city(), UNSENT)

    assert merged.record == _record("tp", 5, conflict_body=_body("ta"))
    assert merged.waiting is Waiting.DROPPED


def test_our_own_text_coming_back_is_no_clash() -> None:
    merged = merge_change(_record("ta"), _city("ta"), UNSENT)

    assert merged.record == _record("ta", 5)
    assert merged.waiting is Waiting.ARRIVED


def test_an_older_text_of_a_restored_city_is_no_clash() -> None:
    record = _record("mới", 0, former_revision=7)

    assert merge_change(record, _city("cũ", 5), UNSENT).record == _record(
        "mới", 5, former_revision=7
    )
    assert merge_change(record, _city("khác", 8), UNSENT).record.conflict_body == _body("mới")


def test_a_version_that_comes_while_our_operation_is_on_its_way_waits_for_the_verdict() -> None:
    pending = Pending(taken_body=_body("đã gửi"), is_unsent=True)

    assert merge_change(_record(), _city(), pending).record == _record(city=_city())
    assert merge_change(_record(), _city("đã gửi"), pending).record == _record(revision=5)


def test_in_a_conflict_the_city_s_newest_text_is_shown_and_ours_stays() -> None:
    record = _record("ta", 3, conflict_body=_body("ta"))

    assert merge_change(record, _city("tp"), NOTHING).record == _record(
        "tp", 5, conflict_body=_body("ta")
    )
    assert merge_change(record, _city("ta"), UNSENT).record == _record("ta", 5)


def test_an_accepted_text_stands_on_its_new_revision() -> None:
    merged = merge_verdict(_record(), _judged(Verdict.ACCEPTED, 6), NOTHING)

    assert merged.record == _record(revision=6)


def test_a_newer_version_known_at_acceptance_is_taken() -> None:
    older = merge_verdict(_record(city=_city(revision=5)), _judged(Verdict.ACCEPTED, 6), NOTHING)
    newer = merge_verdict(_record(city=_city(revision=8)), _judged(Verdict.ACCEPTED, 6), NOTHING)
    typed = merge_verdict(_record(city=_city(revision=8)), _judged(Verdict.ACCEPTED, 6), UNSENT)

    assert older.record == _record(revision=6)
    assert newer.record == _record("tp", 8)
    assert typed.record == _record("tp", 8, conflict_body=_body("ta"))


def test_after_a_conflict_both_texts_are_kept() -> None:
    known = merge_verdict(_record(city=_city()), _judged(Verdict.CONFLICT, 5), UNSENT)
    to_come = merge_verdict(_record(), _judged(Verdict.CONFLICT, 5), NOTHING)

    assert known.record == _record("tp", 5, conflict_body=_body("ta"))
    assert known.waiting is Waiting.DROPPED
    assert to_come.record == _record("ta", 3, conflict_body=_body("ta"))
    assert merge_change(to_come.record, _city(), NOTHING).record == known.record


def test_a_conflict_with_the_very_text_we_sent_is_none() -> None:
    merged = merge_verdict(_record(revision=5), _judged(Verdict.CONFLICT, 5), UNSENT)

    assert merged.record == _record(revision=5)
    assert merged.waiting is Waiting.STAYS


def test_a_refused_text_stays_ours() -> None:
    alone = merge_verdict(_record(), _judged(Verdict.REFUSED), UNSENT)
    beside = merge_verdict(_record(city=_city()), _judged(Verdict.REFUSED), UNSENT)

    assert alone.record == _record()
    assert beside.record == _record("tp", 5, conflict_body=_body("ta"))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"at": "2026-11-26T02:10:00Z"}, {"at": "2026-11-26T02:10:00+00:00"}, True),
        ({"at": "2026-11-26T09:10:00+07:00"}, {"at": "2026-11-26T02:10:00Z"}, True),
        ({"at": "2026-11-26T02:10:00Z"}, {"at": "2026-11-26T02:10:01Z"}, False),
        ({"at": "2026-11-26T02:10:00"}, {"at": "2026-11-26T02:10:00.0"}, False),
        ({"text": "a"}, {"text": "b"}, False),
        ({"text": "a"}, {"text": "a", "more": 1}, False),
        ({"size": 1}, {"size": 2}, False),
    ],
)
def test_bodies_are_compared_by_what_they_say(one: Body, other: Body, is_same: bool) -> None:
    assert is_same_body(one, other) is is_same


texts = st.sampled_from(["a", "b", "c"])


@given(
    ours=texts,
    theirs=texts,
    conflict=st.none() | texts,
    revision=st.integers(0, 9),
    incoming=st.integers(0, 9),
)
def test_no_pull_ever_drops_an_unsent_text(
    ours: str, theirs: str, conflict: str | None, revision: int, incoming: int
) -> None:
    record = _record(ours, revision, conflict_body=None if conflict is None else _body(conflict))
    must_stay = ours if conflict is None else conflict

    merged = merge_change(record, _city(theirs, incoming), UNSENT).record

    kept = [merged.body] + ([] if merged.conflict_body is None else [merged.conflict_body])
    assert _body(must_stay) in kept
