"""Writes what a person chose into their settings file; every other line stays as it is."""

import json
import re
import tomllib
from pathlib import Path
from typing import Final

from desktop.domain.errors import SettingsError
from desktop.files.durable import replace_file
from desktop.settings.sources import FILE_LIMIT_BYTES, Source, read_file

UNUSABLE: Final = "C-113"
NOT_WRITTEN: Final = "C-114"
_TABLE: Final = re.compile(r"\s*\[")


def save_choice(path: Path, key: str, value: object) -> None:
    """Put one value into a TOML file, which is made when it is missing: all of it or nothing.

    value: of `parse_setting`, a word, a number or a truth. Thread: any but MainThread (disk).

    Raises: SettingsError C-113 what stands in the file cannot be read, or not be kept, and was left
    as it is (file, reason, perhaps line); C-114 nothing can be written there (file, reason).
    """
    layer = read_file(path, Source.USER)
    if layer.problem is not None:
        raise SettingsError(UNUSABLE, layer.problem.data)
    literal = _literal(value)
    try:
        target = path.resolve()  # a link stays a link
        text = target.read_bytes().decode("utf-8-sig") if target.exists() else ""
        changed = _changed(text, key, literal)
        wanted = {**layer.untrusted_values, **tomllib.loads(f"{key} = {literal}")}
        if not _says(changed, wanted):
            raise SettingsError(UNUSABLE, {"file": str(path), "reason": "not_kept"})
        target.parent.mkdir(parents=True, exist_ok=True)
        # The old file may hold an enrolment code that nobody else reads.
        replace_file(target, changed.encode(), keeps_mode=True)
    except OSError as error:
        data = {"file": str(path), "reason": f"errno_{error.errno}"}
        raise SettingsError(NOT_WRITTEN, data) from error


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A basic string of TOML has the escapes of JSON.
    return json.dumps(str(value), ensure_ascii=False) if isinstance(value, str) else str(value)


def _changed(text: str, key: str, literal: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    new = f"{key} = {literal}"
    own = re.compile(rf"\s*([\"']?){re.escape(key)}\1\s*=")
    lines = text.split(end) if text else []
    for place, line in enumerate(lines):
        if own.match(line):
            return end.join((*lines[:place], new, *lines[place + 1 :]))
        if _TABLE.match(line):  # what stands below belongs to the table
            return end.join((*lines[:place], new, *lines[place:]))
    while lines and not lines[-1].strip():
        lines.pop()
    return end.join((*lines, new, ""))


def _says(text: str, wanted: dict[str, object]) -> bool:
    """Whether every other value is what it was: a text of several lines may look like a name."""
    if len(text.encode()) > FILE_LIMIT_BYTES:
        return False
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
