"""How long it takes until a line is safe: our store beside plain SQLite with FULL, same run.

python -m tests.bench.store --json

line_*: a new line, from `record` to the completed future (thread change included). again_*: a line
that is saved again with more words, as while somebody types. commit_*: a transaction of one small
change, on the writer. Beside them, in turns of 25 lines, so that all see the same disk, in plain
SQLite (WAL, synchronous=FULL, on the caller's thread, no cipher, no journal): plain_*: two bare
rows of the text; rows_*: the very rows of a new line in our own tables with their indexes, so what
the notes themselves cost whoever keeps them; rows_again_*: of a line that is saved again.
line_to_plain, line_to_rows, again_to_rows: how many times as long at p95.
paper_in_mb_s, paper_out_mb_s: 64 MiB through the encrypted blobs.
search_index_s: 20,000 lines read into the index; search_worst_ms: of words that stand in all.
"""

import argparse
import json
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import quantiles

import apsw

from desktop.domain.clock import SystemClock
from desktop.domain.record.search import SearchHit
from desktop.domain.sync.operation import EntityKind
from desktop.store.database.migrate import load_migrations
from desktop.store.records.word_index import WordIndex
from desktop.store.store import Store, open_store
from tests.samples.store import KEY, LIMIT_S, TODAY, line_operation

LINES = 500
WARM_UP = 20
TURN = 25
TEXT = "Công dân trình bày về việc bồi thường khi thu hồi đất. " * 9
SEARCHED = 20_000
PAPER_BYTES = 64 * 1024 * 1024
BARE_TABLES = """
    CREATE TABLE item (id TEXT PRIMARY KEY, body TEXT);
    CREATE TABLE outbox (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, body TEXT);
"""
PUT_ITEM = """
    INSERT INTO item (kind, entity_id, session_id, revision, body) VALUES (?, ?, ?, 0, ?)
    ON CONFLICT (kind, entity_id) DO UPDATE SET body = excluded.body
"""
PUT_OPERATION = """
    INSERT INTO outbox (id, kind, entity_id, base_revision, body, made_at, state)
    VALUES (?, ?, ?, 0, ?, ?, 'waiting')
"""
Writers = Mapping[str, Callable[[int], None]]
MS = 1_000.0
MIB = 1024.0 * 1024.0


def measure(folder: Path, lines: int = LINES) -> dict[str, float]:
    """All figures."""
    store = open_store(folder / "room", KEY, SystemClock(), copies_folder=folder / "copies")
    store.database.lengthen_log()  # as the desk does
    try:
        figures = _measure_lines(folder, store, lines) | _measure_paper(store)
    finally:
        store.close()
    return figures | _measure_search()


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


def _measure_lines(folder: Path, store: Store, lines: int) -> dict[str, float]:
    def write(number: int) -> None:
        store.items.record(line_operation(TEXT, f"line-{number}"), TODAY).result(LIMIT_S)

    def write_again(number: int) -> None:
        operation = line_operation(f"{number} {TEXT}", "line-0")
        store.items.record(operation, TODAY).result(LIMIT_S)

    with closing(_open_plain(folder / "plain.db")) as plain:
        plain.executescript(BARE_TABLES)
        with closing(_open_plain(folder / "rows.db")) as rows:
            rows.executescript("".join(step.sql for step in load_migrations()))
            new: Writers = {
                "line": write,
                "plain": partial(_write_bare, plain),
                "rows": lambda number: _write_rows(rows, f"line-{number}", TEXT),
            }
            again: Writers = {
                "again": write_again,
                "rows_again": lambda number: _write_rows(rows, "line-0", f"{number} {TEXT}"),
            }
            took = _take_turns(new, lines) | _take_turns(again, lines)
    took["commit"] = [_commit_once(store, number) for number in range(lines // 5)]
    figures: dict[str, float] = {}
    for name, took_s in took.items():
        figures |= _figures(name, took_s)
    return figures | {
        "line_to_plain": round(figures["line_p95_ms"] / figures["plain_p95_ms"], 2),
        "line_to_rows": round(figures["line_p95_ms"] / figures["rows_p95_ms"], 2),
        "again_to_rows": round(figures["again_p95_ms"] / figures["rows_again_p95_ms"], 2),
    }


def _commit_once(store: Store, number: int) -> float:
    def touch(writer: apsw.Connection) -> float:
        started_s = time.perf_counter()
        # Another value each time: what changes nothing is not written, and nothing is flushed.
        writer.execute("INSERT OR REPLACE INTO memory VALUES ('bench', ?)", (str(number),))
        return started_s

    started_s = store.database.write(touch).result(LIMIT_S)
    return time.perf_counter() - started_s


def _open_plain(path: Path) -> sqlite3.Connection:
    plain = sqlite3.connect(path, isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    return plain


def _write_bare(plain: sqlite3.Connection, number: int) -> None:
    operation = line_operation(TEXT)
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("INSERT INTO item VALUES (?, ?)", (f"line-{number}", TEXT))
    plain.execute("INSERT INTO outbox (id, body) VALUES (?, ?)", (operation.id, TEXT))
    plain.execute("COMMIT")


def _write_rows(plain: sqlite3.Connection, line_id: str, text: str) -> None:
    """What a note is in our tables: its record, its operation, the place in the journal."""
    operation = line_operation(text, line_id)
    key = (operation.kind, operation.entity_id)
    body = json.dumps(operation.body, ensure_ascii=False)
    made_at = operation.made_at.isoformat()
    plain.execute("BEGIN IMMEDIATE")
    plain.execute("INSERT OR REPLACE INTO memory VALUES ('store.journal', ?)", (operation.id,))
    plain.execute(PUT_ITEM, (*key, TODAY, body))
    plain.execute("DELETE FROM outbox WHERE kind = ? AND entity_id = ? AND state = 'waiting'", key)
    plain.execute(PUT_OPERATION, (operation.id, *key, body, made_at))
    plain.execute("COMMIT")


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


def _take_turns(writers: Mapping[str, Callable[[int], None]], lines: int) -> dict[str, list[float]]:
    """What each took for each line, without the first lines of each."""
    took_s: dict[str, list[float]] = {name: [] for name in writers}
    for first in range(0, lines + WARM_UP, TURN):
        for name, write in writers.items():
            for number in range(first, min(first + TURN, lines + WARM_UP)):
                started_s = time.perf_counter()
                write(number)
                took_s[name].append(time.perf_counter() - started_s)
    return {name: found[WARM_UP:] for name, found in took_s.items()}


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
