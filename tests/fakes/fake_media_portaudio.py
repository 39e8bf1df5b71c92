"""A sounddevice library without a sound card, for the one file that knows the real one."""

from collections.abc import Callable
from typing import Any

import numpy as np


class PortAudioError(Exception):
    """As sounddevice raises it."""


class FakeStream:
    """Keeps what it was opened with; the test calls back by hand."""

    def __init__(self, library: "FakeSoundDevice", **options: Any) -> None:
        self.options = options
        self.is_started = False
        self.is_closed = False
        name = library.query_devices()[options["device"]]["name"]
        if name in library.refusing:
            raise PortAudioError(name)
        library.streams.append(self)

    def start(self) -> None:
        self.is_started = True

    def close(self, *, ignore_errors: bool = True) -> None:
        assert ignore_errors
        self.is_closed = True

    def capture(self, samples: np.ndarray) -> None:
        """A block comes from the microphone."""
        self.options["callback"](samples, len(samples), None, None)

    def play(self, frames: int) -> np.ndarray:
        """The card asks for sound."""
        out = np.zeros((frames, self.options["channels"]), np.int16)
        self.options["callback"](out, frames, None, None)
        return out

    def end(self) -> None:
        """PortAudio says that it is over."""
        self.options["finished_callback"]()


class FakeSoundDevice:
    """The module. `plugged` is the world; the list is what it was at the last initialisation."""

    PortAudioError = PortAudioError

    def __init__(self, *plugged: dict[str, Any], api: str = "ALSA") -> None:
        self.plugged = list(plugged)
        self.api = api
        self.refusing: set[str] = set()
        self.streams: list[FakeStream] = []
        self._initialized = 1
        self._listed = list(plugged)
        self.does_start = True

    def query_devices(self) -> list[dict[str, Any]]:
        return self._listed

    def query_hostapis(self, index: int) -> dict[str, Any]:
        assert index == 0
        return {"name": self.api}

    def _initialize(self) -> None:
        if not self.does_start:
            raise PortAudioError
        self._initialized += 1
        self._listed = list(self.plugged)

    def _terminate(self) -> None:
        self._initialized -= 1

    def InputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        return FakeStream(self, **options)

    def OutputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        return FakeStream(self, **options)


def entry(name: str, inputs: int = 0, outputs: int = 0, rate: float = 48_000.0) -> dict[str, Any]:
    """As sounddevice lists a device."""
    return {
        "name": name,
        "hostapi": 0,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate,
    }


def importer(library: FakeSoundDevice) -> Callable[[str], object]:
    """Stands in for importlib.import_module: importing sounddevice initialises PortAudio."""

    def load(_name: str) -> object:
        library._listed = list(library.plugged)
        return library

    return load
