"""Which papers a receipt lists: of this site, of this day, and not given back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.papers.dossier import CasePaper, DossierPaper, HandedIn
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.papers.receipt import papers_of_day
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import CASE_PAPER, SITE

pytestmark = pytest.mark.unit

OWN = replace(CASE_PAPER, owner_site_id=SITE, handed_in=HandedIn.COPY)
DAY = OWN.added_at.astimezone(LOCAL_ZONE).date()


def known(paper: CasePaper) -> DossierPaper:
    return DossierPaper(
        paper=paper,
        place=None,
        storage=RecordStorage.CITY,
        is_local=True,
        transfer=PaperTransfer.CITY,
    )


def test_only_what_was_handed_in_here_that_day_and_stays_is_listed() -> None:
    papers = (
        OWN,
        replace(OWN, handed_in=HandedIn.ORIGINAL),
        replace(OWN, handed_in=HandedIn.RETURNED),
        replace(OWN, handed_in=None),
        replace(OWN, owner_site_id=SiteId("other")),
        replace(OWN, added_at=OWN.added_at - timedelta(days=1)),
    )
    found = papers_of_day(map(known, papers), site_id=SITE, day=DAY, zone=LOCAL_ZONE)
    assert found == papers[:2]
