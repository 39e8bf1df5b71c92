"""Hội ý: the sheet of who consults; what who consults and who waits see meanwhile."""

from dataclasses import replace

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.consultation import MAX_CONSULTATIONS, SitesFault
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.events import ActionFailed
from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.media.events import PeerStateChanged
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.presenters.conduct.consultation.consulting_state import ConsultingSheet
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, VeilKind
from desktop.presenters.conduct.verb import Obstacle, Verb
from desktop.presenters.display.chair_display_state import DialogueScene, PausedScene
from desktop.presenters.view.message_code import MessageCode
from tests.fakes.fake_channel import a_seat
from tests.fakes.fake_consultation import with_consultation
from tests.rigs.desk.desk_room import Room, picture_of, statistics
from tests.samples.calls import a_call
from tests.samples.receptions import AGENCY, COMMUNE, HQ
from tests.samples.steps import steps_to

pytestmark = pytest.mark.unit


def entered(own_site_id: SiteId, role: Role = Role.ROOM_OFFICER) -> Room:
    """Every site here, at the presentation."""
    room = Room(own_site_id=own_site_id, role=role)
    room.open()
    for site_id in {HQ, AGENCY, COMMUNE} - {own_site_id}:
        room.fake.channel.put_seat(a_seat(site_id))
        room.tell(PeerStateChanged(site_id=site_id, state=PeerState.CONNECTED))
        room.tell(picture_of(site_id))
    room.tell(statistics(*({HQ, AGENCY, COMMUNE} - {own_site_id})))
    for step in steps_to(Step.PRESENTATION):
        room.fake.channel.set_step(step)
    room.deliver()
    return room


@pytest.fixture
def chair() -> Room:
    return entered(HQ)


def sheet(room: Room) -> ConsultingSheet:
    shown = room.state.consulting
    assert shown is not None
    return shown


def chosen(room: Room) -> set[SiteId]:
    return {one.site_id for one in sheet(room).sites if one.is_chosen}


def live(room: Room) -> LiveSession:
    told = room.fake.channel.live()
    assert told is not None
    return told


def consult(room: Room, *site_ids: SiteId) -> None:
    """Somebody else begins it."""
    now = room.clock.now()
    room.fake.channel.change(lambda told: with_consultation(told, site_ids, now))
    room.deliver()


def veils(room: Room) -> dict[SiteId, VeilKind | None]:
    tiles = room.state.roster.tiles
    return {one.site_id: None if one.veil is None else one.veil.kind for one in tiles}


def obstacles(room: Room) -> dict[Verb, Obstacle | None]:
    return {one.verb: one.obstacle for one in room.state.verbs}


# ---- the sheet -------------------------------------------------------------------------------


def test_the_sheet_proposes_every_site_without_citizens(chair: Room) -> None:
    chair.session.press(Verb.CONSULT)
    assert chosen(chair) == {HQ, AGENCY}
    assert [one.site_id for one in sheet(chair).sites if one.has_citizens] == [COMMUNE]
    assert [one.site_id for one in sheet(chair).sites if one.can_choose] == [COMMUNE, AGENCY]
    assert not sheet(chair).is_alone
    assert obstacles(chair)[Verb.CONSULT] is Obstacle.CONSULTING_ASKED
    assert live(chair).step is Step.PRESENTATION, "nothing is begun yet"


def test_who_was_chosen_consults_until_the_chair_comes_back(chair: Room) -> None:
    chair.session.press(Verb.CONSULT)
    chair.session.consulting.confirm()
    assert sheet(chair).is_waiting
    chair.deliver()
    assert chair.state.consulting is None
    consultation = live(chair).consultation
    assert consultation is not None
    assert set(consultation.site_ids) == {HQ, AGENCY}
    assert Verb.CONSULT not in obstacles(chair)
    assert obstacles(chair)[Verb.END_CONSULT] is None
    assert obstacles(chair)[Verb.GIVE_FLOOR] is Obstacle.CONSULTING
    assert chair.session.conduct.state(Verb.CONSULT).obstacle is Obstacle.CONSULTING
    assert obstacles(chair)[Verb.PAUSE] is None
    assert chair.session.conduct.state(Verb.PAUSE_FOR_SECRET).obstacle is None
    chair.session.press(Verb.END_CONSULT)
    chair.deliver()
    assert live(chair).step is Step.PRESENTATION
    assert live(chair).consultation is None
    assert chair.session.conduct.state(Verb.END_CONSULT).obstacle is Obstacle.NOT_IN_THIS_STATE


def test_a_site_is_chosen_and_left_out_by_the_same_press(chair: Room) -> None:
    chair.session.press(Verb.CONSULT)
    chair.session.consulting.toggle(COMMUNE)
    assert chosen(chair) == {HQ, AGENCY, COMMUNE}
    chair.session.consulting.confirm()
    assert sheet(chair).fault is SitesFault.EVERYBODY
    chair.session.consulting.toggle(AGENCY)
    assert sheet(chair).fault is None
    chair.session.consulting.toggle(HQ)
    assert chosen(chair) == {HQ, COMMUNE}, "the central site is always part of it"


def test_a_site_that_is_gone_is_not_chosen_and_one_that_goes_is_named(chair: Room) -> None:
    chair.session.press(Verb.CONSULT)
    chair.fake.channel.put_seat(replace(a_seat(AGENCY), is_connected=False))
    chair.deliver()
    chair.session.consulting.confirm()
    assert sheet(chair).fault is SitesFault.ABSENT
    chair.session.consulting.close()
    assert chair.state.consulting is None
    chair.session.consulting.toggle(AGENCY)
    chair.session.press(Verb.CONSULT)
    assert chosen(chair) == {HQ}


def test_the_central_site_alone_pauses_to_consult_at_its_table(chair: Room) -> None:
    chair.session.press(Verb.CONSULT)
    chair.session.consulting.toggle(AGENCY)
    assert sheet(chair).is_alone
    chair.session.consulting.confirm()
    assert sheet(chair).is_waiting
    chair.deliver()
    assert chair.state.consulting is None
    assert chair.state.pause_reason is PauseReason.CONSULTATION


def test_who_was_called_in_consults_or_waits_like_everybody(chair: Room) -> None:
    now, called = chair.clock.now(), SiteId("called-in")
    call = a_call(called, "Sở Tài chính", now, stage=CallStage.JOINED, answered_at=now)
    chair.fake.channel.change(lambda told: replace(told, calls=(call,)))
    chair.fake.channel.put_seat(a_seat(called))
    chair.session.press(Verb.CONSULT)
    chair.deliver()
    assert [one.name for one in sheet(chair).sites][-1] == "Sở Tài chính"
    for one in sheet(chair).sites:
        if one.is_chosen is (one.site_id == called):
            chair.session.consulting.toggle(one.site_id)
    chair.session.consulting.confirm()
    chair.deliver()
    consultation = live(chair).consultation
    assert consultation is not None, "the agency waits: it is not everybody"
    assert set(consultation.site_ids) == {HQ, AGENCY, COMMUNE}


def test_where_nobody_would_wait_nobody_is_proposed() -> None:
    chair = entered(HQ)
    people = tuple(one for one in chair.session.context.plan.participants if one.site_id != COMMUNE)
    context = chair.session.context
    object.__setattr__(context, "plan", replace(context.plan, participants=people))
    chair.session.press(Verb.CONSULT)
    assert chosen(chair) == {HQ}


def test_at_another_step_only_the_table_of_the_central_site_consults(chair: Room) -> None:
    chair.fake.channel.set_step(Step.QUESTIONS)
    chair.fake.channel.set_step(Step.CONCLUSION)
    chair.deliver()
    chair.session.press(Verb.CONSULT)
    assert (chosen(chair), sheet(chair).can_join) == ({HQ}, False)
    chair.session.consulting.toggle(AGENCY)
    assert chosen(chair) == {HQ}


def test_after_so_many_consultations_no_sites_are_joined_any_more(chair: Room) -> None:
    ended = with_consultation(live(chair), (HQ, AGENCY), chair.clock.now()).consultations or ()
    one = replace(ended[0], ended_at=chair.clock.now())
    chair.fake.channel.change(lambda told: replace(told, consultations=(one,) * MAX_CONSULTATIONS))
    chair.deliver()
    chair.session.press(Verb.CONSULT)
    assert not sheet(chair).can_join


def test_a_city_that_knows_no_consultations_pauses_at_once(chair: Room) -> None:
    chair.fake.channel.change(lambda told: replace(told, consultations=None))
    chair.deliver()
    chair.session.press(Verb.CONSULT)
    chair.deliver()
    assert chair.state.consulting is None
    assert chair.state.pause_reason is PauseReason.CONSULTATION


@pytest.mark.parametrize("action", ["begin_consultation", "pause_session"])
def test_what_the_city_refused_can_be_asked_again(chair: Room, action: str) -> None:
    chair.session.press(Verb.CONSULT)
    chair.session.consulting.confirm()
    chair.tell(ActionFailed(action="other", code="K-107", data={}))
    chair.session.press(Verb.CONSULT)
    chair.session.consulting._is_waiting = True
    chair.session.consulting.on_event(ActionFailed(action=action, code="K-107", data={}))
    assert not chair.session.consulting._is_waiting


def test_without_the_city_nothing_is_begun(chair: Room) -> None:
    chair.session.press(Verb.CONSULT)
    chair.fake.channel.lose_city()
    chair.deliver()
    chair.session.consulting.confirm()
    assert sheet(chair).obstacle is Obstacle.CITY_LOST
    assert MessageCode.NOT_DONE_OFFLINE in chair.banner_codes()


def test_one_sheet_at_a_time_the_one_that_was_asked_for_last(chair: Room) -> None:
    chair.session.press(Verb.PAUSE)
    chair.session.press(Verb.CONSULT)
    assert (chair.state.pausing, chair.state.consulting is None) == (None, False)
    chair.session.press(Verb.PAUSE)
    assert chair.state.consulting is None
    assert chair.state.pausing is not None
    chair.session.press(Verb.END)
    chair.session.press(Verb.CONSULT)
    assert (chair.state.ending, chair.state.consulting is None) == (None, False)
    chair.session.roll.toggle()
    assert chair.state.consulting is None


# ---- meanwhile -------------------------------------------------------------------------------


def test_who_waits_sees_a_clock_in_the_place_of_every_picture() -> None:
    room = entered(COMMUNE)
    consult(room, HQ, AGENCY)
    room.pass_time(65.0)
    assert set(veils(room).values()) == {VeilKind.CONSULTING}
    assert {one.veil.seconds for one in room.state.roster.tiles if one.veil} == {65}
    assert MessageCode.CONSULTATION_WAITS in room.banner_codes()
    scene = room.view.chair_display[-1]
    assert isinstance(scene, PausedScene)
    assert (scene.reason, scene.paused_s) == (PauseReason.CONSULTATION, 65)
    room.fake.channel.consultation.end()
    room.tell(statistics(HQ, AGENCY))
    assert set(veils(room).values()) == {None}
    assert isinstance(room.view.chair_display[-1], DialogueScene)
    assert MessageCode.CONSULTATION_WAITS not in room.banner_codes()


def test_who_waits_sends_nothing_and_gets_its_camera_back_at_the_end() -> None:
    room = entered(COMMUNE)
    consult(room, HQ, AGENCY)
    assert room.fake.channel.media[-1] == (False, False)
    comes_back = [room.state.camera_switch.after_pause]
    for _ in range(2):
        room.session.toggle_camera()
        comes_back.append(room.state.camera_switch.after_pause)
    assert comes_back == [True, False, True]
    room.fake.channel.consultation.end()
    room.deliver()
    assert room.fake.channel.media[-1] == (False, True)


def test_who_consults_sees_who_waits_as_waiting(chair: Room) -> None:
    chair.fake.channel.put_seat(replace(a_seat(COMMUNE), is_microphone_on=True))
    chair.fake.channel.give_floor(COMMUNE)
    consult(chair, HQ, AGENCY)
    assert veils(chair) == {HQ: None, AGENCY: None, COMMUNE: VeilKind.APART}
    assert [one.site_id for one in chair.state.roster.tiles if one.is_main] == [AGENCY]
    row = next(one for one in chair.state.roster.rows if one.site_id == COMMUNE)
    assert row.microphone is MicrophoneWord.OFF
    assert MessageCode.CONSULTING in chair.banner_codes()
    message = next(one for one in chair.state.banners if one.code == MessageCode.CONSULTING)
    assert set(str(message.data["sites"]).split(", ")) == {
        chair.session.context.site_name(HQ),
        chair.session.context.site_name(AGENCY),
    }
    scene = chair.view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    assert scene.main.site_name == chair.session.context.site_name(AGENCY)


def test_who_consults_without_conducting_is_told_who_ends_it_and_opens_the_microphone() -> None:
    room = entered(AGENCY, Role.AGENCY_USER)
    consult(room, HQ, AGENCY)
    assert MessageCode.CONSULTING_WITH_CHAIR in room.banner_codes()
    assert room.session.conduct.state(Verb.END_CONSULT).obstacle is Obstacle.NO_RIGHT
    room.session.toggle_microphone()
    room.deliver()
    assert room.state.is_microphone_on
    room.fake.channel.consultation.end()
    room.deliver()
    assert not room.state.is_microphone_on, "the floor is not its own"


def test_a_pause_meanwhile_is_said_as_a_pause(chair: Room) -> None:
    consult(chair, HQ, AGENCY)
    chair.fake.channel.pause_session(PauseReason.SECRET)
    chair.deliver()
    assert MessageCode.CONSULTING not in chair.banner_codes()
    assert set(veils(chair).values()) == {VeilKind.PAUSED}
    assert chair.state.status is SessionStatus.PAUSED


def test_meanwhile_no_page_is_led_from_here(chair: Room) -> None:
    screens = chair.session.papers._screens
    assert screens.can_be_led
    consult(chair, HQ, AGENCY)
    assert not screens.can_be_led


def test_of_a_consultation_nothing_is_written_where_it_is_held() -> None:
    for own, may_write in ((HQ, False), (COMMUNE, True)):
        room = entered(own)
        assert room.state.minutes.can_write
        consult(room, HQ, AGENCY)
        minutes = room.state.minutes
        assert (minutes.can_write, minutes.is_consulting) == (may_write, not may_write)
        room.session.minutes.edit_text("Ý kiến trong hội ý")
        assert bool(room.session.minutes.panel().editor.text) is may_write
        room.fake.channel.consultation.end()
        room.deliver()
        assert room.state.minutes.can_write


def test_signed_minutes_are_not_consulted_about(chair: Room) -> None:
    chair.fake.channel.change(
        lambda told: replace(told, status=SessionStatus.SIGNED, step=Step.CLOSING)
    )
    chair.deliver()
    assert chair.session.conduct.state(Verb.CONSULT).obstacle is Obstacle.NOT_IN_THIS_STATE
