"""A consultation (hội ý): some sites talk among themselves while the others wait."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import CITIZEN_ROLES, Participant

MAX_CONSULTATIONS: Final = 12
"""Of one session: each costs two exchanges of code words, of which a call has a limited number."""

FEWEST_SITES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """site_ids: who consults, the central site among them. Times: aware, of the city's clock.

    ended_at: None while it lasts.
    """

    site_ids: tuple[SiteId, ...]
    at: datetime
    ended_at: datetime | None = None

    def lasts_s(self, now: datetime) -> int:
        """Whole seconds since it began."""
        return max(0, int((now - self.at).total_seconds()))


class SitesFault(StrEnum):
    """What is wrong with the sites that were chosen."""

    TOO_FEW = "too_few"
    WITHOUT_CENTRAL = "without_central"
    ABSENT = "absent"
    EVERYBODY = "everybody"


def sites_fault(
    chosen: Collection[SiteId],
    *,
    central: SiteId,
    planned: Collection[SiteId],
    present: Collection[SiteId],
) -> SitesFault | None:
    """What is wrong with a choice: two sites at least, the central one, all here, not everybody.

    planned: every site of the session; present: those that are connected.
    """
    if central not in chosen:
        return SitesFault.WITHOUT_CENTRAL
    if len(set(chosen)) < FEWEST_SITES:
        return SitesFault.TOO_FEW
    if not set(chosen) <= set(present):
        return SitesFault.ABSENT
    return SitesFault.EVERYBODY if set(chosen) >= set(planned) else None


def sites_with_citizens(participants: Iterable[Participant]) -> frozenset[SiteId]:
    """Where citizens and who speaks for them sit: normally left out of a consultation."""
    return frozenset(one.site_id for one in participants if one.role in CITIZEN_ROLES)


def lasting(consultations: tuple[Consultation, ...]) -> Consultation | None:
    """The consultation that lasts."""
    return consultations[-1] if consultations and consultations[-1].ended_at is None else None


def with_end(consultations: tuple[Consultation, ...], at: datetime) -> tuple[Consultation, ...]:
    """With the end of the one that lasts; as they are when none does."""
    if lasting(consultations) is None:
        return consultations
    return (*consultations[:-1], replace(consultations[-1], ended_at=at))


def may_exchange(consultation: Consultation | None, one: SiteId, other: SiteId) -> bool:
    """Whether media and signals pass between two sites: who waits exchanges them with nobody."""
    return consultation is None or {one, other} <= set(consultation.site_ids)


def may_read(consultation: Consultation | None, *, by: SiteId, of: SiteId) -> bool:
    """Whether a site sees what is being typed at another: of who consults only who consults."""
    is_hidden = consultation is not None and of in consultation.site_ids
    return not is_hidden or may_exchange(consultation, by, of)
