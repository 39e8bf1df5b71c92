import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.contract.channel.seat import ChangesAvailable, Pong
from desktop.contract.version import MAX_CHANNEL_MESSAGE_BYTES
from desktop.session.line.incoming import MALFORMED, OVERSIZED, UNKNOWN_TYPE, Reader

pytestmark = pytest.mark.unit


def test_a_known_message_is_read_and_new_fields_of_it_are_passed_over() -> None:
    frame = json.dumps({"type": "pong", "nonce": 3, "added_in_2028": [1]})
    assert Reader().read(frame) == Pong(nonce=3)


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        ('{"type": "hologram", "x": 1}', UNKNOWN_TYPE),
        ('{"type": "pong"}', MALFORMED),
        ('{"nonce": 1}', MALFORMED),
        ("[]", MALFORMED),
        ("", MALFORMED),
        ("{", MALFORMED),
        ("[" * 60_000, MALFORMED),
        ("null", MALFORMED),
        (b"\x00\xff", MALFORMED),
        ('{"type": "pong", "nonce": ' + "9" * 5_000 + "}", MALFORMED),
        ('"' + "x" * MAX_CHANNEL_MESSAGE_BYTES + '"', OVERSIZED),
    ],
)
def test_what_we_do_not_know_is_dropped_and_counted(frame: str | bytes, kind: str) -> None:
    reader = Reader()
    assert reader.read(frame) is None
    assert reader.dropped == {kind: 1}


def test_a_dropped_frame_is_logged_by_its_kind_only(caplog: pytest.LogCaptureFixture) -> None:
    reader = Reader()
    with caplog.at_level(logging.DEBUG):
        reader.read('{"type": "pong", "secret": "031165000123"')
    assert "kind=malformed" in caplog.text
    assert "031165000123" not in caplog.text


def test_a_server_gone_wild_does_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    reader = Reader()
    with caplog.at_level(logging.DEBUG):
        for _ in range(500):
            reader.read("{")
    assert reader.dropped == {MALFORMED: 500}
    assert len(caplog.records) == 3


@given(st.text() | st.binary())
def test_no_frame_raises(frame: str | bytes) -> None:
    Reader().read(frame)


def test_reading_goes_on_after_garbage() -> None:
    reader = Reader()
    reader.read("{")
    assert reader.read('{"type": "changes_available"}') == ChangesAvailable()
