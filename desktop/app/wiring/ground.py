"""What every part of a desk is built on."""

from dataclasses import dataclass

from desktop.app.wiring.event_router import EventRouter
from desktop.app.wiring.plan import DeskPlan
from desktop.domain.clock import Clock
from desktop.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The plan, the open store, and where events go. Nothing runs yet."""

    plan: DeskPlan
    clock: Clock
    store: Store
    router: EventRouter
