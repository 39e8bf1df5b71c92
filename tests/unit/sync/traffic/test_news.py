"""Waiting for the city's word: asked from where the last pull ended, and never in haste."""

import queue
from collections.abc import Callable, Iterator

import pytest

from desktop.contract.version import LISTEN_S
from desktop.domain.errors import AccessRefused, Offline, ProtocolError, ServerBusy, TimedOut
from desktop.sync.traffic.news import MAX_LEFT_BEHIND, MAX_LOST, NewsWatch
from tests.fakes.fake_city_api import FakeCity, FakeCityApi
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.desk_sync import wait_until

pytestmark = pytest.mark.unit

BUSY = ServerBusy(1.0)

Answer = Callable[[], bool]


class Desk:
    """A watch whose city answers as a test says, one question at a time."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.asked: queue.Queue[tuple[str, str]] = queue.Queue()
        self.answers: queue.Queue[Answer] = queue.Queue()
        self.news = 0
        api = FakeCityApi(FakeCity(clock=self.clock))
        api.on_wait = self._wait
        self.watch = NewsWatch(api=api, clock=self.clock, on_news=self._count)

    def asked_from(self) -> tuple[str, str]:
        """The next question."""
        return self.asked.get(timeout=PATIENCE_S)

    def say(self, *, has_news: bool, after_s: float = LISTEN_S) -> None:
        def answer() -> bool:
            self.clock.advance(after_s)
            return has_news

        self.answers.put(answer)

    def fail(self, error: Exception) -> None:
        def answer() -> bool:
            raise error

        self.answers.put(answer)

    def _wait(self, token: str, cursor: str) -> bool:
        self.asked.put((token, cursor))
        return self.answers.get(timeout=PATIENCE_S)()

    def _count(self) -> None:
        self.news += 1


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    made.watch.start()
    yield made
    made.watch.stop()
    made.say(has_news=False)


def test_it_asks_from_where_the_pull_ended_until_there_is_news(desk: Desk) -> None:
    desk.watch.listen("token", "one")
    assert desk.asked_from() == ("token", "one")
    desk.say(has_news=False)
    assert desk.asked_from() == ("token", "one")
    desk.say(has_news=True, after_s=0.1)
    wait_until(lambda: desk.news == 1)
    assert desk.asked.empty()
    desk.watch.listen("token", "two")
    assert desk.asked_from() == ("token", "two")
    assert desk.news == 1


def test_what_was_pulled_meanwhile_is_no_news(desk: Desk) -> None:
    desk.watch.listen("token", "one")
    assert desk.asked_from() == ("token", "one")
    desk.watch.listen("token", "two")
    desk.say(has_news=True)
    assert desk.asked_from() == ("token", "two")
    assert desk.news == 0


def test_news_that_no_pull_finds_are_not_asked_for_again(desk: Desk) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.say(has_news=True)
    wait_until(lambda: desk.news == 1)
    desk.watch.listen("token", "one")
    desk.watch.listen("token", "two")
    assert desk.asked_from() == ("token", "two")


@pytest.mark.parametrize("error", [AccessRefused("D-108"), ProtocolError("not_found"), BUSY])
def test_after_a_refusal_it_rests_until_the_next_pull(desk: Desk, error: Exception) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.fail(error)
    wait_until(lambda: desk.watch._place is None)
    assert desk.asked.empty()
    assert desk.news == 0
    desk.watch.listen("token", "one")
    assert desk.asked_from() == ("token", "one")


@pytest.mark.parametrize("error", [Offline(), TimedOut()])
def test_a_line_that_is_cut_asks_for_a_pull_that_finds_the_city_again(
    desk: Desk, error: Exception
) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.fail(error)
    wait_until(lambda: desk.news == 1)
    assert desk.asked.empty()
    desk.watch.listen("token", "one")
    assert desk.asked_from() == ("token", "one")


def test_lines_that_are_cut_again_and_again_ask_for_no_more_pulls(desk: Desk) -> None:
    for _ in range(MAX_LOST + 2):
        desk.watch.listen("token", "one")
        desk.asked_from()
        desk.fail(Offline())
        wait_until(lambda: desk.watch._place is None)
    assert desk.news == MAX_LOST
    desk.watch.listen("token", "one")
    desk.say(has_news=False)
    desk.asked_from()
    desk.asked_from()
    desk.fail(Offline())
    wait_until(lambda: desk.news == MAX_LOST + 1)


def test_a_question_on_a_dead_line_is_left_behind_when_the_city_is_there_again(desk: Desk) -> None:
    desk.watch.renew()  # nothing is asked yet
    for number in range(MAX_LEFT_BEHIND):
        desk.watch.listen("token", str(number))
        assert desk.asked_from() == ("token", str(number))
        desk.watch.renew()
    desk.watch.listen("token", "last")
    assert desk.asked_from() == ("token", "last")
    desk.watch.renew()  # so many wait already
    for _ in range(MAX_LEFT_BEHIND + 1):  # what is said on a dead line counts no more
        desk.say(has_news=True)
    wait_until(lambda: desk.watch._left_behind == 0)
    wait_until(desk.answers.empty)
    assert desk.news <= 1


def test_a_fault_of_ours_is_told_and_ends_no_watch(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.fail(RuntimeError("x"))
    wait_until(lambda: desk.watch._place is None)
    desk.watch.listen("token", "one")
    desk.asked_from()
    assert "not asked for news" in caplog.text


def test_who_answers_without_waiting_is_not_asked_in_a_circle(desk: Desk) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.say(has_news=False, after_s=0.1)
    wait_until(lambda: desk.watch._place is None)
    assert desk.asked.empty()


def test_nobody_asks_while_it_rests(desk: Desk) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.watch.rest()
    desk.say(has_news=True)
    desk.watch.listen("token", "two")
    assert desk.asked_from() == ("token", "two")
    assert desk.news == 0


def test_a_stop_waits_for_no_answer_and_nothing_is_asked_after_it(desk: Desk) -> None:
    desk.watch.listen("token", "one")
    desk.asked_from()
    desk.watch.stop()
    desk.say(has_news=True)
    desk.watch.listen("token", "two")
    assert desk.news == 0
    assert desk.asked.empty()
