"""Bản ghi: from a line at its second, after a reason, and never in silence past what is bad."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop.domain.casework.matter.case import PetitionType, Viewing
from desktop.domain.events import ActionFailed
from desktop.domain.ids import MinuteLineId, SessionId
from desktop.domain.media.call import RECORDING_VIEW, SELF_VIEW, VideoTrack
from desktop.domain.media.events import EngineStateChanged, TrackAdded, TrackRemoved
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.mark import mark_text
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind
from desktop.domain.recording.events import PlaybackTold, TapeLooked, TapeRead
from desktop.domain.recording.part import PartEnd, SiteLoss
from desktop.domain.recording.playback import PlaybackFault, PlaybackStage
from desktop.domain.recording.recorded import PartFault, RecordedPart, recorded_from
from desktop.domain.recording.seal import SealFault
from desktop.domain.recording.tape import (
    FloorSpan,
    HoleWhy,
    PageSpan,
    Tape,
    joined_losses,
    tape_from,
)
from desktop.presenters.home.visible_schedule import VisibleSchedule
from desktop.presenters.live.resume_point import remember_session
from desktop.presenters.recording.playback import RecordingPresenter
from desktop.presenters.recording.playback_state import (
    ChainWord,
    LaneMark,
    LanePage,
    PlayerStage,
    RecordingViewState,
)
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import FakeDesk, build_fake_desk
from tests.samples.receptions import COMMUNE, PIN, SESSION, a_case, a_plan, signed_in
from tests.samples.recordings import BEGAN_AT, a_head

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.unit

REASON = "Đối chiếu lời trình bày"


def after(seconds: float) -> datetime:
    return BEGAN_AT + timedelta(seconds=seconds)


def a_part(number: int, **changes: object) -> RecordedPart:
    values: dict[str, object] = {
        "name": f"{number:04d}.rrec",
        "head": a_head(number, session_id=SESSION, site_id=COMMUNE, tracks=("mix", COMMUNE)),
        "ms": 60_000,
        "pieces": 60,
        "end": PartEnd.LENGTH,
    }
    return RecordedPart(**(values | changes))  # type: ignore[arg-type]


LAST = a_part(3, end=PartEnd.CLOSED)


def a_tape(*parts: RecordedPart, has_key: bool = True, **changes: object) -> Tape:
    tape = tape_from(recorded_from(parts), session_id=SESSION, has_key=has_key)
    return replace(tape, has_seal=True, **changes)  # type: ignore[arg-type]


WHOLE = a_tape(a_part(1), a_part(2), LAST)
PAUSED = a_tape(a_part(1), a_part(2, ms=20_000, end=PartEnd.PAUSED), LAST)
LOST = a_tape(a_part(1), LAST)
BAD = a_tape(a_part(1), a_part(2, fault=PartFault.BROKEN), LAST)


def a_line(name: str, at: datetime, **changes: object) -> MinuteLine:
    line = MinuteLine(
        id=MinuteLineId(name),
        session_id=SESSION,
        owner_site_id=COMMUNE,
        at=at,
        speaker="Công dân A",
        kind=MinuteLineKind.STATEMENT,
        text="Diện tích thiếu",
    )
    return replace(line, **changes)  # type: ignore[arg-type]


class Screen:
    """The presenter on fakes; a reason and the PIN are typed unless a test wants none."""

    def __init__(self, tape: Tape | None = WHOLE, *, reason: str = REASON, pin: str = PIN) -> None:
        self.desk: FakeDesk = build_fake_desk(clock=FakeClock())
        self.drawn: list[RecordingViewState] = []
        self.is_in_session = False
        self.has_browser = True
        self.pages: list[str] = []
        plan = replace(a_plan(), status=SessionStatus.CLOSED)
        self.desk.schedule.plans = [plan]
        self.desk.access.person = signed_in()
        self.playback = self.desk.recordings
        self.playback.tapes[SESSION] = tape
        services = self.desk.services
        shown = VisibleSchedule(schedule=self.desk.schedule, access=self.desk.access)
        self.presenter = RecordingPresenter(
            services=replace(services, schedule=shown),
            clock=FakeClock(),
            is_in_session=lambda: self.is_in_session,
            open_page=self._open_page,
            render=self.drawn.append,
        )
        self.presenter.choose(SESSION)
        self.presenter.start()
        self.pump()
        if reason:
            self.presenter.type_reason(reason)
        if pin:
            self.presenter.prove(pin)
            self.pump()

    def _open_page(self, address: str) -> bool:
        self.pages.append(address)
        return self.has_browser

    def pump(self) -> None:
        self.desk.queue.deliver_to(self.presenter.on_event)

    @property
    def state(self) -> RecordingViewState:
        return self.drawn[-1]

    @property
    def code(self) -> str | None:
        return None if self.state.message is None else self.state.message.code

    def stands(self, stage: PlayerStage, code: str | None) -> bool:
        return (self.state.player.stage, self.code) == (stage, code)

    def say(self, *lines: MinuteLine) -> None:
        for line in lines:
            self.desk.minutes.save_line(line)
        self.pump()

    def tell(self, stage: PlaybackStage, part: int, at_ms: int, **changes: object) -> None:
        values: dict[str, object] = {
            "session_id": SESSION,
            "order": self.playback.order,
            "stage": stage,
            "part": part,
            "at_ms": at_ms,
        }
        self.presenter.on_event(PlaybackTold(**(values | changes)))  # type: ignore[arg-type]


LINES = (
    a_line("first", after(10)),
    a_line("second", after(70.5)),
    a_line("empty", after(80), text=" "),
    a_line("late", after(500)),
    a_line("fault", after(75), kind=MinuteLineKind.TECHNICAL),
)


# ---- what is shown ---------------------------------------------------------------------------


def test_it_is_read_when_it_is_shown_and_says_that_it_is_whole() -> None:
    screen = Screen(reason="")
    assert screen.playback.looked == [SESSION]
    assert screen.desk.views.noted == [(SESSION, Viewing.SESSION)]
    assert screen.drawn[0].chain.word is ChainWord.CHECKING
    chain = screen.state.chain
    assert (chain.word, chain.pieces) == (ChainWord.WHOLE, 180)
    assert screen.state.player.can_play
    assert screen.state.player.at == after(0)
    assert screen.state.needs_reason
    assert screen.state.message is None


def test_how_much_is_read_is_told_until_all_is() -> None:
    screen = Screen()
    screen.presenter.refresh()
    screen.presenter.on_event(TapeLooked(session_id=SESSION, parts=1, whole=3))
    chain = screen.state.chain
    assert (chain.word, chain.parts, chain.whole) == (ChainWord.CHECKING, 1, 3)
    screen.presenter.on_event(TapeLooked(session_id=SessionId("another"), parts=9, whole=9))
    assert screen.state.chain.parts == 1
    screen.pump()
    assert screen.state.chain.word is ChainWord.WHOLE
    screen.presenter.on_event(TapeLooked(session_id=SESSION, parts=1, whole=3))
    assert screen.state.chain.word is ChainWord.WHOLE


def test_lines_that_say_something_stand_beside_it_and_the_current_one_is_marked() -> None:
    screen = Screen()
    screen.say(*LINES)
    rows = screen.state.rows
    assert [(one.line_id, one.is_there) for one in rows] == [
        ("first", True),
        ("second", True),
        ("fault", True),
        ("late", False),
    ]
    assert [one.is_current for one in rows] == [False] * 4
    assert (rows[0].site_name, rows[0].speaker) == ("UBND xã An Lão", "Công dân A")
    screen.presenter.play_line(MinuteLineId("second"))
    screen.tell(PlaybackStage.PLAYING, 2, 11_000)
    assert [one.line_id for one in screen.state.rows if one.is_current] == ["second"]


def test_sites_speak_on_their_lanes_and_what_is_lost_lies_there() -> None:
    lost = joined_losses([(after(5), after(7), (SiteLoss(site_id=COMMUNE, sound_ms=1_600),))])
    screen = Screen(a_tape(a_part(1), a_part(2, ms=20_000, end=PartEnd.PAUSED), LAST, losses=lost))
    screen.say(*LINES)
    lanes = screen.state.lanes
    assert lanes is not None
    (lane,) = lanes.sites
    assert (lanes.since, lanes.until, lane.name) == (after(0), after(180), "UBND xã An Lão")
    assert lane.said == (after(10), after(70.5), after(500))
    assert [(one.since, one.picture_s, one.sound_s) for one in lane.losses] == [(after(5), 0, 2)]
    assert [(one.since, one.until, one.why) for one in lanes.holes] == [
        (after(80), after(120), HoleWhy.PAUSED)
    ]


def test_a_site_that_is_not_known_has_no_name() -> None:
    screen = Screen()
    del screen.desk.schedule.sites[COMMUNE]
    screen.say(a_line("first", after(10)))
    assert screen.state.rows[0].site_name == ""


# ---- a reason --------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "ngắn", "   xem    "])
def test_nothing_plays_without_a_reason(reason: str) -> None:
    screen = Screen(reason=reason)
    screen.say(*LINES)
    acts: tuple[Callable[[], None], ...] = (
        screen.presenter.toggle,
        lambda: screen.presenter.play_line(MinuteLineId("first")),
        lambda: screen.presenter.play_at(after(10)),
    )
    for act in acts:
        screen.presenter.dismiss()
        act()
        assert screen.code == "G-041"
    assert screen.playback.played == []


def test_without_a_reason_the_beginning_is_moved_in_silence() -> None:
    screen = Screen(reason="")
    screen.presenter.jump(10_000)
    assert screen.state.player.at == after(10)
    assert screen.playback.played == []
    assert screen.playback.moved == []


def test_with_a_reason_a_line_plays_from_its_second() -> None:
    screen = Screen()
    screen.say(*LINES)
    screen.presenter.play_line(MinuteLineId("second"))
    (order,) = screen.playback.played
    assert (order.parts, order.from_ms, order.from_at) == ((2, 3), 10_500, after(70.5))
    assert order.reason == REASON
    assert screen.state.player.stage is PlayerStage.OPENING
    screen.tell(PlaybackStage.OPENING, 2, 10_500)
    assert screen.state.player.stage is PlayerStage.OPENING
    screen.tell(PlaybackStage.PLAYING, 2, 12_500)
    player = screen.state.player
    assert (player.stage, player.at) == (PlayerStage.PLAYING, after(72.5))


def test_who_opens_the_screen_again_gives_a_reason_anew() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.presenter.leave()
    assert screen.playback.stops == 1
    screen.presenter.leave()
    assert screen.playback.stops == 1
    screen.presenter.start()
    assert (screen.state.reason, screen.state.needs_reason) == ("", True)


def test_a_line_that_is_not_there_plays_nothing() -> None:
    screen = Screen()
    screen.presenter.play_line(MinuteLineId("gone"))
    assert screen.playback.played == []


# ---- play, stop, jump ------------------------------------------------------------------------


def test_it_stops_and_goes_on_where_it_was() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.tell(PlaybackStage.PLAYING, 1, 30_000)
    screen.presenter.toggle()
    assert screen.state.player.stage is PlayerStage.STOPPED
    assert screen.playback.stops == 1
    screen.tell(PlaybackStage.PLAYING, 1, 31_000)  # of what was stopped
    assert screen.state.player.stage is PlayerStage.STOPPED
    screen.presenter.toggle()
    assert screen.playback.played[-1].from_ms == 30_000


def test_at_its_end_it_begins_anew() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.tell(PlaybackStage.ENDED, 3, 60_000)
    assert screen.stands(PlayerStage.STOPPED, None)
    screen.presenter.toggle()
    assert screen.playback.played[-1].from_at == after(0)


def test_a_jump_goes_on_at_once_by_the_same_listening() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.tell(PlaybackStage.PLAYING, 1, 30_000)
    screen.presenter.jump(-10_000)
    (order,) = screen.playback.moved
    assert (order.parts, order.from_ms) == ((1, 2, 3), 20_000)
    assert len(screen.playback.played) == 1
    screen.presenter.jump(60_000)
    assert screen.playback.moved[-1].parts == (2, 3)


def test_a_jump_while_nothing_plays_moves_the_beginning() -> None:
    screen = Screen()
    screen.presenter.jump(70_000)
    assert screen.state.player.at == after(70)
    assert screen.playback.moved == []
    screen.presenter.toggle()
    assert screen.playback.played[-1].parts == (2, 3)


def test_at_either_end_a_jump_that_leads_nowhere_is_not_offered() -> None:
    screen = Screen()
    player = screen.state.player
    assert (player.can_go_back, player.can_go_on) == (False, True)
    screen.presenter.jump(10_000)
    player = screen.state.player
    assert (player.can_go_back, player.can_go_on) == (True, True)
    screen.presenter.jump(600_000)
    player = screen.state.player
    assert (player.can_go_back, player.can_go_on) == (True, False)
    screen.presenter.refresh()
    player = screen.state.player
    assert (player.can_go_back, player.can_go_on) == (False, False)


def test_a_place_on_the_line_of_time_plays() -> None:
    screen = Screen()
    screen.presenter.play_at(after(121))
    assert screen.playback.played[-1].from_ms == 1_000


def test_its_picture_is_shown_while_there_is_one() -> None:
    screen = Screen()
    for track_id in (RECORDING_VIEW, SELF_VIEW):
        track = VideoTrack(id=track_id, site_id=None, ring_name="ring")
        screen.presenter.on_event(TrackAdded(track=track))
    assert screen.state.player.track_id == RECORDING_VIEW
    screen.presenter.on_event(TrackRemoved(track_id=SELF_VIEW))
    assert screen.state.player.track_id == RECORDING_VIEW
    screen.presenter.on_event(TrackRemoved(track_id=RECORDING_VIEW))
    assert screen.state.player.track_id is None


# ---- never in silence ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tape", "code"),
    [
        (None, "G-003"),
        (Tape(session_id=SESSION), "G-001"),
        (a_tape(a_part(1), LAST, is_let_go=True), "G-002"),
        (a_tape(a_part(1), LAST, has_key=False), "G-048"),
        (a_tape(a_part(1, fault=PartFault.BROKEN)), "G-042"),
        (a_tape(a_part(1, head=None, fault=PartFault.UNREADABLE)), "G-042"),
    ],
)
def test_what_cannot_play_says_why_by_name(tape: Tape | None, code: str) -> None:
    screen = Screen(tape)
    assert screen.code == code
    assert not screen.state.player.can_play
    screen.presenter.toggle()
    screen.presenter.jump(1_000)
    screen.presenter.play_at(after(10))
    assert screen.playback.played == []
    assert screen.code == code


def test_a_recording_that_is_not_here_is_not_called_anything_else() -> None:
    assert Screen(Tape(session_id=SESSION)).state.chain.word is ChainWord.NONE
    assert Screen(None).state.chain.word is ChainWord.NONE


def test_what_was_changed_is_named_and_the_rest_plays() -> None:
    screen = Screen(BAD)
    assert (screen.code, screen.state.chain.word) == ("G-042", ChainWord.SPOILT)
    assert screen.state.message is not None
    assert screen.state.message.data == {"n": "2"}
    lanes = screen.state.lanes
    assert lanes is not None
    assert lanes.damaged == ((after(60), after(120)),)
    screen.presenter.toggle()
    assert screen.playback.played[-1].parts == (1,)
    screen.tell(PlaybackStage.ENDED, 1, 60_000)
    assert screen.code == "G-042"
    screen.presenter.play_at(after(130))
    assert screen.playback.played[-1].parts == (3,)
    assert screen.stands(PlayerStage.OPENING, None)
    screen.presenter.play_at(after(70))
    assert screen.code == "G-042"
    assert len(screen.playback.played) == 2


def test_a_jump_into_what_was_changed_stops_and_names_it() -> None:
    screen = Screen(BAD)
    screen.presenter.toggle()
    screen.tell(PlaybackStage.PLAYING, 1, 55_000)
    screen.presenter.jump(10_000)
    assert screen.playback.moved == []
    assert screen.stands(PlayerStage.STOPPED, "G-042")


def test_a_part_that_is_missing_is_named_where_it_would_play() -> None:
    screen = Screen(LOST)
    assert (screen.code, screen.state.chain.word) == ("G-047", ChainWord.SPOILT)
    screen.presenter.toggle()
    screen.tell(PlaybackStage.ENDED, 1, 60_000)
    assert screen.code == "G-047"
    screen.presenter.dismiss()
    assert screen.stands(PlayerStage.STOPPED, None)
    screen.presenter.play_at(after(70))
    assert screen.code == "G-047"


@pytest.mark.parametrize(
    ("tape", "at_s", "code"),
    [
        (PAUSED, 100, "G-054"),
        (
            a_tape(a_part(1), a_part(2, ms=20_000, end=PartEnd.CONSULTATION), LAST),
            100,
            "G-055",
        ),
        (a_tape(a_part(1), a_part(2, ms=20_000, end=PartEnd.LEFT), LAST), 100, "G-056"),
        (a_tape(a_part(1), a_part(2, ms=20_000, end=None), LAST), 100, "G-056"),
        (WHOLE, 500, "G-053"),
    ],
)
def test_an_hour_at_which_nothing_was_recorded_says_so(tape: Tape, at_s: int, code: str) -> None:
    screen = Screen(tape)
    screen.presenter.play_at(after(at_s))
    assert screen.code == code
    assert screen.playback.played == []


def test_a_seal_that_is_not_its_own_is_told_and_it_plays() -> None:
    screen = Screen(a_tape(a_part(1), a_part(2), LAST, seal_fault=SealFault.OTHER))
    assert screen.code == "G-049"
    assert (screen.state.chain.word, screen.state.chain.is_wrong_seal) == (ChainWord.SPOILT, True)
    assert screen.state.player.can_play


def test_one_without_its_seal_or_its_end_is_not_called_whole() -> None:
    assert Screen(a_tape(a_part(1), a_part(2))).state.chain.word is ChainWord.OPEN


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (PlaybackFault.CHAIN, "G-042"),
        (PlaybackFault.DISK, "G-050"),
        (PlaybackFault.DECODER, "G-050"),
        (None, "G-050"),
        (PlaybackFault.LOUDSPEAKER, "G-051"),
        (PlaybackFault.IN_CALL, "G-040"),
    ],
)
def test_what_fails_on_the_way_stops_with_its_name(fault: PlaybackFault | None, code: str) -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.tell(PlaybackStage.FAILED, 2, 100, fault=fault)
    assert screen.stands(PlayerStage.STOPPED, code)


def test_when_nobody_could_be_noted_nothing_plays() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.presenter.on_event(ActionFailed(action="save_line", code="G-999", data={}))
    assert screen.code is None
    screen.presenter.on_event(ActionFailed(action="play", code="G-046", data={}))
    assert screen.stands(PlayerStage.STOPPED, "G-046")


def test_an_engine_that_begins_anew_stops_what_plays() -> None:
    screen = Screen()
    screen.presenter.on_event(EngineStateChanged(is_up=False, restarts=1))
    assert screen.code is None
    screen.presenter.toggle()
    screen.presenter.on_event(EngineStateChanged(is_up=False, restarts=1))
    assert screen.stands(PlayerStage.STOPPED, "G-052")


# ---- not during a session, and not for everybody ---------------------------------------------


def test_nothing_plays_of_a_session_that_still_runs() -> None:
    screen = Screen()
    screen.desk.schedule.plans = [replace(a_plan(), status=SessionStatus.IN_SESSION)]
    screen.presenter.toggle()
    assert (screen.code, screen.playback.played) == ("G-040", [])


def test_nothing_plays_while_a_session_of_this_desk_runs_or_waits_to_be_entered_again() -> None:
    screen = Screen()
    screen.is_in_session = True
    screen.presenter.toggle()
    assert screen.code == "G-040"
    screen.is_in_session = False
    remember_session(screen.desk.memory, SESSION)
    screen.presenter.toggle()
    assert (screen.code, screen.playback.played) == ("G-040", [])


def test_a_session_that_begins_ends_what_plays() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.presenter.on_tick()
    assert screen.state.player.stage is PlayerStage.OPENING
    screen.is_in_session = True
    screen.presenter.on_tick()
    assert screen.stands(PlayerStage.STOPPED, "G-040")


def test_of_a_denunciation_who_is_not_on_its_list_sees_and_hears_nothing() -> None:
    screen = Screen()
    secret = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    screen.desk.schedule.cases = {secret.id: secret}
    screen.say(*LINES)
    nobody = replace(signed_in().officer, denunciations=frozenset())
    screen.desk.access.people = (nobody,)
    screen.presenter.start()
    screen.pump()
    assert screen.playback.looked == [SESSION]
    state = screen.state
    assert (state.title, state.rows, state.lanes, screen.code) == ("", (), None, "G-004")
    screen.presenter.type_reason(REASON)
    for act in (screen.presenter.toggle, screen.presenter.refresh):
        act()
    screen.presenter.play_line(MinuteLineId("first"))
    assert screen.playback.played == []
    assert screen.playback.looked == [SESSION]


def test_who_is_taken_from_the_list_meanwhile_hears_nothing_more() -> None:
    screen = Screen()
    screen.presenter.toggle()
    secret = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    screen.desk.schedule.cases = {secret.id: secret}
    screen.desk.access.people = (replace(signed_in().officer, denunciations=frozenset()),)
    screen.presenter.on_tick()
    assert screen.playback.stops == 1
    screen.presenter.toggle()
    assert len(screen.playback.played) == 1


def test_f5_reads_it_again_and_stops_what_plays() -> None:
    screen = Screen()
    screen.presenter.toggle()
    screen.presenter.refresh()
    assert screen.playback.stops == 1
    assert screen.playback.looked == [SESSION, SESSION]
    assert screen.state.player.at is None


def test_without_a_session_nothing_is_asked() -> None:
    screen = Screen()
    presenter = RecordingPresenter(
        services=screen.desk.services,
        clock=FakeClock(),
        is_in_session=lambda: False,
        open_page=lambda _address: False,
        render=screen.drawn.append,
    )
    presenter.start()
    presenter.refresh()
    presenter.toggle()
    assert screen.code == "G-004"
    assert screen.playback.looked == [SESSION]


def test_nothing_happens_elsewhere() -> None:
    screen = Screen()
    screen.presenter.leave()
    count = len(screen.drawn)
    screen.presenter.on_event(TapeRead(session_id=SESSION, tape=WHOLE))
    assert len(screen.drawn) == count


# ---- what lies on the line of time -----------------------------------------------------------


def test_turns_pages_and_marks_lie_on_the_line_of_time() -> None:
    tape = replace(
        WHOLE,
        floors=(FloorSpan(site_id=COMMUNE, since=after(5), until=after(20)),),
        pages=(PageSpan(caption="Tài liệu số 2 · Trang 1/3", since=after(30), until=after(50)),),
    )
    screen = Screen(tape)
    mark = a_line(
        "mark",
        after(42),
        kind=MinuteLineKind.TECHNICAL,
        text=mark_text(after(42)),
        written_by="Cán bộ Mẫu",
    )
    before = replace(mark, id=MinuteLineId("early"), at=after(-60), text=mark_text(after(-60)))
    screen.say(before, mark)
    lanes = screen.state.lanes
    assert lanes is not None
    assert lanes.sites[0].floors == ((after(5), after(20)),)
    assert lanes.pages == (
        LanePage(since=after(30), until=after(50), caption="Tài liệu số 2 · Trang 1/3"),
    )
    assert lanes.marks == (LaneMark(at=after(42), by="Cán bộ Mẫu"),)


# ---- the PIN ---------------------------------------------------------------------------------


def test_nothing_plays_without_the_pin() -> None:
    screen = Screen(pin="")
    assert screen.state.needs_pin
    screen.presenter.toggle()
    screen.pump()
    assert screen.stands(PlayerStage.STOPPED, "G-057")
    assert screen.playback.played == []


def test_the_pin_plays_what_was_asked_for_and_is_asked_once() -> None:
    screen = Screen(pin="")
    screen.say(a_line("line-1", after(70)))
    screen.presenter.play_line(MinuteLineId("line-1"), PIN)
    assert (screen.state.is_proving, screen.playback.played) == (True, [])
    screen.pump()
    (order,) = screen.playback.played
    assert (order.parts[0], order.from_ms) == (2, 10_000)
    state = screen.state
    assert (state.needs_pin, state.is_proving) == (False, False)
    screen.presenter.play_at(after(5))
    assert len(screen.playback.played) == 2


def test_a_wrong_pin_plays_nothing_and_says_how_often_it_may_be_tried() -> None:
    screen = Screen(pin="")
    screen.presenter.toggle("000000")
    screen.presenter.toggle("000000")  # one is looked at already
    screen.pump()
    assert screen.stands(PlayerStage.STOPPED, "D-102")
    assert screen.desk.access._left == 4
    assert screen.playback.played == []
    screen.presenter.toggle(PIN)
    screen.pump()
    assert len(screen.playback.played) == 1


def test_a_reason_is_asked_before_the_pin() -> None:
    screen = Screen(reason="", pin="")
    screen.presenter.toggle(PIN)
    assert screen.code == "G-041"
    assert not screen.state.is_proving


def test_a_pin_that_was_shown_elsewhere_opens_nothing() -> None:
    screen = Screen(pin="")
    screen.desk.access.prove_pin(PIN)
    screen.pump()
    assert screen.state.needs_pin


def test_whoever_comes_back_to_the_screen_types_it_anew() -> None:
    screen = Screen()
    assert not screen.state.needs_pin
    screen.presenter.prove(PIN)  # nothing is asked again
    assert not screen.state.is_proving
    screen.presenter.leave()
    screen.presenter.start()
    assert screen.state.needs_pin


# ---- who has no PIN --------------------------------------------------------------------------

ISSUER = "https://sso.example/authorize"


def issued(*, word: str = "") -> Screen:
    """Of a city that takes accounts of an issuer."""
    screen = Screen(pin="")
    screen.desk.access.issuer_page, screen.desk.access.issuer_word = ISSUER, word
    screen.presenter.type_reason(REASON)
    return screen


def test_an_account_is_offered_where_the_city_takes_them() -> None:
    screen = Screen(pin="")
    assert screen.state.account is None
    screen.presenter.prove_in_browser()
    assert not screen.state.is_proving
    assert issued().state.account == ""
    assert issued(word="VNeID").state.account == "VNeID"


def test_who_has_no_pin_listens_by_account() -> None:
    screen = issued()
    screen.presenter.prove_in_browser()
    assert (screen.state.is_proving, screen.state.is_in_browser) == (True, True)
    screen.pump()
    assert screen.pages == [ISSUER]
    screen.desk.access.come_back()
    screen.pump()
    state = screen.state
    assert (state.needs_pin, state.is_proving, state.is_in_browser) == (False, False, False)
    assert screen.playback.played == []
    screen.presenter.toggle()
    assert len(screen.playback.played) == 1
    screen.presenter.prove_in_browser()
    assert not screen.state.is_in_browser, "it was shown already"


def test_an_account_of_somebody_else_or_none_opens_nothing() -> None:
    screen = issued()
    screen.presenter.prove_in_browser()
    screen.pump()
    screen.desk.access.come_back("D-126")
    screen.pump()
    assert screen.stands(PlayerStage.STOPPED, "D-126")
    assert (screen.state.needs_pin, screen.state.is_in_browser) == (True, False)


def test_the_browser_is_waited_for_until_somebody_says_so_or_leaves() -> None:
    screen = issued()
    screen.presenter.prove_in_browser()
    screen.presenter.prove_in_browser()
    assert (screen.state.is_proving, screen.desk.access.is_in_browser) == (False, False)
    screen.pump()
    assert screen.pages == []
    screen.presenter.prove_in_browser()
    screen.presenter.leave()
    screen.presenter.start()
    assert (screen.state.is_proving, screen.desk.access.is_in_browser) == (False, False)


def test_a_pc_without_a_browser_says_so() -> None:
    screen = issued()
    screen.has_browser = False
    screen.presenter.prove_in_browser()
    screen.pump()
    assert screen.stands(PlayerStage.STOPPED, "D-124")
    assert not screen.desk.access.is_in_browser
