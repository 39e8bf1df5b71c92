"""Units, rooms and people by commands: what was typed works, what is wrong is said."""

import getpass
import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app import main
from desktop.cityserver.access.access import Access
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.records.records import find_record
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.access.person import Role
from desktop.domain.ids import SiteId, UserId
from tests.fakes.fake_clock import FakeClock
from tests.rigs.desk.terminal import Terminal
from tests.samples.kdf_cost import CHEAP_PINS, CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit

COMMUNE = "31-11629"
PIN = "246813"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    folder.mkdir()
    return folder


def run(folder: Path, command: str, *options: str) -> int:
    words = [command, "--folder", str(folder), *options]
    return main.main(words, kdf_cost=CHEAPEST_KDF_COST)


def add_commune(folder: Path) -> None:
    assert run(folder, "city-create-unit", "--code", "11629") == ExitCode.OK


def add_officer(folder: Path, pin_file: Path, *options: str) -> int:
    pin_file.write_text(f"{PIN}\n", encoding="utf-8")
    who = ("--user", "an", "--name", "Cán bộ Mẫu", "--role", "room_officer", "--site", COMMUNE)
    return run(folder, "city-create-user", *who, "--pin-file", str(pin_file), *options)


def site_body(folder: Path, site_id: str) -> dict[str, object]:
    with open_city(CityServerConfig(folder=folder)) as database, database.read() as session:
        row = find_record(session, "site", site_id)
        assert row is not None
        return row.body


def test_a_commune_is_known_by_its_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add_commune(folder)
    body = site_body(folder, COMMUNE)
    assert (body["name"], body["short_name"], body["kind"]) == ("UBND xã An Lão", "Xã An Lão", "xa")
    assert COMMUNE in capsys.readouterr().out


def test_a_body_that_is_no_commune_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--code", "S01", "--site", "so-nnmt", "--name", " Sở Mẫu ", "--kind", "agency")
    assert run(folder, "city-create-unit", *named, "--json") == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["site_id"] == "so-nnmt"
    assert site_body(folder, "so-nnmt")["name"] == "Sở Mẫu"


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--code", "99999"), "unknown_code"),
        (("--code", "99999", "--name", "Sở"), "unknown_code"),
        (("--code", "S01", "--kind", "agency", "--name", "Sở " * 20), "bad_field"),
        (("--code", "11629", "--phone", "0" * 40), "bad_field"),
    ],
)
def test_a_unit_that_cannot_be_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], word: str
) -> None:
    assert run(folder, "city-create-unit", *options, "--json") == ExitCode.FAILED
    told = capsys.readouterr()
    assert json.loads(told.out) == {"refused": word}
    assert " · " in told.err
    assert not (folder / "city.db").exists()


def test_a_unit_is_written_over_only_when_that_is_meant(folder: Path) -> None:
    add_commune(folder)
    again = ("--code", "11629", "--phone", "0225 000 000")
    assert run(folder, "city-create-unit", *again) == ExitCode.FAILED
    assert site_body(folder, COMMUNE)["fallback_phone"] == ""
    assert run(folder, "city-create-unit", *again, "--replace") == ExitCode.OK
    assert site_body(folder, COMMUNE)["fallback_phone"] == "0225 000 000"


def test_a_pin_that_anybody_would_guess_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_commune(folder)
    easy = tmp_path / "easy"
    easy.write_text("123456\n", encoding="utf-8")
    who = ("--user", "an", "--name", "Cán bộ Mẫu", "--role", "room_officer", "--site", COMMUNE)
    capsys.readouterr()
    asked = ("city-create-user", *who, "--pin-file", str(easy), "--json")
    assert run(folder, *asked) == ExitCode.FAILED
    assert json.loads(capsys.readouterr().out) == {"refused": "easy_pin"}


def test_who_leaves_is_removed_by_one_command(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_commune(folder)
    assert add_officer(folder, tmp_path / "pin") == ExitCode.OK
    capsys.readouterr()
    assert run(folder, "city-remove-user", "--user", "an", "--json") == ExitCode.OK
    told = json.loads(capsys.readouterr().out)
    assert (told["user_id"], told["site_ids"], told["sign_ins"]) == ("an", [COMMUNE], 0)
    assert run(folder, "city-remove-user", "--user", "an") == ExitCode.OK
    assert "–" in capsys.readouterr().out
    assert run(folder, "city-remove-user", "--user", "nobody", "--json") == ExitCode.FAILED
    assert json.loads(capsys.readouterr().out) == {"refused": "no_user"}


@pytest.mark.parametrize("site", ["../x", "", "a b", "x" * 65, "-x"])
def test_an_id_is_a_word(folder: Path, site: str) -> None:
    with pytest.raises(SystemExit) as left:
        run(folder, "city-enrol-room", f"--site={site}")
    assert left.value.code == ExitCode.BAD_USAGE


def test_a_code_binds_one_pc_and_a_person_signs_in_there(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_commune(folder)
    assert add_officer(folder, tmp_path / "pin") == ExitCode.OK
    capsys.readouterr()
    assert run(folder, "city-enrol-room", "--site", COMMUNE, "--json") == ExitCode.OK
    code = json.loads(capsys.readouterr().out)["enrol_code"]

    with open_city(CityServerConfig(folder=folder)) as database:
        access = Access(database=database, clock=FakeClock(), pins=CHEAP_PINS)
        room = access.room_of(access.enrol(code, SiteId(COMMUNE)))
        assert access.sign_in(room, UserId("an"), PIN).role == Role.ROOM_OFFICER
        with pytest.raises(Rejected):
            access.enrol(code, SiteId(COMMUNE))


def test_only_a_unit_that_is_there_gets_codes_and_people(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "city-enrol-room", "--site", COMMUNE) == ExitCode.FAILED
    assert add_officer(folder, tmp_path / "pin") == ExitCode.FAILED
    assert COMMUNE in capsys.readouterr().err


def test_a_person_is_written_over_only_when_that_is_meant(folder: Path, tmp_path: Path) -> None:
    add_commune(folder)
    assert add_officer(folder, tmp_path / "pin") == ExitCode.OK
    assert add_officer(folder, tmp_path / "pin") == ExitCode.FAILED
    assert add_officer(folder, tmp_path / "pin", "--replace") == ExitCode.OK


@pytest.mark.parametrize("name", ["", "  ", "x" * 251, "An\nBình"])
def test_a_name_is_one_line(folder: Path, tmp_path: Path, name: str) -> None:
    add_commune(folder)
    assert add_officer(folder, tmp_path / "pin", "--name", name) == ExitCode.FAILED


class TestPin:
    """Where the PIN comes from. It never appears in what is printed."""

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
        answers: list[str] = []
        monkeypatch.setattr(sys, "stdin", Terminal())
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: answers.pop(0))
        yield answers
        assert not answers

    def add(self, folder: Path, *options: str) -> int:
        add_commune(folder)
        who = ("--user", "an", "--name", "An", "--role", "leader", "--site", COMMUNE)
        return run(folder, "city-create-user", *who, "--json", *options)

    def test_it_is_asked_for_twice(self, folder: Path, asked: list[str]) -> None:
        asked += [PIN, PIN]
        assert self.add(folder) == ExitCode.OK

    def test_two_entries_must_be_the_same(
        self, folder: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked += [PIN, "999999"]
        assert self.add(folder) == ExitCode.FAILED
        told = capsys.readouterr()
        assert "pins_differ" in told.out
        assert PIN not in told.out + told.err

    def test_it_comes_through_a_pipe(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PIN}\r\n"))
        assert self.add(folder, "--pin-file", "-") == ExitCode.OK

    @pytest.mark.parametrize("text", ["", "12345", "12345a", "١٢٣٤٥٦", "1" * 33, "123 456"])
    def test_it_is_some_digits(
        self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
    ) -> None:
        (tmp_path / "pin").write_text(text, encoding="utf-8")
        assert self.add(folder, "--pin-file", str(tmp_path / "pin")) == ExitCode.FAILED
        told = capsys.readouterr()
        assert "bad_pin" in told.out
        assert not text or text not in told.err

    def test_no_terminal_and_no_file(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        assert self.add(folder) == ExitCode.FAILED
        missing = str(tmp_path / "missing")
        assert self.add_again(folder, missing) == ExitCode.MISSING_PREREQUISITE
        (tmp_path / "pin").write_bytes(b"\xff\xfe")
        assert self.add_again(folder, str(tmp_path / "pin")) == ExitCode.MISSING_PREREQUISITE

    def add_again(self, folder: Path, pin_file: str) -> int:
        who = ("--user", "an", "--name", "An", "--role", "leader", "--site", COMMUNE)
        return run(folder, "city-create-user", *who, "--pin-file", pin_file)


def test_a_folder_that_is_not_there_is_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "nowhere"
    code = run(nowhere, "city-create-unit", "--code", "11629")
    assert code == ExitCode.MISSING_PREREQUISITE
    assert "nowhere" in capsys.readouterr().err
    assert not nowhere.exists()


def test_data_that_cannot_be_read_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "city.db").write_bytes(b"this is no database" * 100)
    code = run(folder, "city-create-unit", "--code", "11629", "--json")
    assert code == ExitCode.STORE_UNREADABLE
    assert json.loads(capsys.readouterr().out) == {"refused": "unreadable"}
    assert "Traceback" not in caplog.text


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="accounts of POSIX")
def test_root_does_not_write_into_the_folder_of_the_service(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = folder.stat().st_uid
    if owner == 0:
        os.chown(folder, 1, -1)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    code = run(folder, "city-create-unit", "--code", "11629", "--json")
    assert code == ExitCode.FAILED
    assert json.loads(capsys.readouterr().out) == {"refused": "other_account"}
