"""Records of visits as this PC has them, read in the background, put together and looked up."""

import gc
import logging
import threading
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, TypeVar

from desktop.domain.casework.events import IntakesChanged, RequestsChanged
from desktop.domain.casework.history import RecognitionKeys, recognition_keys
from desktop.domain.casework.intake import Intake, KnownIntake, least_stored, part_ids, visit_day
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.visit import Visit
from desktop.domain.clock import Clock
from desktop.domain.errors import StorageError
from desktop.domain.events import EventSink
from desktop.domain.ids import CaseId, CitizenId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.mapping.records import (
    CITIZEN,
    GROUP,
    IDENTITY_CHECK,
    PETITION,
    STANDING,
    VISIT,
    RecordKind,
)
from desktop.store.records.items import Items
from desktop.sync.records.key_index import KeyIndex
from desktop.sync.records.record_book import Known, RecordBook

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from desktop.domain.casework.people.group import Group
    from desktop.domain.casework.people.identity import IdentityCheck
    from desktop.domain.casework.people.standing import Standing

T = TypeVar("T", bound="DataclassInstance")

_STOP_LIMIT_S: Final = 5.0
_PAUSE_S: Final = 0.002
"""Between pages: who draws is let through, as a lock is not given to whoever waits longest."""
_AT_ONCE: Final = 50
"""Visits that are put together between two pauses."""
_FROZEN_AT_ONCE: Final = 2_000
"""Records that the garbage collector is told to leave alone: they stay as long as the desk."""

logger = logging.getLogger(__name__)


class IntakeRecords:
    """What IntakeBook is made of. Thread: any; `intakes` reads the store once.

    Emits IntakesChanged, and RequestsChanged once it is known who asks.
    """

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        def book(kind: RecordKind[T], on_change: Callable[[frozenset[str]], None]) -> RecordBook[T]:
            return RecordBook(kind=kind, items=items, clock=clock, on_change=on_change)

        self._emit = emit
        self.citizens: RecordBook[CitizenRecord] = book(CITIZEN, self._on_citizens)
        self.visits: RecordBook[Visit] = book(VISIT, self._on_visits)
        self.petitions: RecordBook[Petition] = book(PETITION, self._on_petitions)
        self.groups: RecordBook[Group] = book(GROUP, self._on_parts)
        self.standings: RecordBook[Standing] = book(STANDING, self._on_parts)
        self.checks: RecordBook[IdentityCheck] = book(IDENTITY_CHECK, self._on_parts)
        self._lock = threading.Lock()
        self._people = KeyIndex()
        self._days = KeyIndex()
        self._parts = KeyIndex()
        self._cases = KeyIndex()
        self._cache: dict[str, KnownIntake] = {}
        self._made: dict[str, datetime] = {}
        self._order: list[str] | None = None
        self._sorted: tuple[KnownIntake, ...] | None = None
        self._on_petitions_known: Callable[[Iterable[Petition]], None] | None = None
        self._read_after: Callable[[Callable[[int], bool]], None] | None = None
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="intakes", daemon=True)

    def lead(
        self,
        tell: Callable[[Iterable[Petition]], None],
        read: Callable[[Callable[[int], bool]], None],
    ) -> None:
        """Who else works with visits. Call it before `start`.

        tell: is called with every petition that is read or has changed. read: reads on in the same
        thread, once petitions are known; it is handed `goes_on`.
        """
        self._on_petitions_known, self._read_after = tell, read

    def start(self) -> None:
        """Read the store in the background, then follow it."""
        self._thread.start()

    def stop(self) -> None:
        """Read no further."""
        self._is_stopping.set()
        self._thread.join(_STOP_LIMIT_S)

    def all(self) -> tuple[KnownIntake, ...]:
        """Oldest first."""
        with self._lock:
            if self._order is None:
                self._order = sorted(self._made, key=lambda one: (self._made[one], one))
            if self._sorted is None:
                self._sorted = self._found(self._order)
            return self._sorted

    def of_day(self, day: date) -> tuple[KnownIntake, ...]:
        """Of those who came on this day, in no order."""
        with self._lock:
            return self._found(self._days.find(day.isoformat()))

    def find(self, visit_id: str) -> KnownIntake | None:
        """One of them."""
        with self._lock:
            return self._find(visit_id)

    def alike(self, person: CitizenRecord) -> list[CitizenRecord]:
        """Those who share a key with the person, a handful; only they can be recognised."""
        with self._lock:
            ids = set[str]().union(*map(self._people.find, _keys(recognition_keys(person))))
        return _records(self.citizens, ids)

    def naming(
        self, citizen_ids: AbstractSet[CitizenId], case_id: CaseId | None
    ) -> tuple[KnownIntake, ...]:
        """Visits of these people and those with a petition in this case, in no order."""
        with self._lock:
            named = frozenset[str]() if case_id is None else self._cases.find(case_id)
            return self._found(set[str]().union(*map(self._parts.find, chain(citizen_ids, named))))

    # ---- thread intakes --------------------------------------------------------------------

    def _run(self) -> None:
        """People and visits first: they are asked for while somebody types."""
        try:
            self._read(self.citizens, self._index_citizens)
            self._emit(RequestsChanged())
            self._read(self.visits, self._index_visits)
            self._read(self.petitions, self._index_petitions)
            for book in (self.groups, self.standings, self.checks):
                self._read(book, self._index_parts)
            if self._read_after is not None and not self._is_stopping.is_set():
                self._read_after(self._goes_on)
            self._put_together()
        except StorageError as error:
            logger.warning("intakes not read code=%s", error.code)
        except Exception:
            logger.exception("intakes not read")

    def _read(self, book: RecordBook[Any], index: Callable[[frozenset[str]], None]) -> None:
        """A page at a time, so that nobody who asks meanwhile waits for more than one."""
        if self._is_stopping.is_set():
            return
        done = 0
        for ids in book.start_by_page():
            index(ids)
            done += len(ids)
            if not self._goes_on(done):
                return
        self._emit(IntakesChanged())

    def _put_together(self) -> None:
        """So that the first who asks for all of them does not wait for it."""
        for number, known in enumerate(self.visits.known(), start=1):
            self.find(known.record.id)
            if number % _AT_ONCE == 0 and not self._goes_on(number):
                return

    def _goes_on(self, done: int) -> bool:
        """Lets others work, after so many records; False: the desk stops."""
        if done % _FROZEN_AT_ONCE == 0:
            # A collection that looks at all of them holds every thread for a tenth of a second.
            gc.freeze()
        return not self._is_stopping.wait(_PAUSE_S)

    # ---- what changed: thread store-writer; what was read: thread intakes ----------------------

    def _on_citizens(self, ids: frozenset[str]) -> None:
        self._index_citizens(ids)
        self._emit(IntakesChanged())

    def _on_visits(self, ids: frozenset[str]) -> None:
        self._index_visits(ids)
        self._emit(IntakesChanged())

    def _on_petitions(self, ids: frozenset[str]) -> None:
        self._index_petitions(ids)
        self._emit(IntakesChanged())

    def _on_parts(self, ids: frozenset[str]) -> None:
        self._index_parts(ids)
        self._emit(IntakesChanged())

    def _index_citizens(self, ids: frozenset[str]) -> None:
        with self._lock:
            for citizen in _records(self.citizens, ids):
                self._people.put(citizen.id, _keys(recognition_keys(citizen)))
        self._index_parts(ids)

    def _index_petitions(self, ids: frozenset[str]) -> None:
        petitions = _records(self.petitions, ids)
        if self._on_petitions_known is not None:
            self._on_petitions_known(petitions)
        with self._lock:
            for petition in petitions:
                case_id = petition.case_id
                self._cases.put(petition.id, () if case_id is None else (case_id,))
        self._index_parts(ids)

    def _index_visits(self, ids: frozenset[str]) -> None:
        with self._lock:
            for visit in _records(self.visits, ids):
                self._days.put(visit.id, [visit_day(visit, LOCAL_ZONE).isoformat()])
                self._parts.put(visit.id, part_ids(visit))
                if self._made.get(visit.id) != visit.created_at:
                    self._made[visit.id] = visit.created_at
                    self._order = self._sorted = None
            self._forget(ids)

    def _index_parts(self, ids: frozenset[str]) -> None:
        with self._lock:
            self._forget(visit_id for one in ids for visit_id in self._parts.find(one))

    def _forget(self, visit_ids: Iterable[str]) -> None:
        for visit_id in visit_ids:
            self._cache.pop(visit_id, None)
            self._sorted = None

    # ---- one intake of its records -------------------------------------------------------------

    def _found(self, visit_ids: Iterable[str]) -> tuple[KnownIntake, ...]:
        found = (self._find(visit_id) for visit_id in visit_ids)
        return tuple(one for one in found if one is not None)

    def _find(self, visit_id: str) -> KnownIntake | None:
        known = self._cache.get(visit_id)
        if known is None and (visit := self.visits.find(visit_id)) is not None:
            known = self._cache[visit_id] = self._known(visit)
        return known

    def _known(self, known: Known[Visit]) -> KnownIntake:
        visit = known.record
        parts = self._parts_known(visit)
        has_clash = any(one.other is not None for one in (known, *parts))
        return KnownIntake(
            intake=self._intake(visit, _record),
            storage=least_stored(one.storage for one in (known, *parts)),
            is_at_city=known.is_at_city,
            is_whole=len(parts) == len(part_ids(visit)),
            other=self._intake(_ours(known), _ours) if has_clash else None,
        )

    def _parts_known(self, visit: Visit) -> list[Known[Any]]:
        groups = () if visit.group_id is None else (visit.group_id,)
        return [
            *_all(self.citizens, visit.citizen_ids),
            *_all(self.checks, visit.check_ids),
            *_all(self.standings, visit.standing_ids),
            *_all(self.groups, groups),
            *_all(self.petitions, visit.petition_ids),
        ]

    def _intake(self, visit: Visit, text: Callable[[Known[Any]], Any]) -> Intake:
        """A visit with its parts. text: which text of a part."""
        group = None if visit.group_id is None else self.groups.find(visit.group_id)
        return Intake(
            visit=visit,
            citizens=tuple(map(text, _all(self.citizens, visit.citizen_ids))),
            checks=tuple(map(text, _all(self.checks, visit.check_ids))),
            standings=tuple(map(text, _all(self.standings, visit.standing_ids))),
            group=None if group is None else text(group),
            petitions=tuple(map(text, _all(self.petitions, visit.petition_ids))),
        )


def _record(known: Known[T]) -> T:
    return known.record


def _ours(known: Known[T]) -> T:
    """What was typed here, where it lost a clash."""
    return known.record if known.other is None else known.other


def _keys(keys: RecognitionKeys) -> list[str]:
    """Of a person in the index; a number is never the key of a name, which has two strokes."""
    return [key for key in (keys.number, keys.name) if key]


def _records(book: RecordBook[T], ids: Iterable[str]) -> list[T]:
    return [one.record for one in _all(book, ids)]


def _all(book: RecordBook[T], ids: Iterable[str]) -> list[Known[T]]:
    return [known for one in ids if (known := book.find(one)) is not None]
