"""Pages that were drawn are kept within a bound."""

import pytest

from desktop.documents.drawn_pages import DrawnPages
from desktop.documents.preview.pipe_format import Answer, Status
from desktop.domain.papers.paper import PageImage

pytestmark = pytest.mark.unit


def drawn(size: int) -> Answer:
    image = PageImage(width=1, height=1, rgb=bytes(size))
    return Answer(status=Status.DRAWN, page_count=9, image=image)


def test_a_page_is_found_that_is_as_wide_as_it_is_needed() -> None:
    pages, page = DrawnPages(), drawn(3)
    pages.keep("a", 1, 960, page)
    assert pages.find("a", 1, 960) is pages.find("a", 1, 400) is page
    for sha256, number, width in (("a", 1, 1_400), ("a", 2, 960), ("b", 1, 960)):
        assert pages.find(sha256, number, width) is None
    wider = drawn(6)
    pages.keep("a", 1, 1_400, wider)
    assert pages.find("a", 1, 960) is wider


def test_the_oldest_give_way_and_what_was_looked_at_is_new_again() -> None:
    pages = DrawnPages(max_bytes=30)
    for page in (1, 2, 3):
        pages.keep("a", page, 100, drawn(10))
    assert pages.find("a", 1, 100) is not None
    pages.keep("a", 4, 100, drawn(10))
    kept = [page for page in range(1, 5) if pages.find("a", page, 100) is not None]
    assert kept == [1, 3, 4]


def test_a_page_that_is_larger_than_the_bound_is_not_kept() -> None:
    pages = DrawnPages(max_bytes=30)
    pages.keep("a", 1, 100, drawn(10))
    pages.keep("a", 1, 900, drawn(31))
    assert pages.find("a", 1, 100) is None
    pages.keep("a", 2, 100, Answer(status=Status.DRAWN, page_count=9))
    assert pages.find("a", 2, 100) is not None


def test_all_is_given_back() -> None:
    pages = DrawnPages(max_bytes=30)
    pages.keep("a", 1, 100, drawn(30))
    pages.forget()
    assert pages.find("a", 1, 100) is None
    pages.keep("a", 2, 100, drawn(30))
    assert pages.find("a", 2, 100) is not None
