from dataclasses import replace
from datetime import timedelta
from itertools import pairwise, product

import pytest

from desktop.domain.casework.visit import (
    FINAL_VISITS,
    VisitStatus,
    are_times_in_order,
    can_visit_move,
    may_visit_become,
    visit_moves,
)
from tests.rigs.system.every_row import every_row
from tests.samples.casework import NOW, VISIT

pytestmark = pytest.mark.unit

V = VisitStatus
PATH = (
    V.REGISTERED,
    V.ARRIVED,
    V.IDENTIFYING,
    V.IDENTIFIED,
    V.WAITING,
    V.CALLED,
    V.IN_RECEPTION,
    V.OUTCOME_RECORDED,
    V.CLOSED,
)
BEFORE_RECEPTION = PATH[: PATH.index(V.IN_RECEPTION)]


def lawful() -> set[tuple[VisitStatus, VisitStatus]]:
    """domain.md §5, written a second time."""
    pairs = set(pairwise(PATH))
    pairs.add((V.REGISTERED, V.NO_SHOW))
    pairs.add((V.CALLED, V.WAITING))
    pairs |= set(product(BEFORE_RECEPTION, (V.WITHDRAWN, V.REDIRECTED)))
    pairs |= {(one, V.REFUSED) for one in (*BEFORE_RECEPTION[1:], V.IN_RECEPTION)}
    return pairs


@every_row(("origin", "target"), list(product(V, V)))
def test_a_visit_moves_as_the_dictionary_lists(origin: VisitStatus, target: VisitStatus) -> None:
    assert can_visit_move(origin, target) is ((origin, target) in lawful())
    assert (target in visit_moves(origin)) is can_visit_move(origin, target)


def test_five_states_are_final() -> None:
    assert {V.CLOSED, V.NO_SHOW, V.WITHDRAWN, V.REDIRECTED, V.REFUSED} == FINAL_VISITS


@pytest.mark.parametrize(
    ("arrived", "started", "ended", "is_right"),
    [
        (None, None, None, True),
        (-3, None, None, True),
        (-3, -2, None, True),
        (-3, -2, -1, True),
        (-3, -3, -3, True),
        (0, 0, 0, True),
        (-2, -3, None, False),
        (-3, -1, -2, False),
        (None, -2, None, False),
        (-3, None, -1, False),
        (None, None, -1, False),
        (1, None, None, False),
        (-3, -2, 1, False),
    ],
)
def test_the_times_of_a_visit_come_in_their_order(
    arrived: int | None, started: int | None, ended: int | None, is_right: bool
) -> None:
    at = [None if n is None else NOW + timedelta(minutes=n) for n in (arrived, started, ended)]
    visit = replace(VISIT, arrived_at=at[0], started_at=at[1], ended_at=at[2])
    assert are_times_in_order(visit, NOW) is is_right


@every_row(("origin", "target"), list(product(V, V)))
def test_a_visit_becomes_what_lawful_moves_lead_to(
    origin: VisitStatus, target: VisitStatus
) -> None:
    reached = {origin}
    for _ in V:  # as often as there are states
        reached |= {after for one, after in lawful() if one in reached}
    assert may_visit_become(origin, target) is (target in reached)


@pytest.mark.parametrize("target", V)
def test_what_is_over_stays_so_and_nobody_is_sent_back_before_the_queue(
    target: VisitStatus,
) -> None:
    for final in FINAL_VISITS:
        assert may_visit_become(final, target) is (target is final)
    if target in PATH[: PATH.index(V.WAITING)]:
        assert not may_visit_become(V.CALLED, target)
