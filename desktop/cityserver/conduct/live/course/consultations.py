"""Consultations: who takes part, and the media numbers that keep all others out. Pure.

Every engine connects anew to a seat whose number changed, and to none without a number. So who
consults gets a new number, and who waits has none until the end.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from desktop.cityserver.conduct.live.course.transitions import set_step
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.channel.consultation import BeginConsultation, EndConsultation
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.consultation import (
    FEWEST_SITES,
    MAX_CONSULTATIONS,
    Consultation,
    sites_fault,
    with_end,
)
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import OPEN_STATUSES, can_go_to
from desktop.domain.reception.status import SessionStatus, Step

ConsultationMessage = BeginConsultation | EndConsultation


def begin_consultation(
    live: Live,
    chosen: Collection[SiteId],
    now: datetime,
    *,
    central: SiteId | None,
    planned: Collection[SiteId],
) -> Live:
    """These sites consult from now on. planned: every site of the session.

    Raises: NotDone, not at this step, too often, or sites that cannot consult.
    """
    told = live.told
    former = told.consultations or ()
    may_begin = can_go_to(Step.CONSULTATION, status=told.status, step=told.step)
    if central is None or not may_begin or len(former) >= MAX_CONSULTATIONS:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    present = [seat.site_id for seat in told.seats if seat.is_connected]
    if sites_fault(chosen, central=central, planned=planned, present=present) is not None:
        raise NotDone(ProblemCode.BAD_REQUEST)
    live = set_step(live, Step.CONSULTATION, "", now)
    consultation = Consultation(site_ids=tuple(sorted(set(chosen))), at=now)
    told = replace(live.told, consultations=(*former, consultation))
    return _numbered(replace(live, told=told), consultation.site_ids)


def end_consultation(live: Live, now: datetime) -> Live:
    """Back to the step it was begun from, in a pause too. Raises: NotDone, none lasts."""
    told = live.told
    if told.consultation is None:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    if told.step is Step.CONSULTATION:
        step = told.consultation_from or Step.PRESENTATION
        told = replace(told, step=step, consultation_from=None)
    told = replace(told, consultations=with_end(told.consultations or (), now))
    return _numbered(replace(live, told=told), None)


def follow_consultation(live: Live, central: SiteId, now: datetime) -> Live:
    """End one that is over by itself: nobody conducts it, too few are left, the step is another."""
    told = live.told
    consultation = told.consultation
    if consultation is None:
        return live
    there = [seat for seat in told.seats if seat.site_id in consultation.site_ids]
    chair = told.seat(central)
    has_chair = chair is not None and chair.is_connected
    goes_on = (
        told.step is Step.CONSULTATION
        and told.status in OPEN_STATUSES
        and len(there) >= FEWEST_SITES
        and chair is not None
        and (has_chair or told.status is not SessionStatus.PAUSED)
    )
    return live if goes_on else end_consultation(live, now)


def _numbered(live: Live, consulting: Collection[SiteId] | None) -> Live:
    """With new numbers for who has media; consulting None: for everybody."""
    last, held, seats = live.last_media_number, set(live.held_media), []
    for seat in live.told.seats:
        has_media = seat.media_number > 0 or seat.site_id in held
        if has_media and (consulting is None or seat.site_id in consulting):
            last += 1
            held.discard(seat.site_id)
            seats.append(replace(seat, media_number=last))
        else:
            held |= {seat.site_id} if has_media else set()
            seats.append(replace(seat, media_number=0))
    held &= {seat.site_id for seat in seats}
    told = replace(live.told, seats=tuple(seats))
    return replace(live, told=told, last_media_number=last, held_media=tuple(sorted(held)))
