"""What the parts of `documents` share: store, clock, events, preview worker."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.documents.preview.process import WorkerCommand
from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import SiteId
from desktop.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersContext:
    """What intake, previews and the service share.

    own_site_id: the owner of every paper taken in here. wake_sync: something new is to be sent;
    returns at once. worker: how a preview worker is started.
    """

    store: Store
    own_site_id: SiteId
    clock: Clock
    emit: EventSink
    wake_sync: Callable[[], None]
    worker: WorkerCommand
