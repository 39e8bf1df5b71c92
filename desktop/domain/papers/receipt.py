"""Giấy biên nhận (Mẫu 02/TCD): which papers somebody handed in at a visit. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from desktop.domain.casework.intake import came_at, visit_day
from desktop.domain.casework.people.citizen import CitizenRecord
from desktop.domain.casework.visit import Visit
from desktop.domain.ids import DocumentId, VisitId
from desktop.domain.papers.dossier import CasePaper, DossierPaper, HandedIn

_RECEIVED = frozenset({HandedIn.COPY, HandedIn.ORIGINAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReceipt:
    """What is printed. Personal data: givers, at least one. receiver: name. received_at: aware.

    case_code: "" of a request that is no case yet. again: those of `papers` that an earlier visit,
    or no visit, had brought into the dossier.
    """

    case_code: str
    givers: tuple[CitizenRecord, ...]
    receiver: str
    received_at: datetime
    papers: tuple[CasePaper, ...]
    again: frozenset[DocumentId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPapers:
    """What was given at a visit. again: those of `papers` that it did not bring into the dossier.

    received_at: when the last of them was given, aware; None while there are none.
    """

    papers: tuple[CasePaper, ...]
    again: frozenset[DocumentId]
    received_at: datetime | None


def papers_of_visit(
    papers: Iterable[DossierPaper], visit: Visit, visits: Sequence[Visit], *, zone: tzinfo
) -> GivenPapers:
    """What was handed in at a visit and was not given back, as it is leafed through.

    papers: of a case. visits: of the unit for that case, this one among them. A paper came with
    the visit of its day that had come last when it was added, by the same officer if there is one;
    it was given again at a visit that says so.
    """
    own = (one.paper for one in papers if one.paper.owner_site_id == visit.owner_site_id)
    received = tuple(one for one in own if one.handed_in in _RECEIVED)
    brought = {one.id for one in received if _visit_of(one, visits, zone) == visit.id}
    again = {one.id for one in received if one.id in visit.papers_again} - brought
    given = tuple(one for one in received if one.id in brought | again)
    times = [visit.created_at if one.id in again else one.added_at for one in given]
    return GivenPapers(papers=given, again=frozenset(again), received_at=max(times, default=None))


def _visit_of(paper: CasePaper, visits: Sequence[Visit], zone: tzinfo) -> VisitId | None:
    day = paper.added_at.astimezone(zone).date()
    there = [
        one for one in visits if visit_day(one, zone) == day and came_at(one) <= paper.added_at
    ]
    by_same = [one for one in there if one.created_by == paper.added_by]
    last = max(by_same or there, key=lambda one: (came_at(one), one.id), default=None)
    return None if last is None else last.id
