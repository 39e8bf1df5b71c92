"""Words found with and without marks, in every spelling an officer may type."""

import pytest

from desktop.domain.ids import SessionId
from desktop.domain.record.search import SearchHit
from desktop.domain.sync.operation import EntityKind
from desktop.store.records.word_index import MOST_HITS, WordIndex

pytestmark = pytest.mark.unit


def a_hit(text: str, entity_id: str = "1", kind: EntityKind = EntityKind.MINUTE_LINE) -> SearchHit:
    return SearchHit(kind=kind, entity_id=entity_id, session_id=SessionId("s"), text=text)


HAMLET = a_hit("Đường vào thôn Hoà Bình, số đơn 2026-0147: hộ ông A bị lấn 12 m²")


@pytest.mark.parametrize(
    "search",
    ["Hòa Bình", "hoa binh", "HOÀ", "đường", "duong", "dưong", "thôn hoa", "2026-0147", "0147",
     "bình, số", "12 m", 'hoà "bình"', "dươ", "lan", "  duong   vao "],
)  # fmt: skip
def test_found(search: str) -> None:
    index = WordIndex()
    index.put([HAMLET])
    assert index.find(search) == (HAMLET,)


@pytest.mark.parametrize(
    "search",
    ["", "d", "*", '"', "hoa bac", "uong", "AND", "duong OR xyz", "text:duong", "(", "no"],
)
def test_not_found(search: str) -> None:
    index = WordIndex()
    index.put([HAMLET])
    assert index.find(search) == ()


def test_a_record_has_its_newest_text_only() -> None:
    index = WordIndex()
    case = SearchHit(kind=EntityKind.CASE, entity_id="1", session_id=None, text="đường")
    index.put([a_hit("đường hẹp")])
    index.put([a_hit("cầu gãy"), a_hit("đường rộng", kind=EntityKind.PAPER), case])
    assert {hit.text for hit in index.find("duong")} == {"đường rộng", "đường"}
    assert [hit.session_id for hit in index.find("cau gay")] == ["s"]


def test_so_many_are_found_at_most() -> None:
    index = WordIndex()
    index.put(a_hit("đường", str(number)) for number in range(MOST_HITS + 50))
    assert len(index.find("duong")) == MOST_HITS


def test_closed_twice() -> None:
    index = WordIndex()
    index.close()
    index.close()
