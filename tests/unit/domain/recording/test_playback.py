"""The reason why somebody listens."""

import pytest

from desktop.domain.recording.playback import MAX_REASON, listening_reason

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("  ngắn  ", None),
        ("Đối chiếu lời\n trình bày ", "Đối chiếu lời trình bày"),
        ("a" * 600, "a" * MAX_REASON),
    ],
)
def test_a_reason_has_ten_letters_and_is_kept_as_one_line(typed: str, kept: str | None) -> None:
    assert listening_reason(typed) == kept
