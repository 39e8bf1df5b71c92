"""One engine process: who may be it, and what is heard of it."""

import io
import logging
import subprocess
import sys
from collections import deque

import psutil
import pytest
from typing_extensions import override

from desktop.media.desk import engine_process as pause_module
from desktop.media.desk.engine_process import (
    LAST_WORDS,
    LOG_LINE_LIMIT,
    MAX_WAITING_COMMANDS,
    STEADY_AFTER_S,
    EngineGone,
    EngineProcess,
    RestartPause,
    _relay_log,
)
from desktop.media.pipe.commands import Shutdown
from tests.fakes.fake_media_room import engine_options, wait_until
from tests.paths import ROOT
from tests.rigs.desk.scripted_engine import MakeDesk, command

pytestmark = [pytest.mark.integration, pytest.mark.timeout(240)]


def test_the_engines_log_and_last_words_are_in_ours(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "desktop.media.engine")
    monkeypatch.setattr(pause_module, "BACK_OFF_S", (30.0,))
    desk = make_desk("crash")
    wait_until(lambda: (False, 1) in desk.changes(), "it crashed")
    assert "fake.engine hello" in caplog.text
    assert "library said a library's noise" in caplog.text
    assert "engine said RuntimeError: crash" in caplog.text


def test_a_line_without_an_end_is_cut_and_takes_no_memory(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "desktop.media.engine")
    words: deque[str] = deque(maxlen=LAST_WORDS)
    stream = Endless(b"30|" + "ế".encode() * LOG_LINE_LIMIT, chunks=50)
    _relay_log(stream, words)
    first, last = [record.getMessage() for record in caplog.records]
    assert first == "ế" * (LOG_LINE_LIMIT - len("30|"))
    assert last == "library said the end"
    assert list(words) == ["the end"]
    assert stream.asked_bytes <= 4 * LOG_LINE_LIMIT


@pytest.mark.parametrize("line", ["²|x", "1000|x", "|x", "-1|x"])
def test_what_has_no_level_is_noise(line: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "desktop.media.engine")
    _relay_log(io.BytesIO(line.encode() + b"\n40|ours\n"), deque())
    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.DEBUG, f"library said {line}"),
        (logging.ERROR, "ours"),
    ]


class Endless(io.BytesIO):
    """A line of many chunks, then a short one. asked_bytes: the most that was read at once."""

    def __init__(self, chunk: bytes, chunks: int) -> None:
        super().__init__(chunk * chunks + b"\nthe end\n")
        self.asked_bytes = 0

    @override
    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0
        self.asked_bytes = max(self.asked_bytes, size)
        return super().readline(size)


def test_an_engine_that_reads_no_commands_is_broken() -> None:
    process = EngineProcess(command=command("obey"))
    assert process.pid is None
    process.end(0.0)
    for _ in range(MAX_WAITING_COMMANDS + 1):
        process.send(Shutdown())
    assert process._is_broken.is_set()
    with pytest.raises(EngineGone):
        process.receive(0.0)


def test_nobody_without_the_key_can_be_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    script = (
        "import json, sys; from multiprocessing.connection import Client;"
        "h = json.loads(sys.stdin.readline()); Client(h['address'], authkey=b'guess')"
    )
    process = EngineProcess(command=(sys.executable, "-c", script))
    with pytest.raises(EngineGone):
        process.start(engine_options("room"))
    process.end(1.0)


def test_who_has_the_key_and_is_not_the_child_is_not_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    script = f"import subprocess; subprocess.call({command('obey')})"
    process = EngineProcess(command=(sys.executable, "-c", script))
    with pytest.raises(EngineGone):
        process.start(engine_options("room"))
    process.end(1.0)


def test_key_and_address_are_not_on_the_command_line(make_desk: MakeDesk) -> None:
    desk = make_desk("obey")
    wait_until(lambda: desk.client.engine_pid is not None, "up")
    process = psutil.Process(desk.client.engine_pid)
    assert process.cmdline()[-1] == "obey"
    assert not any("reception-room-pipe" in value for value in process.environ().values())


def test_the_module_is_the_engine() -> None:
    done = subprocess.run(
        (sys.executable, "-m", "desktop.media.engine"),
        input=b"no hand-over\n",
        cwd=ROOT,
        timeout=20,
        check=False,
    )
    assert done.returncode == 2


def test_a_steady_engine_is_replaced_at_once_and_those_that_die_young_ever_later() -> None:
    pause = RestartPause()
    young = [pause.after(lived_s=1.0) for _ in range(6)]
    assert young == [0.0, 0.0, 1.0, 3.0, 10.0, 10.0]
    assert pause.after(lived_s=STEADY_AFTER_S) == 0.0
    assert pause.after(lived_s=1.0) == 0.0
    assert pause.after(lived_s=1.0) == 1.0
