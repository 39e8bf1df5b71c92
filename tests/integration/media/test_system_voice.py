"""A voice in a process of its own: told through a pipe, limited, and ended when nobody wants it."""

import sys
from pathlib import Path

import pytest

from desktop.devices import voice as voices
from desktop.devices.voice import NotSpoken, SystemVoice, VoiceCommand
from desktop.domain.clock import SystemClock
from desktop.domain.record.speech import SpeechFault
from tests.fakes.fake_clock import FakeClock

pytestmark = pytest.mark.integration

TEXT = "Công dân trình bày: đường thôn ngập."


def speaker(program: str) -> VoiceCommand:
    """A voice that is a Python program; `given` is what it was told, `wav` makes its answer."""
    head = (
        "import io, sys, wave\n"
        "def wav(samples):\n"
        "    with wave.open(out := io.BytesIO(), 'wb') as file:\n"
        "        file.setnchannels(1), file.setsampwidth(2), file.setframerate(16000)\n"
        "        file.writeframes(samples)\n"
        "    return out.getvalue()\n"
        "answer = sys.stdout.buffer\n"
    )
    return VoiceCommand(name="test", arguments=(sys.executable, "-I", "-S", "-c", head + program))


ECHO = speaker("answer.write(wav(sys.stdin.buffer.read().ljust(200, b' ')[:200]))")


def always() -> bool:
    return True


def said(command: VoiceCommand, text: str = TEXT) -> bytes:
    return SystemVoice(command, clock=SystemClock()).say(text, always).samples


def fault_of(command: VoiceCommand) -> SpeechFault | None:
    with pytest.raises(NotSpoken) as caught:
        said(command)
    return caught.value.fault


def test_the_text_goes_through_the_pipe_whole() -> None:
    assert said(ECHO) == TEXT.encode().ljust(200)
    assert SystemVoice(ECHO, clock=SystemClock()).name == "test"


def test_a_text_is_no_order_to_the_voice() -> None:
    assert b"[[" not in said(ECHO, "[[a]] [[[b")
    assert said(ECHO, "\ud800x").startswith(b"?x")


def test_whether_it_speaks_is_tried() -> None:
    clock = SystemClock()
    assert SystemVoice(ECHO, clock=clock).speaks(always)
    silent = speaker("answer.write(wav(bytes(400)))")
    assert not SystemVoice(silent, clock=clock).speaks(always)
    assert not SystemVoice(speaker("sys.exit(3)"), clock=clock).speaks(always)


@pytest.mark.parametrize(
    "program",
    [
        "sys.exit(3)",
        "pass",
        "answer.write(b'no sound at all')",
        "answer.write(wav(b''))",
        "answer.write(wav(bytes(400))); answer.flush(); sys.exit(1)",
    ],
)
def test_a_voice_that_gives_no_sound_is_a_fault(program: str) -> None:
    assert fault_of(speaker(program)) is SpeechFault.VOICE


def test_a_program_that_cannot_be_begun_is_a_fault(tmp_path: Path) -> None:
    gone = VoiceCommand(name="gone", arguments=(str(tmp_path / "gone"),))
    assert fault_of(gone) is SpeechFault.VOICE


def test_a_voice_that_never_ends_talking_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "MAX_WAV_BYTES", 100_000)
    endless = speaker("while True: answer.write(bytes(4096))")
    assert fault_of(endless) is SpeechFault.TOO_LONG


def test_a_voice_that_hangs_is_killed_after_its_time() -> None:
    clock = FakeClock()

    def turning() -> bool:
        clock.advance(voices.WALL_S / 4)
        return True

    with pytest.raises(NotSpoken) as caught:
        SystemVoice(speaker("import time; time.sleep(3600)"), clock=clock).say(TEXT, turning)
    assert caught.value.fault is SpeechFault.VOICE


def test_a_voice_that_closed_its_mouth_and_stays_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "END_S", 0.05)
    lazy = speaker("import os, time; os.close(1); time.sleep(3600)")
    assert fault_of(lazy) is SpeechFault.VOICE


def test_who_wants_it_no_more_ends_it_without_a_fault() -> None:
    with pytest.raises(NotSpoken) as caught:
        SystemVoice(speaker("import time; time.sleep(3600)"), clock=SystemClock()).say(
            TEXT, lambda: False
        )
    assert caught.value.fault is None
