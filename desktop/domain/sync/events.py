"""Events of the synchronisation."""

from dataclasses import dataclass

from desktop.domain.sync.status import SyncStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncChanged:
    """What is not yet sent, or whether the city answers, changed."""

    status: SyncStatus
