import pytest

from desktop.domain.sync.events import SyncChanged
from tests.contract.services.benches import SyncBench

pytestmark = pytest.mark.contract


def test_with_nothing_made_here_nothing_waits(sync_bench: SyncBench) -> None:
    status = sync_bench.service.status()
    assert status.is_all_sent
    assert (status.pending_bytes, status.oldest_pending_at) == (0, None)


@pytest.mark.parametrize("is_forced", [False, True], ids=["wake", "send-now"])
def test_a_wake_ends_in_news(sync_bench: SyncBench, *, is_forced: bool) -> None:
    if is_forced:
        sync_bench.service.send_now()
    else:
        sync_bench.service.wake()
    event = sync_bench.events.wait_for(SyncChanged)
    assert event.status == sync_bench.service.status()
