"""The continuity ledger: what a recording lost of each site, summed, and when the chair is asked.

Pure. It adds up what the recorder tells, piece by piece. What an engine tells that began anew is
added to what was told before, and nothing is counted twice: the sums that were told last are kept
with it, as text, so that it outlives a restart. Source: domain.md §6.2.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.ids import SiteId
from desktop.domain.recording.part import SiteLoss, added

LONG_MS: Final = 60_000
"""Lost in one go: the chair is asked."""
MUCH_PERCENT: Final = 5
"""Of what is recorded; the same."""
MUCH_FROM_MS: Final = 300_000
"""So much is recorded at least, before a share of it says anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Of a site's picture, or of its sound.

    total_ms: of the session. go_ms: of the go that lasts, 0 while none does. longest_ms: in one
    go. answered_ms: of the total, what the chair was asked about. is_due: the chair is to be asked;
    it stays so until there is an answer. is_go_answered: of the go that lasts.
    """

    total_ms: int = 0
    go_ms: int = 0
    longest_ms: int = 0
    answered_ms: int = 0
    is_due: bool = False
    is_go_answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLosses:
    """Of one site. since, until: of what the chair was not asked about, by the city's clock."""

    site_id: SiteId
    picture: Loss = field(default_factory=Loss)
    sound: Loss = field(default_factory=Loss)
    since: datetime | None = None
    until: datetime | None = None

    @property
    def worst_ms(self) -> int:
        """The greater of its two sums."""
        return max(self.picture.total_ms, self.sound.total_ms)

    @property
    def go_ms(self) -> int:
        """The greater of its two goes that last."""
        return max(self.picture.go_ms, self.sound.go_ms)

    @property
    def is_due(self) -> bool:
        """The chair is to be asked about it."""
        return self.picture.is_due or self.sound.is_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuity:
    """Of one session at one desk. sites: those that lost something, in the order of their ids.

    told_ms, told: what the recorder said last, since it began.
    """

    recorded_ms: int = 0
    sites: tuple[SiteLosses, ...] = ()
    told_ms: int = 0
    told: tuple[SiteLoss, ...] = ()

    @property
    def worst(self) -> SiteLosses | None:
        """The site that lost most; None while none lost anything."""
        return max(self.sites, key=lambda one: one.worst_ms, default=None)

    @property
    def asked(self) -> SiteLosses | None:
        """About which site the chair is to be asked now: of several, the one that lost most."""
        due = (one for one in self.sites if one.is_due)
        return max(due, key=lambda one: one.worst_ms, default=None)

    def site(self, site_id: SiteId) -> SiteLosses | None:
        """What one site lost; None: nothing."""
        return next((one for one in self.sites if one.site_id == site_id), None)

    def percent(self, lost_ms: int) -> float:
        """So much of what is recorded, at most all of it."""
        return min(100.0, 100 * lost_ms / self.recorded_ms) if self.recorded_ms else 0.0


class NotALedger(ValueError):
    """The text is no ledger."""


def follow(
    ledger: Continuity, *, recorded_ms: int, lost: tuple[SiteLoss, ...], at: datetime
) -> Continuity:
    """The recorder said this; at: when, by the city's clock. The same once more changes nothing."""
    begins_anew = recorded_ms < ledger.told_ms or _is_less(lost, ledger.told)
    former_ms, former = (0, ()) if begins_anew else (ledger.told_ms, ledger.told)
    span_ms = recorded_ms - former_ms
    new = _difference(lost, former)
    if span_ms == 0 and not new:
        return ledger
    total_ms = ledger.recorded_ms + span_ms
    grown = {one.site_id: one for one in new}
    known = {one.site_id: one for one in ledger.sites}
    sites = tuple(
        _grown(
            known.get(site_id, SiteLosses(site_id=site_id)),
            grown.get(site_id, SiteLoss(site_id=site_id)),
            span_ms=span_ms,
            recorded_ms=total_ms,
            at=at,
        )
        for site_id in sorted({*grown, *known})
    )
    return Continuity(recorded_ms=total_ms, sites=sites, told_ms=recorded_ms, told=lost)


def answered(ledger: Continuity, site_id: SiteId) -> Continuity:
    """The chair has answered for this site; asked again only after another such loss."""
    sites = (_answered(one) if one.site_id == site_id else one for one in ledger.sites)
    return replace(ledger, sites=tuple(sites))


def ledger_text(ledger: Continuity) -> str:
    """As it is kept."""
    return json.dumps(asdict(ledger), default=_spelled, sort_keys=True)


def ledger_from(kept: str) -> Continuity:
    """Raises: NotALedger."""
    try:
        told = json.loads(kept)
        return Continuity(
            recorded_ms=int(told["recorded_ms"]),
            sites=tuple(
                SiteLosses(
                    site_id=SiteId(str(one["site_id"])),
                    picture=Loss(**one["picture"]),
                    sound=Loss(**one["sound"]),
                    since=_instant(one["since"]),
                    until=_instant(one["until"]),
                )
                for one in told["sites"]
            ),
            told_ms=int(told["told_ms"]),
            told=tuple(SiteLoss(**one) for one in told["told"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise NotALedger from error


def _grown(
    site: SiteLosses, more: SiteLoss, *, span_ms: int, recorded_ms: int, at: datetime
) -> SiteLosses:
    picture = _longer(site.picture, more.picture_ms, span_ms, recorded_ms)
    sound = _longer(site.sound, more.sound_ms, span_ms, recorded_ms)
    since, until = site.since, site.until
    lost_ms = max(more.picture_ms, more.sound_ms)
    if lost_ms:
        since, until = since or at - timedelta(milliseconds=lost_ms), at
    return replace(site, picture=picture, sound=sound, since=since, until=until)


def _longer(loss: Loss, more_ms: int, span_ms: int, recorded_ms: int) -> Loss:
    """A go lasts while at least half of what is recorded is lost; one is asked about once."""
    total_ms, go_ms = loss.total_ms + more_ms, loss.go_ms + more_ms
    goes_on = more_ms > 0 and 2 * more_ms >= span_ms
    answered_ms = total_ms if loss.is_go_answered else loss.answered_ms
    is_long = go_ms >= LONG_MS and not loss.is_go_answered
    share = 100 * (total_ms - answered_ms)
    is_much = recorded_ms >= MUCH_FROM_MS and share >= MUCH_PERCENT * recorded_ms
    return replace(
        loss,
        total_ms=total_ms,
        go_ms=go_ms if goes_on else 0,
        longest_ms=max(loss.longest_ms, go_ms),
        answered_ms=answered_ms,
        is_due=loss.is_due or is_long or is_much,
        is_go_answered=loss.is_go_answered and goes_on,
    )


def _answered(site: SiteLosses) -> SiteLosses:
    picture, sound = (
        replace(one, answered_ms=one.total_ms, is_due=False, is_go_answered=one.go_ms > 0)
        for one in (site.picture, site.sound)
    )
    return replace(site, picture=picture, sound=sound, since=None, until=None)


def _difference(lost: Iterable[SiteLoss], former: Iterable[SiteLoss]) -> tuple[SiteLoss, ...]:
    negative = (
        SiteLoss(site_id=one.site_id, picture_ms=-one.picture_ms, sound_ms=-one.sound_ms)
        for one in former
    )
    return added(lost, negative)


def _is_less(lost: Iterable[SiteLoss], former: Iterable[SiteLoss]) -> bool:
    """A sum went down: it is another one."""
    return any(one.picture_ms < 0 or one.sound_ms < 0 for one in _difference(lost, former))


def _spelled(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
