from datetime import UTC, datetime
from typing import Any

import pytest

from desktop.contract.channel.conduct import (
    CompanionState,
    DeputyState,
    EndingState,
    EndSession,
    SeatState,
    SetStep,
    SkippedState,
    State,
)
from desktop.contract.channel.media import IceServer as WireIceServer
from desktop.contract.channel.media import SignalRelayed
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.stage import PresentPage, StageState
from desktop.contract.channel.trial import (
    DoubtState,
    SoakMinuteState,
    SoakState,
    TrialPageBytes,
    TrialPageState,
)
from desktop.contract.version import MAX_OPEN_LINE_CHARACTERS
from desktop.domain.access.person import Role
from desktop.domain.conduct.companion import Companion
from desktop.domain.conduct.deputy import Deputy
from desktop.domain.conduct.live_session import LiveSession, OpenLine, PagePart, Seat, Stage
from desktop.domain.conduct.trial import Doubt, TrialPage
from desktop.domain.ids import DocumentId, MinuteLineId, SessionId, SiteId
from desktop.domain.media.call import IceServer
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.session.words.mapping import (
    MAX_ICE_SERVERS,
    MAX_SEATS,
    end_session_of,
    ice_servers_from,
    live_session_from,
    open_line_from,
    present_page_of,
    set_step_of,
    signal_from,
    tell_soak_of,
    trial_page_from,
    type_line_of,
)
from desktop.session.words.misfit import Misfit

pytestmark = pytest.mark.unit

AT = datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
NAIVE = AT.replace(tzinfo=None)
SESSION = SessionId("session-1")


def seat(site_id: str = "hq", **changes: Any) -> SeatState:
    values: dict[str, Any] = {
        "site_id": site_id,
        "is_connected": True,
        "media_number": 2,
        "is_microphone_on": True,
        "is_camera_on": False,
        "has_hand_up": True,
    }
    return SeatState(**(values | changes))


SOAK = SoakState(
    by_site_id="hq",
    stage="done",
    began_at=AT,
    ended_at=AT,
    worst=SoakMinuteState(
        number=4,
        site_id="commune",
        loss=0.25,
        sent_loss=0.5,
        round_trip_s=0.04,
        received_kbps=900.0,
        sent_kbps=800.0,
        frozen_s=1.0,
        silent_s=2.0,
    ),
)


def state(**changes: Any) -> State:
    values: dict[str, Any] = {
        "seq": 7,
        "status": "paused",
        "step": "questions",
        "pause_reason": "consultation",
        "opened_at": AT,
        "seats": (seat(),),
        "speaking_site_id": "hq",
        "floor_since": AT,
        "stage": StageState(document_id="paper-1", page=2, page_count=9, title="Đơn"),
    }
    return State(**(values | changes))


def test_a_state_becomes_the_domain_s_live_session() -> None:
    assert live_session_from(SESSION, state()) == LiveSession(
        session_id=SESSION,
        seq=7,
        status=SessionStatus.PAUSED,
        step=Step.QUESTIONS,
        pause_reason=PauseReason.CONSULTATION,
        opened_at=AT,
        seats=(
            Seat(
                site_id=SiteId("hq"),
                is_connected=True,
                media_number=2,
                is_microphone_on=True,
                is_camera_on=False,
                has_hand_up=True,
            ),
        ),
        speaking_site_id=SiteId("hq"),
        floor_since=AT,
        stage=Stage(document_id=DocumentId("paper-1"), page=2, page_count=9, title="Đơn"),
    )


def test_a_state_before_the_opening_has_neither_floor_nor_stage() -> None:
    live = live_session_from(
        SESSION,
        state(pause_reason=None, opened_at=None, speaking_site_id=None, stage=None),
    )
    assert (live.pause_reason, live.opened_at, live.speaking_site_id, live.stage) == (None,) * 4


def test_where_a_consultation_returns_to_comes_with_its_state() -> None:
    live = live_session_from(SESSION, state(step="consultation", consultation_from="questions"))
    assert (live.step, live.consultation_from) == (Step.CONSULTATION, Step.QUESTIONS)
    with pytest.raises(Misfit):
        live_session_from(SESSION, state(consultation_from="dance"))


def skipped(**changes: Any) -> SkippedState:
    values = {"step": "roll_call", "reason": "Đã có mặt đủ từ trước", "at": AT}
    return SkippedState(**(values | changes))


def test_steps_that_were_left_out_come_with_the_state_of_a_city_that_lets_them() -> None:
    assert live_session_from(SESSION, state()).skipped is None
    assert live_session_from(SESSION, state(skipped=())).skipped == ()
    assert live_session_from(SESSION, state(skipped=(skipped(),))).skipped == (
        SkippedStep(step=Step.ROLL_CALL, reason="Đã có mặt đủ từ trước", at=AT),
    )


def test_a_step_goes_out_with_a_plain_reason() -> None:
    assert set_step_of(Step.QUESTIONS, "") == SetStep(step="questions")
    message = set_step_of(Step.CONCLUSION, " Không ai hỏi\nthêm gì\x00 ")
    assert message == SetStep(step="conclusion", reason="Không ai hỏi thêm gì")
    on = set_step_of(Step.ANNOUNCEMENTS, "", calls_roll=True)
    assert on == SetStep(step="announcements", calls_roll=True)
    signed = set_step_of(Step.CLOSING, "", notes_signers=True)
    assert signed == SetStep(step="closing", notes_signers=True)


def test_companion_desks_come_with_the_state_of_a_city_that_lets_them_join() -> None:
    assert live_session_from(SESSION, state()).companions is None
    assert live_session_from(SESSION, state(companions=())).companions == ()
    beside = CompanionState(site_id="hq", role="secretary", typist="program-2")
    assert live_session_from(SESSION, state(companions=(beside,))).companions == (
        Companion(site_id=SiteId("hq"), role=Role.SECRETARY, typist="program-2"),
    )


def test_who_conducts_while_the_chair_is_lost_comes_with_the_state() -> None:
    assert live_session_from(SESSION, state()).deputy is None
    told = DeputyState(site_id="commune", since=AT)
    assert live_session_from(SESSION, state(deputy=told)).deputy == Deputy(
        site_id=SiteId("commune"), since=AT
    )


def ending(**changes: Any) -> EndingState:
    values = {"status": "adjourned", "reason": "Hết giờ làm việc", "at": AT}
    return EndingState(**(values | changes))


def test_how_a_session_was_ended_comes_with_its_state() -> None:
    live = live_session_from(SESSION, state(status="closed", ending=ending()))
    assert live.ending == SessionEnding(
        status=SessionStatus.ADJOURNED, reason="Hết giờ làm việc", at=AT
    )


def test_the_end_of_a_session_goes_out_with_a_plain_reason() -> None:
    message = end_session_of(SessionStatus.REFUSED, " Gây rối,\nđã nhắc ba lần\x00 ")
    assert message == EndSession(status="refused", reason="Gây rối, đã nhắc ba lần")


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "partying"},
        {"ending": ending(status="closed")},
        {"ending": ending(reason="x" * 501)},
        {"ending": ending(at=AT.replace(tzinfo=None))},
        {"step": "dancing"},
        {"skipped": (skipped(step="dancing"),)},
        {"skipped": (skipped(reason="x" * 501),)},
        {"skipped": (skipped(at=AT.replace(tzinfo=None)),)},
        {"skipped": (skipped(),) * 5},
        {"pause_reason": "boredom"},
        {"deputy": DeputyState(site_id="hq", since=NAIVE)},
        {"companions": (CompanionState(site_id="hq", role="king", typist="p"),)},
        {"companions": (CompanionState(site_id="hq", role="leader", typist="p" * 251),)},
        {"companions": (CompanionState(site_id="hq", role="leader", typist="p"),) * 65},
        {"seq": -1},
        {"opened_at": AT.replace(tzinfo=None)},
        {"seats": (seat(), seat())},
        {"seats": (seat(media_number=-1),)},
        {"seats": tuple(seat(f"site-{number}") for number in range(MAX_SEATS + 1))},
        {"stage": StageState(document_id="p", page=0, page_count=1, title="")},
        {"stage": StageState(document_id="p", page=3, page_count=2, title="")},
        {"stage": StageState(document_id="p", page=1, page_count=10**6, title="")},
        {"stage": StageState(document_id="p", page=1, page_count=1, title="x" * 251)},
        {"stage": StageState(document_id="p", page=1, page_count=1, title="", part="left")},
        {"trial_page": TrialPageState(by_site_id="hq", number=0)},
        {"trial_page": TrialPageState(by_site_id="hq", number=1, drawn=("hq",) * 17)},
        {"trial_page": TrialPageState(by_site_id="hq", number=1, on_second=("hq",) * 17)},
        {"doubts": (DoubtState(by_site_id="hq", of_site_id="commune", at=AT),) * 41},
        {"soaks": (SOAK,) * 17},
        {"soaks": (SOAK.model_copy(update={"stage": "nothing"}),)},
        {"soaks": (SOAK.model_copy(update={"began_at": NAIVE}),)},
        {"soaks": (SOAK.model_copy(update={"ended_at": NAIVE}),)},
        {"doubts": (DoubtState(by_site_id="hq", of_site_id="commune", at=NAIVE),)},
        {"doubts": (DoubtState(by_site_id="hq", of_site_id="commune", at=AT, until=NAIVE),)},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Misfit):
        live_session_from(SESSION, state(**changes))


def test_what_a_site_measured_of_its_line_comes_back_as_it_was_told() -> None:
    (one,) = live_session_from(SESSION, state(soaks=(SOAK,))).soaks
    assert one.by_site_id == "hq"
    assert one.soak.worst is not None
    assert (one.soak.worst.site_id, one.soak.worst.loss) == ("commune", 0.25)
    told = tell_soak_of(one.soak)
    assert (told.stage, told.began_at, told.ended_at) == ("done", AT, AT)
    assert SOAK.worst is not None
    assert told.worst is not None
    assert told.worst.model_dump() == SOAK.worst.model_dump()
    blank = SOAK.model_copy(update={"worst": None, "stage": "stopped"})
    (one,) = live_session_from(SESSION, state(soaks=(blank,))).soaks
    assert tell_soak_of(one.soak).worst is None


def test_what_people_doubt_and_the_page_of_a_trial_come_with_its_state() -> None:
    doubt = DoubtState(by_site_id="hq", of_site_id="commune", at=AT, until=AT)
    page = TrialPageState(by_site_id="hq", number=3, drawn=("commune",), on_second=("commune",))
    live = live_session_from(SESSION, state(doubts=(doubt,), trial_page=page))
    assert live.doubts == (
        Doubt(by_site_id=SiteId("hq"), of_site_id=SiteId("commune"), at=AT, until=AT),
    )
    assert live.trial_page == TrialPage(
        by_site_id=SiteId("hq"),
        number=3,
        drawn=frozenset({SiteId("commune")}),
        on_second=frozenset({SiteId("commune")}),
    )
    older = TrialPageState(by_site_id="hq", number=3)
    page_of_older = live_session_from(SESSION, state(trial_page=older)).trial_page
    assert page_of_older is not None
    assert page_of_older.on_second is None


def test_the_bytes_of_a_page_come_as_they_are_or_not_at_all() -> None:
    assert trial_page_from(TrialPageBytes(number=2, content="AAE=")) == (2, b"\0\x01")
    for number, content in ((0, "AAE="), (1, "not base64"), (1, "AAE")):
        with pytest.raises(Misfit):
            trial_page_from(TrialPageBytes(number=number, content=content))


def test_only_relays_of_a_known_scheme_and_decent_length_are_taken() -> None:
    offered = (
        WireIceServer(urls=("turn:relay.example:3478?transport=udp",), username="u"),
        WireIceServer(urls=("http://elsewhere.example", "stun:relay.example")),
        WireIceServer(urls=("file:///etc/passwd",)),
        WireIceServer(urls=("stun:relay.example",), credential="x" * 600),
        WireIceServer(urls=("stun:" + "x" * 600,)),
    )
    assert ice_servers_from(offered) == (
        IceServer(urls=("turn:relay.example:3478?transport=udp",), username="u"),
        IceServer(urls=("stun:relay.example",)),
    )


def test_a_server_cannot_name_relays_without_end() -> None:
    offered = (WireIceServer(urls=("stun:relay.example",)),) * 100
    assert len(ice_servers_from(offered)) == MAX_ICE_SERVERS


def typed(**changes: Any) -> LineTyped:
    values: dict[str, Any] = {
        "site_id": "hq",
        "line_id": "line-1",
        "speaker": "Chủ trì",
        "text": "Giao xã",
        "at": AT,
    }
    return LineTyped(**(values | changes))


def test_a_typed_line_becomes_an_open_line() -> None:
    assert open_line_from(typed()) == OpenLine(
        line_id=MinuteLineId("line-1"),
        site_id=SiteId("hq"),
        speaker="Chủ trì",
        text="Giao xã",
        at=AT,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "x" * (MAX_OPEN_LINE_CHARACTERS + 1)},
        {"speaker": "x" * 251},
        {"at": AT.replace(tzinfo=None)},
    ],
)
def test_a_typed_line_out_of_bounds_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Misfit):
        open_line_from(typed(**changes))


def test_a_signal_is_passed_on_unread() -> None:
    assert signal_from(SignalRelayed(from_site_id="hq", payload="v=0")) == ("hq", "v=0")


@pytest.mark.parametrize("payload", ["", "x" * 100_000])
def test_a_signal_out_of_bounds_is_refused(payload: str) -> None:
    with pytest.raises(Misfit):
        signal_from(SignalRelayed(from_site_id="hq", payload=payload))


def test_our_open_line_always_fits_the_wire() -> None:
    line = OpenLine(
        line_id=MinuteLineId("line-1"),
        site_id=SiteId("commune"),
        speaker="\0" + "n" * 300,
        text="đầu" + "x" * MAX_OPEN_LINE_CHARACTERS + "\0cuối",
        at=AT,
    )
    sent = type_line_of(line)
    assert sent.text.endswith("xcuối")
    assert len(sent.text) == MAX_OPEN_LINE_CHARACTERS
    assert sent.speaker == "n" * 250


def test_a_page_is_put_up_and_taken_down() -> None:
    stage = Stage(document_id=DocumentId("paper-1"), page=2, page_count=9, title="Đơn\0")
    assert present_page_of(stage) == PresentPage(
        document_id="paper-1", page=2, page_count=9, title="Đơn"
    )
    assert present_page_of(None).document_id is None


@pytest.mark.parametrize("part", list(PagePart))
def test_the_part_of_the_page_goes_out_and_comes_in(part: PagePart) -> None:
    stage = Stage(document_id=DocumentId("p"), page=1, page_count=1, title="Đơn", part=part)
    sent = present_page_of(stage)
    assert sent.part == part.value
    assert sent.document_id is not None
    told = StageState(
        document_id=sent.document_id, page=1, page_count=1, title="Đơn", part=sent.part
    )
    assert live_session_from(SESSION, state(stage=told)).stage == stage
