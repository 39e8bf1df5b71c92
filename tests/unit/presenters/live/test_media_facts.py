"""What is known of a call: tracks and lines go with the engine, a word for each line is steady."""

import pytest

from desktop.domain.clock import Clock
from desktop.domain.conduct.live_session import Seat
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import (
    LOST_AFTER_S,
    SELF_VIEW,
    SILENCE_DBFS,
    PeerState,
    Quality,
    Rung,
)
from desktop.domain.media.events import (
    EngineStateChanged,
    LevelsChanged,
    PeerStateChanged,
    RelayLacking,
    TrackRemoved,
)
from desktop.presenters.live.media_facts import MediaFacts
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.desk_room import own_picture, picture_of, statistics
from tests.samples.receptions import AGENCY, COMMUNE, HQ

pytestmark = pytest.mark.unit

OWN_VIEW = own_picture()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def facts(clock: Clock) -> MediaFacts:
    return MediaFacts(own_site_id=COMMUNE, clock=clock)


def tell(facts: MediaFacts, *events: Event) -> list[bool]:
    return [facts.on_event(event) for event in events]


def judge(facts: MediaFacts, *, is_paused: bool = False, is_city_reached: bool = True) -> None:
    def seat_of(site_id: SiteId) -> Seat | None:
        return a_seat(site_id) if site_id in {HQ, AGENCY} else None

    facts.judge(seat_of=seat_of, is_paused=is_paused, is_city_reached=is_city_reached)


def test_only_figures_and_the_engine_ask_for_a_new_judgement(facts: MediaFacts) -> None:
    told = tell(
        facts,
        statistics(HQ),
        EngineStateChanged(is_up=True, restarts=2),
        RelayLacking(is_lacking=True),
        LevelsChanged(levels=((None, -20.0),)),
        picture_of(HQ),
        PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED),
        ActionFailed(action="x", code="y", data={}),
    )
    assert told == [True, True, False, False, False, False, False]
    assert facts.is_relay_lacking
    assert (facts.is_engine_up, facts.engine_restarts) == (True, 2)


def test_levels_are_of_sites_and_ours_is_the_microphone_s(facts: MediaFacts) -> None:
    assert facts.level_dbfs(HQ) == SILENCE_DBFS
    tell(facts, LevelsChanged(levels=((None, -20.0), (HQ, -30.0))))
    assert [facts.level_dbfs(site_id) for site_id in (COMMUNE, HQ, AGENCY)] == [
        -20.0,
        -30.0,
        SILENCE_DBFS,
    ]


def test_pictures_come_and_go(facts: MediaFacts) -> None:
    assert facts.track_id(COMMUNE) is None
    added = picture_of(HQ)
    tell(facts, added, OWN_VIEW)
    assert facts.track_id(COMMUNE) == SELF_VIEW
    assert facts.track_id(HQ) == added.track.id
    assert facts.track_id(AGENCY) is None
    tell(facts, TrackRemoved(track_id=added.track.id), TrackRemoved(track_id=TrackId("unknown")))
    assert facts.track_id(HQ) is None


def test_with_the_engine_goes_what_it_told(facts: MediaFacts) -> None:
    tell(
        facts,
        OWN_VIEW,
        statistics(HQ),
        PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED),
        LevelsChanged(levels=((HQ, -30.0),)),
    )
    assert facts.peer_state(HQ) is PeerState.CONNECTED
    tell(facts, EngineStateChanged(is_up=False, restarts=1))
    assert not facts.is_engine_up
    assert facts.track_id(COMMUNE) is None
    assert facts.peer_state(HQ) is None
    assert facts.level_dbfs(HQ) == SILENCE_DBFS
    assert facts.heard_figures() == ()


def test_a_site_is_heard_while_its_packets_arrive(facts: MediaFacts) -> None:
    assert not facts.is_arriving(HQ)
    tell(facts, statistics(HQ))
    assert facts.is_arriving(HQ)
    assert [one.site_id for one in facts.heard_figures()] == [HQ]
    tell(facts, statistics(HQ, silent_s=LOST_AFTER_S))
    assert not facts.is_arriving(HQ)
    assert facts.heard_figures() == ()


def test_a_site_says_that_it_sends_its_voice_alone(facts: MediaFacts) -> None:
    assert not facts.is_sound_only(HQ)
    tell(facts, statistics(HQ, their_rung=Rung.SOUND))
    assert facts.is_sound_only(HQ)


def test_the_worst_line_is_the_word_for_all(facts: MediaFacts, clock: FakeClock) -> None:
    assert facts.worst_quality() is None
    for _ in range(3):
        good, weak = statistics(HQ), statistics(AGENCY, loss=0.3)
        tell(facts, type(good)(stats=(*good.stats, *weak.stats)))
        judge(facts)
        clock.advance(1.0)
    good_line, worst = facts.quality(HQ), facts.worst_quality()
    assert good_line is not None
    assert good_line.quality is Quality.GOOD
    assert worst is not None
    assert worst == facts.quality(AGENCY)
    assert worst.quality is Quality.WEAK


def test_a_closed_connection_has_no_line_any_more(facts: MediaFacts) -> None:
    tell(facts, statistics(HQ), PeerStateChanged(site_id=HQ, state=PeerState.CONNECTED))
    judge(facts)
    assert facts.quality(HQ) is not None
    tell(facts, PeerStateChanged(site_id=HQ, state=PeerState.CLOSED), statistics(HQ))
    judge(facts)
    assert facts.quality(HQ) is None
