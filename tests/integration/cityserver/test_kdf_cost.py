"""The program derives keys at its real cost: once each, where a test may take its time."""

import inspect
from pathlib import Path

import pytest
from argon2 import extract_parameters
from sqlalchemy import select

from desktop.app import main
from desktop.app.practice.city import PracticeCity
from desktop.app.wiring import city as wiring_of_city
from desktop.cityserver.admin.city import open_city
from desktop.cityserver.config.config import CityServerConfig
from desktop.cityserver.secrets.pins import Pins
from desktop.cityserver.store.tables.people import UserRow
from desktop.diagnostics.exit_codes import ExitCode
from desktop.domain.access.kdf_cost import PRODUCT_KDF_COST, KdfCost
from desktop.settings.sealing import encrypt_under_passphrase, protect, unprotect
from tests.rigs.system.derivations import cost_of, scrypt_log_n

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

COMMUNE = "31-11629"
PIN = "739164"
OWASP_LEAST = KdfCost(memory_kib=19_456, passes=2, lanes=1)
LEAST_SCRYPT_LOG_N = 14


def test_a_pin_is_hashed_at_the_cost_that_owasp_asks_for() -> None:
    assert PRODUCT_KDF_COST == OWASP_LEAST
    pins = Pins(cost=PRODUCT_KDF_COST)
    kept = pins.hash(PIN)
    assert cost_of(extract_parameters(kept)) == OWASP_LEAST
    assert pins.is_right(kept, PIN)
    assert not pins.is_right(kept, "739165")


def test_a_passphrase_costs_whoever_guesses_it() -> None:
    private_key = "AGE-SECRET-KEY-1QQQQ"
    text = encrypt_under_passphrase(private_key.encode(), "một câu dài để mở khóa")
    assert scrypt_log_n(text) >= LEAST_SCRYPT_LOG_N
    assert inspect.signature(protect).parameters["encrypt"].default is encrypt_under_passphrase
    assert "encrypt" not in inspect.signature(unprotect).parameters


def test_the_command_of_it_keeps_a_person_at_the_real_cost(tmp_path: Path) -> None:
    city, pin_file = tmp_path / "city", tmp_path / "pin"
    city.mkdir()
    pin_file.write_text(f"{PIN}\n", encoding="utf-8")
    folder = ["--folder", str(city)]
    assert main.main(["city-create-unit", *folder, "--code", "11629"]) == ExitCode.OK
    who = ["--user", "an", "--name", "Cán bộ Mẫu", "--role", "room_officer", "--site", COMMUNE]
    command = ["city-create-user", *folder, *who, "--pin-file", str(pin_file)]
    assert main.main(command) == ExitCode.OK
    with open_city(CityServerConfig(folder=city)) as database, database.read() as session:
        kept = session.scalars(select(UserRow.pin_hash)).one()
    assert cost_of(extract_parameters(kept)) == OWASP_LEAST


def test_nothing_that_builds_the_program_names_another_cost() -> None:
    assert inspect.signature(main.main).parameters["kdf_cost"].default is PRODUCT_KDF_COST
    assert PracticeCity.__dataclass_fields__["kdf_cost"].default is PRODUCT_KDF_COST
    assert "pin_cost=PRODUCT_KDF_COST" in inspect.getsource(wiring_of_city)
