import pytest

from tests.contract.services.benches import MemoryBench

pytestmark = pytest.mark.contract


def test_what_is_remembered_is_recalled(memory_bench: MemoryBench) -> None:
    memory_bench.service.remember("session", "một")
    memory_bench.service.remember("session", "hai")
    assert memory_bench.service.recall("session") == "hai"
    assert memory_bench.service.recall("unknown") is None


def test_none_forgets(memory_bench: MemoryBench) -> None:
    memory_bench.service.remember("session", "một")
    memory_bench.service.remember("session", None)
    memory_bench.service.remember("never", None)
    assert memory_bench.service.recall("session") is None


def test_a_new_program_recalls_the_same(memory_bench: MemoryBench) -> None:
    memory_bench.service.remember("session", "một")
    memory_bench.service.remember("gone", "x")
    memory_bench.service.remember("gone", None)
    reopened = memory_bench.reopened()
    assert reopened.recall("session") == "một"
    assert reopened.recall("gone") is None
