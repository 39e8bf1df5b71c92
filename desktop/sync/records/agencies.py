"""The directory of agencies as this PC has it; at headquarters it is changed here."""

from desktop.domain.clock import Clock
from desktop.domain.directory.agency import Agency, KnownAgency, in_directory_order
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.events import EventSink
from desktop.mapping.records import AGENCY
from desktop.store.records.items import Items
from desktop.sync.records.record_book import FailureNotice, RecordBook


class AgencyBook:
    """AgenciesService (presenters/services/reports.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._emit = emit
        self._notice = FailureNotice(emit=emit, action="save_agency", subject="agency")
        self._book = RecordBook(kind=AGENCY, items=items, clock=clock, on_change=self._on_change)

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def known(self) -> tuple[KnownAgency, ...]:
        """Everything, in the order of the directory."""
        known = {
            one.record.code: KnownAgency(
                agency=one.record,
                storage=one.storage,
                is_at_city=one.is_at_city,
                other=one.other,
            )
            for one in self._book.known()
        }
        ordered = in_directory_order(one.agency for one in known.values())
        return tuple(known[agency.code] for agency in ordered)

    def agencies(self) -> tuple[Agency, ...]:
        """What the city has or will have, in the order of the directory."""
        return tuple(one.agency for one in self.known() if not one.is_nowhere)

    def save(self, agency: Agency) -> None:
        """Keep an entry and queue it for the city. Outcomes: as the Protocol says."""
        self._book.save_or_tell(agency.code, agency, self._notice)

    # ---- inside ----------------------------------------------------------------------------

    def _on_change(self, _codes: frozenset[str]) -> None:
        self._emit(AgenciesChanged())
