"""Consultations at the city: who begins and ends one, media numbers, how it ends by itself."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.cityserver.conduct.live import live_state as moves
from desktop.cityserver.conduct.live.course.consultations import follow_consultation
from desktop.cityserver.conduct.live.course.pauses import pause_session, resume_session
from desktop.cityserver.conduct.live.course.transitions import end_session, open_session, set_step
from desktop.cityserver.conduct.live.floor.seat_media import ready_media
from desktop.cityserver.conduct.live.live_state import (
    Holder,
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
)
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import SetStep
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.channel.floor import GiveFloor
from desktop.contract.channel.media import MediaReady
from desktop.contract.channel.stage import PresentPage
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Right, Scope, may_in_session
from desktop.domain.conduct.consultation import MAX_CONSULTATIONS, Consultation
from desktop.domain.directory.site import SiteRole
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.session import STEPS
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from tests.fakes.fake_clock import NOON
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit

HQ, AGENCY, COMMUNE, OTHER = map(SiteId, ("hq", "agency", "commune", "other"))
SITES = (HQ, AGENCY, COMMUNE, OTHER)
LATER = NOON + timedelta(minutes=4)
BEGIN = BeginConsultation(site_ids=(HQ, AGENCY))
END = EndConsultation()


def actor(role: Role = Role.LEADER, site_id: SiteId = HQ) -> Actor:
    return Actor(
        site_id=site_id, role=role, is_central=site_id == HQ, is_practice=False,
        scope=Scope.COMMUNE, sites=frozenset(SITES), central_site_id=HQ,
    )  # fmt: skip


def seated() -> Live:
    """Every site with an engine, numbered 1 to 4."""
    live = new_live(SessionId("s"), SessionStatus.READY)
    for site_id in SITES:
        live = moves.take_seat(live, site_id, f"program-{site_id}")
        live = moves.hold_seat(live, site_id, Holder(worker=1, connection_id=f"line-{site_id}"))
        live = ready_media(live, site_id)
    return live


def at(step: Step = Step.PRESENTATION) -> Live:
    live = open_session(seated(), NOON)
    for one in steps_to(step):
        live = set_step(live, one, "", NOON)
    return live


def consulting(step: Step = Step.PRESENTATION) -> Live:
    return apply(at(step), BEGIN, actor(), NOON)


def numbers(live: Live) -> dict[SiteId, int]:
    return {seat.site_id: seat.media_number for seat in live.told.seats}


def refusal(live: Live, message: StateMessage, who: Actor | None = None) -> ProblemCode | None:
    try:
        apply(live, message, who or actor(), NOON)
    except NotDone as refused:
        return refused.code
    return None


@pytest.mark.parametrize("step", [Step.PRESENTATION, Step.QUESTIONS])
def test_who_consults_gets_new_numbers_and_who_waits_has_none(step: Step) -> None:
    live = consulting(step)
    told = live.told
    assert (told.step, told.consultation_from) == (Step.CONSULTATION, step)
    assert told.consultation == Consultation(site_ids=(AGENCY, HQ), at=NOON)
    assert numbers(live) == {HQ: 6, AGENCY: 5, COMMUNE: 0, OTHER: 0}
    (state,) = state_message(told).consultations or ()
    assert (state.site_ids, state.at, state.ended_at) == (("agency", "hq"), NOON, None)
    assert parse_live(dump_live(live)) == live
    back = apply(live, END, actor(), LATER)
    assert (back.told.step, back.told.consultation_from) == (step, None)
    assert back.told.consultations == (
        Consultation(site_ids=(AGENCY, HQ), at=NOON, ended_at=LATER),
    )
    assert sorted(numbers(back).values()) == [7, 8, 9, 10], "no number is given twice"
    assert back.held_media == ()


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("site_id", [HQ, COMMUNE])
@pytest.mark.parametrize("message", [BEGIN, END], ids=lambda one: one.type)
def test_who_may_pause_may_begin_and_end_one(
    role: Role, site_id: SiteId, message: StateMessage
) -> None:
    live = at() if message is BEGIN else consulting()
    may = may_in_session(
        role,
        Right.PAUSE_SESSION,
        site_role=SiteRole.CENTRAL if site_id == HQ else SiteRole.COMPONENT,
        is_practice=False,
        scope=Scope.COMMUNE,
    )
    expected = None if may else ProblemCode.FORBIDDEN
    assert refusal(live, message, actor(role, site_id)) is expected
    assert outcome_of(message) == "done"


@pytest.mark.parametrize(
    "sites", [("hq",), ("agency", "commune"), ("hq", "nobody"), tuple(SITES)], ids=str
)
def test_sites_that_cannot_consult_begin_nothing(sites: tuple[str, ...]) -> None:
    assert refusal(at(), BeginConsultation(site_ids=sites)) is ProblemCode.BAD_REQUEST


def test_a_site_whose_line_is_lost_cannot_be_chosen() -> None:
    assert refusal(moves.lose_seat(at(), AGENCY), BEGIN) is ProblemCode.BAD_REQUEST


@pytest.mark.parametrize("step", sorted(set(STEPS) - {Step.PRESENTATION, Step.QUESTIONS}))
def test_from_no_other_step_is_one_begun(step: Step) -> None:
    assert refusal(at(step), BEGIN) is ProblemCode.NOT_ALLOWED_NOW


@pytest.mark.parametrize(
    "live",
    [
        seated(),
        pause_session(at(), PauseReason.BREAK, NOON),
        consulting(),
    ],
    ids=["not open", "paused", "consulting"],
)
def test_none_begins_before_the_opening_in_a_pause_or_in_another_one(live: Live) -> None:
    assert refusal(live, BEGIN) is ProblemCode.NOT_ALLOWED_NOW


def test_none_is_begun_by_a_step_and_none_ended_that_does_not_last() -> None:
    message = SetStep(step="consultation")
    assert refusal(at(), message) is ProblemCode.NOT_ALLOWED_NOW
    assert refusal(at(), END) is ProblemCode.NOT_ALLOWED_NOW


def test_so_many_and_no_more_consultations_are_held_in_a_session() -> None:
    live = at()
    for _ in range(MAX_CONSULTATIONS):
        live = apply(apply(live, BEGIN, actor(), NOON), END, actor(), LATER)
    assert refusal(live, BEGIN) is ProblemCode.NOT_ALLOWED_NOW


def test_meanwhile_nobody_is_called_and_no_page_is_led() -> None:
    live = consulting()
    page = PresentPage(document_id="paper", page=1, page_count=1, title="Đơn")
    for message in (GiveFloor(site_id=AGENCY), GiveFloor(site_id=COMMUNE), page):
        assert refusal(live, message) is ProblemCode.NOT_ALLOWED_NOW
    assert refusal(live, GiveFloor(site_id=None)) is None


def test_an_engine_that_comes_up_meanwhile_where_others_wait_gets_its_number_at_the_end() -> None:
    live = apply(consulting(), MediaReady(), actor(Role.ROOM_OFFICER, COMMUNE), NOON)
    assert numbers(live)[COMMUNE] == 0
    live = apply(live, MediaReady(), actor(Role.AGENCY_USER, AGENCY), NOON)
    assert numbers(live)[AGENCY] == 7
    back = apply(live, END, actor(), LATER)
    assert min(numbers(back).values()) > 7


def test_a_program_that_takes_a_seat_meanwhile_has_no_engine_that_was_announced() -> None:
    live = moves.take_seat(consulting(), COMMUNE, "another program")
    back = apply(live, END, actor(), LATER)
    assert numbers(back)[COMMUNE] == 0
    assert numbers(back)[OTHER] > 0


def test_a_pause_returns_to_the_consultation_and_secret_content_pauses_it() -> None:
    paused = pause_session(consulting(), PauseReason.SECRET, NOON)
    assert follow_consultation(paused, HQ, NOON) == paused
    back = resume_session(paused, LATER)
    assert (back.told.status, back.told.step) == (SessionStatus.IN_SESSION, Step.CONSULTATION)
    assert back.told.consultation is not None


def _left(live: Live) -> Live:
    return moves.leave_seat(live, AGENCY)


def _paused_without_chair(live: Live) -> Live:
    return pause_session(moves.lose_seat(live, HQ), PauseReason.TECHNICAL, LATER)


def _chair_left(live: Live) -> Live:
    return moves.leave_seat(live, HQ)


def _went_on(live: Live) -> Live:
    return set_step(live, Step.PRESENTATION, "", LATER)


def _ended(live: Live) -> Live:
    reason = "Mất điện toàn xã, chờ quá lâu"
    ending = SessionEnding(status=SessionStatus.ADJOURNED, reason=reason, at=LATER)
    return end_session(live, ending)


@pytest.mark.parametrize("change", [_left, _paused_without_chair, _chair_left, _went_on, _ended])
def test_it_ends_by_itself_when_nobody_conducts_it_or_nobody_is_left(
    change: Callable[[Live], Live],
) -> None:
    live = follow_consultation(change(consulting()), HQ, LATER)
    assert live.told.consultation is None
    assert live.told.consultations is not None
    assert live.told.consultations[-1].ended_at == LATER
    assert live.told.step is Step.PRESENTATION
    there = numbers(live)
    assert there[COMMUNE] > 6
    assert there[OTHER] > 6


def test_a_line_that_is_lost_meanwhile_ends_nothing() -> None:
    for site_id in (HQ, AGENCY, COMMUNE):
        live = moves.lose_seat(consulting(), site_id)
        assert follow_consultation(live, HQ, LATER) == live
    live = moves.leave_seat(consulting(), COMMUNE)
    assert follow_consultation(live, HQ, LATER) == live


def test_a_site_that_comes_meanwhile_waits_with_the_others() -> None:
    late = SiteId("late")
    live = moves.take_seat(consulting(), late, "program")
    live = ready_media(moves.hold_seat(live, late, Holder(worker=1, connection_id="l")), late)
    assert live.told.waits(late)
    assert numbers(live)[late] == 0


def test_a_state_that_an_older_city_kept_at_this_step_goes_back_by_its_step() -> None:
    live = set_step(at(), Step.CONSULTATION, "", NOON)
    live = replace(live, told=replace(live.told, consultations=None))
    assert follow_consultation(live, HQ, NOON) == live
    assert set_step(live, Step.PRESENTATION, "", NOON).told.step is Step.PRESENTATION


DEEDS: dict[str, Callable[[Live], Live]] = {
    "begin": lambda live: apply(live, BEGIN, actor(), NOON),
    "begin others": lambda live: apply(
        live, BeginConsultation(site_ids=(HQ, COMMUNE, OTHER)), actor(), NOON
    ),
    "end": lambda live: apply(live, END, actor(), LATER),
    "pause": lambda live: pause_session(live, PauseReason.BREAK, NOON),
    "resume": lambda live: resume_session(live, NOON),
    "engine": lambda live: ready_media(live, COMMUNE),
    "engine of another": lambda live: ready_media(live, AGENCY),
    "lost": lambda live: moves.lose_seat(live, AGENCY),
    "gone": lambda live: moves.leave_seat(live, OTHER),
    "back": lambda live: moves.hold_seat(live, AGENCY, Holder(worker=1, connection_id="b")),
    "chair lost": lambda live: moves.lose_seat(live, HQ),
    "chair back": lambda live: moves.hold_seat(live, HQ, Holder(worker=1, connection_id="c")),
    "questions": lambda live: set_step(live, Step.QUESTIONS, "", NOON),
}


@given(st.lists(st.sampled_from(sorted(DEEDS)), max_size=25))
def test_whatever_happens_who_waits_has_no_number_and_all_others_with_engines_have_one(
    deeds: Iterable[str],
) -> None:
    live = at()
    for name in deeds:
        last = live.last_media_number
        try:
            live = follow_consultation(DEEDS[name](live), HQ, LATER)
        except NotDone:
            continue
        given_numbers = numbers(live)
        for site_id, number in given_numbers.items():
            assert (number == 0) is live.told.waits(site_id), (name, site_id)
        with_media = [one for one in given_numbers.values() if one]
        assert len(set(with_media)) == len(with_media)
        assert max(with_media) <= live.last_media_number
        assert live.last_media_number >= last
        if live.told.consultation is None:
            assert live.held_media == ()
        else:
            assert live.told.step is Step.CONSULTATION
