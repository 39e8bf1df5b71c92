"""The directory on the city's server: a table is taken whole or not at all, told by its rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.app import main
from desktop.app.city.agencies import import_agencies
from desktop.app.city.agency_table import (
    MAX_ROWS,
    MAX_TABLE_BYTES,
    TableRefused,
    read_agencies,
    starting_table,
)
from desktop.cityserver.admin import city
from desktop.cityserver.admin.city import list_agencies, open_city, put_agencies
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.exchange.pull import Changes
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.directory.agency import Agency, AgencyKind
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_people import person_at, pulled
from tests.rigs.city.running_city_server import COMMUNE, seed_city

pytestmark = pytest.mark.unit

HEAD = "code,name,kind,parent_name\n"
TABLE = (
    HEAD
    + "skhcn, Sở  Khoa học và Công nghệ ,department,Ủy ban nhân dân thành phố\n\n"
    + 'TTTP,"Thanh tra thành phố",inspectorate,\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seed_city(tmp_path)
    return tmp_path / "city"


def table(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "agencies.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def run(folder: Path, *options: str) -> int:
    return main.main(["city-agencies", "--folder", str(folder), *options])


def refused(tmp_path: Path, text: str | bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(TableRefused) as error:
        read_agencies(table(tmp_path, text))
    return [(one.line, one.field, one.fault) for one in error.value.faults]


def test_a_table_is_read_tidied(tmp_path: Path) -> None:
    first, second = read_agencies(table(tmp_path, "\ufeff" + TABLE))
    assert first == Agency(
        code="SKHCN",
        name="Sở Khoa học và Công nghệ",
        kind=AgencyKind.DEPARTMENT,
        parent_name="Ủy ban nhân dân thành phố",
    )
    assert (second.code, second.parent_name) == ("TTTP", "")


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("S,Sở Mẫu,department,\n", [(2, "code", "wrong")]),
        (",,department,\n", [(2, "code", "missing"), (2, "name", "missing")]),
        ("SX,Sở Mẫu,song,\n", [(2, "kind", "wrong")]),
        ("SX,Sở Mẫu,department\n", [(2, "", "columns")]),
        ("SX,Sở Mẫu,department,\nsx,Sở khác Mẫu,department,\n", [(3, "code", "taken")]),
        (f"SX,{'x' * 251},department,{'y' * 251}\n",
         [(2, "name", "wrong"), (2, "parent_name", "wrong")]),
        ('SX,"Sở Mẫu,department,\n', [(2, "", "not_csv")]),
        ("SX,Sở\nMẫu,department,\nSY,Sở Mẫu,song,\n",
         [(2, "", "columns"), (3, "", "columns"), (4, "kind", "wrong")]),
    ],
)  # fmt: skip
def test_every_wrong_row_is_named(
    tmp_path: Path, rows: str, faults: list[tuple[int, str, str]]
) -> None:
    assert refused(tmp_path, HEAD + rows) == faults


def test_what_is_no_such_table_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "") == [(1, "", "header")]
    assert refused(tmp_path, "name,code,kind,parent_name\n") == [(1, "", "header")]
    assert refused(tmp_path, HEAD.encode() + "SX,Sở,department,\n".encode("utf-16")) == [
        (2, "", "not_utf8")
    ]
    assert refused(tmp_path, b"x" * (MAX_TABLE_BYTES + 1)) == [(1, "", "file_too_large")]
    many = HEAD + "".join(f"S{n},Sở {n} Mẫu,department,\n" for n in range(MAX_ROWS + 1))
    assert refused(tmp_path, many) == [(MAX_ROWS + 2, "", "too_many_rows")]


def test_one_name_twice_is_two_agencies(tmp_path: Path) -> None:
    rows = "SX,Sở Mẫu,department,\nSY,Sở Mẫu,department,\n"
    assert len(read_agencies(table(tmp_path, HEAD + rows))) == 2


def test_an_import_reaches_every_site(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--import", str(table(tmp_path, TABLE))) == ExitCode.OK
    assert capsys.readouterr().out == "added 2, changed 0, unchanged 0\n"
    with open_city(CityServerConfig(folder=folder)) as database:
        answer = pulled(Changes(database=database, clock=FakeClock()), person_at(COMMUNE), "")
    assert {one.entity_id for one in answer.changes if one.kind == "agency"} == {"SKHCN", "TTTP"}


def test_an_import_changes_what_differs_and_nobody_is_used_again(
    folder: Path, tmp_path: Path
) -> None:
    with open_city(CityServerConfig(folder=folder)) as database:
        first = read_agencies(table(tmp_path, TABLE))
        import_agencies(database, [Agency(code="SX", name="Mẫu", kind=AgencyKind.OTHER), *first])
        from_desk = [body.model_copy(update={"active": False}) for body in list_agencies(database)]
        put_agencies(database, from_desk)
        text = TABLE.replace("Thanh tra thành phố", "Thanh tra TP Mẫu")
        done = import_agencies(database, read_agencies(table(tmp_path, text)))
        assert (done.added, done.changed, done.unchanged) == (0, 1, 1)
        found = {body.code: body for body in list_agencies(database)}
    assert set(found) == {"SX", "SKHCN", "TTTP"}
    assert found["TTTP"].name == "Thanh tra TP Mẫu"
    assert not any(body.active for body in found.values())


def test_nothing_is_imported_when_a_row_is_wrong(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, TABLE + "1,Sở Mẫu,department,\n")
    assert run(folder, "--import", str(path)) == ExitCode.FAILED
    told = capsys.readouterr().err.splitlines()
    assert told == ["Chưa nhập dòng nào. · Nothing was imported.", "line 5: code wrong: '1'"]
    assert run(folder, "--import", str(path), "--json") == ExitCode.FAILED
    assert json.loads(capsys.readouterr().out) == {
        "refused": "bad_table",
        "faults": [{"line": 5, "field": "code", "fault": "wrong", "text": "1"}],
    }
    with open_city(CityServerConfig(folder=folder)) as database:
        assert list_agencies(database) == ()


def listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert run(folder, "--json") == ExitCode.OK
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["agencies"]
    return found


def test_the_starting_table_names_no_more_than_the_circular(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed(folder, capsys) == []
    assert run(folder, "--starting", "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["added"] == 6
    names = {one["name"] for one in listed(folder, capsys)}
    assert names == {
        "Thanh tra thành phố",
        "Sở Khoa học và Công nghệ",
        "Văn phòng Ủy ban nhân dân thành phố",
        "Ban Tiếp công dân thành phố",
        "Thanh tra Chính phủ",
        "Ban Tiếp công dân Trung ương",
    }
    owing = [one.code for one in read_agencies(starting_table()) if one.owes_focal_points]
    assert owing == ["TTTP", "SKHCN", "VPUBND"]


def test_the_list_for_people_says_who_is_in_use(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder) == ExitCode.OK
    assert capsys.readouterr().out == "no agencies\n"
    run(folder, "--import", str(table(tmp_path, TABLE)))
    capsys.readouterr()
    assert run(folder) == ExitCode.OK
    head, first, second = capsys.readouterr().out.splitlines()
    assert head == "in use 2, retired 0"
    assert first.split()[:4] == ["in", "use", "SKHCN", "department"]
    assert first.endswith("Sở Khoa học và Công nghệ (Ủy ban nhân dân thành phố)")
    assert second.endswith("Thanh tra thành phố")


def test_a_folder_or_a_file_that_is_not_there_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path / "nowhere") == ExitCode.MISSING_PREREQUISITE
    missing = str(tmp_path / "none.csv")
    assert run(folder, "--import", missing) == ExitCode.MISSING_PREREQUISITE
    assert "none.csv" in capsys.readouterr().err


def test_a_full_directory_is_said_and_nothing_is_imported(
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(city, "MAX_AGENCIES", 1)
    assert run(folder, "--import", str(table(tmp_path, TABLE))) == ExitCode.FAILED
    assert "directory_full" in capsys.readouterr().err
    with open_city(CityServerConfig(folder=folder)) as database:
        assert list_agencies(database) == ()
