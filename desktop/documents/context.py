"""What the parts of `documents` share: store, clock, events, preview worker."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from desktop.documents.preview.process import WorkerCommand
from desktop.domain.clock import Clock
from desktop.domain.events import EventSink
from desktop.domain.ids import SiteId
from desktop.store.store import Store

SIGNATURES: Final = (sys.executable, "-m", "desktop.documents.signatures")
SIGNATURES_S: Final = 30.0
"""For one question, with a token and a person's finger on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersContext:
    """What intake, previews and the service share.

    own_site_id: the owner of every paper taken in here. wake_sync: something new is to be sent;
    returns at once. worker: how a preview worker is started; signatures: how a signature worker is.
    authorities: certificates in PEM that this PC trusts with digital signatures; empty: none.
    """

    store: Store
    own_site_id: SiteId
    clock: Clock
    emit: EventSink
    wake_sync: Callable[[], None]
    worker: WorkerCommand
    signatures: WorkerCommand = field(
        default_factory=lambda: WorkerCommand(arguments=SIGNATURES, wall_s=SIGNATURES_S)
    )
    authorities: bytes = field(default=b"", repr=False)
