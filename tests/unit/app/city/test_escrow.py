"""Sealed keys on the city's server: listed, exported for the key holders, removed."""

import json
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.access.callers import Room
from desktop.cityserver.admin.city import list_escrows, open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.rooms.escrows import Escrows
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.ids import SiteId
from desktop.settings.escrow import make_escrow, read_escrow
from desktop.store.database.keys import derive_keys
from tests.fakes.fake_clock import FakeClock
from tests.rigs.city.city_keys import CITY_KEYS, an_escrow
from tests.rigs.city.running_city_server import COMMUNE
from tests.rigs.desk.old_pc import ROOM_KEY

pytestmark = pytest.mark.unit

LABEL = derive_keys(ROOM_KEY).label


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Two rooms left their keys."""
    folder = tmp_path / "city"
    escrow = make_escrow(ROOM_KEY, site_id=COMMUNE, label=LABEL, keys=CITY_KEYS)
    with open_city(CityServerConfig(folder=folder)) as database:
        escrows = Escrows(database=database, clock=FakeClock())
        escrows.take(Room(room_id="pc:1", site_id=COMMUNE), an_escrow(escrow.label, escrow.sealed))
        escrows.take(Room(room_id="pc-2", site_id=SiteId("site-hq")), an_escrow())
    return folder


def city_escrow(folder: Path, *words: str) -> int:
    return main.main(["city-escrow", "--folder", str(folder), *words])


def test_the_list_names_site_pc_and_key(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert city_escrow(city) == ExitCode.OK
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        [COMMUNE, "pc:1", LABEL],
        ["site-hq", "pc-2", "0123abcd"],
    ]
    assert city_escrow(city, "--site", "site-hq") == ExitCode.OK
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_script_is_told_which_there_are_and_no_sealed_key(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city_escrow(city, "--json") == ExitCode.OK
    told = capsys.readouterr().out
    found = json.loads(told)["escrows"]
    assert [(one["site_id"], one["room_id"], one["label"]) for one in found] == [
        (COMMUNE, "pc:1", LABEL),
        ("site-hq", "pc-2", "0123abcd"),
    ]
    assert found[0]["keys"] == list(CITY_KEYS)
    with open_city(CityServerConfig(folder=city)) as database:
        assert not [one for one in list_escrows(database) if one.sealed in told]
    out = tmp_path / "out"
    assert city_escrow(city, "--site", COMMUNE, "--out", str(out), "--json") == ExitCode.OK
    (path,) = out.iterdir()
    assert json.loads(capsys.readouterr().out) == {"written": [str(path)]}
    assert city_escrow(city, "--remove", "pc:1", LABEL, "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out) == {"room_id": "pc:1", "label": LABEL}
    assert city_escrow(city, "--remove", "pc:1", LABEL, "--json") == ExitCode.FAILED
    assert json.loads(capsys.readouterr().out) == {"refused": "no_escrow"}


def test_what_is_exported_is_the_room_s_own_escrow(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert city_escrow(city, "--site", COMMUNE, "--out", str(out)) == ExitCode.OK
    (path,) = out.iterdir()
    assert path.name == f"{COMMUNE}-pc_1-{LABEL}.escrow"
    escrow = read_escrow(path.read_text())
    assert (escrow.site_id, escrow.label, escrow.keys) == (COMMUNE, LABEL, CITY_KEYS)
    before = path.read_bytes()
    assert city_escrow(city, "--out", str(out)) == ExitCode.FAILED
    assert "left as it is" in capsys.readouterr().err
    assert path.read_bytes() == before
    assert len(list(out.iterdir())) == 2


def test_one_that_is_removed_is_gone(city: Path) -> None:
    assert city_escrow(city, "--remove", "pc:1", LABEL) == ExitCode.OK
    assert city_escrow(city, "--remove", "pc:1", LABEL) == ExitCode.FAILED
    with open_city(CityServerConfig(folder=city)) as database:
        assert [row.room_id for row in list_escrows(database)] == ["pc-2"]


def test_nothing_to_show_or_to_write_is_told(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert city_escrow(city, "--site", "nobody") == ExitCode.OK
    assert city_escrow(city, "--site", "nobody", "--out", str(tmp_path / "o")) == ExitCode.FAILED
    (tmp_path / "file").touch()
    assert city_escrow(city, "--out", str(tmp_path / "file")) == ExitCode.FAILED
    assert city_escrow(tmp_path / "nowhere") == ExitCode.MISSING_PREREQUISITE
    said = capsys.readouterr().err
    assert "There is no escrow" in said
    assert "Cannot write" in said
    assert "nowhere" in said
    assert not (tmp_path / "nowhere").exists()
