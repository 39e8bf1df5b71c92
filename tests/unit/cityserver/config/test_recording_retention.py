"""The file that says how long recordings are kept: all of it is clear, or none of it counts."""

from datetime import date
from pathlib import Path

import pytest

from desktop.cityserver.config.recording_retention import (
    MAX_FILE_BYTES,
    UnfitRetention,
    known_retention,
    read_retention,
)
from desktop.domain.recording.retention import RetentionClass

pytestmark = pytest.mark.unit

SET = {
    "valid_from": "2027-01-01",
    "source": '"Quyết định 12/QĐ-UBND"',
    "practice": "1",
    "reception": "10",
    "complaint": "15",
    "denunciation": '"for_ever"',
}


def told(tmp_path: Path, *sets: dict[str, str], head: str = "") -> Path:
    path = tmp_path / "recording-retention.toml"
    lines = [
        "[[retention]]\n" + "".join(f"{name} = {value}\n" for name, value in one.items() if value)
        for one in sets
    ]
    path.write_text(head + "\n".join(lines), encoding="utf-8")
    return path


def test_every_set_is_read(tmp_path: Path) -> None:
    later = {**SET, "valid_from": "2030-07-01", "complaint": '"for_ever"'}
    first, second = read_retention(told(tmp_path, SET, later))
    assert (first.valid_from, first.source) == (date(2027, 1, 1), "Quyết định 12/QĐ-UBND")
    assert first.years == {
        RetentionClass.PRACTICE: 1,
        RetentionClass.RECEPTION: 10,
        RetentionClass.COMPLAINT: 15,
        RetentionClass.DENUNCIATION: None,
    }
    assert first.to_confirm == frozenset()
    assert (second.valid_from, second.years[RetentionClass.COMPLAINT]) == (date(2030, 7, 1), None)


def test_without_a_file_nothing_is_decided(tmp_path: Path) -> None:
    assert read_retention(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"complaint": ""}, "a set has"),
        ({"holiday": "1"}, "a set has"),
        ({"valid_from": '"2027-01-01"'}, "valid_from is no day"),
        ({"valid_from": "2027-01-01T00:00:00Z"}, "valid_from is no day"),
        ({"source": '" "'}, "source does not"),
        ({"source": "1"}, "source does not"),
        ({"source": '"a\\nb"'}, "source does not"),
        ({"complaint": "0"}, "complaint is no 1 to 100 years"),
        ({"complaint": "101"}, "complaint is no 1 to 100 years"),
        ({"complaint": "true"}, "complaint is no 1 to 100 years"),
        ({"complaint": '"never"'}, "complaint is no 1 to 100 years"),
        ({"complaint": "= 3"}, "cannot be read"),
    ],
)
def test_what_is_not_clear_is_refused_and_decides_nothing(
    tmp_path: Path, change: dict[str, str], why: str
) -> None:
    path = told(tmp_path, SET, {**SET, **change})
    with pytest.raises(UnfitRetention) as refused:
        read_retention(path)
    assert str(refused.value).startswith(f"{path}: {why}")
    assert known_retention(path) == ()


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    for path in (
        told(tmp_path),
        told(tmp_path, SET, head="years = 3\n"),
        told(tmp_path, head="retention = 3\n"),
        told(tmp_path, head="retention = [3]\n"),
        told(tmp_path, SET, head="#" * MAX_FILE_BYTES),
    ):
        with pytest.raises(UnfitRetention):
            read_retention(path)
    assert known_retention(told(tmp_path, SET)) == read_retention(told(tmp_path, SET))
