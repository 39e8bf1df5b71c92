"""The named deputy (người được phân công điều hành): who conducts while the chair is lost."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.access.person import Role
from desktop.domain.access.rights import CONDUCTING, Right, may
from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """The site that conducts in the place of the chair. since: aware, of the city's clock."""

    site_id: SiteId
    since: datetime


def deputy_sites(
    participants: Iterable[Participant], central_site_id: SiteId
) -> tuple[SiteId, ...]:
    """Where the plan names a co-chair, in its order; one beside the chair is lost with the chair.

    Source: domain.md §6.8.
    """
    sites = (one.site_id for one in participants if one.role is ParticipantRole.CO_CHAIR)
    return tuple(dict.fromkeys(one for one in sites if one != central_site_id))


def deputy_at(participants: Iterable[Participant], site_id: SiteId) -> Participant | None:
    """Whom the plan names to conduct from this site."""
    people = (one for one in participants if one.role is ParticipantRole.CO_CHAIR)
    return next((one for one in people if one.site_id == site_id), None)


def next_deputy(sites: Iterable[SiteId], there: Collection[SiteId]) -> SiteId | None:
    """The first of them that is there."""
    return next((one for one in sites if one in there), None)


def may_as_deputy(role: Role, right: Right) -> bool:
    """Whether the right to conduct lets a person of this role do it at the deputy's site."""
    return right in CONDUCTING and may(role, Right.ASK_FLOOR)


def passed_text(label: str) -> str:
    """As it stands in the minutes, which are Vietnamese. label: of the deputy."""
    return f"Người chủ trì mất kết nối. {label} điều hành thay."


def returned_text() -> str:
    """The same when the chair conducts again."""
    return "Người chủ trì đã nối lại và tiếp tục điều hành."
