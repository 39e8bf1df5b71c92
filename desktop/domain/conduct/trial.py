"""The trial connection: what each site saw and heard of each other one (NĐ 154/2026 Đ23.1b).

It is a call of its own beside the session: no seat of the session, no minutes, no recording.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.ids import SessionId, SiteId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import TRIED_STATUSES, SessionPlan

FRESH: Final = timedelta(seconds=30)
"""How long what was seen and heard counts."""
MAX_ID_CHARACTERS: Final = 58
"""Of a session that can be tried: the id of its call is not longer than an id of the wire."""
TRIAL_PAGE: Final = ("trial", "page-v1.png")
"""The page that a trial shows, below `resources/`; every program carries it."""
TRIAL_PAGE_SHA256: Final = "bb5de265f4bfa129e446f0f950d25570ee0a82876119d4a8c69027bbce045bc1"
MAX_DOUBTS: Final = 40
"""So many are kept of one trial, the newest."""
_PREFIX: Final = "trial:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What this site makes of another one now: a picture that moves, speech that is heard."""

    of_site_id: SiteId
    sees: bool
    hears: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensed:
    """One direction of the trial, as the receiving site told it. at: aware, of the city."""

    by_site_id: SiteId
    of_site_id: SiteId
    sees: bool
    hears: bool
    at: datetime

    def is_fresh(self, now: datetime) -> bool:
        """Whether it still counts."""
        return now - self.at <= FRESH

    @property
    def is_good(self) -> bool:
        """Seen and heard."""
        return self.sees and self.hears


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A person at a site said that a direction is not good, whatever was measured.

    user_id: the person's; None where it is not told. at, until: aware, of the city; until None:
    it still stands.
    """

    by_site_id: SiteId
    of_site_id: SiteId
    at: datetime
    until: datetime | None = None
    user_id: UserId | None = None

    @property
    def stands(self) -> bool:
        """It was not taken back."""
        return self.until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """The page that is shown in a trial. number: of this showing; drawn: where it was drawn.

    on_second: where display 2 showed it too; None: the city is not told.
    """

    by_site_id: SiteId
    number: int
    drawn: frozenset[SiteId] = frozenset()
    on_second: frozenset[SiteId] | None = frozenset()


def trial_id(session_id: SessionId) -> SessionId | None:
    """The call in which a session is tried; None: its id is too long for one."""
    if len(session_id) > MAX_ID_CHARACTERS:
        return None
    return SessionId(f"{_PREFIX}{session_id}")


def may_be_tried(plan: SessionPlan) -> bool:
    """Not called, not tried with success yet, and a call of this program."""
    is_tried = any(
        gate.kind is GateKind.TRIAL and gate.passed_at is not None for gate in plan.gates
    )
    is_ahead = plan.status in TRIED_STATUSES and bool(plan.gates)
    is_here = not plan.platform and trial_id(plan.id) is not None
    return is_ahead and not is_tried and is_here


def tried_session(call_id: SessionId) -> SessionId | None:
    """The session that a call tries; None: it is no trial."""
    if not call_id.startswith(_PREFIX):
        return None
    return SessionId(call_id.removeprefix(_PREFIX))


def directions(site_ids: Iterable[SiteId]) -> Iterator[tuple[SiteId, SiteId]]:
    """Every (receiving, sending) pair of sites."""
    sites = tuple(site_ids)
    yield from ((by, of) for by in sites for of in sites if by != of)


def missing_directions(
    sensed: Iterable[Sensed],
    site_ids: Iterable[SiteId],
    now: datetime,
    doubts: Iterable[Doubt] = (),
) -> tuple[tuple[SiteId, SiteId], ...]:
    """The (receiving, sending) pairs that are not seen and heard now, in the order of the sites.

    One that a person doubts is missing, whatever was measured.
    """
    good = {(one.by_site_id, one.of_site_id) for one in sensed if one.is_good and one.is_fresh(now)}
    good -= {(one.by_site_id, one.of_site_id) for one in doubts if one.stands}
    return tuple(pair for pair in directions(site_ids) if pair not in good)


def is_doubted(doubts: Iterable[Doubt], by: SiteId, of: SiteId) -> bool:
    """Whether a person at `by` says now that `of` is not good."""
    return any(one.stands and (one.by_site_id, one.of_site_id) == (by, of) for one in doubts)


def with_doubt(doubts: tuple[Doubt, ...], doubt: Doubt, *, stands: bool) -> tuple[Doubt, ...]:
    """With a direction doubted now, or not any more; a doubt that was taken back stays known."""
    pair = (doubt.by_site_id, doubt.of_site_id)
    if is_doubted(doubts, *pair) == stands:
        return doubts
    if stands:
        return (*doubts, doubt)[-MAX_DOUBTS:]
    return tuple(
        replace(one, until=doubt.at)
        if one.stands and (one.by_site_id, one.of_site_id) == pair
        else one
        for one in doubts
    )


def lacking_page(page: TrialPage | None, site_ids: Iterable[SiteId]) -> tuple[SiteId, ...]:
    """Sites where the page was not drawn; its own shows it. All of them while none is shown."""
    if page is None:
        return tuple(site_ids)
    return tuple(one for one in site_ids if one != page.by_site_id and one not in page.drawn)


def with_sense(
    sensed: Iterable[Sensed], by_site_id: SiteId, told: Iterable[Sense], now: datetime
) -> tuple[Sensed, ...]:
    """With what this site says of the others in the place of what it said before."""
    others = tuple(one for one in sensed if one.by_site_id != by_site_id)
    fresh = (
        Sensed(
            by_site_id=by_site_id,
            of_site_id=one.of_site_id,
            sees=one.sees,
            hears=one.hears,
            at=now,
        )
        for one in told
        if one.of_site_id != by_site_id
    )
    return (*others, *fresh)


def trial_evidence(site_count: int, at: datetime, *, on_second: int) -> str:
    """The line that is kept with the gate: every direction seen and heard, the page everywhere.

    on_second: how many sites told that their display 2 showed the page.
    """
    others = site_count - 1
    page = f", trang thử hiện ở {others}/{others} điểm cầu khác"
    page += f", báo cả màn hình 2: {on_second}/{site_count}"
    return _evidence("Kết nối thử", site_count, at, page)


def doubts_evidence(doubts: Iterable[tuple[Doubt, str]], room: int) -> str:
    """What people said of directions, who and when; of so many that they need more letters a count.

    doubts: each with the words for who said it of what. room: letters.
    """
    told, left = "", list(doubts)
    while left:
        doubt, who = left[0]
        until = "" if doubt.until is None else f"–{_hour(doubt.until)}"
        until = "" if until == f"–{_hour(doubt.at)}" else until
        more = f"; ghi chưa đạt {_hour(doubt.at)}{until} {who}"
        rest = f"; và {len(left) - 1} lần ghi chưa đạt khác" if len(left) > 1 else ""
        if len(told) + len(more) + len(rest) > room:
            rest = f"; và {len(left)} lần ghi chưa đạt khác"
            return told + rest if len(told) + len(rest) <= room else told
        told += more
        left.pop(0)
    return told


def connected_evidence(site_count: int, at: datetime) -> str:
    """The same of the gate before the opening."""
    return _evidence("Nối đủ các điểm cầu", site_count, at)


def _hour(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M}"


def _evidence(what: str, site_count: int, at: datetime, more: str = "") -> str:
    ways = site_count * (site_count - 1)
    hour = at.astimezone(LOCAL_ZONE)
    return (
        f"{what} {hour:%H:%M ngày %d/%m/%Y}: {site_count} điểm cầu, "
        f"{ways}/{ways} chiều thấy, {ways}/{ways} chiều nghe{more} (máy đo)"
    )
