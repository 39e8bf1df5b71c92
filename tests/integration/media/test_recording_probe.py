"""A test recording that cannot be written."""

import sys
import threading
from pathlib import Path

import pytest

from desktop.media.engine.probes.recording_probe import DEFAULT_COMMAND, recorded_s

pytestmark = pytest.mark.integration


def test_a_recording_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    assert recorded_s(tmp_path / "missing", threading.Event(), DEFAULT_COMMAND) is None


def test_a_recorder_that_ends_without_a_word_is_none(tmp_path: Path) -> None:
    assert recorded_s(tmp_path, threading.Event(), (sys.executable, "-c", "")) is None


def test_a_recorder_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert recorded_s(tmp_path, threading.Event(), ("/nowhere/program",)) is None
