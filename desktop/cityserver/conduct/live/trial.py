"""The call in which a session is tried: what its sites see and hear of each other. Pure.

The page that is shown there comes with the program: no paper of a case, and nobody sends another.
"""

import base64
from dataclasses import replace
from datetime import datetime
from functools import cache

from desktop.cityserver.conduct.live.live_state import Live, NotDone, seat_of
from desktop.contract.channel.trial import (
    MAX_SHOWINGS,
    DoubtSite,
    SenseSites,
    ShowTrialPage,
    SoakMinuteOf,
    TellSoak,
    TrialPageBytes,
    TrialPageDrawn,
)
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.line_soak import LineSoak, SoakMinute, SoakOf, SoakStage, with_soak
from desktop.domain.conduct.trial import (
    TRIAL_PAGE,
    TRIAL_PAGE_SHA256,
    Doubt,
    Sense,
    TrialPage,
    lacking_page,
    missing_directions,
    trial_evidence,
    with_doubt,
    with_sense,
)
from desktop.domain.ids import SiteId, UserId
from desktop.files.resources import resource_path

TrialMessage = DoubtSite | ShowTrialPage | TrialPageDrawn | TellSoak
"""What is said in a trial alone."""


def try_out(
    live: Live,
    message: TrialMessage | SenseSites,
    site_id: SiteId,
    user_id: UserId | None,
    now: datetime,
) -> Live:
    """What one seat says of the others, and of the page.

    Raises:
        NotDone: of a site that has no seat, or of a page that is not shown.
    """
    seat_of(live, site_id)
    match message:
        case SenseSites():
            return _sense(live, site_id, message, now)
        case DoubtSite():
            return _doubt(live, message, site_id, user_id, now)
        case ShowTrialPage():
            return _show(live, site_id)
        case TrialPageDrawn():
            return _drawn(live, message, site_id)
        case TellSoak():
            return _told_soak(live, message, site_id)


def page_bytes(live: Live) -> TrialPageBytes:
    """The page that is shown now. Raises: NotDone, not_found while none is."""
    page = live.told.trial_page
    if page is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    return TrialPageBytes(number=page.number, content=_page_content())


def check_passed(live: Live, site_ids: frozenset[SiteId], now: datetime) -> None:
    """Refuse what was not measured: every site is there, sees and hears every other one.

    Raises:
        NotDone: not_allowed_now.
    """
    there = {seat.site_id for seat in live.told.seats if seat.is_connected}
    is_complete = there == site_ids and len(site_ids) > 1
    told = live.told
    if not is_complete or missing_directions(told.sensed, site_ids, now, told.doubts):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)


def check_page(live: Live, site_ids: frozenset[SiteId]) -> None:
    """Refuse a trial whose page was not drawn at every other site.

    Raises:
        NotDone: not_allowed_now.
    """
    if lacking_page(live.told.trial_page, site_ids):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)


def evidence_of(live: Live, site_ids: frozenset[SiteId], now: datetime) -> str:
    """Of a trial that `check_passed` and `check_page` let pass."""
    page = live.told.trial_page
    on_second = frozenset() if page is None else page.on_second or frozenset()
    return trial_evidence(len(site_ids), now, on_second=len(on_second & site_ids))


def _sense(live: Live, site_id: SiteId, message: SenseSites, now: datetime) -> Live:
    """What a seat sees and hears now; what it says of who has no seat is not kept."""
    told = (
        Sense(of_site_id=SiteId(one.site_id), sees=one.sees, hears=one.hears)
        for one in message.sites
        if live.told.seat(SiteId(one.site_id)) is not None
    )
    sensed = with_sense(live.told.sensed, site_id, told, now)
    return replace(live, told=replace(live.told, sensed=sensed))


def _doubt(
    live: Live, message: DoubtSite, site_id: SiteId, user_id: UserId | None, now: datetime
) -> Live:
    """Once it is taken back, it is measured anew."""
    of = SiteId(message.site_id)
    if of == site_id:
        raise NotDone(ProblemCode.BAD_REQUEST)
    seat_of(live, of)
    doubt = Doubt(by_site_id=site_id, of_site_id=of, at=now, user_id=user_id)
    doubts = with_doubt(live.told.doubts, doubt, stands=message.is_doubted)
    sensed = tuple(
        one for one in live.told.sensed if (one.by_site_id, one.of_site_id) != (site_id, of)
    )
    return replace(live, told=replace(live.told, doubts=doubts, sensed=sensed))


def _show(live: Live, site_id: SiteId) -> Live:
    former = live.told.trial_page
    number = 1 if former is None else former.number + 1
    if number > MAX_SHOWINGS:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    page = TrialPage(by_site_id=site_id, number=number)
    return replace(live, told=replace(live.told, trial_page=page))


def _drawn(live: Live, message: TrialPageDrawn, site_id: SiteId) -> Live:
    page = live.told.trial_page
    if page is None or page.number != message.number:
        raise NotDone(ProblemCode.NOT_FOUND)
    if message.sha256 != TRIAL_PAGE_SHA256:
        raise NotDone(ProblemCode.BAD_REQUEST)
    on_second = page.on_second or frozenset()
    if message.on_second:
        on_second |= {site_id}
    page = replace(page, drawn=page.drawn | {site_id}, on_second=on_second)
    return replace(live, told=replace(live.told, trial_page=page))


def _told_soak(live: Live, message: TellSoak, site_id: SiteId) -> Live:
    """The figures of a site are its own word, as what it sees and hears is."""
    worst = message.worst
    if message.ended_at < message.began_at:
        raise NotDone(ProblemCode.BAD_REQUEST)
    if worst is not None:
        seat_of(live, SiteId(worst.site_id))
    soak = LineSoak(
        stage=SoakStage(message.stage),
        began_at=message.began_at,
        ended_at=message.ended_at,
        worst=None if worst is None else _minute(worst),
    )
    soaks = with_soak(live.told.soaks, SoakOf(by_site_id=site_id, soak=soak))
    return replace(live, told=replace(live.told, soaks=soaks))


def _minute(worst: SoakMinuteOf) -> SoakMinute:
    return SoakMinute(
        number=worst.number,
        site_id=SiteId(worst.site_id),
        loss=worst.loss,
        sent_loss=worst.sent_loss,
        round_trip_s=worst.round_trip_s,
        received_kbps=worst.received_kbps,
        sent_kbps=worst.sent_kbps,
        frozen_s=worst.frozen_s,
        silent_s=worst.silent_s,
    )


@cache
def _page_content() -> str:
    return base64.b64encode(resource_path(*TRIAL_PAGE).read_bytes()).decode()
