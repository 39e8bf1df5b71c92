"""Tiếp nhận: one visit typed once, with the people, papers and contents that belong to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from desktop.domain.casework.history import EarlierReception
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.people.group import Group
from desktop.domain.casework.people.identity import IdentityCheck
from desktop.domain.casework.people.standing import Standing, StandingKind
from desktop.domain.casework.rules.field_rule import Circumstances, RecordName
from desktop.domain.casework.rules.field_rules import (
    citizen_faults,
    group_faults,
    identity_check_faults,
    petition_faults,
    standing_faults,
    visit_faults,
)
from desktop.domain.casework.visit import Visit, VisitStatus
from desktop.domain.faults import FieldFault, is_sendable
from desktop.domain.sync.operation import RecordStorage, is_nowhere

_NOBODY_CAME = frozenset({VisitStatus.NO_SHOW, VisitStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A visit with all that is typed for it; `joined` makes the visit name its parts.

    citizens: the people who came, in the order of the visit. group: None for somebody alone.
    """

    visit: Visit
    citizens: tuple[CitizenRecord, ...]
    checks: tuple[IdentityCheck, ...]
    standings: tuple[Standing, ...]
    group: Group | None
    petitions: tuple[Petition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIntake:
    """An intake as this PC has it.

    storage: of the part that came least far. is_at_city: the city has some text of the visit.
    is_whole: every part that the visit names is here; one that is not is only to be looked at.
    other: as it was typed here, when a part of it lost a clash, for a person to judge; to keep
    either settles it.
    """

    intake: Intake
    storage: RecordStorage
    is_at_city: bool = True
    is_whole: bool = True
    other: Intake | None = None

    @property
    def is_refused(self) -> bool:
        """The city never had the visit, and would not have it or a part of it."""
        return is_nowhere(self.storage, is_at_city=self.is_at_city)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFault:
    """A fault of one of its records. record_id: of that record."""

    record: RecordName
    record_id: str
    fault: FieldFault


def joined(intake: Intake) -> Intake:
    """The same, with a visit that names the parts."""
    visit = replace(
        intake.visit,
        citizen_ids=tuple(one.id for one in intake.citizens),
        petition_ids=tuple(one.id for one in intake.petitions),
        check_ids=tuple(one.id for one in intake.checks),
        standing_ids=tuple(one.id for one in intake.standings),
        group_id=None if intake.group is None else intake.group.id,
    )
    return replace(intake, visit=visit)


def part_ids(visit: Visit) -> tuple[str, ...]:
    """The ids of all that a visit names."""
    group = () if visit.group_id is None else (visit.group_id,)
    people = (*visit.citizen_ids, *visit.check_ids, *visit.standing_ids)
    return (*people, *group, *visit.petition_ids)


def intake_faults(intake: Intake, at: Circumstances) -> tuple[IntakeFault, ...]:
    """What is wrong with any of its records, in the order of the form; of a field the worst first.

    at: what no record of the intake says by itself; who stands for whom and what is brought
    forward is taken from the intake.
    """
    return tuple(_faults(joined(intake), at))


def is_intake_sendable(faults: Iterable[IntakeFault]) -> bool:
    """Nothing is more than odd."""
    return is_sendable(tuple(one.fault for one in faults))


def came_at(visit: Visit) -> datetime:
    """When they came, as far as it was noted."""
    return visit.arrived_at or visit.created_at


def visit_day(visit: Visit, zone: tzinfo) -> date:
    """The day of the site whose tickets it is counted among."""
    return came_at(visit).astimezone(zone).date()


def newest_first(known: Iterable[KnownIntake]) -> tuple[KnownIntake, ...]:
    """By when they came."""
    visits = ((came_at(one.intake.visit), one.intake.visit.id, one) for one in known)
    return tuple(one for _at, _id, one in sorted(visits, key=lambda each: each[:2], reverse=True))


def next_ticket(visits: Iterable[Visit]) -> int:
    """The next free number after those of a site's day; provisional while the city is away."""
    return 1 + max((one.ticket_no for one in visits), default=0)


def numbers_of(intakes: Iterable[Intake]) -> dict[str, int]:
    """The identity numbers of these, each with its first ticket."""
    found: dict[str, int] = {}
    for one in sorted(intakes, key=lambda each: each.visit.ticket_no, reverse=True):
        numbers = (citizen.id_number for citizen in one.citizens)
        found |= {number: one.visit.ticket_no for number in numbers if number}
    return found


def has_come(visit: Visit) -> bool:
    """Somebody was here; who only has an appointment, or left again, has no reception."""
    if visit.status is VisitStatus.REGISTERED:
        return visit.arrived_at is not None
    return visit.status not in _NOBODY_CAME


def earlier_reception(
    visit: Visit, petitions: tuple[Petition, ...], *, place: str, zone: tzinfo
) -> EarlierReception:
    """The line of history that a visit becomes. place: the site's name."""
    return EarlierReception(
        visit_id=visit.id,
        case_id=next((one.case_id for one in petitions if one.case_id is not None), None),
        citizen_ids=frozenset(visit.citizen_ids),
        petition_types=frozenset(one.petition_type for one in petitions),
        on=visit_day(visit, zone),
        title=petitions[0].summary if petitions else "",
        place=place,
        outcome=visit.outcome,
    )


def least_stored(storages: Iterable[RecordStorage]) -> RecordStorage:
    """How far the part came that came least far: refused before waiting before sent."""
    found = frozenset(storages)
    order = (RecordStorage.REFUSED, RecordStorage.HERE)
    return next((one for one in order if one in found), RecordStorage.CITY)


def _faults(intake: Intake, at: Circumstances) -> Iterator[IntakeFault]:
    heads = {
        one.citizen_id for one in intake.standings if one.kind is StandingKind.HEAD_OF_ORGANISATION
    }
    for citizen in intake.citizens:
        own = replace(at, represents_organisation=citizen.id in heads)
        yield from _of(RecordName.CITIZEN, citizen.id, citizen_faults(citizen, own))
    for check in intake.checks:
        yield from _of(RecordName.IDENTITY_CHECK, check.id, identity_check_faults(check, at))
    types = {one.petition_type for one in intake.petitions}
    matter = replace(at, is_complaint=not types or PetitionType.COMPLAINT in types)
    for standing in intake.standings:
        yield from _of(RecordName.STANDING, standing.id, standing_faults(standing, matter))
    if intake.group is not None:
        yield from _of(RecordName.GROUP, intake.group.id, group_faults(intake.group, at))
    for petition in intake.petitions:
        yield from _of(RecordName.PETITION, petition.id, petition_faults(petition, at))
    yield from _of(RecordName.VISIT, intake.visit.id, visit_faults(intake.visit, at))


def _of(record: RecordName, record_id: str, faults: Iterable[FieldFault]) -> Iterator[IntakeFault]:
    return (IntakeFault(record=record, record_id=record_id, fault=fault) for fault in faults)
