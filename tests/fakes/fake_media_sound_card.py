"""A sound card of our own for tests: a PulseAudio daemon with null sinks, as root or not.

Every room gets a loudspeaker and a microphone that PortAudio sees by name; a test plays into the
microphone's feed and records what comes out of the loudspeaker.
"""

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tests.fakes.fake_media_room import wait_until
from tests.patience import PATIENCE_S

RATE_HZ = 48_000
_FORMAT = ("--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1", "--latency-msec=20")


class VirtualSoundCard:
    """Rooms by name; a context manager. `environment` goes into the programs under test."""

    def __init__(self, rooms: Sequence[str]) -> None:
        self._rooms = tuple(rooms)
        self._folder = tempfile.TemporaryDirectory(prefix="reception-room-pulse-")
        self._daemon: subprocess.Popen[bytes] | None = None
        base = Path(self._folder.name)
        runtime = base / "run"
        self._socket = runtime / "pulse" / "native"
        self._alsa = base / "asound.conf"
        self.environment = {
            "XDG_RUNTIME_DIR": str(runtime),
            "PULSE_RUNTIME_PATH": str(runtime / "pulse"),
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_COOKIE": str(base / "cookie"),
            "ALSA_CONFIG_PATH": str(self._alsa),
        }

    def __enter__(self) -> Self:
        try:
            self._start()
            for room in self._rooms:
                self.plug(room)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._daemon is not None:
            self._daemon.terminate()
            try:
                self._daemon.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._daemon.kill()
                self._daemon.wait(PATIENCE_S)
        self._folder.cleanup()

    def plug(self, room: str) -> None:
        """A loudspeaker `<room>_speaker` and a microphone `<room>_mic` appear."""
        self._sink(f"{room}_speaker")
        self._sink(f"{room}_feed")
        self._pactl(
            "load-module",
            "module-remap-source",
            f"master={room}_feed.monitor",
            f"source_name={room}_mic",
        )
        self._write_alsa()

    def unplug(self, room: str) -> None:
        """They vanish."""
        # The newest first: a microphone goes with the feed that it listens to.
        for line in reversed(self._pactl("list", "short", "modules").splitlines()):
            number, _, arguments = line.partition("\t")
            if f"={room}_" in arguments:
                self._pactl("unload-module", number)
        self._write_alsa()

    def set_volume(self, room: str, *, percent: int) -> None:
        """Of the room's loudspeaker, as somebody at the PC turns it."""
        self._pactl("set-sink-volume", f"{room}_speaker", f"{percent}%")

    def play(self, room: str, samples: NDArray[np.int16]) -> None:
        """Speak into the room's microphone, in real time."""
        subprocess.run(
            (_program("pacat"), "--playback", *_FORMAT, "-d", f"{room}_feed"),
            input=samples.astype("<i2").tobytes(),
            env=self._env(),
            check=True,
            timeout=len(samples) / RATE_HZ + PATIENCE_S,
        )

    def couple(self, room: str, *, gain: float, delay_ms: int = 40) -> None:
        """From now on the room's microphone hears its loudspeaker. gain: of the air between."""
        loopback = self._pactl(
            "load-module",
            "module-loopback",
            f"source={room}_speaker.monitor",
            f"sink={room}_feed",
            f"latency_msec={delay_ms}",
            "source_dont_move=yes",
            "sink_dont_move=yes",
        )
        volume = str(round(65_536 * gain ** (1 / 3)))  # PulseAudio's volumes are cubic
        self._pactl("set-sink-input-volume", self._sink_input_of(loopback), volume)

    def record(self, room: str) -> "Recorder":
        """Record what comes out of the room's loudspeaker."""
        return self._recorder(f"{room}_speaker.monitor")

    def record_microphone(self, room: str) -> "Recorder":
        """Record what the room's microphone hears, before the engine gets it."""
        return self._recorder(f"{room}_feed.monitor")

    def _recorder(self, source: str) -> "Recorder":
        return Recorder((_program("parec"), *_FORMAT, "-d", source), self._env())

    def _sink_input_of(self, module: str) -> str:
        number = ""
        for line in self._pactl("list", "sink-inputs").splitlines():
            if line.startswith("Sink Input #"):
                number = line.removeprefix("Sink Input #")
            if line.strip() == f"Owner Module: {module}":
                return number
        raise AssertionError(module)

    def _start(self) -> None:
        runtime = Path(self.environment["PULSE_RUNTIME_PATH"])
        runtime.mkdir(parents=True)
        for folder in (runtime, runtime.parent):
            folder.chmod(0o700)
        script = Path(self._folder.name) / "daemon.pa"
        script.write_text(
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}\n",
            "utf-8",
        )
        flags = (
            "-n",
            *("-F", str(script)),
            "--daemonize=no",
            "--use-pid-file=no",
            "--exit-idle-time=-1",
            "--disable-shm=yes",
            "--high-priority=no",
            "--realtime=no",
        )
        self._daemon = subprocess.Popen(
            (_program("pulseaudio"), *flags),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._env(),
        )
        wait_until(self._answers, "the sound server answers", PATIENCE_S)

    def _answers(self) -> bool:
        asked = subprocess.run(
            (_program("pactl"), "info"),
            env=self._env(),
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return asked.returncode == 0

    def _sink(self, name: str) -> None:
        # Without norewinds a null sink works in pieces of 2 s.
        self._pactl(
            "load-module",
            "module-null-sink",
            f"sink_name={name}",
            f"rate={RATE_HZ}",
            "channels=2",
            "norewinds=1",
        )

    def _write_alsa(self) -> None:
        """PortAudio sees ALSA names only: one for every sink and source.

        In one step: of half a file PortAudio makes an empty list, and of that an abort.
        """
        names = []
        for kind in ("sinks", "sources"):
            listed = self._pactl("list", "short", kind).splitlines()
            names += [line.split("\t")[1] for line in listed]
        lines = ["</usr/share/alsa/alsa.conf>"]
        lines += [
            f'pcm.{name} {{ type pulse device "{name}" hint {{ show on description "{name}" }} }}'
            for name in names
            if not name.endswith((".monitor", "_feed"))
        ]
        fresh = self._alsa.with_suffix(".new")
        fresh.write_text("\n".join(lines) + "\n", "utf-8")
        fresh.replace(self._alsa)

    def _pactl(self, *arguments: str) -> str:
        done = subprocess.run(
            (_program("pactl"), *arguments),
            env=self._env(),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        return done.stdout.strip()

    def _env(self) -> dict[str, str]:
        return {**os.environ, **self.environment}


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found is not None, f"{name} is not installed: make setup"
    return found


class Recorder:
    """Records until it is stopped; a context manager. `samples` holds the sound afterwards.

    began_s: when the first sample came, monotonic; good to some ms, as two recorders are late by
    the same.
    """

    def __init__(self, command: Sequence[str], environment: dict[str, str]) -> None:
        self._command = tuple(command)
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._reader = threading.Thread(target=self._read, name="recorder")
        self._data = bytearray()
        self.began_s = float("inf")
        self.samples = np.zeros(0, np.int16)

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
        )
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait(PATIENCE_S)
        self._reader.join(PATIENCE_S)
        data = bytes(self._data)
        self.samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)

    def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            while piece := os.read(stream.fileno(), 65_536):
                self._data += piece
                # A piece is late by chance, never early: the earliest one tells the truth.
                began_s = time.monotonic() - len(self._data) / 2 / RATE_HZ
                self.began_s = min(self.began_s, began_s)
