"""Who may say what on the channel."""

import pytest

from desktop.cityserver.conduct.live.course.pauses import pause_session, resume_session
from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.live_state import (
    NotDone,
    dump_live,
    new_live,
    parse_live,
    take_seat,
)
from desktop.cityserver.conduct.live.rules import (
    Actor,
    StateMessage,
    apply,
    check_right,
    outcome_of,
)
from desktop.contract.channel.conduct import (
    CloseSession,
    EndSession,
    OpenSession,
    PauseSession,
    ResumeSession,
    SetStep,
)
from desktop.contract.channel.floor import AskFloor, GiveFloor
from desktop.contract.channel.media import MediaReady, SetMedia
from desktop.contract.channel.stage import PresentPage
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, Scope, may
from desktop.domain.conduct.live_session import PagePart
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.fakes.fake_clock import NOON
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit

HERE = SiteId("here")
READY = take_seat(new_live(SessionId("s"), SessionStatus.READY), HERE, "program")
OPEN = open_session(READY, NOON)
REASON = "Công dân cần bổ sung giấy tờ"
CONDUCTING: list[StateMessage] = [
    OpenSession(),
    PauseSession(reason="break"),
    ResumeSession(),
    CloseSession(),
    EndSession(status="adjourned", reason=REASON),
    SetStep(step="questions"),
    GiveFloor(site_id="here"),
]


def actor(
    role: Role,
    *,
    is_central: bool = False,
    is_practice: bool = False,
    scope: Scope = Scope.CITY,
) -> Actor:
    return Actor(
        site_id=HERE, role=role, is_central=is_central, is_practice=is_practice, scope=scope
    )


@pytest.mark.parametrize("message", CONDUCTING, ids=lambda one: one.type)
@pytest.mark.parametrize(
    "who",
    [actor(Role.ROOM_OFFICER), actor(Role.LEADER, scope=Scope.COMMUNE)],
    ids=["officer", "a commune's leader"],
)
def test_a_component_site_does_not_conduct(who: Actor, message: StateMessage) -> None:
    with pytest.raises(NotDone) as refused:
        apply(OPEN, message, who, NOON)
    assert refused.value.code is ProblemCode.FORBIDDEN


@pytest.mark.parametrize(
    "who",
    [
        actor(Role.LEADER),
        actor(Role.LEADER, is_central=True, scope=Scope.COMMUNE),
        actor(Role.HQ_CLERK, is_central=True),
        actor(Role.ROOM_OFFICER, is_practice=True),
    ],
    ids=["the city's leader anywhere", "a commune's at its centre", "central site", "practice"],
)
def test_leader_central_site_and_practice_conduct(who: Actor) -> None:
    assert apply(READY, OpenSession(), who, NOON).told.status is SessionStatus.IN_SESSION


@every_row("role", list(Role))
@every_row("right", list(Right))
def test_the_matrix_of_rights_holds_for_every_role(role: Role, right: Right) -> None:
    who = actor(role, is_central=True)
    if may(role, right):
        check_right(who, right)
    else:
        with pytest.raises(NotDone):
            check_right(who, right)


def test_every_seat_asks_sends_and_presents() -> None:
    who = actor(Role.AGENCY_USER)
    live = apply(OPEN, MediaReady(), who, NOON)
    live = apply(live, SetMedia(is_microphone_on=True, is_camera_on=True), who, NOON)
    live = apply(live, AskFloor(has_hand_up=True), who, NOON)
    page = PresentPage(document_id="paper", page=1, page_count=2, title="Đơn")
    live = apply(live, page, who, NOON)
    seat = live.told.seat(HERE)
    assert seat is not None
    assert (seat.media_number, seat.is_microphone_on, seat.has_hand_up) == (1, True, True)
    assert live.told.stage is not None
    down = page.model_copy(update={"document_id": None})
    assert apply(live, down, who, NOON).told.stage is None


def test_the_part_of_a_page_is_kept_and_older_rooms_show_whole_pages() -> None:
    who = actor(Role.AGENCY_USER)
    page = PresentPage(document_id="paper", page=1, page_count=2, title="Đơn")
    live = apply(OPEN, page.model_copy(update={"part": "middle"}), who, NOON)
    assert live.told.stage is not None
    assert live.told.stage.part is PagePart.MIDDLE
    assert parse_live(dump_live(live)) == live
    older = apply(live, page, who, NOON).told.stage
    assert older is not None
    assert older.part is PagePart.WHOLE
    with pytest.raises(NotDone) as refused:
        apply(live, page.model_copy(update={"part": "left"}), who, NOON)
    assert refused.value.code is ProblemCode.BAD_REQUEST


def test_the_chair_conducts_from_the_pause_to_the_floor() -> None:
    chair = actor(Role.LEADER, is_central=True)
    paused = apply(OPEN, PauseSession(reason="order"), chair, NOON)
    assert paused == pause_session(OPEN, PauseReason.ORDER, NOON)
    assert apply(paused, ResumeSession(), chair, NOON) == resume_session(paused, NOON)
    assert apply(OPEN, SetStep(step="roll_call"), chair, NOON).told.step is Step.ROLL_CALL
    spoken = apply(OPEN, GiveFloor(site_id="here"), chair, NOON)
    assert spoken.told.speaking_site_id == HERE
    assert apply(spoken, GiveFloor(site_id=None), chair, NOON).told.speaking_site_id is None
    with pytest.raises(NotDone):
        apply(OPEN, CloseSession(), chair, NOON)


def test_a_session_is_ended_at_the_citys_hour_for_a_plain_reason() -> None:
    message = EndSession(status="refused", reason=f" {REASON}\n")
    told = apply(OPEN, message, actor(Role.HQ_CLERK, is_central=True), NOON).told
    assert told.ending == SessionEnding(status=SessionStatus.REFUSED, reason=REASON, at=NOON)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AGENCY_USER, Role.OBSERVER])
def test_who_may_not_close_may_not_end(role: Role) -> None:
    with pytest.raises(NotDone) as refused:
        apply(
            OPEN, EndSession(status="adjourned", reason=REASON), actor(role, is_central=True), NOON
        )
    assert refused.value.code is ProblemCode.FORBIDDEN


def test_the_audit_log_is_told_how_a_session_ended_and_never_why() -> None:
    assert outcome_of(EndSession(status="aborted_technical", reason=REASON)) == "aborted_technical"
    assert outcome_of(SetStep(step="questions")) == "questions"
    assert outcome_of(CloseSession()) == "done"
    assert outcome_of(MediaReady()) is None


@pytest.mark.parametrize(
    "message",
    [
        PauseSession(reason="lunch"),
        SetStep(step="dance"),
        EndSession(status="closed", reason=REASON),
        EndSession(status="gone", reason=REASON),
        EndSession(status="adjourned", reason=" " * 20),
    ],
)
def test_unknown_words_are_refused(message: StateMessage) -> None:
    with pytest.raises(NotDone) as refused:
        apply(OPEN, message, actor(Role.LEADER), NOON)
    assert refused.value.code is ProblemCode.BAD_REQUEST
