"""Visits as this PC has them, with who came and what for; people who came before."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.domain.casework.citizen import CitizenRecord
from desktop.domain.casework.events import IntakesChanged
from desktop.domain.casework.history import (
    EarlierReception,
    Recognised,
    RecognitionKeys,
    history_lines,
    recognise,
    recognition_keys,
)
from desktop.domain.casework.intake import (
    Intake,
    KnownIntake,
    earlier_reception,
    has_come,
    joined,
    least_stored,
    next_ticket,
    numbers_of,
    visit_day,
)
from desktop.domain.casework.petition import Petition, blocks_online, keeps_block
from desktop.domain.casework.visit import Visit
from desktop.domain.clock import Clock
from desktop.domain.errors import StorageError, UserFacingError
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, CitizenId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.mapping.records import (
    CITIZEN,
    GROUP,
    IDENTITY_CHECK,
    PETITION,
    STANDING,
    VISIT,
    RecordKind,
    kind_of,
)
from desktop.store.records.items import Items
from desktop.sync.codes import IntakeCode, ReportCode
from desktop.sync.records.key_index import KeyIndex
from desktop.sync.records.record_book import FailureNotice, Known, RecordBook

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from desktop.domain.casework.group import Group
    from desktop.domain.casework.identity import IdentityCheck
    from desktop.domain.casework.standing import Standing

T = TypeVar("T", bound="DataclassInstance")

_STOP_LIMIT_S: Final = 5.0

logger = logging.getLogger(__name__)


class IntakeBook:
    """IntakeService (presenters/services/casework.py). Thread: any; `intakes` reads the store once.

    place: the site's name, for lines of history.
    """

    def __init__(
        self, *, items: Items, clock: Clock, emit: EventSink, place: Callable[[], str]
    ) -> None:
        def book(kind: RecordKind[T], on_change: Callable[[frozenset[str]], None]) -> RecordBook[T]:
            return RecordBook(kind=kind, items=items, clock=clock, on_change=on_change)

        self._emit = emit
        self._place = place
        self._notice = FailureNotice(emit=emit, action="keep_intake", subject="visit")
        self.citizens: RecordBook[CitizenRecord] = book(CITIZEN, self._on_citizens)
        """Everybody whom the unit took in, for a visit or a request."""
        self._visits: RecordBook[Visit] = book(VISIT, self._on_visits)
        self._petitions: RecordBook[Petition] = book(PETITION, self._on_petitions)
        self._groups: RecordBook[Group] = book(GROUP, self._on_parts)
        self._standings: RecordBook[Standing] = book(STANDING, self._on_parts)
        self._checks: RecordBook[IdentityCheck] = book(IDENTITY_CHECK, self._on_parts)
        self._lock = threading.Lock()
        self._people = KeyIndex()
        self._days = KeyIndex()
        self._parts = KeyIndex()
        self._cases = KeyIndex()
        self._cache: dict[str, KnownIntake] = {}
        self._sorted: tuple[KnownIntake, ...] | None = None
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="intakes", daemon=True)

    def start(self) -> None:
        """Read the store in the background, then follow it."""
        self._thread.start()

    def stop(self) -> None:
        """Read no further."""
        self._is_stopping.set()
        self._thread.join(_STOP_LIMIT_S)

    def keep(self, intake: Intake) -> None:
        """First the parts, then the visit, so that none is without. As the Protocol says."""
        whole = joined(intake)
        visit_id = whole.visit.id
        try:
            self._check(whole)
        except UserFacingError as error:
            self._notice.tell(visit_id, error)
            return
        self._save(self.citizens, visit_id, ((one.id, one) for one in whole.citizens))
        self._save(self._checks, visit_id, ((one.id, one) for one in whole.checks))
        self._save(self._standings, visit_id, ((one.id, one) for one in whole.standings))
        if whole.group is not None:
            self._save(self._groups, visit_id, [(whole.group.id, whole.group)])
        self._save(self._petitions, visit_id, ((one.id, one) for one in whole.petitions))
        self._save(self._visits, visit_id, [(visit_id, whole.visit)])

    def intakes(self) -> tuple[KnownIntake, ...]:
        """Oldest first; what the city would not have stays among them."""
        with self._lock:
            if self._sorted is None:
                visits = sorted(
                    (one.record for one in self._visits.known()),
                    key=lambda visit: (visit.created_at, visit.id),
                )
                self._sorted = tuple(self._found(visit.id for visit in visits))
            return self._sorted

    def of_day(self, day: date) -> tuple[KnownIntake, ...]:
        """By ticket."""
        with self._lock:
            known = self._found(self._days.find(day.isoformat()))
        return tuple(sorted(known, key=lambda one: (one.intake.visit.ticket_no, _id_of(one))))

    def find(self, visit_id: VisitId) -> KnownIntake | None:
        """One of them."""
        with self._lock:
            return self._find(visit_id)

    def next_ticket(self, day: date) -> int:
        """After the greatest of the day."""
        return next_ticket(one.intake.visit for one in self.of_day(day))

    def numbers_of_day(self, day: date, *, but: VisitId | None = None) -> Mapping[str, int]:
        """Of all who came that day."""
        return numbers_of(one.intake for one in self.of_day(day) if _id_of(one) != but)

    def recognise(self, person: CitizenRecord) -> tuple[Recognised, ...]:
        """Judged are only those who share a key with the person, a handful."""
        with self._lock:
            ids = set[str]().union(*map(self._people.find, _keys(recognition_keys(person))))
        return recognise(person, _records(self.citizens, ids))

    def history(
        self,
        citizen_ids: AbstractSet[CitizenId],
        case_id: CaseId | None,
        *,
        is_denunciation: bool,
        but: VisitId | None = None,
    ) -> tuple[EarlierReception, ...]:
        """Judged are only the visits of these people and of this case."""
        with self._lock:
            named = set[str]() if case_id is None else set(self._cases.find(case_id))
            ids = set[str]().union(*map(self._parts.find, chain(citizen_ids, named))) - {but}
            known = [one.intake for one in self._found(ids)]
        place = self._place()
        receptions = (
            earlier_reception(one.visit, one.petitions, place=place, zone=LOCAL_ZONE)
            for one in known
            if has_come(one.visit)
        )
        return history_lines(
            receptions, citizen_ids=citizen_ids, case_id=case_id, is_denunciation=is_denunciation
        )

    # ---- keeping ---------------------------------------------------------------------------

    def _check(self, whole: Intake) -> None:
        """Raises UserFacingError for what must not be kept, or cannot travel."""
        for petition in whole.petitions:
            former = self._petitions.find(petition.id)
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

    # ---- thread intakes --------------------------------------------------------------------

    def _run(self) -> None:
        """People and visits first: they are asked for while somebody types."""
        books: tuple[RecordBook[Any], ...] = (
            self.citizens,
            self._visits,
            self._petitions,
            self._groups,
            self._standings,
            self._checks,
        )
        try:
            for book in books:
                if self._is_stopping.is_set():
                    return
                book.start()
                book.tell_all()
            for known in self._visits.known():
                self.find(known.record.id)
        except StorageError as error:
            logger.warning("intakes not read code=%s", error.code)
        except Exception:
            logger.exception("intakes not read")

    # ---- what changed: thread store-writer, or intakes -----------------------------------------

    def _on_citizens(self, ids: frozenset[str]) -> None:
        with self._lock:
            for known in _records(self.citizens, ids):
                self._people.put(known.id, _keys(recognition_keys(known)))
        self._on_parts(ids)

    def _on_petitions(self, ids: frozenset[str]) -> None:
        with self._lock:
            for petition in _records(self._petitions, ids):
                case_id = petition.case_id
                self._cases.put(petition.id, () if case_id is None else (case_id,))
        self._on_parts(ids)

    def _on_visits(self, ids: frozenset[str]) -> None:
        with self._lock:
            for visit in _records(self._visits, ids):
                self._days.put(visit.id, [visit_day(visit, LOCAL_ZONE).isoformat()])
                self._parts.put(visit.id, _parts_of(visit))
            self._forget(ids)
        self._emit(IntakesChanged())

    def _on_parts(self, ids: frozenset[str]) -> None:
        with self._lock:
            self._forget(visit_id for one in ids for visit_id in self._parts.find(one))
        self._emit(IntakesChanged())

    def _forget(self, visit_ids: Iterable[str]) -> None:
        for visit_id in visit_ids:
            self._cache.pop(visit_id, None)
        self._sorted = None

    # ---- one intake of its records -------------------------------------------------------------

    def _found(self, visit_ids: Iterable[str]) -> Iterator[KnownIntake]:
        return (one for visit_id in visit_ids if (one := self._find(visit_id)) is not None)

    def _find(self, visit_id: str) -> KnownIntake | None:
        known = self._cache.get(visit_id)
        if known is None and (visit := self._visits.find(visit_id)) is not None:
            known = self._cache[visit_id] = self._known(visit)
        return known

    def _known(self, known: Known[Visit]) -> KnownIntake:
        visit = known.record
        citizens = _all(self.citizens, visit.citizen_ids)
        checks = _all(self._checks, visit.check_ids)
        standings = _all(self._standings, visit.standing_ids)
        groups = _all(self._groups, () if visit.group_id is None else (visit.group_id,))
        petitions = _all(self._petitions, visit.petition_ids)
        parts: list[Known[Any]] = [*citizens, *checks, *standings, *groups, *petitions]
        return KnownIntake(
            intake=Intake(
                visit=visit,
                citizens=tuple(one.record for one in citizens),
                checks=tuple(one.record for one in checks),
                standings=tuple(one.record for one in standings),
                group=groups[0].record if groups else None,
                petitions=tuple(one.record for one in petitions),
            ),
            storage=least_stored(one.storage for one in (known, *parts)),
            is_at_city=known.is_at_city,
            is_whole=len(parts) == len(tuple(_parts_of(visit))),
        )


def _id_of(known: KnownIntake) -> VisitId:
    return known.intake.visit.id


def _keys(keys: RecognitionKeys) -> list[str]:
    """Of a person in the index; a number is never the key of a name, which has two strokes."""
    return [key for key in (keys.number, keys.name) if key]


def _parts_of(visit: Visit) -> Iterator[str]:
    """The ids of all that a visit names."""
    yield from visit.citizen_ids
    yield from visit.check_ids
    yield from visit.standing_ids
    yield from visit.petition_ids
    if visit.group_id is not None:
        yield visit.group_id


def _records(book: RecordBook[T], ids: Iterable[str]) -> list[T]:
    return [one.record for one in _all(book, ids)]


def _all(book: RecordBook[T], ids: Iterable[str]) -> list[Known[T]]:
    return [known for one in ids if (known := book.find(one)) is not None]
