"""The session's timeline as this desk saw it: times and reasons that its minutes print."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.conduct.announcement import Announced
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.pause import Pause
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.ids import SiteId
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.session import OPEN_STATUSES
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.reception.status import Step

_READ_BACK = frozenset({Step.READ_BACK, Step.SIGNING, Step.CLOSING})


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTimeline:
    """Times are aware, of the city.

    opened_at: the server's word. ended_at: when this desk saw the end, None while nobody saw it;
    the server's word where the session was ended without signatures (`ending`). step: the newest
    one. seated: sites that had a seat while the session was open. skipped: steps left out.
    pauses, consultations: those that the city told, oldest first. roll, announced: what was noted;
    None: this city notes nothing.
    """

    opened_at: datetime | None = None
    ended_at: datetime | None = None
    step: Step = Step.OPENING
    seated: frozenset[SiteId] = frozenset()
    ending: SessionEnding | None = None
    skipped: tuple[SkippedStep, ...] = ()
    pauses: tuple[Pause, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    roll: RollCall | None = None
    announced: tuple[Announced, ...] | None = None

    @property
    def is_read_back(self) -> bool:
        """The reading back of the minutes was begun, and nothing was taken up again after it.

        Of a session that was ended without signatures: it was begun and gone through.
        """
        is_cut_short = self.ending is not None and self.step is Step.READ_BACK
        return self.step in _READ_BACK and not is_cut_short


def course_with(
    course: SessionTimeline | None, live: LiveSession, seen_at: datetime | None
) -> SessionTimeline:
    """The course after this state.

    seen_at: None when the desk was away until now: then the hour of an end is not known.
    """
    former = course or SessionTimeline()
    ending = live.ending
    is_open = live.status in OPEN_STATUSES
    is_over = live.opened_at is not None and not is_open
    seated = frozenset(seat.site_id for seat in live.seats) if is_open else frozenset()
    return SessionTimeline(
        opened_at=live.opened_at,
        ended_at=ending.at if ending else former.ended_at or (seen_at if is_over else None),
        step=live.step,
        seated=former.seated | seated,
        ending=ending,
        skipped=live.skipped or (),
        pauses=live.pauses or (),
        consultations=live.consultations or (),
        roll=live.roll,
        announced=live.announced,
    )
