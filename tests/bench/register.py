"""The register of a unit with 20,000 rows: read, found and written into, without a network.

python -m tests.bench.register --json

read_s: from the start until every row is there with its words, in the background. search_*: one
answer while somebody types, with marks and without, of words that stand in many rows, in one, in
none. book_ms: all rows of a year without words. write_ms: until the call returns that writes into a
row; changed_ms: the book, looked at for the first time after that. export_s: the book of a year as
XLSX. cpu_*: the same of this process alone, where the PC is shared. peak_mb: of the process.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import apsw

from desktop.domain.casework.register import (
    HandledColumns,
    RegisterEntry,
    RegisterNumber,
    entry_key,
)
from desktop.domain.casework.register_book import RegisterQuery, in_book_order
from desktop.domain.clock import SystemClock
from desktop.domain.ids import PetitionId, VisitId
from desktop.forms.casework.register import RegisterPages, write_register
from desktop.mapping.records import REGISTER_ENTRY, REGISTER_NUMBER
from desktop.store.rows import item_rows
from desktop.store.rows.merge import Record
from desktop.store.store import Store, open_store
from desktop.sync.records.register import RegisterBook
from tests.paths import ROOT
from tests.patience import PATIENCE_S
from tests.samples.casework import ROW
from tests.samples.many_people import many_people
from tests.samples.store import KEY

ROWS = 20_000
YEAR = 2026
_SEARCHES = (
    "Nguyễn",
    "nguyen thi",
    "xa an lao",
    "ngập nước",
    "duong thon lan 777",
    "0311",
    "khong co ai nhu the",
    "Trần Văn Hòa Mẫu",
)
_MS = 1_000.0
_SETTLE_S = 0.5


def rows(count: int) -> Iterator[RegisterEntry]:
    """Of one year, fifty or so a day, with the names of many people."""
    people = many_people(2_000)
    for number in range(count):
        person = people[number % len(people)]
        visit, petition = VisitId(f"visit-{number}"), PetitionId(f"petition-{number}")
        yield replace(
            ROW,
            id=entry_key(visit, petition),
            visit_id=visit,
            petition_id=petition,
            reception_date=date(YEAR, 1, 1) + timedelta(days=number % 330),
            name_address=f"{person.full_name}, {person.address_text}",
            id_document=person.id_number,
            summary=f"Đường thôn ngập nước, cống thoát nước bị lấp, lần {number}",
            follow_up="Hẹn trả lời trước ngày 15/12, đã giao công chức địa chính kiểm tra",
        )


def fill(store: Store, count: int) -> None:
    """These are at the city and here."""
    made = list(rows(count))

    def write(writer: apsw.Connection) -> None:
        for number, entry in enumerate(made, start=1):
            given = RegisterNumber(
                entry_id=entry.id, owner_site_id=entry.owner_site_id, year=YEAR, number=number
            )
            for kind, body in (
                (REGISTER_ENTRY.kind, REGISTER_ENTRY.codec.write(entry)),
                (REGISTER_NUMBER.kind, REGISTER_NUMBER.codec.write(given)),
            ):
                item_rows.save(writer, (kind, entry.id), None, Record(revision=1, body=body))

    store.database.write(write).result(PATIENCE_S * 20)


def measure(folder: Path, count: int = ROWS) -> dict[str, float]:
    """All figures."""
    store = open_store(folder / "room", KEY, SystemClock(), copies_folder=folder / "copies")
    try:
        fill(store, count)
        book = RegisterBook(
            items=store.items, clock=SystemClock(), emit=lambda _event: None, intakes=tuple
        )
        return _measure(book, folder)
    finally:
        store.close()


def _measure(book: RegisterBook, folder: Path) -> dict[str, float]:
    whole = RegisterQuery(year=YEAR)
    read_s, cpu_read_s = _took(lambda: book.read(lambda _done: True))
    first_s, cpu_first_s = _took(lambda: book.find(replace(whole, search="nguyen")))
    found = [_took(lambda one=one: book.find(replace(whole, search=one))) for one in _SEARCHES]  # type: ignore[misc]
    book_s, cpu_book_s = _took(lambda: book.find(whole))
    row = book.find(whole).rows[0].entry
    columns = HandledColumns(
        resolved_by="", within_competence=True, guided_to="", handled_by="", follow_up="x", note=""
    )
    write_s, _ = _took(lambda: book.write(row.id, columns))
    time.sleep(_SETTLE_S)
    changed_s, cpu_changed_s = _took(lambda: book.find(whole))
    pages = RegisterPages(
        year=YEAR,
        rows=in_book_order(book.find(whole).rows),
        places={},
        issuer=None,
        made_at=SystemClock().now(),
        is_practice=False,
    )
    form = ROOT / "resources" / "forms" / "register-v1.json"
    export_s, cpu_export_s = _took(
        lambda: write_register(pages, folder / "so.xlsx", template_path=form)
    )
    figures = {
        "read_s": round(read_s, 2),
        "cpu_read_s": round(cpu_read_s, 2),
        "search_first_ms": round(_MS * first_s, 1),
        "cpu_search_first_ms": round(_MS * cpu_first_s, 1),
        "search_p50_ms": round(_MS * median(one for one, _ in found), 1),
        "search_worst_ms": round(_MS * max(one for one, _ in found), 1),
        "cpu_search_worst_ms": round(_MS * max(one for _, one in found), 1),
        "book_ms": round(_MS * book_s, 1),
        "cpu_book_ms": round(_MS * cpu_book_s, 1),
        "changed_ms": round(_MS * changed_s, 1),
        "cpu_changed_ms": round(_MS * cpu_changed_s, 1),
        "write_ms": round(_MS * write_s, 2),
        "export_s": round(export_s, 1),
        "cpu_export_s": round(cpu_export_s, 1),
    }
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return figures | {"peak_mb": round(peak_kb / 1024, 0)}


def _took(work: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of this process alone."""
    began_s, cpu_s = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began_s, time.process_time() - cpu_s


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--rows", type=int, default=ROWS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), arguments.rows)
    if arguments.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        sys.stdout.writelines(f"{name:22} {value}\n" for name, value in figures.items())
    return 0


if __name__ == "__main__":
    sys.exit(main())
