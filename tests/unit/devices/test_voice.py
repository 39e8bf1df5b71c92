"""The voice of the system: what is asked for, and what it may answer."""

import contextlib
import io
import struct
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices import voice as voices
from desktop.devices.voice import (
    NotSpoken,
    sound_of,
    system_voices,
    voice_commands,
)
from desktop.domain.record.speech import MAX_SPOKEN_S, SpeechFault

pytestmark = pytest.mark.unit

SCRIPT = Path("speak.ps1")


def wav(samples: bytes, rate_hz: int = 16_000, channels: int = 1, width: int = 2) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate_hz)
        file.writeframes(samples)
    return out.getvalue()


# ---- what there is ---------------------------------------------------------------------------


def test_windows_is_asked_by_our_script_and_linux_by_espeak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "_ESPEAK", tmp_path / "espeak-ng")
    assert voice_commands(SCRIPT, {}) == ()
    assert voice_commands(SCRIPT, {"SystemRoot": str(tmp_path)}) == ()
    shell = tmp_path.joinpath("System32", "WindowsPowerShell", "v1.0", "powershell.exe")
    shell.parent.mkdir(parents=True)
    shell.touch()
    (tmp_path / "espeak-ng").touch()
    windows, linux = voice_commands(SCRIPT, {"SystemRoot": str(tmp_path)})
    assert (windows.name, linux.name) == ("windows", "espeak-ng")
    assert (windows.arguments[0], windows.arguments[-1]) == (str(shell), str(SCRIPT))
    assert linux.arguments[0] == str(tmp_path / "espeak-ng")
    assert voice_commands(SCRIPT, {}) == (linux,)


def test_this_pc_is_looked_at() -> None:
    assert all(Path(one.arguments[0]).is_file() for one in system_voices(SCRIPT))


# ---- what a sound may be ---------------------------------------------------------------------


def test_a_sound_is_read_with_its_rate() -> None:
    found = sound_of(wav(bytes(range(200)), 22_050))
    assert (found.rate_hz, found.samples) == (22_050, bytes(range(200)))


def test_a_stream_that_did_not_know_its_end_is_read_to_it() -> None:
    whole = bytearray(wav(bytes(range(201)) + b"x"))
    whole[40:44] = struct.pack("<I", 0x7FFFF000)
    assert len(sound_of(bytes(whole)).samples) == 202
    assert len(sound_of(bytes(whole[:-1])).samples) == 200


def test_other_chunks_are_passed_over() -> None:
    plain = wav(b"ab" * 8)
    note = b"LIST" + struct.pack("<I", 3) + b"abc" + b"\0"
    assert sound_of(plain[:12] + note + plain[12:]).samples == b"ab" * 8


@pytest.mark.parametrize(
    "refused",
    [
        wav(bytes(400), channels=2),
        wav(bytes(400), width=1),
        wav(bytes(400), rate_hz=7_999),
        wav(bytes(400), rate_hz=96_000),
        wav(b""),
        wav(bytes(400))[:30],
        b"RIFX" + wav(bytes(400))[4:],
        b"",
    ],
)
def test_what_is_nothing_that_we_play_is_refused(refused: bytes) -> None:
    with pytest.raises(NotSpoken) as caught:
        sound_of(refused)
    assert caught.value.fault is SpeechFault.VOICE


def test_a_sound_of_more_than_ten_minutes_is_too_long() -> None:
    longest = MAX_SPOKEN_S * 8_000 * 2
    assert len(sound_of(wav(bytes(longest), 8_000)).samples) == longest
    with pytest.raises(NotSpoken) as caught:
        sound_of(wav(bytes(longest + 2), 8_000))
    assert caught.value.fault is SpeechFault.TOO_LONG


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=120))
def test_no_bytes_break_the_reader(noise: bytes, at: int) -> None:
    for bad in (noise, wav(bytes(100))[:at] + noise):
        with contextlib.suppress(NotSpoken):
            assert sound_of(bad).samples
