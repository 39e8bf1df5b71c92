import pytest

from desktop.domain.record.events import SearchAnswered
from tests.contract.services.benches import SearchBench
from tests.samples.receptions import SESSION

pytestmark = pytest.mark.contract


def found(bench: SearchBench, search: str) -> list[str]:
    before = len(bench.events.of(SearchAnswered))
    bench.service.find(search)
    answer = bench.events.wait_for(SearchAnswered, count=before + 1)
    assert answer.search == search
    assert {hit.session_id for hit in answer.hits} <= {SESSION}
    return sorted(hit.entity_id for hit in answer.hits)


def test_every_word_must_begin_a_word_of_the_text(search_bench: SearchBench) -> None:
    search_bench.say("l1", "Đường vào thôn Hoà Bình hẹp")
    search_bench.say("l2", "Cầu Hòa Bình gãy")
    assert found(search_bench, "hòa BÌNH") == ["l1", "l2"]
    assert found(search_bench, "binh duo") == ["l1"]
    assert found(search_bench, "inh") == []
    assert found(search_bench, "duong cau") == []


def test_what_is_said_later_and_corrected_is_found_as_it_is(search_bench: SearchBench) -> None:
    search_bench.say("l1", "đường hẹp")
    assert found(search_bench, "hep") == ["l1"]
    search_bench.say("l1", "đường rộng")
    search_bench.say("l2", "cầu hẹp")
    assert found(search_bench, "hep") == ["l2"]
    assert found(search_bench, "rong") == ["l1"]


@pytest.mark.parametrize("search", ["", " ", "d", "*"])
def test_too_little_is_answered_with_nothing(search_bench: SearchBench, search: str) -> None:
    search_bench.say("l1", "đường hẹp")
    assert found(search_bench, search) == []
