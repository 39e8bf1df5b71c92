import sys

import pytest

from desktop.sandbox.measures import ALL, Measure, expected_here, words

pytestmark = pytest.mark.unit


def test_measures_are_told_in_words() -> None:
    assert words(Measure(0)) == "none"
    assert words(Measure.LIMITS | Measure.CALLS) == "limits,calls"
    assert words(Measure(ALL)).count(",") == len(Measure) - 1


@pytest.mark.parametrize(
    ("platform", "expected"),
    [
        ("linux", "limits,no_new_rights,files,calls"),
        ("win32", "job,token"),
        ("darwin", "limits"),
    ],
)
def test_each_system_has_measures_of_its_own(
    monkeypatch: pytest.MonkeyPatch, platform: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert words(expected_here()) == expected
