import pytest

from desktop.domain.ids import CaseId, DocumentId, SiteId
from desktop.domain.papers.held import PapersHeld, held_key, holders
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit


def said(site: str, *papers: str) -> PapersHeld:
    return PapersHeld(
        case_id=CaseId("case"),
        owner_site_id=SiteId(site),
        site_id=SiteId(site),
        paper_ids=tuple(map(DocumentId, papers)),
        at=NOON,
    )


def test_each_paper_is_known_by_the_sites_that_have_it() -> None:
    found = holders([said("a", "1", "2"), said("b", "2"), said("c")])
    assert found == {DocumentId("1"): {"a"}, DocumentId("2"): {"a", "b"}}


def test_a_site_has_one_record_of_a_case_and_two_never_share_one() -> None:
    assert held_key("case", "a") == held_key("case", "a")
    assert len({held_key("case", "a"), held_key("case", "b"), held_key("other", "a")}) == 3
