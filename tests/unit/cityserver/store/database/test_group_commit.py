"""Requests that wait for one turn share it, and never each other's faults."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from desktop.cityserver.store.database import group_commit
from desktop.cityserver.store.database.group_commit import TURN_LIMIT_S, GroupCommit
from desktop.domain.errors import ServerBusy
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S, wait_until

pytestmark = pytest.mark.unit


class Desk:
    """Doubles numbers; the first call waits until it may go on, so that others gather behind it."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.has_begun = threading.Event()
        self.may_go_on = threading.Event()
        self.error: Exception = RuntimeError("odd")

    def carry_out(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        if len(self.batches) == 1:
            self.has_begun.set()
            assert self.may_go_on.wait(PATIENCE_S)
        if any(number < 0 for number in numbers):
            raise self.error
        return [2 * number for number in numbers]


def gathered(desk: Desk, numbers: Sequence[int], limit: int = 16) -> dict[int, Future[int]]:
    """1 goes first; the others come while it works."""
    turn = GroupCommit(desk.carry_out, limit=limit, clock=FakeClock())
    with ThreadPoolExecutor(len(numbers) + 1) as pool:
        futures = {1: pool.submit(turn.run, 1)}
        assert desk.has_begun.wait(PATIENCE_S)
        for number in numbers:
            futures[number] = pool.submit(turn.run, number)
        wait_until(lambda: len(turn._waiting) == len(numbers))
        desk.may_go_on.set()
    return futures


def test_those_who_wait_go_together() -> None:
    desk = Desk()
    futures = gathered(desk, [2, 3, 4])
    assert {number: future.result() for number, future in futures.items()} == {
        1: 2,
        2: 4,
        3: 6,
        4: 8,
    }
    assert desk.batches[0] == [1]
    assert sorted(desk.batches[1]) == [2, 3, 4]
    assert len(desk.batches) == 2


def test_no_more_go_together_than_the_limit() -> None:
    desk = Desk()
    futures = gathered(desk, [2, 3, 4, 5, 6], limit=2)
    assert futures[6].result() == 12
    assert [len(batch) for batch in desk.batches] == [1, 2, 2, 1]


def test_what_is_wrong_with_one_is_its_own() -> None:
    desk = Desk()
    futures = gathered(desk, [2, -3, 4])
    assert futures[2].result() == 4
    assert futures[4].result() == 8
    with pytest.raises(RuntimeError, match="odd"):
        futures[-3].result()


def test_a_database_that_is_busy_is_so_for_all_of_them_at_once() -> None:
    desk = Desk()
    desk.error = ServerBusy(2.0)
    futures = gathered(desk, [2, -3])
    for number in (2, -3):
        with pytest.raises(ServerBusy):
            futures[number].result()
    assert len(desk.batches) == 2


def test_who_waits_for_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group_commit, "TURN_LIMIT_S", 0.05)
    desk = Desk()
    turn = GroupCommit(desk.carry_out, limit=16, clock=FakeClock())
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(turn.run, 1)
        assert desk.has_begun.wait(PATIENCE_S)
        with pytest.raises(ServerBusy):
            turn.run(2)
        desk.may_go_on.set()
        assert first.result(PATIENCE_S) == 2
    assert turn.run(5) == 10, "what was left behind holds nobody up"
    assert desk.batches == [[1], [5]], "and is not done behind the back of who was told so"


class NotedTurn:
    """A lock that is free as long as somebody may wait for it."""

    def __init__(self) -> None:
        self.limits_s: list[float] = []

    def acquire(self, timeout: float) -> bool:
        self.limits_s.append(timeout)
        return timeout > 0.0

    def release(self) -> None:
        """It is free anyway."""


def test_the_limit_is_for_all_turns_together() -> None:
    clock, done = FakeClock(), list[int]()

    def carry_out(numbers: Sequence[int]) -> Sequence[int]:
        clock.advance(TURN_LIMIT_S / 2)
        done.extend(numbers)
        return numbers

    turn = GroupCommit(carry_out, limit=1, clock=clock)
    free = NotedTurn()
    turn._turn = free  # type: ignore[assignment]
    turn._waiting = [(number, Future()) for number in (1, 2, 3)]
    with pytest.raises(ServerBusy):
        turn.run(4)
    assert free.limits_s == [TURN_LIMIT_S, TURN_LIMIT_S / 2, 0.0]
    assert done == [1, 2]


def test_a_database_that_falls_silent_while_each_is_tried_ends_it() -> None:
    tried: list[list[int]] = []

    def carry_out(numbers: Sequence[int]) -> list[int]:
        tried.append(list(numbers))
        if len(tried) == 1:
            raise RuntimeError
        raise ServerBusy(2.0)

    turn = GroupCommit(carry_out, limit=16, clock=FakeClock())
    with turn._turn, ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(turn.run, number) for number in range(3)]
        wait_until(lambda: len(turn._waiting) == 3)
        turn._turn.release()
        for future in futures:
            with pytest.raises(ServerBusy):
                future.result(PATIENCE_S)
        turn._turn.acquire()
    assert [len(numbers) for numbers in tried] == [3, 1]
