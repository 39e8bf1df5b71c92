from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.casework.matter.case import CaseFlag
from desktop.domain.casework.matter.petition import OnlineGate
from desktop.domain.casework.matter.reception_request import (
    OF_LAW,
    KnownRequest,
    OnlineGround,
    ReceptionRequest,
    RefusalGround,
    case_after_merges,
    case_of_request,
    gate_of_request,
    is_ground_in_force,
    keeps_block_of_request,
    needs_written_notice,
    waiting_requests,
    waits_long,
)
from desktop.domain.ids import CaseId, RequestId
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.to_be_confirmed import OPEN_VALUES
from tests.samples.casework import (
    NOW,
    ONLINE,
    OPEN_REQUEST,
    PROTECTED_REQUEST,
    REQUEST,
    UNASKED_REQUEST,
)

pytestmark = pytest.mark.unit

IDS = st.sampled_from([CaseId(one) for one in "abcdef"])


def test_the_five_grounds_have_the_numbers_of_the_decree() -> None:
    assert [int(one) for one in OnlineGround] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("request_", "gate"),
    [
        (REQUEST, OnlineGate.OPEN),
        (OPEN_REQUEST, OnlineGate.OPEN),
        (UNASKED_REQUEST, OnlineGate.UNANSWERED),
        (PROTECTED_REQUEST, OnlineGate.BLOCKED),
    ],
)
def test_a_request_stands_before_the_same_gate(request_: object, gate: OnlineGate) -> None:
    assert gate_of_request(request_) is gate  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("former", "new", "is_kept"),
    [
        (PROTECTED_REQUEST, PROTECTED_REQUEST, True),
        (PROTECTED_REQUEST, OPEN_REQUEST, False),
        (PROTECTED_REQUEST, REQUEST, False),
        (UNASKED_REQUEST, OPEN_REQUEST, True),
        (OPEN_REQUEST, PROTECTED_REQUEST, True),
    ],
)
def test_a_block_is_for_good(
    former: ReceptionRequest, new: ReceptionRequest, *, is_kept: bool
) -> None:
    assert keeps_block_of_request(former, new) is is_kept


def test_a_request_becomes_a_case_of_its_own_unless_it_belongs_to_one() -> None:
    assert case_of_request(REQUEST) == CaseId(REQUEST.id)
    assert case_of_request(replace(REQUEST, case_id=CaseId("known"))) == "known"


def test_before_the_decree_the_law_alone_lets_refuse() -> None:
    for ground in RefusalGround:
        assert is_ground_in_force(ground, is_decree_154=True)
        assert is_ground_in_force(ground, is_decree_154=False) is (ground in OF_LAW)


def test_two_grounds_need_a_written_notice() -> None:
    written = {one for one in RefusalGround if needs_written_notice(one)}
    assert written == {RefusalGround.LAW9_3, RefusalGround.ND4_H}


def test_flagged_requests_wait_in_front_then_the_oldest() -> None:
    old = replace(REQUEST, id=RequestId("old"), created_at=NOW - timedelta(days=9))
    new = replace(REQUEST, id=RequestId("new"))
    flagged = replace(new, id=RequestId("flagged"), flags=frozenset({CaseFlag.COMPLEX}))
    done = replace(old, id=RequestId("done"))
    city = RecordStorage.CITY
    known = [KnownRequest(request=one, storage=city) for one in (new, old, flagged)]
    decided = KnownRequest(request=done, storage=city, decision=ONLINE, decision_storage=city)
    waiting = waiting_requests([*known, decided])
    assert [one.request.id for one in waiting] == ["flagged", "old", "new"]


HERE, CITY, REFUSED = RecordStorage.HERE, RecordStorage.CITY, RecordStorage.REFUSED


@pytest.mark.parametrize(
    ("storage", "is_at_city", "decision_storage", "state"),
    [
        (HERE, False, HERE, (False, True, False)),
        (CITY, True, CITY, (False, True, False)),
        (CITY, True, REFUSED, (False, False, True)),
        (REFUSED, True, CITY, (False, True, False)),
        (REFUSED, False, HERE, (True, False, False)),
    ],
)
def test_what_the_city_would_not_have_is_neither_decided_nor_to_be_decided(
    storage: RecordStorage,
    is_at_city: bool,
    decision_storage: RecordStorage,
    state: tuple[bool, bool, bool],
) -> None:
    known = KnownRequest(
        request=REQUEST,
        storage=storage,
        decision=ONLINE,
        decision_storage=decision_storage,
        is_at_city=is_at_city,
    )
    stands = known.standing_decision is ONLINE
    assert (known.is_refused, stands, known.is_waiting) == state
    assert known.refused_decision is (ONLINE if decision_storage is REFUSED else None)


def test_a_request_is_pointed_at_from_the_seventh_day_on() -> None:
    seven = timedelta(days=7)
    assert waits_long(REQUEST, NOW + seven)
    assert not waits_long(REQUEST, NOW + seven - timedelta(seconds=1))
    assert not waits_long(REQUEST, NOW + seven, replace(OPEN_VALUES, request_waits_days=8))


def test_a_request_follows_its_case_through_every_merge() -> None:
    merged = {CaseId("a"): CaseId("b"), CaseId("b"): CaseId("c")}
    assert case_after_merges(CaseId("a"), merged) == "c"
    assert case_after_merges(CaseId("c"), merged) == "c"


def test_a_circle_of_merges_loses_nothing() -> None:
    merged = {CaseId("a"): CaseId("b"), CaseId("b"): CaseId("c"), CaseId("c"): CaseId("b")}
    assert case_after_merges(CaseId("a"), merged) == "a"
    assert case_after_merges(CaseId("d"), {CaseId("d"): CaseId("d")}) == "d"


@given(IDS, st.dictionaries(IDS, IDS))
def test_the_end_of_the_merges_is_a_case_that_was_not_merged(
    case_id: CaseId, merged: dict[CaseId, CaseId]
) -> None:
    end = case_after_merges(case_id, merged)
    assert end not in merged or end == case_id
