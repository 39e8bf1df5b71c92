"""Where settings come from: policy, environment, files. Each source is read, nothing is decided."""

import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Final

from desktop.domain.errors import SettingsError
from desktop.settings.model import KEYS
from desktop.settings.ownership import administrators_fault

FILE_LIMIT_BYTES: Final = 64 * 1024
ENVIRONMENT_PREFIX: Final = "RECEPTION_ROOM_"
POLICY_KEY: Final = r"Software\Policies\HaiPhong\ReceptionRoom"
# Written by the installer, from its properties; what else it notes stands in keys below.
MACHINE_KEY: Final = r"Software\HaiPhong\ReceptionRoom"
UNREADABLE: Final = "C-110"
# To whom the PC trusts and through whom it speaks: under Windows never by a file of the PC, so that
# a slip in a folder's rights gives that to nobody. The installer and the policy write the registry.
REGISTRY_ONLY: Final = frozenset({"server_url", "proxy", "ca_file", "escrow_keys"})
_PLACE_IN_TOML_ERROR: Final = re.compile(r"\(at line (\d+)")
_END_OF_TOML: Final = re.compile(r"\(at end of document\)")
_WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Source(StrEnum):
    """Who chose a value; earlier members win."""

    POLICY = "policy"
    ENVIRONMENT = "environment"
    MACHINE = "machine"
    USER = "user"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one source says, unchecked.

    place: the file, the registry key or "environment", for messages.
    untrusted_values: by setting name. lines: the line (from 1) where a name stands in a file.
    not_taken: names that this source may not decide.
    problem: why the source could not be read, or not be believed; its values are then missing.
    """

    source: Source
    place: str
    untrusted_values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    not_taken: frozenset[str] = frozenset()
    problem: SettingsError | None = None


FileFault = Callable[[BinaryIO, Path], str | None]
"""Why an open file is not to be believed, in a word; None: it is."""


def read_file(path: Path, source: Source, fault_of: FileFault | None = None) -> Layer:
    """A TOML file of settings; a missing file is an empty layer. Never raises."""
    try:
        with path.open("rb") as file:
            fault = fault_of(file, path) if fault_of is not None else None
            data = file.read(FILE_LIMIT_BYTES + 1)
    except FileNotFoundError:
        return Layer(source=source, place=str(path))
    except OSError as error:
        return _unreadable(path, source, reason=f"errno_{error.errno}")
    if fault is not None:
        return _unreadable(path, source, reason=fault)
    if len(data) > FILE_LIMIT_BYTES:
        return _unreadable(path, source, reason="too_long")
    return _parsed(data, path, source)


def read_environment(environment: Mapping[str, str]) -> Layer:
    """Every RECEPTION_ROOM_… variable that is not empty: RECEPTION_ROOM_SERVER_URL and so on."""
    return Layer(
        source=Source.ENVIRONMENT,
        place="environment",
        untrusted_values={
            name.removeprefix(ENVIRONMENT_PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(ENVIRONMENT_PREFIX) and value.strip()
        },
    )


def read_windows_policy(winreg: Any) -> Layer:  # noqa: ANN401 - typed only on Windows
    r"""Values below HKLM\Software\Policies\HaiPhong\ReceptionRoom; a missing key is empty.

    winreg: the module of that name. Names may be written ServerUrl (as ADMX templates do) or
    server_url.
    """
    return _read_registry(winreg, POLICY_KEY, Source.POLICY)


def read_windows_machine(winreg: Any) -> Layer:  # noqa: ANN401 - typed only on Windows
    r"""Values below HKLM\Software\HaiPhong\ReceptionRoom, as `read_windows_policy` reads them."""
    return _read_registry(winreg, MACHINE_KEY, Source.MACHINE)


def read_policy(path: Path) -> Layer:
    """The policy of this PC: the registry under Windows, `path` elsewhere."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - exists under Windows only

        return read_windows_policy(winreg)
    return read_file(path, Source.POLICY)


def read_machine(
    path: Path, fault_of: FileFault | None = administrators_fault
) -> tuple[Layer, ...]:
    """What holds for every person of this PC, strongest first.

    Under Windows first what the installer was told, which only an administrator can write; then
    the file `path`, where only administrators may have written it and without REGISTRY_ONLY.
    """
    file = read_file(path, Source.MACHINE, fault_of)
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - exists under Windows only

        return (read_windows_machine(winreg), replace(file, not_taken=REGISTRY_ONLY))
    return (file,)


def _read_registry(winreg: Any, path: str, source: Source) -> Layer:  # noqa: ANN401 - see above
    place = rf"HKLM\{path}"
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    values: dict[str, object] = {}
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
            for index in range(winreg.QueryInfoKey(key)[1]):
                name, value, _ = winreg.EnumValue(key, index)
                values[_WORD_START.sub("_", name).lower()] = value
    except FileNotFoundError:
        return Layer(source=source, place=place)
    except OSError as error:
        problem = SettingsError(UNREADABLE, {"file": place, "reason": f"errno_{error.errno}"})
        return Layer(source=source, place=place, problem=problem)
    return Layer(source=source, place=place, untrusted_values=values)


def _parsed(data: bytes, path: Path, source: Source) -> Layer:
    try:
        text = data.decode("utf-8-sig")  # Notepad may put a byte order mark first
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(path, source, reason="not_utf8", line=line)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(path, source, reason="not_toml", line=_line_of(error, text))
    return Layer(
        source=source, place=str(path), untrusted_values=values, lines=_lines_of(values, text)
    )


def _unreadable(path: Path, source: Source, *, reason: str, line: int = 0) -> Layer:
    data: dict[str, str | int] = {"file": str(path), "reason": reason}
    if line:
        data["line"] = line
    return Layer(source=source, place=str(path), problem=SettingsError(UNREADABLE, data))


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    # Before Python 3.14 the place stands in the message only.
    if match := _PLACE_IN_TOML_ERROR.search(str(error)):
        return int(match[1])
    return text.count("\n") + 1 if _END_OF_TOML.search(str(error)) else 0


def _lines_of(values: Mapping[str, object], text: str) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        name = line.partition("=")[0].strip().strip("\"'[]").strip()
        if name in values or name in KEYS:
            lines.setdefault(name, number)
    return lines
