"""Page numbers of a dossier: given in the city's order, fixed for ever, late ones with letters."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import DocumentId, SiteId
from desktop.domain.papers.dossier import (
    CasePaper,
    DossierPaper,
    PaperPlace,
    in_order,
    place_for,
)
from desktop.domain.papers.paper import PaperTransfer
from desktop.domain.sync.operation import RecordStorage
from tests.samples.casework import CASE_PAPER

pytestmark = pytest.mark.unit

ADDITIONS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 60)), max_size=40)
"""Site and pages of each paper, in the order of the city."""


def a_paper(number: int, site: str, pages: int) -> CasePaper:
    return replace(
        CASE_PAPER,
        id=DocumentId(f"paper-{number}"),
        site_id=SiteId(site),
        owner_site_id=SiteId(site),
        page_count=pages,
        added_at=CASE_PAPER.added_at - timedelta(minutes=number),
    )


def placed(additions: Iterable[tuple[str, int]]) -> list[PaperPlace]:
    places: list[PaperPlace] = []
    for number, (site, pages) in enumerate(additions):
        places.append(place_for(a_paper(number, site, pages), places))
    return places


def known(paper: CasePaper, place: PaperPlace | None) -> DossierPaper:
    return DossierPaper(
        paper=paper,
        place=place,
        storage=RecordStorage.CITY,
        is_local=True,
        transfer=PaperTransfer.CITY,
    )


@pytest.mark.parametrize(
    ("additions", "labels"),
    [
        ([("a", 4)], ["1–4"]),
        ([("a", 4), ("a", 8)], ["1–4", "5–12"]),
        ([("a", 12), ("b", 3), ("a", 2)], ["1–12", "13–15", "12a–12b"]),
        ([("a", 12), ("b", 3), ("a", 2), ("a", 1), ("b", 1)],
         ["1–12", "13–15", "12a–12b", "12c", "16"]),
        ([("a", 1), ("b", 1), ("c", 1), ("b", 1), ("a", 27)],
         ["1", "2", "3", "2a", "1a–1aa"]),
        ([("a", 0), ("a", 1)], ["1", "2"]),
    ],
)  # fmt: skip
def test_late_papers_stand_after_the_last_page_of_their_site(
    additions: list[tuple[str, int]], labels: list[str]
) -> None:
    assert [one.label for one in placed(additions)] == labels


@given(additions=ADDITIONS, more=ADDITIONS)
def test_what_comes_later_changes_no_number(
    additions: list[tuple[str, int]], more: list[tuple[str, int]]
) -> None:
    assert placed([*additions, *more])[: len(additions)] == placed(additions)


@given(additions=ADDITIONS)
def test_no_page_has_the_number_of_another(additions: list[tuple[str, int]]) -> None:
    taken = [
        (one.number, one.letter + page) if one.letter else (one.number + page, 0)
        for one in placed(additions)
        for page in range(one.pages)
    ]
    assert len(set(taken)) == len(taken)
    whole = sorted(number for number, letter in taken if not letter)
    assert whole == list(range(1, len(whole) + 1))


@given(additions=ADDITIONS)
def test_the_order_of_what_is_there_does_not_matter(additions: list[tuple[str, int]]) -> None:
    places = placed(additions)
    late = a_paper(99, "b", 2)
    assert place_for(late, reversed(places)) == place_for(late, places)


def test_papers_are_leafed_through_by_their_numbers_and_the_unnumbered_last() -> None:
    additions = [("a", 12), ("b", 3), ("a", 2), ("a", 1)]
    places = placed(additions)
    papers = [a_paper(number, *one) for number, one in enumerate(additions)]
    new, newer = (replace(one, id=DocumentId(f"new-{one.id}")) for one in papers[2:])
    everything = [
        *(known(new, None), known(newer, None)),
        *(known(paper, place) for paper, place in zip(papers, places, strict=True)),
    ]
    assert [one.paper.id for one in in_order(everything)] == [
        "paper-0", "paper-2", "paper-3", "paper-1", "new-paper-3", "new-paper-2",
    ]  # fmt: skip
