"""Which page a guest may see: the one on the stage of its session, while it is there. Pure."""

from dataclasses import dataclass

from desktop.cityserver.conduct.live.live_state import Live
from desktop.cityserver.conduct.live_states import Plan
from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.reception.session import OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page as it is asked for; page counts from 1."""

    document_id: DocumentId
    page: int


def is_page_shown(plan: Plan, live: Live, asked: ShownPage, *, to: SiteId | None = None) -> bool:
    """Whether the page is on the stage, and guests may see it there. to: a guest that asks.

    Not of a session that few may know of, not in a pause, and not while others consult.
    """
    told = live.told
    is_open = told.status in OPEN_STATUSES and told.status is not SessionStatus.PAUSED
    if plan.need_to_know is not None or plan.is_trial or told.stage is None or not is_open:
        return False
    if to is not None and told.waits(to):
        return False
    return (told.stage.document_id, told.stage.page) == (asked.document_id, asked.page)
