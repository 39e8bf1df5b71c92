"""Counts what is not yet at the city, by session: pure."""

from collections.abc import Iterable
from datetime import datetime

from desktop.domain.ids import SiteId
from desktop.domain.minutes import LineStorage, MinuteLine
from desktop.domain.paper import Paper, PaperTransfer
from desktop.domain.sync import SyncStatus
from desktop.domain.unit_report import ReportState
from desktop.presenters.unsent_state import SendCell, SendState


def minutes_cell(lines: Iterable[MinuteLine], own_site_id: SiteId) -> SendCell:
    """Own lines of one session."""
    own = [line for line in lines if line.owner_site_id == own_site_id]
    waiting = sum(line.storage is not LineStorage.CITY for line in own)
    refused = sum(line.storage is LineStorage.REFUSED for line in own)
    return SendCell(
        state=_state(len(own), waiting, refused, is_moving=False),
        items=len(own),
        waiting=waiting,
        refused=refused,
        progress=None,
    )


def papers_cell(papers: Iterable[Paper], own_site_id: SiteId) -> SendCell:
    """Own papers of one session; progress counts bytes."""
    own = [paper for paper in papers if paper.owner_site_id == own_site_id]
    waiting = [paper for paper in own if paper.transfer not in _ARRIVED]
    refused = sum(paper.transfer is PaperTransfer.REFUSED for paper in own)
    is_moving = any(paper.transfer is PaperTransfer.SENDING for paper in own)
    size_bytes = sum(paper.size_bytes for paper in waiting)
    sent_bytes = sum(min(paper.sent_bytes, paper.size_bytes) for paper in waiting)
    return SendCell(
        state=_state(len(own), len(waiting), refused, is_moving=is_moving),
        items=len(own),
        waiting=len(waiting),
        refused=refused,
        progress=sent_bytes / size_bytes if is_moving and size_bytes else None,
    )


def reports_cell(states: Iterable[ReportState]) -> SendCell:
    """Reports of this unit."""
    known = list(states)
    refused = known.count(ReportState.REFUSED)
    waiting = known.count(ReportState.HERE) + refused
    return SendCell(
        state=_state(len(known), waiting, refused, is_moving=False),
        items=len(known),
        waiting=waiting,
        refused=refused,
        progress=None,
    )


def age_s(status: SyncStatus, now: datetime) -> int | None:
    """Whole seconds since the oldest waiting item was made, None when nothing waits."""
    if status.oldest_pending_at is None:
        return None
    return max(0, int((now - status.oldest_pending_at).total_seconds()))


_ARRIVED = frozenset({PaperTransfer.CITY, PaperTransfer.FETCHING})


def _state(items: int, waiting: int, refused: int, *, is_moving: bool) -> SendState:
    if refused:
        return SendState.REFUSED
    if not items:
        return SendState.NOTHING
    if is_moving:
        return SendState.SENDING
    return SendState.WAITING if waiting else SendState.CONFIRMED
