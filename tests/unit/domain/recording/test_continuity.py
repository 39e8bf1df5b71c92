"""Every lost second is counted once, and the chair is asked once for each such loss."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import SiteId
from desktop.domain.recording.continuity import (
    LONG_MS,
    MUCH_FROM_MS,
    MUCH_PERCENT,
    Continuity,
    NotALedger,
    answered,
    follow,
    ledger_from,
    ledger_text,
)
from desktop.domain.recording.part import SiteLoss, added

pytestmark = pytest.mark.unit

A, B = SiteId("site-a"), SiteId("site-b")
BEGAN_AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


class Recorder:
    """What an engine tells of pieces, one after the other, and the ledger that follows it."""

    def __init__(self) -> None:
        self.ledger = Continuity()
        self.recorded_ms = 0
        self.lost: tuple[SiteLoss, ...] = ()
        self.passed_ms = 0
        self.all_lost: tuple[SiteLoss, ...] = ()

    def tell(self, *losses: SiteLoss, span_ms: int = 1_000) -> None:
        self.recorded_ms += span_ms
        self.passed_ms += span_ms
        self.lost = added(self.lost, losses)
        self.all_lost = added(self.all_lost, losses)
        self.say_again()

    def say_again(self) -> None:
        at = BEGAN_AT + timedelta(milliseconds=self.passed_ms)
        self.ledger = follow(self.ledger, recorded_ms=self.recorded_ms, lost=self.lost, at=at)

    def begin_anew(self) -> None:
        """Another engine, or the session goes on after a pause."""
        self.recorded_ms, self.lost = 0, ()

    def restart_desk(self) -> None:
        self.ledger = ledger_from(ledger_text(self.ledger))

    def run(self, seconds: int, *losses: SiteLoss) -> None:
        for _ in range(seconds):
            self.tell(*losses)

    def do(self, step: object) -> None:
        """A piece, or what befalls engine, desk and chair."""
        if isinstance(step, tuple):
            self.tell(*step[1], span_ms=step[0])
        elif step == "engine" and self.recorded_ms > 3_000:  # less is not known for another one
            self.begin_anew()
        elif step == "desk":
            self.restart_desk()
        elif step == "answer" and self.asked() is not None:
            self.answer()
        else:
            self.say_again()

    def asked(self) -> SiteId | None:
        return None if self.ledger.asked is None else self.ledger.asked.site_id

    def answer(self) -> None:
        asked = self.asked()
        assert asked is not None
        self.ledger = answered(self.ledger, asked)


def picture(ms: int = 1_000, site_id: SiteId = A) -> SiteLoss:
    return SiteLoss(site_id=site_id, picture_ms=ms)


def sound(ms: int = 1_000, site_id: SiteId = A) -> SiteLoss:
    return SiteLoss(site_id=site_id, sound_ms=ms)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def test_while_nothing_is_lost_there_is_nothing_to_say(recorder: Recorder) -> None:
    recorder.run(600)
    assert recorder.ledger.sites == ()
    assert recorder.ledger.worst is None
    assert recorder.ledger.site(A) is None
    assert recorder.asked() is None
    assert Continuity().percent(0) == 0.0


def test_each_site_has_its_sums_its_longest_go_and_its_share(recorder: Recorder) -> None:
    recorder.run(10, picture(), sound(500, B))
    recorder.run(80)
    recorder.run(10, picture())
    site, other = recorder.ledger.site(A), recorder.ledger.site(B)
    assert site is not None
    assert other is not None
    assert (site.picture.total_ms, site.picture.longest_ms) == (20_000, 10_000)
    assert site.go_ms == 10_000
    assert (other.sound.total_ms, other.sound.longest_ms, other.go_ms) == (5_000, 5_000, 0)
    assert recorder.ledger.percent(site.worst_ms) == 20.0
    assert recorder.ledger.worst is site
    assert site.since == BEGAN_AT
    assert site.until == BEGAN_AT + timedelta(seconds=100)


def test_less_than_half_of_a_second_is_no_go(recorder: Recorder) -> None:
    recorder.run(100, sound(499))
    site = recorder.ledger.site(A)
    assert site is not None
    assert (site.go_ms, site.sound.longest_ms, site.worst_ms) == (0, 499, 49_900)
    assert recorder.asked() is None


def test_a_minute_in_one_go_is_asked_about_once(recorder: Recorder) -> None:
    recorder.run(59, picture())
    assert recorder.asked() is None
    recorder.tell(picture())
    assert recorder.asked() == A
    recorder.run(10, picture())
    recorder.run(10)
    assert recorder.asked() == A  # it waits for its answer
    recorder.answer()
    assert recorder.asked() is None
    recorder.run(59, picture())
    assert recorder.asked() is None
    recorder.tell(picture())
    assert recorder.asked() == A


def test_a_go_that_was_answered_is_not_asked_about_again_while_it_lasts(
    recorder: Recorder,
) -> None:
    recorder.run(60, sound())
    recorder.answer()
    recorder.run(600, sound())
    assert recorder.asked() is None
    recorder.run(600)
    recorder.tell(sound())
    assert recorder.asked() is None


def test_a_twentieth_is_asked_about_from_five_minutes_on(recorder: Recorder) -> None:
    recorder.run(20, picture())
    recorder.run(279)
    assert recorder.asked() is None
    recorder.tell()
    assert recorder.asked() == A
    recorder.answer()
    recorder.run(15, picture())
    assert recorder.asked() is None
    recorder.tell(picture())
    assert recorder.asked() == A


def test_of_two_sites_the_one_that_lost_more_comes_first(recorder: Recorder) -> None:
    recorder.run(10, picture(1_000, B))
    recorder.run(1)
    recorder.run(60, picture(1_000, A), sound(1_000, A), picture(1_000, B))
    assert recorder.asked() == B
    recorder.answer()
    assert recorder.asked() == A
    recorder.answer()
    assert recorder.asked() is None
    site = recorder.ledger.site(A)
    assert site is not None
    assert (site.since, site.until) == (None, None)


def test_the_same_once_more_changes_nothing(recorder: Recorder) -> None:
    recorder.run(3, picture())
    before = recorder.ledger
    recorder.say_again()
    assert recorder.ledger is before


def test_a_sum_that_went_down_is_of_another_engine(recorder: Recorder) -> None:
    recorder.run(2, picture())
    recorder.begin_anew()
    recorder.tell(picture(100), span_ms=5_000)
    site = recorder.ledger.site(A)
    assert site is not None
    assert site.worst_ms == 2_100
    assert recorder.ledger.recorded_ms == 7_000


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 20_000, '{"recorded_ms":1,"sites":[{"site_id":"a"}]}', '{"sites":3}'],
)
def test_another_text_is_no_ledger(text: str) -> None:
    with pytest.raises(NotALedger):
        ledger_from(text)


_STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.integers(200, 3_000),
            st.lists(
                st.builds(
                    SiteLoss,
                    site_id=st.sampled_from((A, B)),
                    picture_ms=st.integers(0, 4_000),
                    sound_ms=st.integers(0, 4_000),
                ),
                max_size=2,
            ),
        ),
        st.sampled_from(("again", "desk", "engine", "answer")),
    ),
    max_size=60,
)


@given(_STEPS)
def test_nothing_is_counted_twice_and_nothing_forgotten(steps: list[object]) -> None:
    recorder = Recorder()
    for step in steps:
        recorder.do(step)
    ledger = recorder.ledger
    assert ledger.recorded_ms == recorder.passed_ms
    found = (
        SiteLoss(site_id=one.site_id, picture_ms=one.picture.total_ms, sound_ms=one.sound.total_ms)
        for one in ledger.sites
    )
    assert added(found) == recorder.all_lost
    assert ledger_from(ledger_text(ledger)) == ledger
    for one in (one for site in ledger.sites for one in (site.picture, site.sound)):
        assert one.go_ms <= one.longest_ms <= one.total_ms
        assert one.answered_ms <= one.total_ms
        share = 100 * (one.total_ms - one.answered_ms)
        is_much = ledger.recorded_ms >= MUCH_FROM_MS and share >= MUCH_PERCENT * ledger.recorded_ms
        is_long = one.go_ms >= LONG_MS and not one.is_go_answered
        assert one.is_due or not (is_much or is_long)
