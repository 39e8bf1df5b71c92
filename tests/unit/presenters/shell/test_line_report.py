from dataclasses import replace

import pytest

from desktop.domain.conduct.events import ChannelChanged, SeatTaken
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState, PeerStats, QualityCause, Rung
from desktop.domain.media.code_words import NoCodeWords
from desktop.domain.media.events import (
    CodeWordsChanged,
    CodeWordsLacking,
    LevelsChanged,
    PeerStateChanged,
    StatsChanged,
)
from desktop.presenters.shell.line_report import MAX_SITES
from desktop.presenters.shell.line_report_state import LineReportViewState, WayFigures
from tests.fakes.fake_media_connection import fake_stats
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import HQ

pytestmark = pytest.mark.unit

STATS = replace(
    fake_stats(HQ),
    engine="libwebrtc",
    codec="VP8",
    width=1280,
    height=720,
    video_fps=29.96,
    received_kbps=1_999.6,
    loss=0.0204,
    sent_width=640,
    sent_height=360,
    sent_fps=15.0,
    sent_kbps=300.2,
    sent_loss=0.1,
    sent_rung=Rung.P360,
    sent_cause=QualityCause.THEIR_LINE,
    available_kbps=349.7,
    round_trip_s=0.0404,
    jitter_s=0.003,
    silent_s=0.02,
    freeze_s=0.4,
    concealed=0.012,
)


@pytest.fixture
def room() -> Room:
    room = Room()
    room.desk.start()
    room.deliver()
    return room


def state_of(room: Room) -> LineReportViewState:
    return room.view.line_report[-1]


def told(room: Room, *stats: PeerStats) -> None:
    room.tell(StatsChanged(stats=stats))


def test_nothing_is_drawn_while_nobody_looks(room: Room) -> None:
    told(room, STATS)
    assert room.view.line_report == []


def test_the_newest_figures_are_there_when_the_panel_opens(room: Room) -> None:
    told(room, STATS)
    room.desk.line_report.toggle()
    (site,) = state_of(room).sites
    assert state_of(room).is_open
    assert state_of(room).is_running
    known = room.fake.services.schedule.site(HQ)
    assert known is not None
    assert site.site_name == known.name
    assert site.received == WayFigures(
        rung=Rung.P720,
        cause=QualityCause.NONE,
        width=1280,
        height=720,
        fps=30.0,
        kbps=2_000,
        loss=0.02,
    )
    assert site.sent == WayFigures(
        rung=Rung.P360,
        cause=QualityCause.THEIR_LINE,
        width=640,
        height=360,
        fps=15.0,
        kbps=300,
        loss=0.1,
    )
    assert (site.available_kbps, site.round_trip_ms, site.jitter_ms) == (350, 40, 3)
    assert (site.engine, site.codec, site.path) == ("libwebrtc", "VP8", "host")


def test_the_four_words_stand_there_while_the_two_rooms_are_connected(room: Room) -> None:
    words = ("xuân", "dây", "thuyền", "chanh")
    room.desk.line_report.toggle()
    told(room, STATS)
    assert state_of(room).sites[0].code_words is NoCodeWords.NOT_YET
    room.tell(CodeWordsChanged(site_id=HQ, words=words))
    assert state_of(room).sites[0].code_words == words
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.RECONNECTING))
    assert state_of(room).sites[0].code_words == words
    room.tell(PeerStateChanged(site_id=HQ, state=PeerState.CLOSED))
    assert state_of(room).sites[0].code_words is NoCodeWords.NOT_YET
    room.tell(CodeWordsChanged(site_id=HQ, words=words))
    room.tell(SeatTaken())
    assert state_of(room).sites[0].code_words is NoCodeWords.NOT_YET


@pytest.mark.parametrize("why", list(NoCodeWords))
def test_words_that_cannot_be_compared_any_more_are_taken_away(
    room: Room, why: NoCodeWords
) -> None:
    room.desk.line_report.toggle()
    told(room, STATS)
    room.tell(CodeWordsChanged(site_id=HQ, words=("xuân", "dây", "thuyền", "chanh")))
    room.tell(CodeWordsLacking(site_id=HQ, why=why))
    assert state_of(room).sites[0].code_words is why


def test_frozen_time_adds_up_over_the_call(room: Room) -> None:
    room.desk.line_report.toggle()
    for _ in range(3):
        told(room, STATS)
    assert state_of(room).sites[0].frozen_s == pytest.approx(1.2)


@pytest.mark.parametrize("end", [ChannelChanged(is_connected=False, attempt=0), SeatTaken()])
def test_after_a_call_its_last_figures_stay(room: Room, end: ChannelChanged | SeatTaken) -> None:
    room.desk.line_report.toggle()
    told(room, STATS)
    room.tell(end)
    assert not state_of(room).is_running
    assert state_of(room).sites[0].frozen_s == pytest.approx(0.4)
    told(room, STATS)
    assert state_of(room).is_running
    assert state_of(room).sites[0].frozen_s == pytest.approx(0.4)


def test_the_cell_and_the_cross_put_the_panel_away(room: Room) -> None:
    room.desk.line_report.toggle()
    room.desk.line_report.toggle()
    assert not state_of(room).is_open
    room.desk.line_report.toggle()
    room.desk.line_report.close()
    assert not state_of(room).is_open
    assert state_of(room).sites == ()


def test_other_facts_draw_nothing(room: Room) -> None:
    room.desk.line_report.toggle()
    drawn = len(room.view.line_report)
    room.tell(LevelsChanged(levels=()), StatsChanged(stats=()))
    assert len(room.view.line_report) == drawn


def test_an_unknown_site_is_named_by_its_id_and_their_number_is_bounded(room: Room) -> None:
    room.desk.line_report.toggle()
    told(
        room,
        *(
            replace(STATS, site_id=SiteId(f"site-{number}"), available_kbps=None)
            for number in range(MAX_SITES + 2)
        ),
    )
    sites = state_of(room).sites
    assert [site.site_name for site in sites] == [f"site-{n}" for n in range(MAX_SITES)]
    assert sites[0].available_kbps is None
