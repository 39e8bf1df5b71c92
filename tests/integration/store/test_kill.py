"""kill -9 while lines are written: every acknowledged line is there, each with its operation."""

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from desktop.domain.sync.operation import EntityKind
from desktop.store.database.connection import rows
from desktop.store.store import Store, open_store
from tests.fakes.fake_clock import FakeClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.writer_process import LINES
from tests.samples.store import KEY, RESERVE_BYTES

pytestmark = [
    pytest.mark.integration,
    pytest.mark.torture,
    pytest.mark.timeout(400),
    pytest.mark.usefixtures("untraced", "untraced_children"),
]

LINE = EntityKind.MINUTE_LINE
KILLS = 60
OPENS = 8.0
"""After a kill a store may take so many times as long to open as after a good end: it repairs."""


def test_no_acknowledged_line_is_lost_over_sixty_kills(tmp_path: Path) -> None:
    folder = tmp_path / "room"
    chance = random.Random(20261126)
    expected = dict[str, str]()
    first, killed_s, closed_s = 0, list[float](), list[float]()
    for _ in range(KILLS):
        last = _write_and_kill(folder, first, chance.uniform(0.0, 0.12))
        expected.update({_line(each): f"xong {each}" for each in range(first, last + 1)})
        # the line that was being written at the kill may hold either text
        expected.pop(_line(last + 1), None)
        first = last + 2
        for times_s in (killed_s, closed_s):
            started_s = time.monotonic()
            store = open_store(folder, KEY, FakeClock(), reserve_bytes=RESERVE_BYTES)
            times_s.append(time.monotonic() - started_s)
            _check(store, expected)
            store.close()
    print(f"{statistics.median(killed_s)=:.3f} {statistics.median(closed_s)=:.3f}")
    assert statistics.median(killed_s) < OPENS * statistics.median(closed_s)


def _write_and_kill(folder: Path, first: int, after_s: float) -> int:
    """Returns the last number that was acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.rigs.desk.writer_process", str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        watchdog = threading.Timer(PATIENCE_S, process.kill)
        watchdog.start()
        assert process.stdout is not None
        last = int(process.stdout.readline())
        # the moment of the kill is the random input of this test, not a wait for something
        time.sleep(after_s)
        process.kill()
        watchdog.cancel()
        for line in process.stdout:
            if line.endswith("\n"):
                last = int(line)
    return last


def _check(store: Store, expected: dict[str, str]) -> None:
    texts = {item.entity_id: item.body["text"] for item in store.items.list(LINE)}
    queued = {
        entity_id: json.loads(body)["text"]
        for entity_id, body in store.database.read(
            lambda reader: rows(reader, "SELECT entity_id, body FROM outbox")
        )
    }
    lost = {line_id for line_id, text in expected.items() if texts.get(line_id) != text}
    assert not lost
    assert queued == texts, "a record without its operation, or the reverse"


def _line(number: int) -> str:
    return f"line-{number % LINES}"
