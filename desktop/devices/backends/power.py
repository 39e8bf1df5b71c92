"""What feeds this PC: the mains, or a battery (of a laptop, or a UPS that the PC knows)."""

import ctypes
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from typing_extensions import override

from desktop.domain.room.measurements import PowerFacts

_SUPPLIES = Path("/sys/class/power_supply")
_MAX_SUPPLIES = 32
_MAX_WORD_BYTES = 64
_ON_BATTERY, _ON_MAINS = 0, 1
_NO_BATTERY = 0x80
_UNKNOWN = 255
_WHOLE = 100

logger = logging.getLogger(__name__)


class PowerSource(Protocol):
    """Asks the operating system."""

    def read(self) -> PowerFacts | None:
        """What it says now; None when it does not know. Returns at once."""
        ...


def power_of_this_pc() -> PowerSource:
    """That of the operating system that runs."""
    return WindowsPower() if sys.platform == "win32" else LinuxPower()


class SystemPowerStatus(ctypes.Structure):
    """SYSTEM_POWER_STATUS of winbase.h."""

    _fields_ = (
        ("ac_line_status", ctypes.c_ubyte),
        ("battery_flag", ctypes.c_ubyte),
        ("battery_life_percent", ctypes.c_ubyte),
        ("system_status_flag", ctypes.c_ubyte),
        ("battery_life_time", ctypes.c_uint32),
        ("battery_full_life_time", ctypes.c_uint32),
    )


class WindowsPower(PowerSource):
    """GetSystemPowerStatus. ask: fills the structure and says whether it could."""

    def __init__(self, ask: Callable[[SystemPowerStatus], bool] | None = None) -> None:
        self._ask = ask or _ask_windows

    @override
    def read(self) -> PowerFacts | None:
        status = SystemPowerStatus()
        if not self._ask(status) or status.ac_line_status not in (_ON_BATTERY, _ON_MAINS):
            return None
        percent: int | None = status.battery_life_percent
        has_battery = status.battery_flag == _UNKNOWN or not status.battery_flag & _NO_BATTERY
        if not has_battery or percent is None or percent > _WHOLE:
            percent = None
        is_on_mains = status.ac_line_status == _ON_MAINS
        return PowerFacts(is_on_mains=is_on_mains, battery_percent=percent)


def _ask_windows(status: SystemPowerStatus) -> bool:
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    return bool(kernel.GetSystemPowerStatus(ctypes.byref(status)))


class LinuxPower(PowerSource):
    """The kernel's list of supplies; batteries of a mouse or a keyboard are none of the PC."""

    def __init__(self, folder: Path = _SUPPLIES) -> None:
        self._folder = folder

    @override
    def read(self) -> PowerFacts | None:
        try:
            supplies = sorted(self._folder.iterdir())[:_MAX_SUPPLIES]
        except OSError:
            return None
        mains, batteries = list[bool](), list[Path]()
        for one in supplies:
            if _word(one, "scope") == "Device":
                continue
            match _word(one, "type"):
                case "Mains" | "USB" if _word(one, "online") in {"0", "1"}:
                    mains.append(_word(one, "online") == "1")
                case "Battery" | "UPS":
                    batteries.append(one)
                case _:
                    pass
        return _of_supplies(mains, batteries)


def _of_supplies(mains: list[bool], batteries: list[Path]) -> PowerFacts | None:
    """Where no supply says whether it is on line, a battery that empties says that none is."""
    states = {_word(one, "status") for one in batteries}
    is_emptying = "Discharging" in states
    if not mains and not is_emptying:
        return None
    charges = [percent for one in batteries if (percent := _percent(one)) is not None]
    is_on_mains = any(mains) and not is_emptying
    return PowerFacts(is_on_mains=is_on_mains, battery_percent=min(charges, default=None))


def _percent(battery: Path) -> int | None:
    text = _word(battery, "capacity")
    is_figure = text.isascii() and text.isdigit()
    return int(text) if is_figure and int(text) <= _WHOLE else None


def _word(supply: Path, name: str) -> str:
    """One value of a supply; empty when it has none."""
    try:
        with (supply / name).open("rb") as file:
            return file.read(_MAX_WORD_BYTES).decode("ascii", "replace").strip()
    except OSError:
        return ""
