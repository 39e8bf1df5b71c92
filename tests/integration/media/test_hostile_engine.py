"""An engine in other hands: it is replaced like a dead one, and nothing of it runs in the desk."""

import contextlib
import logging
import os
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import pytest

from desktop.domain.media.events import EngineStateChanged
from desktop.media.desk import engine_keeper as keeper_module
from tests.fakes.fake_media_engine import HOSTILE, MARKER
from tests.fakes.fake_media_room import wait_until
from tests.paths import ROOT
from tests.rigs.desk.scripted_engine import Desk

pytestmark = pytest.mark.integration

SAID = {
    "pickle": "unknown_kind",
    "pickle-beside": "left_over",
    "unknown-kind": "unknown_kind",
    "nothing": "cut_off",
    "cut-off": "cut_off",
    "huge": "too_long",
    "negative": "too_long",
}
"""What the log says of it; noise is whatever its first bytes are."""


@pytest.mark.parametrize("mode", HOSTILE)
def test_an_engine_that_sends_anything_else_is_replaced(
    mode: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    marker = tmp_path / "run"
    monkeypatch.setenv(MARKER, str(marker))
    monkeypatch.setattr(keeper_module, "SILENCE_LIMIT_S", 0.5)
    monkeypatch.chdir(ROOT)
    others = psutil.Process().children()  # of tests that ran before in this process
    desk = Desk(mode)
    desk.client.start()
    try:
        wait_until(lambda: (True, 1) in desk.changes(), "another engine")
    finally:
        desk.client.stop()
    assert desk.changes()[:3] == [(True, 0), (False, 1), (True, 1)]
    assert desk.of(EngineStateChanged) == desk.told
    assert not marker.exists()
    if mode != "half":
        assert f"fault={SAID.get(mode, '')}" in caplog.text
    assert [one for one in psutil.Process().children() if one not in others] == []


def test_the_trap_would_close_in_a_desk_that_unpickles(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    marker = tmp_path / "run"
    monkeypatch.setenv(MARKER, str(marker))
    sent = HOSTILE["pickle"]()
    with contextlib.closing(Connection(write_into_pipe(sent))) as connection:
        connection.recv()
    assert marker.exists()


def write_into_pipe(sent: bytes) -> int:
    readable, writable = os.pipe()
    with os.fdopen(writable, "wb") as file:
        file.write(sent)
    return readable
