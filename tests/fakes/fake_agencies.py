"""The directory of agencies in memory, with the same events."""

from desktop.domain.directory.agency import Agency, KnownAgency, in_directory_order
from desktop.domain.directory.events import AgenciesChanged
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.sync.operation import RecordStorage


class FakeAgencies:
    """The directory; what is saved waits for the city until a test says otherwise.

    `fails_with` refuses every entry.
    """

    def __init__(self, *, emit: EventSink) -> None:
        self._emit = emit
        self._known: dict[str, KnownAgency] = {}
        self.saved: list[Agency] = []
        self.fails_with: str | None = None

    def known(self) -> tuple[KnownAgency, ...]:
        ordered = in_directory_order(one.agency for one in self._known.values())
        return tuple(self._known[agency.code] for agency in ordered)

    def agencies(self) -> tuple[Agency, ...]:
        return tuple(one.agency for one in self.known() if not one.is_nowhere)

    def save(self, agency: Agency) -> None:
        if self.fails_with is not None:
            data = {"agency": agency.code}
            self._emit(ActionFailed(action="save_agency", code=self.fails_with, data=data))
            return
        self.saved.append(agency)
        known = self._known.get(agency.code)
        is_at_city = known is not None and known.is_at_city
        self.learn(KnownAgency(agency=agency, storage=RecordStorage.HERE, is_at_city=is_at_city))

    def learn(self, *known: KnownAgency | Agency) -> None:
        """Entries are known, or came further; a bare one is the city's."""
        for one in known:
            entry = KnownAgency(agency=one) if isinstance(one, Agency) else one
            self._known[entry.agency.code] = entry
        self._emit(AgenciesChanged())

    def forget(self) -> None:
        """The city was restored from before it had any."""
        self._known = {}
        self._emit(AgenciesChanged())
