"""Counts what is not yet at the city, by session: pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from desktop.domain.ids import SiteId
from desktop.domain.papers.dossier import DossierPaper
from desktop.domain.papers.paper import Paper, PaperTransfer
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.reports.unit_report import UNSENT, ReportState
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import SyncStatus
from desktop.presenters.sync.unsent_state import SendCell, SendState

Reasons = Mapping[str, str]
"""Why the city did not take something, by its id."""


def minutes_cell(lines: Iterable[MinuteLine], own_site_id: SiteId, reasons: Reasons) -> SendCell:
    """Own lines of one session."""
    own = [line for line in lines if line.owner_site_id == own_site_id]
    waiting = sum(line.storage is RecordStorage.HERE for line in own)
    refused = [line.id for line in own if line.storage is RecordStorage.REFUSED]
    return SendCell(
        state=_state(len(own), waiting, len(refused), is_moving=False),
        items=len(own),
        waiting=waiting,
        refused=len(refused),
        progress=None,
        reason=_first_reason(refused, reasons),
    )


def papers_cell(papers: Iterable[Paper], own_site_id: SiteId, reasons: Reasons) -> SendCell:
    """Own papers of one session; progress counts bytes."""
    own = [paper for paper in papers if paper.owner_site_id == own_site_id]
    waiting = [paper for paper in own if paper.transfer not in _SETTLED]
    refused = [paper.id for paper in own if paper.transfer is PaperTransfer.REFUSED]
    # said by the city after it took the last bytes: then nothing moves, however far it is
    is_city_full = any(paper.transfer is PaperTransfer.CITY_FULL for paper in own)
    is_moving = not is_city_full and any(paper.transfer is PaperTransfer.SENDING for paper in own)
    size_bytes = sum(paper.size_bytes for paper in waiting)
    sent_bytes = sum(min(paper.sent_bytes, paper.size_bytes) for paper in waiting)
    state = _state(len(own), len(waiting), len(refused), is_moving=is_moving)
    return SendCell(
        state=SendState.CITY_FULL if is_city_full and not refused else state,
        items=len(own),
        waiting=len(waiting),
        refused=len(refused),
        progress=sent_bytes / size_bytes if is_moving and size_bytes else None,
        reason=_first_reason(refused, reasons),
    )


def reports_cell(known: Sequence[tuple[str, ReportState]], reasons: Reasons) -> SendCell:
    """Reports of this unit, each by its id."""
    refused = [one for one, state in known if state is ReportState.REFUSED]
    waiting = sum(state in UNSENT for _one, state in known)
    is_city_full = any(state is ReportState.CITY_FULL for _one, state in known)
    state = _state(len(known), waiting, len(refused), is_moving=False)
    return SendCell(
        state=SendState.CITY_FULL if is_city_full and not refused else state,
        items=len(known),
        waiting=waiting,
        refused=len(refused),
        progress=None,
        reason=_first_reason(refused, reasons),
    )


def dossier_cell(unsent: Sequence[DossierPaper], reasons: Reasons) -> SendCell:
    """Entries of dossiers that the city has not whole."""
    refused = [one.paper.id for one in unsent if _is_refused(one)]
    is_city_full = any(one.transfer is PaperTransfer.CITY_FULL for one in unsent)
    waiting = len(unsent) - len(refused)
    state = _state(len(unsent), waiting, len(refused), is_moving=False)
    return SendCell(
        state=SendState.CITY_FULL if is_city_full and not refused else state,
        items=len(unsent),
        waiting=waiting,
        refused=len(refused),
        progress=None,
        reason=_first_reason(refused, reasons),
    )


def unsent_count(status: SyncStatus) -> int:
    """How many "mục" wait; those that were refused are counted apart."""
    return status.pending_operations + status.pending_papers


def age_s(status: SyncStatus, now: datetime) -> int | None:
    """Whole seconds since the oldest waiting item was made, None when nothing waits."""
    if status.oldest_pending_at is None:
        return None
    return max(0, int((now - status.oldest_pending_at).total_seconds()))


_SETTLED = frozenset({PaperTransfer.CITY, PaperTransfer.FETCHING, PaperTransfer.REFUSED})


def _is_refused(one: DossierPaper) -> bool:
    return one.storage is RecordStorage.REFUSED or one.transfer is PaperTransfer.REFUSED


def _first_reason(refused: Iterable[str], reasons: Reasons) -> str:
    return next((reasons[one] for one in refused if one in reasons), "")


def _state(items: int, waiting: int, refused: int, *, is_moving: bool) -> SendState:
    if refused:
        return SendState.REFUSED
    if not items:
        return SendState.NOTHING
    if is_moving:
        return SendState.SENDING
    return SendState.WAITING if waiting else SendState.CONFIRMED
