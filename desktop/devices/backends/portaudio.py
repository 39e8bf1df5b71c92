"""Microphones and loudspeakers through PortAudio: the one file that knows sounddevice.

A PC without PortAudio, or with PortAudio and no sound card, is a state and not an error: the
list is empty.
"""

import contextlib
import importlib
import logging
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.devices.backends.quiet import quiet_stderr
from desktop.devices.backends.resampler import Resampler
from desktop.domain.device import Backend, Device, DeviceKind
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId

RATE_HZ = 48_000
BLOCK = 480
BLOCKS_PER_SECOND = 100
MAX_CHANNELS = 2

_WINDOWS_API = "Windows WASAPI"
# ALSA lists every plug-in of its configuration; these are never what an officer means.
_ALSA_NOISE = ("sysdefault", "front", "surround", "iec958", "dmix", "hdmi", "null", "lavrate")

TakeBlock = Callable[[NDArray[np.int16]], None]
GiveBlock = Callable[[], NDArray[np.int16]]

logger = logging.getLogger(__name__)


class PortAudio:
    """The sound devices of this PC. Thread: one at a time; callbacks on PortAudio's threads."""

    def __init__(self) -> None:
        self._library: Any = None
        self._is_missing = False

    def devices(self) -> tuple[Device, ...]:
        """Named microphones and loudspeakers; empty when PortAudio or its devices are missing.

        PortAudio reads the list only when it is initialised, so this ends every open stream.
        """
        if not self._restart():
            return ()
        with contextlib.suppress(self._library.PortAudioError):
            return tuple(
                device
                for entry in self._library.query_devices()
                for device in self._as_devices(entry)
            )
        return ()

    def open_microphone(self, device: Device, take: TakeBlock) -> "SoundStream":
        """Start capture: `take` gets (480,) int16 mono at 48 kHz on PortAudio's thread.

        Raises:
            DeviceError: it is gone, busy or refuses.
        """
        index, entry = self._find(device)
        channels = min(MAX_CHANNELS, int(entry["max_input_channels"]))
        rate_hz = int(entry["default_samplerate"])
        blocks = BlockCutter(resampler=Resampler(from_hz=rate_hz, to_hz=RATE_HZ), take=take)
        return self._open(
            device,
            self._library.InputStream,
            {
                "device": index,
                "channels": channels,
                "samplerate": rate_hz,
                "blocksize": rate_hz // BLOCKS_PER_SECOND,
                "callback": lambda data, _frames, _time, _status: blocks.push(mono(data)),
            },
        )

    def open_loudspeaker(self, device: Device, give: GiveBlock) -> "SoundStream":
        """Start playing: `give` is asked for (480,) int16 mono at 48 kHz on PortAudio's thread.

        Raises:
            DeviceError: it is gone, busy or refuses.
        """
        index, entry = self._find(device)
        rate_hz = int(entry["default_samplerate"])
        filler = BlockFiller(resampler=Resampler(from_hz=RATE_HZ, to_hz=rate_hz), give=give)

        def fill(out: NDArray[np.int16], frames: int, _time: object, _status: object) -> None:
            out[:] = filler.pull(frames)[:, np.newaxis]

        return self._open(
            device,
            self._library.OutputStream,
            {
                "device": index,
                "channels": min(MAX_CHANNELS, int(entry["max_output_channels"])),
                "samplerate": rate_hz,
                "blocksize": rate_hz // BLOCKS_PER_SECOND,
                "callback": fill,
            },
        )

    def close(self) -> None:
        """End PortAudio and every stream of it. Idempotent."""
        if self._library is not None:
            with quiet_stderr():
                while self._library._initialized:  # noqa: SLF001 - sounddevice counts its starts
                    self._library._terminate()  # noqa: SLF001 - its only way to end PortAudio

    def _restart(self) -> bool:
        if self._is_missing:
            return False
        try:
            with quiet_stderr():
                if self._library is None:
                    self._library = importlib.import_module("sounddevice")
                else:
                    self.close()
                    self._library._initialize()  # noqa: SLF001 - the only way to see new devices
        except (ImportError, OSError) as error:
            self._is_missing = self._library is None
            logger.info("portaudio unavailable reason=%s", type(error).__name__)
            return False
        except self._library.PortAudioError:
            logger.info("portaudio refused to start")
            return False
        return True

    def _as_devices(self, entry: dict[str, Any]) -> list[Device]:
        name = str(entry["name"])
        api = str(self._library.query_hostapis(entry["hostapi"])["name"])
        is_alsa_noise = api == "ALSA" and name.startswith(_ALSA_NOISE)
        if is_alsa_noise or (sys.platform == "win32" and api != _WINDOWS_API):
            return []
        kinds = [
            (DeviceKind.MICROPHONE, "max_input_channels"),
            (DeviceKind.LOUDSPEAKER, "max_output_channels"),
        ]
        return [
            Device(
                id=DeviceId(f"portaudio:{api}:{name}"),
                kind=kind,
                name=name,
                backend=Backend.PORTAUDIO,
                address=f"{api}:{name}",
            )
            for kind, channels in kinds
            if int(entry[channels]) > 0
        ]

    def _find(self, device: Device) -> tuple[int, dict[str, Any]]:
        # PortAudio keeps stale indices after a re-plug (sounddevice #427): match by name.
        if self._library is None and not self._restart():
            raise DeviceError(device.name, "unavailable")
        for index, entry in enumerate(self._library.query_devices()):
            if device in self._as_devices(entry):
                return index, entry
        raise DeviceError(device.name, "gone")

    def _open(self, device: Device, kind: Any, options: dict[str, Any]) -> "SoundStream":  # noqa: ANN401 - sounddevice has no types
        stream = SoundStream()
        try:
            with quiet_stderr():
                native = kind(
                    dtype="int16",
                    latency="low",
                    dither_off=True,  # or a dead microphone is never quite silent
                    finished_callback=stream.mark_ended,
                    **options,
                )
                native.start()
        except (self._library.PortAudioError, ValueError) as error:
            raise DeviceError(device.name, "refused") from error
        stream.hold(native)
        return stream


class SoundStream:
    """An open stream. Thread: any."""

    def __init__(self) -> None:
        self._native: Any = None
        self.has_ended = False

    def hold(self, native: Any) -> None:  # noqa: ANN401 - sounddevice has no types
        """Keep the library's stream."""
        self._native = native

    def mark_ended(self) -> None:
        """PortAudio says that the stream is over, asked or unasked."""
        self.has_ended = True

    def close(self) -> None:
        """Stop and let go of the device. Idempotent."""
        native, self._native = self._native, None
        if native is not None:
            # A stream whose device was pulled out, or whose library was restarted, refuses.
            with quiet_stderr(), contextlib.suppress(Exception):
                native.close(ignore_errors=True)


class BlockCutter:
    """Cuts resampled capture into blocks of 480. Thread: PortAudio's."""

    def __init__(self, *, resampler: Resampler, take: TakeBlock) -> None:
        self._resampler = resampler
        self._take = take
        self._rest = np.zeros(0, np.int16)

    def push(self, samples: NDArray[np.int16]) -> None:
        """Hand on every whole block."""
        rest = np.concatenate([self._rest, self._resampler.process(samples)])
        while len(rest) >= BLOCK:
            self._take(rest[:BLOCK])
            rest = rest[BLOCK:]
        self._rest = rest


class BlockFiller:
    """Fills callbacks of any length from blocks of 480. Thread: PortAudio's."""

    def __init__(self, *, resampler: Resampler, give: GiveBlock) -> None:
        self._resampler = resampler
        self._give = give
        self._rest = np.zeros(0, np.int16)

    def pull(self, count: int) -> NDArray[np.int16]:
        """Exactly `count` samples at the device's rate."""
        while len(self._rest) < count:
            self._rest = np.concatenate([self._rest, self._resampler.process(self._give())])
        out, self._rest = self._rest[:count], self._rest[count:]
        return out


def mono(data: NDArray[np.int16]) -> NDArray[np.int16]:
    """Mean of the channels; data: (frames, channels). A copy: PortAudio reuses its buffer."""
    if data.shape[1] == 1:
        return data[:, 0].copy()
    mean: NDArray[np.int16] = data.mean(axis=1).astype(np.int16)
    return mean
