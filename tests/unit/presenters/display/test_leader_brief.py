"""What a leader reads on display 2 where nobody else sees it."""

from dataclasses import replace

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.speaking_queue import Side, Speaker
from desktop.domain.reception.status import Step
from desktop.presenters.display.chair_display_state import DialogueScene, LeaderBrief
from desktop.presenters.display.leader_brief import leader_brief
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import FACTS, Room
from tests.samples.receptions import COMMUNE, HQ, a_case
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit

LEADERS = replace(FACTS, faces_leader=True)


def brief_of(room: Room) -> LeaderBrief:
    scene = room.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    assert scene.brief is not None
    return scene.brief


@pytest.fixture
def leaders() -> Room:
    """A desk whose display 2 nobody but the leader sees."""
    return for_the_leader()


def for_the_leader() -> Room:
    room = Room()
    room.facts = LEADERS
    room.restart()
    return room


def told(context: SessionContext, facts: SessionFacts) -> LeaderBrief:
    brief = leader_brief(context, facts)
    assert brief is not None
    return brief


def test_nobody_else_is_shown_what_is_asked(room: Room) -> None:
    room.open()
    scene = room.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    assert scene.brief is None


def test_request_and_previous_result_are_shown_without_numbers_and_addresses(
    leaders: Room,
) -> None:
    case = replace(
        a_case(),
        request="Đề nghị đo lại,\nsố 031165000123, điện thoại 0912 345 678.",
        previous_result="Đã trả lời về mau@example.org.",
    )
    leaders.fake.schedule.cases = {case.id: case}
    leaders.open()
    brief = brief_of(leaders)
    assert brief.request == "Đề nghị đo lại, số •••, điện thoại •••."
    assert brief.previous_result == "Đã trả lời về •••"


def test_what_was_not_typed_is_not_shown(leaders: Room) -> None:
    case = replace(a_case(), request=" ", previous_result="")
    leaders.fake.schedule.cases = {case.id: case}
    leaders.open()
    assert (brief_of(leaders).request, brief_of(leaders).previous_result) == (None, None)
    leaders.fake.schedule.cases = {}
    unknown = for_the_leader()
    unknown.fake.schedule.cases = {}
    unknown.open()
    assert (brief_of(unknown).request, brief_of(unknown).previous_result) == (None, None)


def test_a_denouncers_name_is_shown_to_no_leader_either(leaders: Room) -> None:
    case = replace(
        a_case(),
        petition_type=PetitionType.DENUNCIATION,
        request="Công dân A tố cáo việc thu tiền.",
    )
    leaders.fake.schedule.cases = {case.id: case}
    leaders.open()
    speaker = Speaker(label="Công dân A", side=Side.CITIZENS)
    leaders.fake.channel.floor.put_hand(COMMUNE, speaker)
    leaders.deliver()
    brief = brief_of(leaders)
    assert brief.request == "Người tố cáo tố cáo việc thu tiền."
    assert brief.previous_result is None  # it has no history
    assert brief.hands is not None
    (hand,) = brief.hands
    assert hand.person is not None
    assert (hand.person.label, hand.person.is_protected) == (None, True)
    assert "Công dân A" not in repr(leaders.view.chair_display)


def test_the_next_three_stand_in_the_order_of_the_city(leaders: Room) -> None:
    leaders.open()
    leaders.fake.channel.put_seat(a_seat(HQ))
    for number in range(4):
        site_id = (HQ, COMMUNE)[number % 2]
        speaker = Speaker(label=f"Người {number}", side=Side.AGENCY)
        leaders.fake.channel.floor.put_hand(site_id, speaker)
    leaders.deliver()
    live = leaders.session.facts.live
    assert live is not None
    assert live.queue is not None
    hands = brief_of(leaders).hands
    assert hands is not None
    wanted = [
        (leaders.session.context.site_name(one.site_id), one.side) for one in live.queue.hands[:3]
    ]
    assert [(one.site_name, one.side) for one in hands] == wanted
    assert len(hands) == 3


def test_a_city_that_keeps_no_order_is_not_said_to_have_no_hand(leaders: Room) -> None:
    leaders.open()
    facts, context = leaders.session.facts, leaders.session.context
    assert told(context, facts).hands == ()
    assert facts.live is not None
    facts.live = replace(facts.live, queue=None)
    assert told(context, facts).hands is None
    facts.live = None
    assert told(context, facts).hands is None


@pytest.mark.parametrize(("request_", "result"), [("Đo lại đất", ""), ("", "Đã trả lời"), ("", "")])
def test_with_nothing_to_tell_the_leader_sees_the_own_room_and_who_was_invited(
    leaders: Room, request_: str, result: str
) -> None:
    case = replace(a_case(), request=request_, previous_result=result)
    leaders.fake.schedule.cases = {case.id: case}
    leaders.open()
    facts, context = leaders.session.facts, leaders.session.context
    assert facts.live is not None
    facts.live = replace(facts.live, queue=None)
    assert (leader_brief(context, facts) is None) is not bool(request_ or result)


def test_the_step_is_said_with_its_place(leaders: Room) -> None:
    leaders.open()
    brief = brief_of(leaders)
    assert (brief.step, brief.place, brief.count) == (Step.OPENING, 1, 9)
    for step in steps_to(Step.PRESENTATION):
        leaders.fake.channel.set_step(step)
    leaders.deliver()
    brief = brief_of(leaders)
    assert (brief.step, brief.place) == (Step.PRESENTATION, 4)
    facts = leaders.session.facts
    assert facts.live is not None
    sites = (HQ, COMMUNE)
    consultation = Consultation(site_ids=sites, at=facts.city_now())
    facts.live = replace(facts.live, step=Step.CONSULTATION, consultations=(consultation,))
    assert told(leaders.session.context, facts).place is None
