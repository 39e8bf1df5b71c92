"""Visits as this PC has them, with who came and what for; people who came before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.casework.history import (
    EarlierReception,
    HistoryOf,
    Recognised,
    count_receptions,
    history_lines,
    recognise,
)
from desktop.domain.casework.intake import (
    Intake,
    KnownIntake,
    earlier_reception,
    has_come,
    joined,
    newest_first,
    next_ticket,
    numbers_of,
)
from desktop.domain.casework.matter.petition import Petition, blocks_online, keeps_block
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.clock import Clock
from desktop.domain.errors import UserFacingError
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, SessionId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.mapping.records import kind_of
from desktop.store.records.items import Items
from desktop.sync.codes import IntakeCode, ReportCode
from desktop.sync.records.intake_records import IntakeRecords
from desktop.sync.records.record_book import FailureNotice, RecordBook

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


class IntakeBook:
    """IntakeService (presenters/services/casework.py). Thread: any.

    place: the site's name, for lines of history.
    """

    def __init__(
        self, *, items: Items, clock: Clock, emit: EventSink, place: Callable[[], str]
    ) -> None:
        self._records = IntakeRecords(items=items, clock=clock, emit=emit)
        self._place = place
        self._notice = FailureNotice(emit=emit, action="keep_intake", subject="visit")

    @property
    def citizens(self) -> RecordBook[CitizenRecord]:
        """Everybody whom the unit took in, for a visit or a request."""
        return self._records.citizens

    def lead(
        self,
        tell: Callable[[Iterable[Petition]], None],
        read: Callable[[Callable[[int], bool]], None],
    ) -> None:
        """As `IntakeRecords.lead`."""
        self._records.lead(tell, read)

    def start(self) -> None:
        """Read the store in the background, then follow it."""
        self._records.start()

    def stop(self) -> None:
        """Read no further."""
        self._records.stop()

    def keep(self, intake: Intake) -> None:
        """First the parts, then the visit, so that none is without. As the Protocol says."""
        whole = joined(intake)
        visit_id = whole.visit.id
        try:
            self._check(whole)
        except UserFacingError as error:
            self._notice.tell(visit_id, error)
            return
        self._save(self._records.citizens, visit_id, ((one.id, one) for one in whole.citizens))
        self._save(self._records.checks, visit_id, ((one.id, one) for one in whole.checks))
        self._save(self._records.standings, visit_id, ((one.id, one) for one in whole.standings))
        if whole.group is not None:
            self._save(self._records.groups, visit_id, [(whole.group.id, whole.group)])
        self._save(self._records.petitions, visit_id, ((one.id, one) for one in whole.petitions))
        self._save(self._records.visits, visit_id, [(visit_id, whole.visit)])

    def intakes(self) -> tuple[KnownIntake, ...]:
        """Oldest first; what the city would not have stays among them."""
        return self._records.all()

    def of_day(self, day: date) -> tuple[KnownIntake, ...]:
        """By ticket."""
        known = self._records.of_day(day)
        return tuple(sorted(known, key=lambda one: (one.intake.visit.ticket_no, _id_of(one))))

    def find(self, visit_id: VisitId) -> KnownIntake | None:
        """One of them."""
        return self._records.find(visit_id)

    def of_case(self, case_id: CaseId) -> tuple[KnownIntake, ...]:
        """The newest first."""
        return newest_first(self._records.naming(frozenset(), case_id))

    def of_session(self, session_id: SessionId) -> frozenset[VisitId]:
        """Visits of this unit that were received in this session."""
        visits = (one.intake.visit for one in self._records.all())
        return frozenset(one.id for one in visits if one.session_id == session_id)

    def next_ticket(self, day: date) -> int:
        """After the greatest of the day."""
        return next_ticket(one.intake.visit for one in self.of_day(day))

    def numbers_of_day(self, day: date, *, but: VisitId | None = None) -> Mapping[str, int]:
        """Of all who came that day."""
        return numbers_of(one.intake for one in self.of_day(day) if _id_of(one) != but)

    def recognise(self, person: CitizenRecord) -> tuple[Recognised, ...]:
        """Judged are only those who share a key with the person, a handful."""
        return recognise(person, self._records.alike(person))

    def history(self, of: HistoryOf, *, is_denunciation: bool) -> tuple[EarlierReception, ...]:
        """Judged are only the visits of these people and of this case."""
        return history_lines(self._receptions(of), of, is_denunciation=is_denunciation)

    def earlier_receptions(self, of: HistoryOf) -> int:
        """Judged are only the visits of these people and of this case."""
        return count_receptions(self._receptions(of), of)

    # ---- inside ----------------------------------------------------------------------------

    def _receptions(self, of: HistoryOf) -> Iterator[EarlierReception]:
        known = (one.intake for one in self._records.naming(of.citizen_ids, of.case_id))
        place = self._place()
        return (
            earlier_reception(one.visit, one.petitions, place=place, zone=LOCAL_ZONE)
            for one in known
            if has_come(one.visit)
        )

    def _check(self, whole: Intake) -> None:
        """Raises UserFacingError for what must not be kept, or cannot travel."""
        for petition in whole.petitions:
            former = self._records.petitions.find(petition.id)
            if former is not None and not keeps_block(former.record, petition):
                raise UserFacingError(IntakeCode.BLOCKED_ONLINE)
        if whole.visit.session_id is not None and blocks_online(whole.petitions):
            raise UserFacingError(IntakeCode.BLOCKED_ONLINE)
        groups = () if whole.group is None else (whole.group,)
        parts: Iterable[DataclassInstance] = (
            *whole.citizens, *whole.checks, *whole.standings, *groups, *whole.petitions
        )  # fmt: skip
        try:
            for part in (*parts, whole.visit):
                kind_of(part).codec.write(part)
        except ValueError as error:
            raise UserFacingError(ReportCode.NOT_SPEAKABLE) from error

    def _save(
        self, book: RecordBook[T], visit_id: VisitId, records: Iterable[tuple[str, T]]
    ) -> None:
        for entity_id, record in records:
            book.save_or_tell(entity_id, record, self._notice, told_as=visit_id)


def _id_of(known: KnownIntake) -> VisitId:
    return known.intake.visit.id
