"""The line of a trial measured for ten minutes: what came and went, minute by minute, by site.

The law names no figures: the limits are this program's and TBC, dated as the law is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SiteId
from desktop.domain.media.call import FAIR_LOSS, FAIR_RTT_S
from desktop.domain.reception.deadlines import LOCAL_ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class SoakRules:
    """How long a line is measured, and what the worst minute may be at most.

    valid_from: the first day that they hold for. most_loss: share of packets, either way.
    most_round_trip_s: on average. most_frozen_s, most_silent_s: of a minute in which the picture
    stood, or nothing came at all. given_up_s: silence of every site that ends the measuring.
    """

    valid_from: date
    length_s: float = 600.0
    minute_s: float = 60.0
    most_loss: float = FAIR_LOSS
    most_round_trip_s: float = FAIR_RTT_S
    most_frozen_s: float = 6.0
    most_silent_s: float = 3.0
    given_up_s: float = 60.0


SOAK_RULES: Final = (SoakRules(valid_from=date.min),)


class SoakStage(StrEnum):
    """How far it is. STOPPED: by a person; BROKEN: nothing came from anybody any more."""

    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    BROKEN = "broken"


class SoakFault(StrEnum):
    """What was too much in the worst minute."""

    LOSS = "loss"
    SENT_LOSS = "sent_loss"
    DELAY = "delay"
    FROZEN = "frozen"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class SoakMinute:
    """One minute with one other site, on average. number: from 1.

    loss: of what they send; sent_loss: of what this site sends. frozen_s, silent_s: seconds in
    which the picture stood, and in which nothing came.
    """

    number: int
    site_id: SiteId
    loss: float
    sent_loss: float
    round_trip_s: float
    received_kbps: float
    sent_kbps: float
    frozen_s: float
    silent_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSoak:
    """One measuring. began_at, ended_at: aware, of the site that measured; ended_at: so far.

    worst: the worst minute of all sites, None before the first second.
    """

    stage: SoakStage
    began_at: datetime
    ended_at: datetime
    worst: SoakMinute | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SoakOf:
    """What a site told of its line."""

    by_site_id: SiteId
    soak: LineSoak


def soak_rules(at: datetime, sets: Iterable[SoakRules] = SOAK_RULES) -> SoakRules:
    """The newest limits that hold at an hour."""
    day = at.astimezone(LOCAL_ZONE).date()
    return max((one for one in sets if one.valid_from <= day), key=lambda one: one.valid_from)


def strain(minute: SoakMinute, rules: SoakRules) -> dict[SoakFault, float]:
    """Each figure as a share of what it may be at most: above 1 it is too much."""
    return {
        SoakFault.SILENT: minute.silent_s / rules.most_silent_s,
        SoakFault.LOSS: minute.loss / rules.most_loss,
        SoakFault.SENT_LOSS: minute.sent_loss / rules.most_loss,
        SoakFault.DELAY: minute.round_trip_s / rules.most_round_trip_s,
        SoakFault.FROZEN: minute.frozen_s / rules.most_frozen_s,
    }


def worst_minute(minutes: Iterable[SoakMinute], rules: SoakRules) -> SoakMinute | None:
    """The one with the figure that is worst beside its limit; of equal ones the first."""
    return max(minutes, key=lambda one: max(strain(one, rules).values()), default=None)


def soak_faults(soak: LineSoak, rules: SoakRules) -> tuple[SoakFault, ...]:
    """What was too much in its worst minute, the gravest first."""
    if soak.worst is None:
        return ()
    shares = strain(soak.worst, rules)
    return tuple(
        sorted(
            (fault for fault, share in shares.items() if share > 1.0),
            key=lambda fault: -shares[fault],
        )
    )


def is_soak_good(soak: LineSoak, rules: SoakRules) -> bool:
    """It was measured to its end, and no minute was too bad."""
    is_whole = soak.stage is SoakStage.DONE and soak.worst is not None
    return is_whole and not soak_faults(soak, rules)


def with_soak(soaks: Iterable[SoakOf], fresh: SoakOf) -> tuple[SoakOf, ...]:
    """With what a site says now of its line in the place of what it said before."""
    return (*(one for one in soaks if one.by_site_id != fresh.by_site_id), fresh)


def soaks_evidence(
    soaks: Iterable[tuple[SoakOf, str]], sets: Iterable[SoakRules], room: int
) -> str:
    """What is kept of them with the gate: from when to when, how many were good, the worst minute.

    soaks: each with the name of the site that the worst minute is of. room: letters; without
    enough of them the worst minute is left out. Empty without a result: one that runs is none.
    """
    rules = tuple(sets)
    ended = [
        (one.soak, name, soak_rules(one.soak.began_at, rules))
        for one, name in soaks
        if one.soak.stage is not SoakStage.RUNNING
    ]
    if not ended:
        return ""
    began = min(soak.began_at for soak, _, _ in ended)
    until = max(soak.ended_at for soak, _, _ in ended)
    good = sum(is_soak_good(soak, limits) for soak, _, limits in ended)
    told = f"; đo đường truyền {_hour(began)}–{_hour(until)}: {good}/{len(ended)} nơi đạt"
    measured = [
        (max(strain(soak.worst, limits).values()), soak.worst, name)
        for soak, name, limits in ended
        if soak.worst is not None
    ]
    if not measured:
        return told
    _, worst, name = max(measured, key=lambda one: one[0])
    more = f", phút kém nhất {worst.number} ({name}): {_figures(worst)}"
    return told + more if len(told) + len(more) <= room else told


def _figures(minute: SoakMinute) -> str:
    loss = f"{100 * max(minute.loss, minute.sent_loss):.1f}".replace(".", ",")
    gone = f", đứt {minute.silent_s:.0f} s" if minute.silent_s >= 1 else ""
    return f"mất gói {loss} %, trễ {1_000 * minute.round_trip_s:.0f} ms{gone}"


def _hour(at: datetime) -> str:
    return f"{at.astimezone(LOCAL_ZONE):%H:%M}"
