"""The support bundle: what a technician may see of this PC, in one zip, without personal data."""

import json
import platform
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Final

from desktop.diagnostics.redaction import redact

LOG_TAIL_LIMIT_BYTES: Final = 4 * 1024 * 1024
LOG_FILES_LIMIT: Final = 40
_PRODUCT: Final = "reception-room"
_CONTENTS: Final = "contents.json"
# zip knows no time before 1980; one fixed time makes two bundles of the same state equal.
_ENTRY_TIME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingLine:
    """One setting as the settings screen shows it. value: already without secrets."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRequest:
    """What goes into the bundle.

    made_at: aware, UTC. log_folders: their `*.log*` files are taken, newest first.
    settings: from `LoadedSettings.lines()`. devices: one line of text per device.
    call_statistics: figures of the last call, by name; only numbers and true or false are taken.
    sandbox: of each process that reads foreign bytes what was taken from it, and what could not be.
    """

    made_at: datetime
    program_version: str
    log_folders: Sequence[Path]
    settings: Sequence[SettingLine]
    devices: Sequence[str]
    call_statistics: Mapping[str, object]
    sandbox: Mapping[str, Mapping[str, str]]


def write_support_bundle(request: BundleRequest, path: Path) -> tuple[str, ...]:
    """Write the bundle to `path` and return the names of what is in it.

    Log lines are redacted once more, strictly. The file appears only when it is complete.
    Thread: any but MainThread (reads up to 160 MB).

    Raises: OSError when the bundle cannot be written; nothing is left behind then.
    """
    part = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            names = _write_entries(archive, request)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return names


def _write_entries(archive: zipfile.ZipFile, request: BundleRequest) -> tuple[str, ...]:
    sizes: dict[str, int] = {}
    for name, text in _entries(request):
        data = text.encode("utf-8", "backslashreplace")
        _write(archive, name, data)
        sizes[name] = len(data)
    contents = {
        "made_at": request.made_at.isoformat(),
        "personal_data": "none",
        "files": [{"name": name, "size_bytes": size} for name, size in sizes.items()],
    }
    _write(archive, _CONTENTS, _as_json(contents).encode())
    return (_CONTENTS, *sizes)


def _entries(request: BundleRequest) -> Iterator[tuple[str, str]]:
    yield "versions.json", _as_json(_versions(request.program_version))
    yield "platform.json", _as_json(_platform_facts())
    yield "settings.json", _as_json(_settings(request.settings))
    yield "devices.txt", "".join(f"{redact(line)}\n" for line in request.devices)
    yield "sandbox.json", _as_json({name: dict(told) for name, told in request.sandbox.items()})
    yield "call_statistics.json", _as_json(_figures(request.call_statistics))
    for name, path in _log_files(request.log_folders):
        text = _redacted_tail(path)
        if text is not None:
            yield name, text


def _versions(program_version: str) -> dict[str, str]:
    """Of the program, the interpreter and every package the program asks for."""
    found = {found.name.lower(): found.version for found in metadata.distributions()}
    # What runs tells its own number: what lies beside it may be of another installation.
    found |= {_PRODUCT: program_version, "python": sys.version.split()[0]}
    return dict(sorted(found.items()))


def _platform_facts() -> dict[str, str]:
    # Never platform.node(): the name of a PC is often the name of its officer.
    return {
        "system": platform.system(),
        "release": platform.release(),
        "version": platform.version(),
        "machine": platform.machine(),
        "python": platform.python_implementation(),
        "bits": platform.architecture()[0],
    }


def _settings(lines: Sequence[SettingLine]) -> dict[str, dict[str, str]]:
    return {line.name: {"value": redact(line.value), "source": line.source} for line in lines}


def _figures(statistics: Mapping[str, object]) -> dict[str, object]:
    """Numbers only: a figure cannot name anybody, a text could."""
    kept: dict[str, object] = {}
    for name, value in sorted(statistics.items()):
        if isinstance(value, bool | int | float):
            kept[name] = value
        elif isinstance(value, Mapping):
            kept[name] = _figures(value)
    return kept


def _log_files(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    found = [
        (path.stat().st_mtime, f"logs/{number}/{path.name}", path)
        for number, folder in enumerate(folders, start=1)
        for path in folder.glob("*.log*")
        if path.is_file()
    ]
    found.sort(reverse=True)
    for _, name, path in found[:LOG_FILES_LIMIT]:
        yield name, path


def _redacted_tail(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - LOG_TAIL_LIMIT_BYTES))
            data = file.read(LOG_TAIL_LIMIT_BYTES)
    except OSError:
        return None  # rotated away, or not ours to read: the rest of the bundle still helps
    if size > LOG_TAIL_LIMIT_BYTES:
        data = data.partition(b"\n")[2]  # the first line is cut somewhere
    lines = data.decode("utf-8", "replace").splitlines()
    return "".join(f"{redact(line)}\n" for line in lines)


def _write(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _ENTRY_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False) + "\n"
