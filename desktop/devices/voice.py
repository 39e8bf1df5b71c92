"""The Vietnamese voice of the operating system, in a process of its own: text in, sound out.

What it is told is text of the minutes: it goes through a pipe, in no command line and in no file.
It has so many seconds and may give so much sound; whoever wants it no more has it killed.
"""

import contextlib
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from desktop.domain.clock import Clock
from desktop.domain.record.speech import MAX_SPOKEN_S, SpeechFault

WALL_S: Final = 60.0
"""For one line: eSpeak NG takes 0.4 s for the longest; a PC under load takes longer."""
STEP_S: Final = 0.02
END_S: Final = 2.0
RATES_HZ: Final = range(8_000, 48_001)
MAX_WAV_BYTES: Final = MAX_SPOKEN_S * RATES_HZ[-1] * 2 + 4_096
TRIED_WORD: Final = "Xin chào"

_CHUNK_BYTES: Final = 65_536
_ESPEAK: Final = Path("/usr/bin/espeak-ng")
_POWERSHELL: Final = ("System32", "WindowsPowerShell", "v1.0", "powershell.exe")
_POWERSHELL_OPTIONS: Final = (
    "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File",
)  # fmt: skip
_ESPEAK_OPTIONS: Final = ("-v", "vi", "-b", "1", "--stdin", "--stdout")
_PHONEMES: Final = re.compile(r"\[(?=\[)")
"""`[[` begins sounds, not letters, for eSpeak NG."""
_SIZE_BYTES: Final = 4
_CHUNK_HEAD: Final = 8
_RIFF_HEAD: Final = 12
_FORMAT_BYTES: Final = 16
_PCM: Final = (1, 0xFFFE)
_SAMPLE_BITS: Final = 16

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceCommand:
    """A program that reads UTF-8 from its input and writes a WAV. name: for the log."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSound:
    """What was said. samples: mono, 16 bit, little-endian, at least one."""

    rate_hz: int
    samples: bytes


class NotSpoken(Exception):
    """fault: why. None: nobody wants it any more."""

    def __init__(self, fault: SpeechFault | None) -> None:
        super().__init__(fault)
        self.fault = fault


def voice_commands(script: Path, environment: Mapping[str, str]) -> tuple[VoiceCommand, ...]:
    """What there is on this PC to ask for a voice, best first; whether it has one is tried.

    script: `resources/voice/speak.ps1`. environment: of the process.
    """
    found = []
    windows = environment.get("SystemRoot")
    powershell = None if windows is None else Path(windows).joinpath(*_POWERSHELL)
    if powershell is not None and powershell.is_file():
        words = (str(powershell), *_POWERSHELL_OPTIONS, str(script))
        found.append(VoiceCommand(name="windows", arguments=words))
    if _ESPEAK.is_file():
        found.append(VoiceCommand(name="espeak-ng", arguments=(str(_ESPEAK), *_ESPEAK_OPTIONS)))
    return tuple(found)


def system_voices(script: Path) -> tuple[VoiceCommand, ...]:
    """As `voice_commands`, on this PC."""
    return voice_commands(script, os.environ)


class SystemVoice:
    """Thread: one at a time; it waits for the voice."""

    def __init__(self, command: VoiceCommand, *, clock: Clock) -> None:
        self._command = command
        self._clock = clock

    @property
    def name(self) -> str:
        """For the log."""
        return self._command.name

    def speaks(self, is_wanted: Callable[[], bool]) -> bool:
        """Whether it really says a word. Never raises."""
        try:
            sound = self.say(TRIED_WORD, is_wanted)
        except NotSpoken as error:
            logger.info("no voice name=%s fault=%s", self.name, error.fault)
            return False
        return any(sound.samples)

    def say(self, text: str, is_wanted: Callable[[], bool]) -> VoiceSound:
        """What it says; is_wanted: asked again and again, False ends it at once.

        Raises:
            NotSpoken: it gave no sound, too much, or too late, or is not wanted any more.
        """
        process = self._launch()
        heard = bytearray()
        plain = _PHONEMES.sub("[ ", text).encode(errors="replace")
        writer = _started("voice-text", _write, process.stdin, plain)
        reader = _started("voice-sound", _read, process.stdout, heard)
        try:
            self._wait(reader, is_wanted)
            if len(heard) > MAX_WAV_BYTES:
                raise NotSpoken(SpeechFault.TOO_LONG)
            if process.wait(END_S) != 0:
                raise NotSpoken(SpeechFault.VOICE)
        except subprocess.TimeoutExpired as error:
            raise NotSpoken(SpeechFault.VOICE) from error
        finally:
            _end(process, writer, reader)
        return sound_of(bytes(heard))

    def _launch(self) -> "subprocess.Popen[bytes]":
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        try:
            return subprocess.Popen(  # noqa: S603 - fixed words, no shell
                self._command.arguments,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=flags,
            )
        except OSError as error:
            raise NotSpoken(SpeechFault.VOICE) from error

    def _wait(self, reader: threading.Thread, is_wanted: Callable[[], bool]) -> None:
        """Until the sound has ended. Raises: NotSpoken."""
        until_s = self._clock.monotonic() + WALL_S
        while reader.is_alive():
            reader.join(STEP_S)
            if not is_wanted():
                raise NotSpoken(None)
            if self._clock.monotonic() > until_s:
                raise NotSpoken(SpeechFault.VOICE)


def sound_of(wav: bytes) -> VoiceSound:
    """The sound of a WAV whose sizes may be those of a stream that did not know its end.

    Raises:
        NotSpoken: it is none of mono, 16 bit, 8 to 48 kHz; it is empty, or too long.
    """
    rate_hz, samples = 0, b""
    if wav[:_SIZE_BYTES] == b"RIFF" and wav[_CHUNK_HEAD:_RIFF_HEAD] == b"WAVE":
        at = _RIFF_HEAD
        while at + _CHUNK_HEAD <= len(wav) and not samples:
            kind = wav[at : at + _SIZE_BYTES]
            size = _number(wav, at + _SIZE_BYTES, _SIZE_BYTES)
            body = wav[at + _CHUNK_HEAD : at + _CHUNK_HEAD + size]
            if kind == b"fmt ":
                rate_hz = _rate_of(body)
            elif kind == b"data":
                samples = body[: len(body) // 2 * 2]
            at += _CHUNK_HEAD + size + size % 2
    if rate_hz not in RATES_HZ or not samples:
        raise NotSpoken(SpeechFault.VOICE)
    if len(samples) > MAX_SPOKEN_S * rate_hz * 2:
        raise NotSpoken(SpeechFault.TOO_LONG)
    return VoiceSound(rate_hz=rate_hz, samples=samples)


def _rate_of(body: bytes) -> int:
    """0: it is nothing that we play."""
    is_ours = (
        len(body) >= _FORMAT_BYTES
        and _number(body, 0, 2) in _PCM
        and _number(body, 2, 2) == 1
        and _number(body, 14, 2) == _SAMPLE_BITS
    )
    return _number(body, 4, _SIZE_BYTES) if is_ours else 0


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _started(name: str, work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, name=name, daemon=True)
    thread.start()
    return thread


def _write(pipe: IO[bytes], text: bytes) -> None:
    """Thread: voice-text. A voice that was killed reads no more."""
    with contextlib.suppress(OSError), pipe:
        pipe.write(text)


def _read(pipe: IO[bytes], heard: bytearray) -> None:
    """Thread: voice-sound. Until its end, or until it is too much."""
    with contextlib.suppress(OSError), pipe:
        while len(heard) <= MAX_WAV_BYTES and (piece := pipe.read(_CHUNK_BYTES)):
            heard += piece


def _end(process: "subprocess.Popen[bytes]", *threads: threading.Thread) -> None:
    """Kill it if it runs. What the system cannot end is left behind; the log says so."""
    try:
        if process.poll() is None:
            process.kill()
        process.wait(END_S)
    except (OSError, subprocess.TimeoutExpired) as error:
        logger.warning("voice not ended error=%s", type(error).__name__)
    for thread in threads:
        thread.join(END_S)
