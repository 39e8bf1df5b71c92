"""Kiểm tra thành phần: who is there, as it was noted. Of whom nothing was noted nothing is said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.session import OPEN_STATUSES, status_of_step
from desktop.domain.reception.skipped_step import step_to_skip
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.text import plain_line

MAX_ADDED = 32
"""People of one session who were not invited."""

MAX_NOTED = 200 + MAX_ADDED
MAX_ABSENCE_CHARACTERS = 250
MAX_NAME_CHARACTERS = 100
CLOCKS_APART = timedelta(seconds=30)
"""So far a desk may be ahead of its city."""

_ID_CHARACTERS = 16

LATER_STEPS = frozenset(
    {
        Step.ANNOUNCEMENTS,
        Step.PRESENTATION,
        Step.QUESTIONS,
        Step.CONSULTATION,
        Step.CONCLUSION,
        Step.READ_BACK,
    }
)
"""Who comes late or leaves is noted until the minutes are signed."""

OLD_PROGRAM_REASON = "Chương trình của nơi chuyển bước là bản cũ, chưa điểm danh được."
"""Why the roll was not called where the program that goes on is older than the roll."""


class RollMark(StrEnum):
    """What is noted of a person. LEFT: who was there before."""

    PRESENT = "present"
    ABSENT = "absent"
    LATE = "late"
    LEFT = "left"


M = RollMark

_AT_ROLL_CALL: dict[RollMark | None, frozenset[RollMark]] = {
    None: frozenset({M.PRESENT, M.ABSENT, M.LATE}),
    M.PRESENT: frozenset(M),
    M.ABSENT: frozenset({M.PRESENT, M.ABSENT, M.LATE}),
    M.LATE: frozenset(M),
    M.LEFT: frozenset(M),
}
_LATER: dict[RollMark | None, frozenset[RollMark]] = {
    None: frozenset({M.LATE}),
    M.PRESENT: frozenset({M.LEFT}),
    M.ABSENT: frozenset({M.LATE}),
    M.LATE: frozenset({M.LATE, M.LEFT, M.ABSENT}),
    M.LEFT: frozenset({M.LEFT}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RollNote:
    """What was noted last of one person.

    reason: of who is absent, plain, may be empty. came_at: of who came late. left_at: of who left.
    noted_at, by_site_id: when and where it was noted. Times are aware, of the city's clock.
    """

    person_id: PersonId
    mark: RollMark
    noted_at: datetime
    by_site_id: SiteId
    reason: str = ""
    came_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPerson:
    """Somebody who came and was not invited. full_name: plain; an alias where it is a secret."""

    person_id: PersonId
    site_id: SiteId
    full_name: str
    role: ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """All that was noted, and who was added."""

    notes: tuple[RollNote, ...] = ()
    added: tuple[AddedPerson, ...] = ()

    def note(self, person_id: PersonId) -> RollNote | None:
        """What was noted of a person; None: nothing."""
        return next((one for one in self.notes if one.person_id == person_id), None)

    @property
    def is_full(self) -> bool:
        """Nobody more can be added."""
        return len(self.added) >= MAX_ADDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody wants noted. at: None for now."""

    mark: RollMark
    reason: str = ""
    at: datetime | None = None


class RollFault(StrEnum):
    """Why it cannot be noted."""

    NOT_NOW = "not_now"
    BAD_TIME = "bad_time"
    TOO_LONG = "too_long"


def person_ids(participants: Iterable[Participant]) -> tuple[PersonId, ...]:
    """An id for each person of a plan, the same at every desk.

    It does not rest on the name: of a denouncer others know an alias only.
    """
    met = Counter[tuple[str, ...]]()
    ids = []
    for one in participants:
        seat = (one.role.value, one.site_id, one.title, one.agency)
        met[seat] += 1
        text = "\0".join((*seat, str(met[seat])))
        ids.append(PersonId(sha256(text.encode()).hexdigest()[:_ID_CHARACTERS]))
    return tuple(ids)


def sites_of_people(participants: Iterable[Participant]) -> dict[PersonId, SiteId]:
    """Where each person of a plan is expected."""
    people = tuple(participants)
    return {
        person_id: one.site_id for person_id, one in zip(person_ids(people), people, strict=True)
    }


def is_roll_open(status: SessionStatus, step: Step) -> bool:
    """Whether anything may be noted now, in a pause too."""
    return status in OPEN_STATUSES and (step is Step.ROLL_CALL or step in LATER_STEPS)


def marks_after(former: RollNote | None, step: Step) -> frozenset[RollMark]:
    """What may be noted of a person now: all at the roll call, later who came late and who left.

    What was noted by mistake is taken back: who left is there again, who came late is absent.
    """
    mark = None if former is None else former.mark
    if step is Step.ROLL_CALL:
        return _AT_ROLL_CALL[mark]
    if step not in LATER_STEPS:
        return frozenset()
    if former is None or former.mark is not M.LEFT:
        return _LATER[mark]
    return _LATER[mark] | {M.PRESENT if former.came_at is None else M.LATE}


def roll_fault(
    former: RollNote | None, said: Said, *, step: Step, opened_at: datetime | None, now: datetime
) -> RollFault | None:
    """Why this is not noted; None when it is. A time is not before the opening, nor ahead."""
    if said.mark not in marks_after(former, step):
        return RollFault.NOT_NOW
    if len(plain_line(said.reason)) > MAX_ABSENCE_CHARACTERS:
        return RollFault.TOO_LONG
    came_at = former.came_at if former is not None and said.mark is M.LEFT else None
    earliest = came_at or opened_at
    if said.at is None or earliest is None:
        return None
    first = earliest.replace(second=0, microsecond=0)
    is_within = first <= said.at <= now + CLOCKS_APART
    return None if is_within else RollFault.BAD_TIME


def note_of(
    person_id: PersonId, former: RollNote | None, said: Said, *, by: SiteId, now: datetime
) -> RollNote:
    """The note that this becomes. said: nothing wrong by `roll_fault`."""
    note = RollNote(person_id=person_id, mark=said.mark, noted_at=now, by_site_id=by)
    before = None if former is None else former.came_at
    if said.mark is M.ABSENT:
        return replace(note, reason=plain_line(said.reason))
    if said.mark is M.LATE:
        was_late = former is not None and former.mark is M.LEFT
        return replace(note, came_at=said.at or (before if was_late else None) or now)
    if said.mark is M.LEFT:
        return replace(note, came_at=before, left_at=said.at or now)
    return note


def with_note(roll: RollCall, note: RollNote) -> RollCall:
    """With this note in the place of the former one of the same person."""
    others = tuple(one for one in roll.notes if one.person_id != note.person_id)
    notes = tuple(sorted((*others, note), key=lambda one: one.person_id))
    return replace(roll, notes=notes)


def with_added(roll: RollCall, person: AddedPerson) -> RollCall:
    """With somebody more."""
    return replace(roll, added=(*roll.added, person))


def without_added(roll: RollCall, person_id: PersonId) -> RollCall:
    """Without somebody who was added by mistake."""
    added = tuple(one for one in roll.added if one.person_id != person_id)
    return replace(roll, added=added)


def not_noted(expected: Iterable[PersonId], roll: RollCall) -> tuple[PersonId, ...]:
    """Of whom nothing was noted yet: the expected, then the added ones."""
    noted = {one.person_id for one in roll.notes}
    everybody = (*expected, *(one.person_id for one in roll.added))
    return tuple(one for one in everybody if one not in noted)


def step_left_out(*, status: SessionStatus, step: Step, is_roll_whole: bool) -> Step | None:
    """The step that may be left out now, for a reason; None when none may be.

    A roll call where somebody was not noted is left out itself before the next step is.
    """
    is_held = step is Step.ROLL_CALL and status is status_of_step(step) and not is_roll_whole
    return Step.ROLL_CALL if is_held else step_to_skip(status=status, step=step)


def is_held_at_roll(step: Step, target: Step, *, is_roll_whole: bool) -> bool:
    """Whether the session may not go on to this step before everybody is noted."""
    return step is Step.ROLL_CALL and target is not Step.ROLL_CALL and not is_roll_whole
