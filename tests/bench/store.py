"""How long it takes until a line is safe: our store beside plain SQLite with FULL, same run.

python -m tests.bench.store --json

line_p50_ms, line_p95_ms: from `record` to the completed future (thread change included).
commit_p50_ms: the transaction alone, on the writer. plain_*: the same two rows in plain SQLite,
WAL, synchronous=FULL. paper_in_mb_s, paper_out_mb_s: 64 MiB through the encrypted blobs.
search_index_s: 20,000 lines read into the index; search_worst_ms: of words that stand in all.
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import quantiles

import apsw

from desktop.domain.clock import SystemClock
from desktop.domain.search import SearchHit
from desktop.domain.sync import EntityKind
from desktop.store.store import Store, open_store
from desktop.store.word_index import WordIndex
from tests.fakes.store_samples import KEY, LIMIT_S, TODAY, line_operation

LINES = 500
WARM_UP = 20
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất. " * 9
SEARCHED = 20_000
PAPER_BYTES = 64 * 1024 * 1024
MS = 1_000.0
MIB = 1024.0 * 1024.0


def measure(folder: Path, lines: int = LINES) -> dict[str, float]:
    """All figures."""
    store = open_store(folder / "room", KEY, SystemClock(), copies_folder=folder / "copies")
    try:
        figures = _measure_lines(store, lines) | _measure_paper(store)
    finally:
        store.close()
    return figures | _measure_plain(folder / "plain.db", lines) | _measure_search()


def _measure_search() -> dict[str, float]:
    index = WordIndex()
    began_s = time.perf_counter()
    index.put(
        SearchHit(
            kind=EntityKind.MINUTE_LINE,
            entity_id=f"line-{number}",
            session_id=TODAY,
            text=f"Công dân số {number}: {TEXT}",
        )
        for number in range(SEARCHED)
    )
    index_s = time.perf_counter() - began_s
    found_s = []
    for search in ("cong dan", "thu hoi", "bồi thường", "so 777", "khong co"):
        began_s = time.perf_counter()
        index.find(search)
        found_s.append(time.perf_counter() - began_s)
    index.close()
    return {
        "search_index_s": round(index_s, 2),
        "search_worst_ms": round(MS * max(found_s), 1),
    }


def _measure_lines(store: Store, lines: int) -> dict[str, float]:
    commits: list[float] = []

    def write(number: int) -> None:
        store.items.record(line_operation(TEXT, f"line-{number}"), TODAY).result(LIMIT_S)

    def touch(writer: apsw.Connection) -> float:
        started_s = time.perf_counter()
        writer.execute("UPDATE item SET revision = revision WHERE entity_id = 'line-0'")
        return started_s

    line_s = _repeat(write, lines)
    for _ in range(lines // 5):
        started_s = store.database.write(touch).result(LIMIT_S)
        commits.append(time.perf_counter() - started_s)
    return _figures("line", line_s) | _figures("commit", commits)


def _measure_plain(path: Path, lines: int) -> dict[str, float]:
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    plain.execute("CREATE TABLE item (id TEXT PRIMARY KEY, body TEXT)")
    plain.execute("CREATE TABLE outbox (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT)")

    def write(number: int) -> None:
        operation = line_operation(TEXT)
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("INSERT INTO item VALUES (?, ?)", (f"line-{number}", TEXT))
        plain.execute("INSERT INTO outbox (id, body) VALUES (?, ?)", (operation.id, TEXT))
        plain.execute("COMMIT")

    took_s = _repeat(write, lines)
    plain.close()
    return _figures("plain", took_s)


def _measure_paper(store: Store) -> dict[str, float]:
    data = os.urandom(PAPER_BYTES)
    started_s = time.perf_counter()
    info = store.blobs.put(BytesIO(data), PAPER_BYTES)
    stored_s = time.perf_counter()
    with store.blobs.open(info.sha256) as file:
        while file.read(int(MIB)):
            pass
    read_s = time.perf_counter()
    return {
        "paper_in_mb_s": round(PAPER_BYTES / MIB / (stored_s - started_s), 1),
        "paper_out_mb_s": round(PAPER_BYTES / MIB / (read_s - stored_s), 1),
    }


def _repeat(write: Callable[[int], None], lines: int) -> list[float]:
    took_s = []
    for number in range(lines + WARM_UP):
        started_s = time.perf_counter()
        write(number)
        took_s.append(time.perf_counter() - started_s)
    return took_s[WARM_UP:]


def _figures(name: str, took_s: list[float]) -> dict[str, float]:
    cuts = quantiles(took_s, n=100)
    return {
        f"{name}_p50_ms": round(cuts[49] * MS, 3),
        f"{name}_p95_ms": round(cuts[94] * MS, 3),
        f"{name}_max_ms": round(max(took_s) * MS, 3),
    }


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--lines", type=int, default=LINES)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.lines)
    if arguments.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.writelines(f"{name:18} {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
