"""A sounddevice library without a sound card, for the one file that knows the real one."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
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
        if name in library.refusing or library.refuses(options):
            raise PortAudioError(name)
        self._library, self._name = library, name
        library.streams.append(self)

    def start(self) -> None:
        if self._name in self._library.cannot_start:
            raise PortAudioError(self._name)
        self.is_started = True

    def close(self, *, ignore_errors: bool = True) -> None:
        assert ignore_errors
        self.is_closed = True

    def capture(self, samples: np.ndarray, age_s: float = 0.02) -> None:
        """A block comes from the microphone, heard `age_s` ago."""
        time = SimpleNamespace(currentTime=50.0, inputBufferAdcTime=50.0 - age_s)
        self.options["callback"](samples, len(samples), time, None)

    def play(self, frames: int, ahead_s: float = 0.03) -> np.ndarray:
        """The card asks for sound that it plays in `ahead_s`."""
        out = np.zeros((frames, self.options["channels"]), np.int16)
        time = SimpleNamespace(currentTime=50.0, outputBufferDacTime=50.0 + ahead_s)
        self.options["callback"](out, frames, time, None)
        return out

    def end(self) -> None:
        """PortAudio says that it is over."""
        self.options["finished_callback"]()


class FakeSoundDevice:
    """The module. `plugged` is the world; the list is what it was at the last initialisation."""

    PortAudioError = PortAudioError

    def __init__(self, *plugged: dict[str, Any], apis: Sequence[str] = ("ALSA",)) -> None:
        self.plugged = list(plugged)
        self.apis = apis
        self.refuses: Callable[[dict[str, Any]], bool] = lambda _: False
        self.refusing: set[str] = set()
        self.streams: list[FakeStream] = []
        self._initialized = 1
        self.restarts = 0
        self._listed = list(plugged)
        self.does_start = True
        self.hides_apis = False
        self.cannot_start: set[str] = set()

    def query_devices(self) -> list[dict[str, Any]]:
        if self._initialized < 1:
            raise PortAudioError
        return self._listed

    def query_hostapis(self, index: int) -> dict[str, Any]:
        if self.hides_apis:
            raise PortAudioError
        return {"name": self.apis[index]}

    def _initialize(self) -> None:
        if not self.does_start:
            raise PortAudioError
        self._initialized += 1
        self.restarts += 1
        self._listed = list(self.plugged)

    def _terminate(self) -> None:
        self._initialized -= 1

    def WasapiSettings(self, *, auto_convert: bool) -> str:  # noqa: N802 - sounddevice's name
        assert auto_convert
        return "auto_convert"

    def InputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        return FakeStream(self, **options)

    def OutputStream(self, **options: Any) -> FakeStream:  # noqa: N802 - sounddevice's name
        return FakeStream(self, **options)


def entry(
    name: str, inputs: int = 0, outputs: int = 0, rate: float = 48_000.0, api: int = 0
) -> dict[str, Any]:
    """As sounddevice lists a device."""
    return {
        "name": name,
        "hostapi": api,
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
