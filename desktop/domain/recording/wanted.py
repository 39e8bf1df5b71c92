"""Whether a session is recorded now: its state decides, no key does."""

from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.reception.session import OPEN_STATUSES, OVER_STATUSES
from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.part import PartEnd


def why_not_recorded(live: LiveSession) -> PartEnd | None:
    """None: it is to be recorded. Before the opening and after the end it is not.

    Source: domain.md §9 (legal duty from the opening to the closing words); a pause and a
    consultation leave a gap by intent. On a platform of somebody else there is nothing to record.
    """
    if live.platform:
        return PartEnd.LEFT
    if live.status in OVER_STATUSES:
        return PartEnd.CLOSED
    if live.status is SessionStatus.PAUSED:
        return PartEnd.PAUSED
    if live.consultation is not None or live.step is Step.CONSULTATION:
        return PartEnd.CONSULTATION
    return None if live.status in OPEN_STATUSES else PartEnd.LEFT
