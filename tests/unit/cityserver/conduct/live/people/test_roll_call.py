"""Who may note whom, in which step, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.cityserver.conduct.live.course.transitions import open_session
from desktop.cityserver.conduct.live.live_state import (
    Live,
    NotDone,
    dump_live,
    new_live,
    parse_live,
    take_seat,
)
from desktop.cityserver.conduct.live.rules import Actor, StateMessage, apply, outcome_of
from desktop.cityserver.conduct.live.state_message import state_message
from desktop.contract.channel.conduct import SetStep
from desktop.contract.channel.roll_call import (
    AddPerson,
    DropPerson,
    NoteAnnouncement,
    NotePresence,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.access.rights import Scope
from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import (
    MAX_ADDED,
    OLD_PROGRAM_REASON,
    RollCall,
    RollMark,
    RollNote,
)
from desktop.domain.ids import PersonId, SessionId, SiteId
from desktop.domain.reception.participant import DENOUNCER_ALIAS
from desktop.domain.reception.session import STEPS, status_of_step
from desktop.domain.reception.status import SessionStatus, Step
from desktop.session.words.mapping import live_session_from
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE = SiteId("hq"), SiteId("commune")
EXPECTED = {PersonId("chair"): HQ, PersonId("citizen"): COMMUNE}
REASON = "Thành phần đã kiểm tra từ trước"
OPEN = open_session(take_seat(new_live(SessionId("s"), SessionStatus.READY), HQ, "program"), NOON)
AT_THE_ROLL = replace(OPEN, told=replace(OPEN.told, step=Step.ROLL_CALL))


def actor(role: Role, site_id: SiteId = HQ, *, is_secret: bool = False) -> Actor:
    return Actor(
        site_id=site_id,
        role=role,
        is_central=site_id == HQ,
        is_practice=False,
        scope=Scope.CITY if site_id == HQ else Scope.COMMUNE,
        expected=EXPECTED,
        sites=frozenset({HQ, COMMUNE}),
        hides_citizens=is_secret,
    )


SECRETARY = actor(Role.SECRETARY)
OFFICER = actor(Role.ROOM_OFFICER, COMMUNE)


def said(person_id: str, mark: str = "present", **parts: object) -> NotePresence:
    return NotePresence(person_id=person_id, mark=mark, **parts)


def guest(site_id: SiteId = COMMUNE, role: str = "lawyer", number: int = 1) -> AddPerson:
    return AddPerson(
        person_id=f"guest-{number}", site_id=site_id, full_name=" Luật  sư Mẫu", role=role
    )


def at(step: Step, live: Live = OPEN) -> Live:
    return replace(live, told=replace(live.told, step=step, status=status_of_step(step)))


def refusal(live: Live, message: StateMessage, who: Actor = SECRETARY) -> ProblemCode:
    with pytest.raises(NotDone) as refused:
        apply(live, message, who, NOON)
    return refused.value.code


def roll(live: Live) -> RollCall:
    assert live.told.roll is not None
    return live.told.roll


@pytest.mark.parametrize("of_site", [HQ, COMMUNE])
@pytest.mark.parametrize("from_site", [HQ, COMMUNE])
@pytest.mark.parametrize("role", list(Role))
def test_a_site_notes_its_own_people_and_who_conducts_notes_all(
    role: Role, from_site: SiteId, of_site: SiteId
) -> None:
    # ux: the officer of the site for the own site; chair, clerk and secretary at the centre for all
    sits = {Role.ROOM_OFFICER, Role.SECRETARY, Role.LEADER, Role.HQ_CLERK, Role.AGENCY_USER}
    conducts = sits - {Role.AGENCY_USER} if from_site == HQ else set()
    expected = role in conducts or (role in sits and from_site == of_site)
    person_id = next(key for key, site_id in EXPECTED.items() if site_id == of_site)
    with_guest = apply(AT_THE_ROLL, guest(of_site), SECRETARY, NOON)
    for live, message in (
        (AT_THE_ROLL, said(person_id)),
        (AT_THE_ROLL, guest(of_site)),
        (with_guest, DropPerson(person_id="guest-1")),
    ):
        if expected:
            assert apply(live, message, actor(role, from_site), NOON) != live
        else:
            assert refusal(live, message, actor(role, from_site)) is ProblemCode.FORBIDDEN


def test_a_leader_of_the_city_notes_all_from_any_site() -> None:
    leader = replace(actor(Role.LEADER, COMMUNE), scope=Scope.CITY)
    assert roll(apply(AT_THE_ROLL, said("chair"), leader, NOON)).note(PersonId("chair"))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("site_id", [HQ, COMMUNE])
def test_what_was_read_out_is_noted_by_who_conducts(role: Role, site_id: SiteId) -> None:
    live, message = at(Step.ANNOUNCEMENTS), NoteAnnouncement(what="house_rules", is_read=True)
    conducts = {Role.ROOM_OFFICER, Role.SECRETARY, Role.LEADER, Role.HQ_CLERK}
    if role in conducts and site_id == HQ:
        (one,) = apply(live, message, actor(role, site_id), NOON).told.announced or ()
        assert (one.what, one.at) == (Announcement.HOUSE_RULES, NOON)
        assert (one.by_site_id, one.by_role) == (site_id, role)
    else:
        assert refusal(live, message, actor(role, site_id)) is ProblemCode.FORBIDDEN


@pytest.mark.parametrize("step", list(Step))
def test_what_is_noted_in_which_step(step: Step) -> None:
    live = at(step)
    messages = (said("citizen"), said("citizen", "late"), said("citizen", "left"), guest())
    taken = {(one.type, getattr(one, "mark", "")) for one in messages if _is_taken(live, one)}
    if step is Step.ROLL_CALL:
        marks = {("note_presence", "present"), ("note_presence", "late"), ("add_person", "")}
        assert taken == marks
    elif step in STEPS[2:-2] or step is Step.CONSULTATION:
        assert taken == {("note_presence", "late"), ("add_person", "")}
    else:
        assert taken == set()
    announced = _is_taken(live, NoteAnnouncement(what="recording_notice", is_read=True))
    assert announced is (step is Step.ANNOUNCEMENTS)


def _is_taken(live: Live, message: StateMessage) -> bool:
    try:
        apply(live, message, SECRETARY, NOON)
    except NotDone:
        return False
    return True


def test_unknown_people_words_and_times_are_refused() -> None:
    live = AT_THE_ROLL
    ahead = NOON + timedelta(minutes=1)
    assert refusal(live, said("nobody")) is ProblemCode.NOT_FOUND
    assert refusal(live, said("chair", "asleep")) is ProblemCode.BAD_REQUEST
    assert refusal(live, said("chair", "late", at=ahead)) is ProblemCode.BAD_REQUEST
    assert refusal(live, DropPerson(person_id="chair")) is ProblemCode.NOT_FOUND
    assert refusal(live, guest(SiteId("moon"))) is ProblemCode.NOT_FOUND
    for role in ("pilot", "chair"):
        assert refusal(live, guest(role=role)) is ProblemCode.BAD_REQUEST
    nameless = guest().model_copy(update={"full_name": "0912 345 678"})
    assert refusal(live, nameless) is ProblemCode.BAD_REQUEST
    unknown = NoteAnnouncement(what="weather", is_read=True)
    assert refusal(at(Step.ANNOUNCEMENTS), unknown) is ProblemCode.BAD_REQUEST


def test_who_was_not_invited_is_added_once_and_dropped_only_before_anything_is_noted() -> None:
    live = apply(AT_THE_ROLL, guest(), OFFICER, NOON)
    (one,) = roll(live).added
    assert (one.full_name, one.site_id) == ("Luật sư Mẫu", COMMUNE)
    assert apply(live, guest(), OFFICER, NOON) == live, "said twice"
    other_name = guest().model_copy(update={"full_name": "Luật sư khác"})
    assert refusal(live, other_name) is ProblemCode.NOT_ALLOWED_NOW
    taken = guest().model_copy(update={"person_id": "citizen"})
    assert refusal(live, taken) is ProblemCode.NOT_ALLOWED_NOW
    assert roll(apply(live, DropPerson(person_id="guest-1"), OFFICER, NOON)).added == ()
    noted = apply(live, said("guest-1"), OFFICER, NOON)
    assert refusal(noted, DropPerson(person_id="guest-1")) is ProblemCode.NOT_ALLOWED_NOW


def test_so_many_are_added_and_no_more() -> None:
    live = AT_THE_ROLL
    for number in range(MAX_ADDED):
        live = apply(live, guest(number=number), OFFICER, NOON)
    assert refusal(live, guest(number=MAX_ADDED)) is ProblemCode.NOT_ALLOWED_NOW


def test_of_a_denunciation_no_name_of_a_citizen_is_told_to_the_seats() -> None:
    who = actor(Role.ROOM_OFFICER, COMMUNE, is_secret=True)
    live = apply(AT_THE_ROLL, guest(role="citizen"), who, NOON)
    live = apply(live, guest(role="lawyer", number=2), who, NOON)
    assert [one.full_name for one in roll(live).added] == [DENOUNCER_ALIAS, "Luật sư Mẫu"]


def test_the_step_is_not_passed_while_somebody_is_not_noted() -> None:
    on = SetStep(step="announcements", calls_roll=True)
    live = apply(AT_THE_ROLL, said("chair"), SECRETARY, NOON)
    assert refusal(live, on) is ProblemCode.NOT_ALLOWED_NOW
    live = apply(live, said("citizen", "absent", reason="Ốm"), OFFICER, NOON)
    with_guest = apply(live, guest(), OFFICER, NOON)
    assert refusal(with_guest, on) is ProblemCode.NOT_ALLOWED_NOW
    told = apply(live, on, SECRETARY, NOON).told
    assert (told.step, told.skipped) == (Step.ANNOUNCEMENTS, ())


def test_it_is_left_out_for_a_typed_reason_and_nothing_behind_it_with_the_same() -> None:
    on = SetStep(step="announcements", calls_roll=True, reason=REASON)
    told = apply(AT_THE_ROLL, on, SECRETARY, NOON).told
    assert [(one.step, one.reason) for one in told.skipped or ()] == [(Step.ROLL_CALL, REASON)]
    assert told.step is Step.ANNOUNCEMENTS
    short = on.model_copy(update={"reason": "Vội"})
    assert refusal(AT_THE_ROLL, short) is ProblemCode.BAD_REQUEST
    beyond = on.model_copy(update={"step": "presentation"})
    assert refusal(AT_THE_ROLL, beyond) is ProblemCode.NOT_ALLOWED_NOW


def test_a_program_without_the_roll_goes_on_and_the_record_says_why() -> None:
    told = apply(AT_THE_ROLL, SetStep(step="announcements"), SECRETARY, NOON).told
    assert [one.reason for one in told.skipped or ()] == [OLD_PROGRAM_REASON]
    assert refusal(AT_THE_ROLL, SetStep(step="questions")) is ProblemCode.NOT_ALLOWED_NOW


def test_what_was_read_out_is_noted_once_and_can_be_taken_back() -> None:
    read = NoteAnnouncement(what="house_rules", is_read=True)
    live = apply(at(Step.ANNOUNCEMENTS), read, SECRETARY, NOON)
    later = apply(live, read, SECRETARY, NOON + timedelta(minutes=1))
    assert later == live
    back = apply(live, read.model_copy(update={"is_read": False}), SECRETARY, NOON)
    assert back.told.announced == ()


def test_all_of_it_is_kept_and_told_to_every_seat_as_it_is() -> None:
    live = apply(AT_THE_ROLL, guest(), OFFICER, NOON)
    live = apply(live, said("guest-1", "late", at=NOON), OFFICER, NOON)
    live = apply(live, said("chair", "absent", reason="Ốm"), SECRETARY, NOON)
    read = NoteAnnouncement(what="recording_notice", is_read=True)
    live = apply(at(Step.ANNOUNCEMENTS, live), read, SECRETARY, NOON)
    assert parse_live(dump_live(live)) == live
    told = live_session_from(live.told.session_id, state_message(live.told))
    assert (told.roll, told.announced) == (live.told.roll, live.told.announced)
    assert roll(live).note(PersonId("guest-1")) == RollNote(
        person_id=PersonId("guest-1"),
        mark=RollMark.LATE,
        noted_at=NOON,
        by_site_id=COMMUNE,
        came_at=NOON,
    )


def test_a_city_that_noted_nothing_yet_says_that_it_can() -> None:
    told = live_session_from(OPEN.told.session_id, state_message(OPEN.told))
    assert (told.roll, told.announced) == (RollCall(), ())


def test_the_audit_log_is_told_what_was_noted_and_never_of_whom_or_why() -> None:
    assert outcome_of(said("chair", "absent", reason="Ốm")) == "absent"
    assert outcome_of(guest()) == outcome_of(DropPerson(person_id="guest-1")) == "done"
    read = NoteAnnouncement(what="house_rules", is_read=True)
    assert outcome_of(read) == "house_rules"
    assert outcome_of(read.model_copy(update={"is_read": False})) == "taken back"
