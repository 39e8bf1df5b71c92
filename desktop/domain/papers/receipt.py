"""Giấy biên nhận (Mẫu 02/TCD): which papers somebody handed in at a visit. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from desktop.domain.casework.citizen import CitizenRecord
from desktop.domain.ids import SiteId
from desktop.domain.papers.dossier import CasePaper, DossierPaper, HandedIn

_RECEIVED = frozenset({HandedIn.COPY, HandedIn.ORIGINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReceipt:
    """What is printed. Personal data: giver. receiver: name. received_at: aware."""

    case_code: str
    giver: CitizenRecord
    receiver: str
    received_at: datetime
    papers: tuple[CasePaper, ...]


def papers_of_day(
    papers: Iterable[DossierPaper], *, site_id: SiteId, day: date, zone: tzinfo
) -> tuple[CasePaper, ...]:
    """What this site was handed on a day and did not give back, as it is leafed through."""
    own = (one.paper for one in papers if one.paper.owner_site_id == site_id)
    return tuple(
        one
        for one in own
        if one.handed_in in _RECEIVED and one.added_at.astimezone(zone).date() == day
    )
