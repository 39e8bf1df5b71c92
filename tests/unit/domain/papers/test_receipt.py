"""Which papers a receipt lists: of this site, of this visit, and not given back."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from desktop.domain.casework.visit import Visit
from desktop.domain.ids import DocumentId, SiteId, UserId, VisitId
from desktop.domain.papers.dossier import CasePaper, DossierPaper, HandedIn
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.papers.receipt import papers_of_visit
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import CASE_PAPER, SITE, VISIT

pytestmark = pytest.mark.unit

OWN = replace(CASE_PAPER, owner_site_id=SITE, handed_in=HandedIn.COPY)


def known(paper: CasePaper) -> DossierPaper:
    return DossierPaper(
        paper=paper,
        place=None,
        storage=RecordStorage.CITY,
        is_local=True,
        transfer=PaperTransfer.CITY,
    )


CAME = replace(VISIT, owner_site_id=SITE, arrived_at=OWN.added_at, created_by=OWN.added_by)
LATER = replace(CAME, id=VisitId("later"), arrived_at=OWN.added_at + timedelta(hours=2))
BESIDE = replace(CAME, id=VisitId("beside"), created_by=UserId("other"))


def found(visit: Visit, *papers: CasePaper, visits: tuple[Visit, ...] = (CAME, LATER)) -> list[str]:
    given = papers_of_visit(map(known, papers), visit, visits, zone=LOCAL_ZONE)
    return [one.id for one in given.papers]


def a_paper(name: str, **changes: Any) -> CasePaper:
    return replace(OWN, id=DocumentId(name), **changes)


def at(hours: float) -> datetime:
    return OWN.added_at + timedelta(hours=hours)


def test_only_what_was_handed_in_here_and_stays_is_listed() -> None:
    papers = (
        a_paper("copy"),
        a_paper("original", handed_in=HandedIn.ORIGINAL),
        a_paper("returned", handed_in=HandedIn.RETURNED),
        a_paper("nobody", handed_in=None),
        a_paper("theirs", owner_site_id=SiteId("other")),
    )
    assert found(CAME, *papers) == ["copy", "original"]


def test_each_visit_of_a_day_lists_its_own() -> None:
    papers = (a_paper("first", added_at=at(1)), a_paper("second", added_at=at(2)))
    assert found(CAME, *papers) == ["first"]
    assert found(LATER, *papers) == ["second"]


def test_what_came_before_anybody_or_on_another_day_is_of_no_visit() -> None:
    papers = (a_paper("before", added_at=at(-0.1)), a_paper("tomorrow", added_at=at(24)))
    assert found(CAME, *papers) == []
    assert found(LATER, *papers) == []


def test_of_two_visits_at_once_the_officer_says_which() -> None:
    beside = replace(BESIDE, arrived_at=at(0.1))
    papers = (
        a_paper("mine", added_at=at(0.5)),
        a_paper("other", added_at=at(0.5), added_by=UserId("other")),
        a_paper("third", added_at=at(0.5), added_by=UserId("third")),
    )
    visits = (CAME, beside)
    assert found(CAME, *papers, visits=visits) == ["mine"]
    assert found(beside, *papers, visits=visits) == ["other", "third"]


def test_what_is_given_again_stands_on_the_receipts_of_both_visits() -> None:
    again = (DocumentId("first"), DocumentId("elsewhere"), DocumentId("back"))
    later = replace(
        LATER, arrived_at=at(48), created_at=at(48.5), papers_again=(*again, DocumentId("new"))
    )
    papers = (
        a_paper("first", added_at=at(1)),
        a_paper("back", added_at=at(1), handed_in=HandedIn.RETURNED),
        a_paper("new", added_at=at(48.2)),
    )
    visits = (CAME, later)
    assert found(CAME, *papers, visits=visits) == ["first"]
    given = papers_of_visit(map(known, papers), later, visits, zone=LOCAL_ZONE)
    assert [one.id for one in given.papers] == ["first", "new"]
    assert given.again == {"first"}
    assert given.received_at == at(48.5)


def test_the_last_paper_says_when_they_were_received() -> None:
    papers = map(known, (a_paper("first", added_at=at(1)), a_paper("second", added_at=at(1.5))))
    given = papers_of_visit(papers, CAME, (CAME,), zone=LOCAL_ZONE)
    assert (given.again, given.received_at) == (frozenset(), at(1.5))
    assert papers_of_visit((), CAME, (CAME,), zone=LOCAL_ZONE).received_at is None
