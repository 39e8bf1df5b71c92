"""The city's table of holidays and swapped days as this PC has it; headquarters changes it here."""

from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.reception.calendar_day import CalendarDay, KnownDay, day_key
from desktop.domain.reception.events import CalendarChanged
from desktop.mapping.records import CALENDAR_DAY
from desktop.store.records.items import Items
from desktop.sync.records.record_book import FailureNotice, RecordBook


class CalendarBook:
    """CalendarService (presenters/services/reception.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._emit = emit
        self._notice = FailureNotice(emit=emit, action="save_day", subject="day")
        self._book = RecordBook(
            kind=CALENDAR_DAY, items=items, clock=clock, on_change=self._on_change
        )

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._book.start()

    def known(self) -> tuple[KnownDay, ...]:
        """Everything, by date."""
        known = (
            KnownDay(
                day=one.record, storage=one.storage, is_at_city=one.is_at_city, other=one.other
            )
            for one in self._book.known()
        )
        return tuple(sorted(known, key=lambda one: one.day.day))

    def days(self) -> tuple[CalendarDay, ...]:
        """What the city has or will have, by date."""
        return tuple(one.day for one in self.known() if not one.is_nowhere)

    def save(self, day: CalendarDay) -> None:
        """Keep a day and queue it for the city. Outcomes: as the Protocol says."""
        self._book.save_or_tell(day_key(day.day), day, self._notice)

    # ---- inside ----------------------------------------------------------------------------

    def _on_change(self, _days: frozenset[str]) -> None:
        self._emit(CalendarChanged())
