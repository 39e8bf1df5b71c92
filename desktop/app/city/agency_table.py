"""A table of agencies as IT hands it in: CSV, checked row by row before anything is written."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from desktop.domain.access.kinds import MAX_AGENCIES
from desktop.domain.directory.agency import Agency, AgencyKind, agency_faults, tidied
from desktop.domain.faults import FaultKind
from desktop.files.resources import resource_path

COLUMNS = ("code", "name", "kind", "parent_name")
MAX_TABLE_BYTES = 1024 * 1024
MAX_ROWS = MAX_AGENCIES


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFault:
    """What is wrong. line: of the file, from 1; field: a column, "" for the row or the file."""

    line: int
    field: str
    fault: str
    text: str = ""


class TableRefused(Exception):
    """Nothing of the table is taken. faults: in the order of the file."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(len(self.faults))


def starting_table() -> Path:
    """The short table that comes with the program: bodies that the city's circular names."""
    return resource_path("units", "haiphong_agencies.csv")


def read_agencies(path: Path) -> tuple[Agency, ...]:
    """All rows, tidied and in use. Raises TableRefused, OSError."""
    with path.open("rb") as file:
        raw = file.read(MAX_TABLE_BYTES + 1)
    if len(raw) > MAX_TABLE_BYTES:
        raise TableRefused([RowFault(line=1, field="", fault="file_too_large")])
    try:
        # spreadsheets write a mark in front of UTF-8
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TableRefused([RowFault(line=line, field="", fault="not_utf8")]) from error
    return _checked(text)


def _checked(text: str) -> tuple[Agency, ...]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    found: list[Agency] = []
    faults: list[RowFault] = []
    try:
        header = tuple(cell.strip() for cell in next(reader, []))
        if header != COLUMNS:
            raise TableRefused([RowFault(line=1, field="", fault="header", text=",".join(header))])
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            of_row = _row_faults(row, found, reader.line_num)
            faults += of_row
            if not of_row:
                found.append(_agency(row))
            if len(found) + len(faults) > MAX_ROWS:
                faults.append(RowFault(line=reader.line_num, field="", fault="too_many_rows"))
                break
    except csv.Error as error:
        faults.append(RowFault(line=reader.line_num, field="", fault="not_csv", text=str(error)))
    if faults:
        raise TableRefused(faults)
    return tuple(found)


def _row_faults(row: list[str], earlier: list[Agency], line: int) -> list[RowFault]:
    """A name that another row has is no fault here; a code is. So other codes are not asked."""
    if len(row) != len(COLUMNS):
        return [RowFault(line=line, field="", fault="columns", text=str(len(row)))]
    texts = dict(zip(COLUMNS, row, strict=True))
    if texts["kind"].strip() not in set(AgencyKind):
        return [RowFault(line=line, field="kind", fault=FaultKind.WRONG, text=texts["kind"])]
    agency = _agency(row)
    of_code = [one for one in earlier if one.code == agency.code]
    return [
        RowFault(line=line, field=fault.field, fault=fault.kind, text=texts[fault.field])
        for fault in agency_faults(agency, of_code, is_new=True)
        if fault.kind is not FaultKind.ODD
    ]


def _agency(row: list[str]) -> Agency:
    code, name, kind, parent_name = row
    return tidied(
        Agency(code=code, name=name, kind=AgencyKind(kind.strip()), parent_name=parent_name)
    )
