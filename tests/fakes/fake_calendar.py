"""The city's table of days in memory, with the same events."""

from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.reception.calendar_day import CalendarDay, KnownDay, day_key
from desktop.domain.reception.events import CalendarChanged
from desktop.domain.sync.operation import RecordStorage


class FakeCalendar:
    """The days; what is saved waits for the city until a test says otherwise.

    `fails_with` refuses every day.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._known: dict[str, KnownDay] = {}
        self.saved: list[CalendarDay] = []
        self.fails_with: str | None = None

    def known(self) -> tuple[KnownDay, ...]:
        return tuple(self._known[day] for day in sorted(self._known))

    def days(self) -> tuple[CalendarDay, ...]:
        return tuple(one.day for one in self.known() if not one.is_nowhere)

    def save(self, day: CalendarDay) -> None:
        if self.fails_with is not None:
            data = {"day": day_key(day.day)}
            self._emit(ActionFailed(action="save_day", code=self.fails_with, data=data))
            return
        self.saved.append(day)
        known = self._known.get(day_key(day.day))
        is_at_city = known is not None and known.is_at_city
        self.learn(KnownDay(day=day, storage=RecordStorage.HERE, is_at_city=is_at_city))

    def learn(self, *known: KnownDay | CalendarDay) -> None:
        """Days are known, or came further; a bare one is the city's."""
        for one in known:
            entry = KnownDay(day=one) if isinstance(one, CalendarDay) else one
            self._known[day_key(entry.day.day)] = entry
        self._emit(CalendarChanged())
