"""The visit of an intake: its number, its times and where it stands. Pure, but for the draft."""

from datetime import datetime
from itertools import pairwise

from desktop.domain.casework.intake import Intake, joined
from desktop.domain.casework.matter.petition import Petition, blocks_online
from desktop.domain.casework.visit import Visit, VisitStatus, can_visit_move
from desktop.domain.ids import VisitId, new_id
from desktop.presenters.casework.intake import intake_matter, intake_people
from desktop.presenters.casework.intake.intake_people import People
from desktop.presenters.casework.intake.intake_person import Taker
from desktop.presenters.form.draft import Draft

_VISIT_ID, _ARRIVED_AT = "visit_id", "arrived_at"
_IDS = (_VISIT_ID, *intake_people.IDS, *intake_matter.IDS)
_CAME = (VisitStatus.REGISTERED, VisitStatus.ARRIVED, VisitStatus.IDENTIFYING)
_QUEUED = (*_CAME, VisitStatus.IDENTIFIED, VisitStatus.WAITING)
_REDIRECTED = (*_CAME, VisitStatus.IDENTIFIED, VisitStatus.REDIRECTED)


class IntakeVisit:
    """What the draft holds of the visit itself. Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    @property
    def id(self) -> VisitId:
        """Empty before anything was typed."""
        return VisitId(self._draft.text(_VISIT_ID))

    def begin(self, now: datetime) -> None:
        """Something was typed: from now on it is a visit of its own; once."""
        if not self.id:
            self.begin_anew(now)

    def begin_anew(self, now: datetime) -> None:
        """What is typed becomes records of its own."""
        for key in _IDS:
            self._draft.edit(key, new_id())
        self._draft.edit(_ARRIVED_AT, now.isoformat())

    def arrived_at(self, now: datetime) -> datetime:
        """When the form was begun; now where that cannot be read or lies ahead."""
        try:
            at = datetime.fromisoformat(self._draft.text(_ARRIVED_AT))
        except ValueError:
            return now
        return min(at, now) if at.tzinfo is not None else now


def texts_of_visit(visit: Visit) -> dict[str, str]:
    """So that the same visit again is the same record."""
    arrived_at = visit.arrived_at or visit.created_at
    return {_VISIT_ID: visit.id, _ARRIVED_AT: arrived_at.isoformat()}


def intake_of(
    visit: IntakeVisit,
    taker: Taker,
    people: People,
    petitions: tuple[Petition, ...],
    *,
    ticket_no: int,
    visit_number: int,
) -> Intake:
    """Everything that is kept: in the queue, or sent to a reception in person."""
    made = Visit(
        id=visit.id,
        owner_site_id=taker.site_id,
        created_at=taker.at,
        created_by=taker.by,
        session_id=None,
        ticket_no=ticket_no,
        citizen_ids=(),
        petition_ids=(),
        status=moved(_REDIRECTED if blocks_online(petitions) else _QUEUED),
        arrived_at=visit.arrived_at(taker.at),
        visit_number=visit_number,
    )
    return joined(
        Intake(
            visit=made,
            citizens=tuple(one.citizen for one in people.persons),
            checks=tuple(one.check for one in people.persons),
            standings=tuple(one.standing for one in people.persons),
            group=people.group,
            petitions=petitions,
        )
    )


def moved(way: tuple[VisitStatus, ...]) -> VisitStatus:
    """The end of a way. ValueError: a step of it is not lawful."""
    if not all(can_visit_move(one, other) for one, other in pairwise(way)):
        raise ValueError("a visit does not move like that")
    return way[-1]
