"""The register as this PC has it: rows with the city's numbers, looked up and written into."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from desktop.domain.casework.events import RegisterChanged
from desktop.domain.casework.intake import Intake, KnownIntake, visit_day
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import Petition
from desktop.domain.casework.register import (
    HandledColumns,
    RegisterEntry,
    RegisterNumber,
    Strike,
    ToldColumns,
    entry_key,
    is_answer_owed,
    is_due,
    replacement,
    rows_of,
    struck_out,
    with_handled,
)
from desktop.domain.casework.register_book import (
    FoundRows,
    KnownRow,
    RegisterCounts,
    RegisterQuery,
    counts_of,
    counts_of_book,
    is_found,
    newest_rows_first,
    restricted,
    search_words,
    searched_text,
)
from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import RegisterEntryId, VisitId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage, is_nowhere
from desktop.mapping.records import REGISTER_ENTRY, REGISTER_NUMBER
from desktop.store.records.items import Items
from desktop.sync.records.record_book import FailureNotice, Known, RecordBook

_Searched = tuple[KnownRow, str]
"""A row, and its words."""


class RegisterBook:
    """What RegisterService (presenters/services/casework.py) needs of records. Thread: any.

    intakes: visits as this PC has them. Emits RegisterChanged.
    """

    def __init__(
        self,
        *,
        items: Items,
        clock: Clock,
        emit: EventSink,
        intakes: Callable[[], tuple[KnownIntake, ...]],
    ) -> None:
        self._clock = clock
        self._emit = emit
        self._intakes = intakes
        self._notice = FailureNotice(emit=emit, action="keep_row", subject="row")
        self._entries: RecordBook[RegisterEntry] = RecordBook(
            kind=REGISTER_ENTRY, items=items, clock=clock, on_change=self._on_entries
        )
        self._numbers: RecordBook[RegisterNumber] = RecordBook(
            kind=REGISTER_NUMBER, items=items, clock=clock, on_change=self._on_numbers
        )
        self._lock = threading.Lock()
        self._years: defaultdict[int, set[str]] = defaultdict(set)
        self._of_petition: defaultdict[str, set[str]] = defaultdict(set)
        self._replaced_by: dict[str, RegisterEntryId] = {}
        self._secret: set[str] = set()
        self._rows: dict[str, _Searched] = {}
        self._sorted: dict[int, tuple[_Searched, ...]] = {}
        self._counts: dict[int, RegisterCounts] = {}
        self._changes = 0
        self._lacking: dict[int, tuple[object, int, tuple[Intake, ...]]] = {}
        self._owed: tuple[object, int, tuple[KnownRow, ...]] | None = None
        self._is_read = False

    def read(self, goes_on: Callable[[int], bool]) -> None:
        """Read the store, then follow it. Call it when petitions are read.

        goes_on: asked between pages with what was read so far; False: no further. Thread: of the
        background.
        """
        done = 0
        for ids in self._numbers.start_by_page():
            done += len(ids)
            if not goes_on(done):
                return
        for ids in self._entries.start_by_page():
            self._index(ids)
            self._make_words(ids)
            done += len(ids)
            if not goes_on(done):
                return
        for year in self.years():
            with self._lock:
                self._book(year)
        self._is_read = True
        self._emit(RegisterChanged())

    def note_petitions(self, petitions: Iterable[Petition]) -> None:
        """What is a denunciation now is shown as one, whatever its row said when it was entered."""
        secret = {one.id for one in petitions if one.petition_type is PetitionType.DENUNCIATION}
        with self._lock:
            new = secret - self._secret
            self._secret |= new
            touched = {one for each in new for one in self._of_petition.get(each, ())}
            self._forget(touched)
        if touched:
            self._emit(RegisterChanged())

    def is_read(self) -> bool:
        """Everything that was kept is here."""
        return self._is_read

    def years(self) -> tuple[int, ...]:
        """With a row, the newest first."""
        with self._lock:
            return tuple(sorted(self._years, reverse=True))

    def find(self, query: RegisterQuery) -> FoundRows:
        """Looks at every row of the year, by words that are kept."""
        with self._lock:
            book = self._book(query.year)
            counts = self._counts[query.year]
        words = search_words(query.search)
        rows = tuple(row for row, text in book if is_found(row.entry, text, query, words))
        return FoundRows(rows=rows, counts=counts_of(counts, rows))

    def row(self, entry_id: RegisterEntryId) -> KnownRow | None:
        """One of them."""
        with self._lock:
            found = self._row(entry_id)
        return None if found is None else found[0]

    def of_visits(self, visits: frozenset[VisitId]) -> tuple[KnownRow, ...]:
        """Every row of these, those that were struck out too."""
        entries = (one.record for one in self._entries.known())
        found = (self.row(one.id) for one in entries if one.visit_id in visits)
        return tuple(one for one in found if one is not None)

    def unsent(self) -> tuple[KnownRow, ...]:
        """Of every year, as the Protocol says."""
        waiting = (one for one in self._entries.known() if one.storage is not RecordStorage.CITY)
        found = (self.row(one.record.id) for one in waiting)
        return tuple(one for one in found if one is not None)

    def unanswered(self) -> tuple[KnownRow, ...]:
        """Looked for again only when a visit or a row has changed."""
        intakes, changes = self._intakes(), self._changes
        made = self._owed
        if made is None or made[0] is not intakes or made[1] != changes:
            made = self._owed = (intakes, changes, tuple(self._find_unanswered(intakes)))
        return made[2]

    def missing(self, year: int) -> tuple[VisitId, ...]:
        """Visits of the year that belong into the register and of which a row is not there."""
        return tuple(one.visit.id for one in self._missing(year))

    def enter(self, intake: Intake) -> None:
        """Its rows, as far as they are not there. Outcomes: as the Protocol says."""
        for row in rows_of(intake, LOCAL_ZONE):
            if self._is_lacking(row.id):
                self._save(row)

    def enter_missing(self, year: int) -> None:
        """The rows of every visit of `missing`."""
        for intake in self._missing(year):
            self.enter(intake)

    def write(self, entry_id: RegisterEntryId, columns: HandledColumns) -> None:
        """Columns 8 to 12 of a row that is not struck out; it settles a clash."""
        known = self._entries.find(entry_id)
        if known is not None and not known.record.is_struck:
            self._save(with_handled(known.record, columns))

    def strike(self, entry_id: RegisterEntryId, strike: Strike) -> None:
        """Strike a row out, once."""
        known = self._entries.find(entry_id)
        if known is not None and not known.record.is_struck:
            self._save(struck_out(known.record, strike))

    def put_right(self, entry_id: RegisterEntryId, told: ToldColumns, strike: Strike) -> None:
        """Strike a row out, and enter the one that takes its place."""
        known = self._entries.find(entry_id)
        if known is None:
            return
        self.strike(entry_id, strike)
        new = replacement(known.record, told, by=strike.by, at=strike.at, zone=LOCAL_ZONE)
        if self._is_lacking(new.id):
            self._save(new)

    # ---- inside ----------------------------------------------------------------------------

    def _save(self, entry: RegisterEntry) -> None:
        self._entries.save_or_tell(entry.id, entry, self._notice)

    def _is_lacking(self, entry_id: str) -> bool:
        """Not there, or the city would not have it, as one of before knows no such record."""
        known = self._entries.find(entry_id)
        return known is None or is_nowhere(known.storage, is_at_city=known.is_at_city)

    def _missing(self, year: int) -> tuple[Intake, ...]:
        """Looked for again only when a visit or a row has changed."""
        intakes, changes = self._intakes(), self._changes
        made = self._lacking.get(year)
        if made is None or made[0] is not intakes or made[1] != changes:
            made = self._lacking[year] = (
                intakes,
                changes,
                tuple(self._find_missing(intakes, year)),
            )
        return made[2]

    def _find_unanswered(self, intakes: Iterable[KnownIntake]) -> Iterator[KnownRow]:
        outcomes = {one.intake.visit.id: one.intake.visit.outcome for one in intakes}
        for known in self._entries.known():
            outcome = outcomes.get(known.record.visit_id)
            if is_answer_owed(known.record, outcome) and (row := self.row(known.record.id)):
                yield row

    def _find_missing(self, intakes: Iterable[KnownIntake], year: int) -> Iterator[Intake]:
        for known in intakes:
            visit = known.intake.visit
            is_of_year = is_due(visit) and visit_day(visit, LOCAL_ZONE).year == year
            if not is_of_year or not known.is_whole:
                continue
            if any(self._is_lacking(entry_key(visit.id, one)) for one in visit.petition_ids):
                yield known.intake

    # ---- what changed: thread store-writer; what was read: thread intakes ----------------------

    def _on_entries(self, ids: frozenset[str]) -> None:
        self._index(ids)
        self._emit(RegisterChanged())

    def _on_numbers(self, ids: frozenset[str]) -> None:
        with self._lock:
            self._forget(ids)
        self._emit(RegisterChanged())

    def _index(self, ids: Iterable[str]) -> None:
        with self._lock:
            for entry_id in ids:
                known = self._entries.find(entry_id)
                if known is not None:
                    self._place(known.record)

    def _place(self, entry: RegisterEntry) -> None:
        self._years[entry.year].add(entry.id)
        self._of_petition[entry.petition_id].add(entry.id)
        if entry.replaces_id is not None:
            self._replaced_by[entry.replaces_id] = entry.id
            self._forget([entry.replaces_id])
        self._forget([entry.id])

    def _forget(self, ids: Iterable[str]) -> None:
        """They say something else now; so does their book."""
        self._changes += 1
        for entry_id in ids:
            self._rows.pop(entry_id, None)
            known = self._entries.find(entry_id)
            if known is not None:
                self._sorted.pop(known.record.year, None)

    def _make_words(self, ids: Iterable[str]) -> None:
        """So that the first who looks for something does not wait for it."""
        for entry_id in ids:
            with self._lock:
                self._row(entry_id)

    # ---- rows as they are shown ----------------------------------------------------------------

    def _book(self, year: int) -> tuple[_Searched, ...]:
        """The newest first. Words are made once for a row, and again when it has changed."""
        if year not in self._sorted:
            found = {one: row for one in self._years.get(year, ()) if (row := self._row(one))}
            order = newest_rows_first(row for row, _ in found.values())
            self._sorted[year] = tuple(found[row.entry.id] for row in order)
            self._counts[year] = counts_of_book(order)
        return self._sorted[year]

    def _row(self, entry_id: str) -> _Searched | None:
        found = self._rows.get(entry_id)
        if found is None and (known := self._entries.find(entry_id)) is not None:
            row = self._known_row(known)
            found = self._rows[entry_id] = (row, searched_text(row.entry))
        return found

    def _known_row(self, known: Known[RegisterEntry]) -> KnownRow:
        entry, number = known.record, self._numbers.find(known.record.id)
        row = KnownRow(
            entry=entry,
            number=None if number is None else number.record.number,
            is_restricted=False,
            storage=known.storage,
            is_at_city=known.is_at_city,
            other=known.other,
            replaced_by=self._replaced_by.get(entry.id),
        )
        if entry.is_restricted or entry.petition_id in self._secret:
            return restricted(row)
        return row
