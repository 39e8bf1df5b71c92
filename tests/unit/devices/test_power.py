"""What feeds the PC: the same of Windows, of Linux and of the fake, and no more than is known."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from desktop.devices.backends.power import (
    LinuxPower,
    PowerSource,
    SystemPowerStatus,
    WindowsPower,
    power_of_this_pc,
)
from desktop.domain.room.measurements import PowerFacts
from tests.fakes.fake_power import FakePower

pytestmark = pytest.mark.unit

Supplies = Mapping[str, Mapping[str, str]]
Windows = tuple[int, int, int]
"""ACLineStatus, BatteryFlag, BatteryLifePercent."""

MAINS_ALONE = ((1, 128, 255), {"AC": {"type": "Mains", "online": "1"}})
MAINS_AND_BATTERY = (
    (1, 8, 87),
    {
        "AC": {"type": "Mains", "online": "1"},
        "BAT0": {"type": "Battery", "status": "Charging", "capacity": "87"},
    },
)
BATTERY = (
    (0, 1, 64),
    {
        "AC": {"type": "Mains", "online": "0"},
        "BAT0": {"type": "Battery", "status": "Discharging", "capacity": "64"},
        "mouse": {"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": "3"},
    },
)
BATTERY_OF_UNKNOWN_CHARGE = (
    (0, 255, 255),
    {"UPS": {"type": "UPS", "status": "Discharging", "capacity": "?"}},
)
UNKNOWN: tuple[Windows, Supplies] = ((255, 255, 255), {})

Source = Callable[[tuple[Windows, Supplies], PowerFacts | None, Path], PowerSource]


def windows(
    said: tuple[Windows, Supplies], _facts: PowerFacts | None, _folder: Path
) -> PowerSource:
    def ask(status: SystemPowerStatus) -> bool:
        status.ac_line_status, status.battery_flag, status.battery_life_percent = said[0]
        return True

    return WindowsPower(ask)


def linux(said: tuple[Windows, Supplies], _facts: PowerFacts | None, folder: Path) -> PowerSource:
    for name, values in said[1].items():
        (folder / name).mkdir()
        for key, value in values.items():
            (folder / name / key).write_text(f"{value}\n")
    return LinuxPower(folder)


def fake(_said: tuple[Windows, Supplies], facts: PowerFacts | None, _folder: Path) -> PowerSource:
    return FakePower(facts)


@pytest.mark.parametrize("source", [windows, linux, fake])
@pytest.mark.parametrize(
    ("said", "facts"),
    [
        (MAINS_ALONE, PowerFacts(is_on_mains=True)),
        (MAINS_AND_BATTERY, PowerFacts(is_on_mains=True, battery_percent=87)),
        (BATTERY, PowerFacts(is_on_mains=False, battery_percent=64)),
        (BATTERY_OF_UNKNOWN_CHARGE, PowerFacts(is_on_mains=False)),
        (UNKNOWN, None),
    ],
)
def test_every_source_says_the_same_of_a_pc(
    source: Source, said: tuple[Windows, Supplies], facts: PowerFacts | None, tmp_path: Path
) -> None:
    assert source(said, facts, tmp_path).read() == facts


def test_a_system_that_does_not_answer_knows_nothing(tmp_path: Path) -> None:
    assert WindowsPower(lambda _status: False).read() is None
    assert LinuxPower(tmp_path / "nothing").read() is None


def test_a_full_battery_without_a_word_of_the_mains_says_nothing(tmp_path: Path) -> None:
    full = {"BAT0": {"type": "Battery", "status": "Full", "capacity": "100"}}
    assert linux(((255, 0, 0), full), None, tmp_path).read() is None


def test_the_emptiest_battery_counts(tmp_path: Path) -> None:
    two = {
        "BAT0": {"type": "Battery", "status": "Discharging", "capacity": "90"},
        "BAT1": {"type": "Battery", "status": "Unknown", "capacity": "12"},
    }
    found = linux(((0, 0, 0), two), None, tmp_path).read()
    assert found == PowerFacts(is_on_mains=False, battery_percent=12)


def test_this_pc_says_something_sound_or_nothing() -> None:
    found = power_of_this_pc().read()
    assert found is None or found.battery_percent is None or 0 <= found.battery_percent <= 100
