from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.roll_call import (
    LATER_STEPS,
    MAX_ABSENCE_CHARACTERS,
    OLD_PROGRAM_REASON,
    AddedPerson,
    RollCall,
    RollFault,
    RollMark,
    RollNote,
    Said,
    is_held_at_roll,
    is_roll_open,
    marks_after,
    not_noted,
    note_of,
    person_ids,
    roll_fault,
    sites_of_people,
    step_left_out,
    with_added,
    with_note,
    without_added,
)
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.ending import reason_fault
from desktop.domain.reception.participant import DENOUNCER_ALIAS, Participant, ParticipantRole
from desktop.domain.reception.session import OPEN_STATUSES, STEPS, status_of_step
from desktop.domain.reception.skipped_step import step_to_skip
from desktop.domain.reception.status import SessionStatus, Step
from tests.fakes.fake_clock import NOON
from tests.rigs.system.every_row import every_row

pytestmark = pytest.mark.unit

ONE, OTHER = PersonId("one"), PersonId("other")
HERE = SiteId("here")
LATER = NOON + timedelta(minutes=20)

# ux and domain.md, typed by hand: what may follow what was noted. "" is nothing.
AT_ROLL_CALL = {
    "": {"present", "absent", "late"},
    "present": {"present", "absent", "late", "left"},
    "absent": {"present", "absent", "late"},
    "late": {"present", "absent", "late", "left"},
    "left": {"present", "absent", "late", "left"},
}
LATER_ON = {
    "": {"late"},
    "present": {"left"},
    "absent": {"late"},
    "late": {"late", "left", "absent"},
    "left": {"left", "present"},
}


def note(mark: RollMark, **parts: object) -> RollNote:
    made = RollNote(person_id=ONE, mark=mark, noted_at=NOON, by_site_id=HERE)
    return replace(made, **parts)  # type: ignore[arg-type]


def person(name: str, role: ParticipantRole, **parts: str) -> Participant:
    return Participant(
        full_name=name,
        label=name,
        title=parts.get("title", ""),
        agency=parts.get("agency", ""),
        role=role,
        site_id=HERE,
    )


@every_row("step", list(Step))
@every_row("former", ["", *RollMark])
@every_row("mark", list(RollMark))
def test_every_mark_follows_another_only_where_the_table_says(
    mark: RollMark, former: str, step: Step
) -> None:
    before = note(RollMark(former)) if former else None
    listed = AT_ROLL_CALL if step is Step.ROLL_CALL else LATER_ON if step in LATER_STEPS else {}
    expected = mark.value in listed.get(former, set())
    assert (mark in marks_after(before, step)) is expected
    said = Said(mark=mark)
    fault = roll_fault(before, said, step=step, opened_at=NOON, now=LATER)
    assert fault is (None if expected else RollFault.NOT_NOW)


def test_who_came_late_and_left_is_late_again_when_the_leaving_was_a_mistake() -> None:
    left = note(RollMark.LEFT, came_at=NOON, left_at=LATER)
    assert marks_after(left, Step.QUESTIONS) == {RollMark.LEFT, RollMark.LATE}
    back = note_of(ONE, left, Said(mark=RollMark.LATE), by=HERE, now=LATER)
    assert (back.came_at, back.left_at) == (NOON, None)


@every_row("step", list(Step))
@every_row("status", list(SessionStatus))
def test_people_are_noted_from_the_roll_call_to_the_reading_back(
    status: SessionStatus, step: Step
) -> None:
    among = {*STEPS[1:-2], Step.CONSULTATION}
    assert is_roll_open(status, step) is (status in OPEN_STATUSES and step in among)


def test_a_time_is_not_before_the_opening_nor_before_who_leaves_came_nor_ahead() -> None:
    def fault(former: RollNote | None, mark: RollMark, minutes: int) -> RollFault | None:
        said = Said(mark=mark, at=NOON + timedelta(minutes=minutes))
        return roll_fault(
            former, said, step=Step.ROLL_CALL, opened_at=NOON.replace(second=30), now=LATER
        )

    late = note(RollMark.LATE, came_at=NOON + timedelta(minutes=5))
    assert fault(None, RollMark.LATE, 0) is None, "the minute of the opening"
    assert fault(None, RollMark.LATE, -1) is RollFault.BAD_TIME
    assert fault(None, RollMark.LATE, 21) is RollFault.BAD_TIME
    assert fault(late, RollMark.LEFT, 5) is None
    assert fault(late, RollMark.LEFT, 4) is RollFault.BAD_TIME
    unopened = Said(mark=RollMark.LATE, at=LATER + timedelta(days=1))
    assert roll_fault(None, unopened, step=Step.ROLL_CALL, opened_at=None, now=NOON) is None


def test_a_reason_has_a_limit_and_is_kept_as_one_plain_line() -> None:
    def said(reason: str) -> Said:
        return Said(mark=RollMark.ABSENT, reason=reason)

    def fault(reason: str) -> RollFault | None:
        return roll_fault(None, said(reason), step=Step.ROLL_CALL, opened_at=NOON, now=NOON)

    assert fault("") is None
    assert fault("a" * MAX_ABSENCE_CHARACTERS) is None
    assert fault("a" * (MAX_ABSENCE_CHARACTERS + 1)) is RollFault.TOO_LONG
    kept = note_of(ONE, None, said("  Đi công tác\n xa "), by=HERE, now=NOON)
    assert kept == note(RollMark.ABSENT, reason="Đi công tác xa")


def test_times_are_those_that_were_said_or_else_now() -> None:
    late = note_of(ONE, None, Said(mark=RollMark.LATE), by=HERE, now=NOON)
    assert late.came_at == NOON
    left = note_of(ONE, late, Said(mark=RollMark.LEFT), by=HERE, now=LATER)
    assert (left.came_at, left.left_at) == (NOON, LATER)
    at = NOON + timedelta(minutes=1)
    assert note_of(ONE, late, Said(mark=RollMark.LATE, at=at), by=HERE, now=LATER).came_at == at
    there = note_of(ONE, late, Said(mark=RollMark.PRESENT, reason="x"), by=HERE, now=LATER)
    assert there == note(RollMark.PRESENT, noted_at=LATER)


def test_a_note_takes_the_place_of_the_former_one_of_the_same_person_alone() -> None:
    others = note(RollMark.ABSENT, person_id=OTHER)
    roll = with_note(with_note(RollCall(), others), note(RollMark.PRESENT))
    roll = with_note(roll, note(RollMark.LATE, came_at=NOON))
    assert {one.person_id: one.mark for one in roll.notes} == {
        ONE: RollMark.LATE,
        OTHER: RollMark.ABSENT,
    }
    assert roll.note(PersonId("nobody")) is None


def test_who_was_added_is_waited_for_until_noted_or_dropped() -> None:
    guest = AddedPerson(
        person_id=OTHER, site_id=HERE, full_name="Luật sư Mẫu", role=ParticipantRole.LAWYER
    )
    roll = with_added(RollCall(), guest)
    assert not_noted((ONE,), roll) == (ONE, OTHER)
    assert not_noted((ONE,), with_note(roll, note(RollMark.PRESENT))) == (OTHER,)
    assert not_noted((), without_added(roll, OTHER)) == ()


def test_an_id_rests_on_seat_and_part_and_not_on_the_name() -> None:
    people = (
        person("Nguyễn Thị Mẫu", ParticipantRole.CITIZEN),
        person("Trần Văn Mẫu", ParticipantRole.CITIZEN),
        person("Cán bộ Mẫu", ParticipantRole.AGENCY_REPRESENTATIVE, agency="Sở Xây dựng"),
        person("Cán bộ Mẫu", ParticipantRole.AGENCY_REPRESENTATIVE, agency="Sở Tài chính"),
    )
    ids = person_ids(people)
    assert len(set(ids)) == len(people)
    aliased = tuple(replace(one, full_name=DENOUNCER_ALIAS, label="") for one in people)
    assert person_ids(aliased) == ids
    assert sites_of_people(iter(people)) == dict.fromkeys(ids, HERE)


@every_row("step", list(Step))
@every_row("status", list(SessionStatus))
def test_a_roll_that_is_not_whole_is_left_out_itself_and_nothing_behind_it(
    status: SessionStatus, step: Step
) -> None:
    usual = step_to_skip(status=status, step=step)
    assert step_left_out(status=status, step=step, is_roll_whole=True) is usual
    is_held = step is Step.ROLL_CALL and status is status_of_step(step)
    expected = Step.ROLL_CALL if is_held else usual
    assert step_left_out(status=status, step=step, is_roll_whole=False) is expected


@pytest.mark.parametrize("step", list(Step))
def test_only_the_roll_call_keeps_a_session(step: Step) -> None:
    held = is_held_at_roll(step, Step.ANNOUNCEMENTS, is_roll_whole=False)
    assert held is (step is Step.ROLL_CALL)
    assert not is_held_at_roll(step, Step.ANNOUNCEMENTS, is_roll_whole=True)
    assert not is_held_at_roll(step, Step.ROLL_CALL, is_roll_whole=False)


def test_why_an_old_program_called_no_roll_is_a_reason_that_can_be_printed() -> None:
    assert reason_fault(OLD_PROGRAM_REASON) is None
