import pytest

from desktop.store.records.watchers import Watchers

pytestmark = pytest.mark.unit


def test_every_watcher_hears_although_one_fails(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[str] = []
    watchers = Watchers[str]()

    def fail(_change: str) -> None:
        raise RuntimeError

    watchers.add(fail)
    watchers.add(heard.append)
    watchers.tell("x")

    assert heard == ["x"]
    assert "store watcher failed" in caplog.text
