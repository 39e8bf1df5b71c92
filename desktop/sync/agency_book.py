"""The directory of agencies as this PC has it; at headquarters it is changed here."""

import threading
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial

from desktop.contract.agencies import AgencyBody
from desktop.domain.agency import Agency, AgencyKind, KnownAgency, in_directory_order
from desktop.domain.clock import Clock
from desktop.domain.errors import UserFacingError
from desktop.domain.events import ActionFailed, AgenciesChanged, EventSink
from desktop.domain.ids import OperationId, new_id
from desktop.domain.sync import EntityKind, Operation
from desktop.store.codes import StorageCode
from desktop.store.items import Items, StoredItem
from desktop.store.merge import Body
from desktop.sync.codes import ReportCode
from desktop.sync.mapping import read_body, read_item

_SAVE = "save_agency"


class AgencyBook:
    """AgenciesService (presenters/services.py). Thread: any."""

    def __init__(self, *, items: Items, clock: Clock, emit: EventSink) -> None:
        self._items = items
        self._clock = clock
        self._emit = emit
        self._lock = threading.Lock()
        self._known: dict[str, KnownAgency] = {}

    def start(self) -> None:
        """Read the store once, then follow it."""
        self._items.watch(self._on_items)
        self._take(self._items.list(EntityKind.AGENCY))

    def known(self) -> tuple[KnownAgency, ...]:
        """Everything, in the order of the directory."""
        with self._lock:
            known = dict(self._known)
        ordered = in_directory_order(one.agency for one in known.values())
        return tuple(known[agency.code] for agency in ordered)

    def agencies(self) -> tuple[Agency, ...]:
        """What the city has or will have, in the order of the directory."""
        return tuple(one.agency for one in self.known() if not one.is_nowhere)

    def save(self, agency: Agency) -> None:
        """Keep an entry and queue it for the city. Outcomes: as the Protocol says."""
        try:
            body = body_of_agency(agency)
        except ValueError:
            self._fail(agency.code, UserFacingError(ReportCode.NOT_SPEAKABLE))
            return
        operation = Operation(
            id=OperationId(new_id()),
            kind=EntityKind.AGENCY,
            entity_id=agency.code,
            base_revision=0,
            body=body,
            made_at=self._clock.now(),
        )
        with self._lock:
            earlier = self._known.get(agency.code)
        is_clash = earlier is not None and earlier.other is not None
        items = self._items
        future = items.settle(operation) if is_clash else items.record(operation, None)
        future.add_done_callback(partial(self._on_written, agency.code))

    # ---- inside ----------------------------------------------------------------------------

    def _on_written(self, code: str, future: Future[StoredItem]) -> None:
        error = future.exception()
        if error is not None:
            is_told = isinstance(error, UserFacingError)
            self._fail(code, error if is_told else UserFacingError(StorageCode.NOT_WRITTEN))

    def _fail(self, code: str, error: BaseException) -> None:
        if isinstance(error, UserFacingError):
            data = {**error.data, "agency": code}
            self._emit(ActionFailed(action=_SAVE, code=error.code, data=data))

    def _on_items(self, items: tuple[StoredItem, ...]) -> None:
        if self._take(item for item in items if item.kind == EntityKind.AGENCY):
            self._emit(AgenciesChanged())

    def _take(self, items: Iterable[StoredItem]) -> bool:
        """Whether one of them is an entry of the directory that can be read."""
        is_news = False
        for item in items:
            known = read_item(item, known_agency_of)
            if known is not None:
                is_news = True
                with self._lock:
                    self._known[known.agency.code] = known
        return is_news


def body_of_agency(agency: Agency) -> Body:
    """What of an entry travels. Raises ValueError when the contract does not allow it."""
    body = AgencyBody(
        code=agency.code,
        name=agency.name,
        kind=agency.kind,
        parent_name=agency.parent_name,
        active=agency.is_active,
    )
    return body.model_dump(mode="json")


def known_agency_of(item: StoredItem) -> KnownAgency:
    """Raises ValueError when it cannot be read."""
    lost = item.other_body
    return KnownAgency(
        agency=_agency_of(item.body),
        storage=item.storage,
        is_at_city=item.revision > 0,
        other=None if lost is None else _agency_of(lost),
    )


def _agency_of(body: Body) -> Agency:
    read = read_body(AgencyBody, body)
    return Agency(
        code=read.code,
        name=read.name,
        kind=AgencyKind(read.kind),
        parent_name=read.parent_name,
        is_active=read.active,
    )
