"""Reads and completes the tables of an installer, by msitools; the one file that knows olefile."""

import importlib
import struct
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from installers.msi.errors import BuildError
from installers.msi.fetch import run_for_bytes, run_tool

ENCODING: Final = "cp1252"
Row = Mapping[str, str]
_HEAD_LINES: Final = 3  # names, types, table and its keys
_SUMMARY: Final = "\x05SummaryInformation"
_TIMES: Final = frozenset({12, 13})  # PIDSI_CREATE_DTM, PIDSI_LASTSAVE_DTM
_SECONDS_1601_TO_1970: Final = 11_644_473_600


class Database:
    """One MSI file. Raises: BuildError."""

    def __init__(self, path: Path) -> None:
        self._path = path.resolve()

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def table_names(self) -> tuple[str, ...]:
        """Every table that is there."""
        return tuple(run_tool(("msiinfo", "tables", str(self._path))).split())

    def rows(self, table: str) -> list[dict[str, str]]:
        """The rows of a table by column; a table that is not there has none."""
        if table not in self.table_names():
            return []
        return parse_table(self._export(table))

    def summary(self) -> dict[str, str]:
        """The summary information, as msiinfo words it."""
        lines = run_tool(("msiinfo", "suminfo", str(self._path))).splitlines()
        pairs = (line.partition(":") for line in lines)
        return {name.strip(): value.strip() for name, _, value in pairs if value}

    def stream(self, name: str) -> bytes:
        """What lies beside the tables under a name: the cabinet, an icon."""
        return run_for_bytes(("msiinfo", "extract", str(self._path), name))

    def rewrite(self, table: str, rows: Sequence[Row]) -> None:
        """Puts these rows in place of a table's."""
        head = self._export(table).split("\n")[:_HEAD_LINES]
        self.write(table, head, rows)

    def write(self, table: str, head: Sequence[str], rows: Sequence[Row]) -> None:
        """Writes a table anew. head: the three lines of an IDT file."""
        columns = head[0].rstrip("\r").split("\t")
        lines = [line.rstrip("\r") for line in head]
        lines += ["\t".join(row[column] for column in columns) for row in rows]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{table}.idt"
            path.write_bytes(("\r\n".join(lines) + "\r\n").encode(ENCODING))
            run_tool(("msibuild", str(self._path), "-i", path.name), folder=path.parent)

    def set_summary(self, *, title: str, author: str, package_code: str) -> None:
        """Names the file; a package code must differ whenever the bytes do."""
        run_tool((
            "msibuild", str(self._path), "-s", title, author, "x64;1033", package_code,
        ))  # fmt: skip

    def set_times(self, epoch: int) -> None:
        """Puts one time in place of "now", in seconds since 1970."""
        olefile: Any = importlib.import_module("olefile")
        with olefile.OleFileIO(str(self._path), write_mode=True) as file:
            data = bytearray(file.openstream(_SUMMARY).read())
            put_times(data, epoch)
            file.write_stream(_SUMMARY, bytes(data))

    def _export(self, table: str) -> str:
        # Tables with binary columns are exported into folders beside.
        with tempfile.TemporaryDirectory() as folder:
            return run_tool(("msiinfo", "export", str(self._path), table), folder=Path(folder))


def parse_table(text: str) -> list[dict[str, str]]:
    """Rows of an IDT file by column. Raises: BuildError."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    columns = lines[0].split("\t")
    rows = [line.split("\t") for line in lines[_HEAD_LINES:] if line]
    if any(len(row) != len(columns) for row in rows):
        message = "a row of the installer's tables has another width"
        raise BuildError(message)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def put_times(summary: bytearray, epoch: int) -> None:
    """Overwrites the times in a summary stream. Layout: [MS-OLEPS] 2.20, PropertySet."""
    time = struct.pack("<Q", (epoch + _SECONDS_1601_TO_1970) * 10**7)
    (section,) = struct.unpack_from("<I", summary, 44)
    (count,) = struct.unpack_from("<I", summary, section + 4)
    for index in range(count):
        number, offset = struct.unpack_from("<II", summary, section + 8 + 8 * index)
        if number in _TIMES:
            summary[section + offset + 4 : section + offset + 12] = time
