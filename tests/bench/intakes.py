"""Who came before, among 20,000 people with 20,000 visits, without a network.

python -m tests.bench.intakes --json

people_ready_s, all_read_s: from the start of the book until everybody is recognised, until every
visit is whole; another thread reads meanwhile. stall_ms: the longest that the thread which draws
had to wait meanwhile, in steps of 5 ms. recognise_*, history_*: one answer while somebody types;
naive_recognise_ms: of a look at everybody, for comparison. intakes_ms: all visits as a list.
keep_ms: until the call returns that keeps one more. peak_mb: of the process, with everything read.
"""

import argparse
import json
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import apsw

from desktop.domain.casework.history import HistoryOf, recognise
from desktop.domain.casework.intake import Intake
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId, CitizenId, VisitId
from desktop.mapping.records import kind_of
from desktop.store.rows import item_rows
from desktop.store.rows.merge import Record
from desktop.store.store import Store, open_store
from desktop.sync.records.intakes import IntakeBook
from tests.patience import PATIENCE_S
from tests.samples.casework import CITIZEN, INTAKE
from tests.samples.many_people import many_intakes, many_people
from tests.samples.store import KEY

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PEOPLE = 20_000
VISITS = 20_000
ASKED = 200
STEP_S = 0.005
MS = 1_000.0


def measure(folder: Path, people: int = PEOPLE, visits: int = VISITS) -> dict[str, float]:
    """All figures."""
    store = open_store(folder / "room", KEY, SystemClock(), copies_folder=folder / "copies")
    try:
        known = many_people(people)
        fill(store, [*known, *records_of(many_intakes(known, visits))])
        book = IntakeBook(items=store.items, clock=SystemClock(), emit=_ignore, place=str)
        try:
            return _measure(book, people)
        finally:
            book.stop()
    finally:
        store.close()


def fill(store: Store, records: Iterable["DataclassInstance"]) -> None:
    """These are at the city and here."""

    def write(writer: apsw.Connection) -> None:
        for record in records:
            kind = kind_of(record)
            body = kind.codec.write(record)
            key = (kind.kind, str(getattr(record, "id")))  # noqa: B009 - of any kind
            item_rows.save(writer, key, None, Record(revision=1, body=body))

    store.database.write(write).result(PATIENCE_S * 10)


def records_of(intakes: Iterable[Intake]) -> Iterator["DataclassInstance"]:
    """All but the people."""
    for one in intakes:
        yield from one.checks
        yield from one.standings
        yield from one.petitions
        yield one.visit


def _ignore(_event: object) -> None:
    """Nobody listens."""


def _measure(book: IntakeBook, people: int) -> dict[str, float]:
    asked = many_people(people)[:: max(1, people // ASKED)]
    typed = [replace(one, id=CitizenId("typed")) for one in asked]
    began_s = time.perf_counter()
    book.start()
    ready_s, stall_s = _wait(lambda: _is_recognised(book, people), began_s)
    read_s, later_s = _wait(lambda: not _is_reading(book), began_s)
    recognised = [_took(lambda one=one: book.recognise(one)) for one in typed]  # type: ignore[misc]
    lines = [
        _took(
            lambda one=one: book.history(  # type: ignore[misc]
                HistoryOf({one.id}, CaseId("case-0")), is_denunciation=False
            )
        )
        for one in asked
    ]
    everybody = [one.record for one in book.citizens.known()]
    kept = replace(INTAKE, visit=replace(INTAKE.visit, id=VisitId("one-more")))
    figures = {
        "people_ready_s": round(ready_s, 2),
        "all_read_s": round(read_s, 2),
        "stall_ms": round(MS * max(stall_s, later_s), 1),
        "recognise_p50_ms": round(MS * median(recognised), 3),
        "recognise_worst_ms": round(MS * max(recognised), 3),
        "naive_recognise_ms": round(MS * _took(lambda: recognise(typed[0], everybody)), 1),
        "history_p50_ms": round(MS * median(lines), 3),
        "history_worst_ms": round(MS * max(lines), 3),
        "intakes_ms": round(MS * _took(book.intakes), 1),
        "keep_ms": round(MS * _took(lambda: book.keep(kept)), 2),
    }
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures | {"peak_mb": round(peak_kb / 1024, 0)}


def _is_recognised(book: IntakeBook, people: int) -> bool:
    """Everybody is known, and one of them is asked for."""
    book.recognise(CITIZEN)
    return len(book.citizens.known()) == people


def _is_reading(book: IntakeBook) -> bool:
    book.recognise(CITIZEN)
    return any(thread.name == "intakes" for thread in threading.enumerate())


def _wait(is_there: Callable[[], bool], began_s: float) -> tuple[float, float]:
    """When it was, since the start, and the longest step until then."""
    longest_s = 0.0
    while True:
        step_s = time.perf_counter()
        if is_there():
            return time.perf_counter() - began_s, longest_s
        time.sleep(STEP_S)
        longest_s = max(longest_s, time.perf_counter() - step_s - STEP_S)


def _took(work: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    work()
    return time.perf_counter() - began_s


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--people", type=int, default=PEOPLE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.people, arguments.people)
    if arguments.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.writelines(f"{name:20} {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
