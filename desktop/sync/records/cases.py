"""Cases that this PC was told of, for the list of them and the page of each."""

from desktop.domain.casework.events import CasesChanged
from desktop.domain.casework.matter.case import Case
from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.mapping.records import CASE
from desktop.store.records.items import Items
from desktop.sync.records.record_book import RecordBook


class CaseBook:
    """CasesService (presenters/services/casework.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._emit = emit
        self._cases = RecordBook(kind=CASE, items=items, clock=clock, on_change=self._on_change)

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._cases.start()

    def cases(self) -> tuple[Case, ...]:
        """All of them, by code."""
        cases = (known.record for known in self._cases.known())
        return tuple(sorted(cases, key=lambda case: (case.code, case.id)))

    def _on_change(self, _changed: frozenset[str]) -> None:
        self._emit(CasesChanged())
