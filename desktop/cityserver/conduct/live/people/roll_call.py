"""What is noted of people and of what is read out, and who may note it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.channel.roll_call import (
    AddPerson,
    DropPerson,
    NoteAnnouncement,
    NotePresence,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.casework.people.citizen import is_name, tidied_name
from desktop.domain.conduct.announcement import (
    Announced,
    Announcement,
    may_announce,
    with_announced,
    without_announced,
)
from desktop.domain.conduct.roll_call import (
    AddedPerson,
    RollCall,
    RollFault,
    RollMark,
    Said,
    is_roll_open,
    note_of,
    roll_fault,
    with_added,
    with_note,
    without_added,
)
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import (
    CITIZEN_ROLES,
    DENOUNCER_ALIAS,
    ParticipantRole,
)

RollMessage = NotePresence | AddPerson | DropPerson | NoteAnnouncement


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCaller:
    """Who notes. notes_all: of every site, not of the own one alone.

    expected: the people of the plan and their sites. sites: with a seat. hides_citizens: the
    citizens' names are a secret (a denunciation).
    """

    site_id: SiteId
    role: Role
    notes_all: bool
    expected: Mapping[PersonId, SiteId] = field(default_factory=dict)
    sites: frozenset[SiteId] = frozenset()
    hides_citizens: bool = False


def call_roll(live: Live, message: RollMessage, caller: RollCaller, now: datetime) -> Live:
    """The state after the message.

    Raises:
        NotDone: not of this site, not now, no such person, or an unknown word.
    """
    if isinstance(message, NoteAnnouncement):
        return _announce(live, message, caller, now)
    if not is_roll_open(live.told.status, live.told.step):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    roll = live.told.roll or RollCall()
    match message:
        case NotePresence():
            roll = _noted(live, roll, message, caller, now)
        case AddPerson():
            roll = _added(roll, message, caller)
        case DropPerson():
            roll = _dropped(roll, message, caller)
    return replace(live, told=replace(live.told, roll=roll))


def noted_as(message: NotePresence | NoteAnnouncement) -> str:
    """What the audit log says of it: never a name, never a reason."""
    match message:
        case NotePresence():
            return message.mark
        case NoteAnnouncement():
            return message.what if message.is_read else "taken back"


def _noted(
    live: Live, roll: RollCall, message: NotePresence, caller: RollCaller, now: datetime
) -> RollCall:
    person_id = PersonId(message.person_id)
    site_id = dict(caller.expected).get(person_id) or _site_of_added(roll, person_id)
    if site_id is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    _check_site(caller, site_id)
    try:
        said = Said(mark=RollMark(message.mark), reason=message.reason, at=message.at)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
    former = roll.note(person_id)
    told = live.told
    fault = roll_fault(former, said, step=told.step, opened_at=told.opened_at, now=now)
    if fault is not None:
        is_late = fault is RollFault.NOT_NOW
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW if is_late else ProblemCode.BAD_REQUEST)
    return with_note(roll, note_of(person_id, former, said, by=caller.site_id, now=now))


def _added(roll: RollCall, message: AddPerson, caller: RollCaller) -> RollCall:
    person = _person(message, caller)
    if person.site_id not in caller.sites:
        raise NotDone(ProblemCode.NOT_FOUND)
    _check_site(caller, person.site_id)
    if person in roll.added:
        return roll  # said twice
    is_taken = person.person_id in caller.expected or _site_of_added(roll, person.person_id)
    if is_taken or roll.is_full:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return with_added(roll, person)


def _person(message: AddPerson, caller: RollCaller) -> AddedPerson:
    name = tidied_name(message.full_name)
    if not is_name(name):
        raise NotDone(ProblemCode.BAD_REQUEST)
    try:
        role = ParticipantRole(message.role)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
    if role is ParticipantRole.CHAIR:
        raise NotDone(ProblemCode.BAD_REQUEST)  # one alone, and the plan names them
    is_secret = caller.hides_citizens and role in CITIZEN_ROLES
    return AddedPerson(
        person_id=PersonId(message.person_id),
        site_id=SiteId(message.site_id),
        full_name=DENOUNCER_ALIAS if is_secret else name,
        role=role,
    )


def _dropped(roll: RollCall, message: DropPerson, caller: RollCaller) -> RollCall:
    person_id = PersonId(message.person_id)
    site_id = _site_of_added(roll, person_id)
    if site_id is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    _check_site(caller, site_id)
    if roll.note(person_id) is not None:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)  # what was noted of somebody stays
    return without_added(roll, person_id)


def _site_of_added(roll: RollCall, person_id: PersonId) -> SiteId | None:
    return next((one.site_id for one in roll.added if one.person_id == person_id), None)


def _check_site(caller: RollCaller, site_id: SiteId) -> None:
    if site_id != caller.site_id and not caller.notes_all:
        raise NotDone(ProblemCode.FORBIDDEN)


def _announce(live: Live, message: NoteAnnouncement, caller: RollCaller, now: datetime) -> Live:
    told = live.told
    try:
        what = Announcement(message.what)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
    if not may_announce(told.status, told.step):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    former = told.announced or ()
    one = Announced(what=what, at=now, by_site_id=caller.site_id, by_role=caller.role)
    announced = with_announced(former, one) if message.is_read else without_announced(former, what)
    return replace(live, told=replace(told, announced=announced))
