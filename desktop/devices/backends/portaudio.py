"""Microphones and loudspeakers through PortAudio: the one file that knows sounddevice.

A PC without PortAudio, or with PortAudio and no sound card, is a state and not an error: the
list is empty.
"""

import contextlib
import importlib
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from desktop.devices.backends.quiet import quiet_stderr
from desktop.devices.backends.resampler import Resampler
from desktop.domain.devices.device import Backend, Device, DeviceKind
from desktop.domain.errors import DeviceError
from desktop.domain.ids import DeviceId

RATE_HZ = 48_000
BLOCK = 480
BLOCKS_PER_SECOND = 100
MAX_CHANNELS = 2
MAX_ARRAY_CHANNELS = 8
MAX_LATENCY_S = 1.0
"""Of a sound card; what a driver says beyond that is not believed."""

_WINDOWS_API = "Windows WASAPI"
_WINDOWS_STAND_INS = ("Windows DirectSound", "MME")
_MME_NAME_CHARS = 31
# ALSA lists every plug-in of its configuration; these are never what an officer means.
_ALSA_NOISE = ("sysdefault", "front", "surround", "iec958", "dmix", "hdmi", "null", "lavrate")

TakeBlock = Callable[[NDArray[np.int16], float], None]
"""A block, and how long ago its first sample was heard, in seconds."""

GiveBlock = Callable[[float], NDArray[np.int16]]
"""Asks for a block; told in how many seconds its first sample will be heard."""

logger = logging.getLogger(__name__)


class PortAudio:
    """The sound devices of this PC. Thread: one at a time; callbacks on PortAudio's threads."""

    ends_streams = True

    def __init__(self) -> None:
        self._library: Any = None
        self._is_missing = False
        self.has_failed = False

    def devices(self) -> tuple[Device, ...]:
        """Named microphones and loudspeakers; empty when PortAudio or its devices are missing.

        PortAudio reads the list only when it is initialised, so this ends every open stream.
        """
        self.has_failed = not self._restart() and not self._is_missing
        if self._is_missing or self.has_failed:
            return ()
        try:
            return tuple(
                device
                for entry in self._library.query_devices()
                for device in self._as_devices(entry)
            )
        except self._library.PortAudioError:
            self.has_failed = True
            return ()

    def open_microphone(self, device: Device, take: TakeBlock) -> "SoundStream":
        """Start capture: `take` gets (480,) int16 mono at 48 kHz on PortAudio's thread.

        Raises:
            DeviceError: it is gone, busy or refuses.
        """

        def options(way: _Way) -> dict[str, Any]:
            rate_hz = way.rate_hz
            blocks = BlockCutter(resampler=Resampler(from_hz=rate_hz, to_hz=RATE_HZ), take=take)

            def hear(data: NDArray[np.int16], _frames: int, time: Any, _status: object) -> None:  # noqa: ANN401 - sounddevice has no types
                age_s = believable_s(time.currentTime - time.inputBufferAdcTime)
                blocks.push(mono(data), age_s)

            return {"callback": hear, "channels": way.channels}

        return self._open_first(device, options)

    def open_loudspeaker(self, device: Device, give: GiveBlock) -> "SoundStream":
        """Start playing: `give` is asked for (480,) int16 mono at 48 kHz on PortAudio's thread.

        Raises:
            DeviceError: it is gone, busy or refuses.
        """

        def options(way: _Way) -> dict[str, Any]:
            rate_hz = way.rate_hz
            resampler = Resampler(from_hz=RATE_HZ, to_hz=rate_hz)
            filler = BlockFiller(resampler=resampler, rate_hz=rate_hz, give=give)

            def fill(out: NDArray[np.int16], frames: int, time: Any, _status: object) -> None:  # noqa: ANN401 - sounddevice has no types
                ahead_s = believable_s(time.outputBufferDacTime - time.currentTime)
                out[:] = filler.pull(frames, ahead_s)[:, np.newaxis]

            return {"callback": fill, "channels": way.channels}

        return self._open_first(device, options)

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
        api = self._api_of(entry)
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
        for index, entry in enumerate(self._library.query_devices()):
            if device in self._as_devices(entry):
                return index, entry
        raise DeviceError(device.name, "gone")

    def _ways(self, device: Device) -> "Iterator[_Way]":
        """How this device may be opened, the best first.

        WASAPI converts for loudspeakers only: on Windows 11 24H2 a converted microphone gave
        silence (cpal issues 1200 and 1201), so that a microphone is taken with its own rate and
        all its channels first. The older interfaces of Windows are slow, but they play. ALSA says
        44.1 kHz of whatever can do it: a sound server at 48 kHz then converts, in pairs of blocks
        and 40 ms later (measured: PulseAudio, in and out).
        """
        index, entry = self._find(device)
        is_input = device.kind is DeviceKind.MICROPHONE
        channels = int(entry["max_input_channels" if is_input else "max_output_channels"])
        plain = _Way(
            index=index,
            rate_hz=int(entry["default_samplerate"]),
            channels=min(MAX_CHANNELS, channels),
            extra={},
        )
        if not device.address.startswith(_WINDOWS_API):
            if plain.rate_hz != RATE_HZ:
                yield replace(plain, rate_hz=RATE_HZ)
            yield plain
            return
        if is_input:
            yield replace(plain, channels=min(MAX_ARRAY_CHANNELS, channels))
        convert = self._library.WasapiSettings(auto_convert=True)
        yield replace(plain, extra={"extra_settings": convert})
        for api in _WINDOWS_STAND_INS:
            yield from self._same_under(api, device, plain)

    def _same_under(self, api: str, device: Device, plain: "_Way") -> "Iterator[_Way]":
        for index, entry in enumerate(self._library.query_devices()):
            name = str(entry["name"])
            is_same = name in {device.name, device.name[:_MME_NAME_CHARS]}
            key = f"max_{'in' if device.kind is DeviceKind.MICROPHONE else 'out'}put_channels"
            if is_same and int(entry[key]) > 0 and self._api_of(entry) == api:
                yield replace(plain, index=index, rate_hz=int(entry["default_samplerate"]))

    def _api_of(self, entry: dict[str, Any]) -> str:
        return str(self._library.query_hostapis(entry["hostapi"])["name"])

    def _open_first(
        self, device: Device, options: "Callable[[_Way], dict[str, Any]]"
    ) -> "SoundStream":
        """The first way that the device takes."""
        if self._library is None and not self._restart():
            raise DeviceError(device.name, "unavailable")
        refusal = DeviceError(device.name, "refused")
        try:
            for way in self._ways(device):
                try:
                    return self._open(device, way, options(way))
                except DeviceError as error:
                    logger.info("sound device refused index=%d rate_hz=%d", way.index, way.rate_hz)
                    refusal = error
        except self._library.PortAudioError as error:  # it is not initialised: nothing is listed
            raise DeviceError(device.name, "unavailable") from error
        raise refusal

    def _open(self, device: Device, way: "_Way", options: dict[str, Any]) -> "SoundStream":
        is_input = device.kind is DeviceKind.MICROPHONE
        kind = self._library.InputStream if is_input else self._library.OutputStream
        stream = SoundStream()
        try:
            with quiet_stderr(), contextlib.ExitStack() as undo:
                native = kind(
                    device=way.index,
                    samplerate=way.rate_hz,
                    blocksize=way.rate_hz // BLOCKS_PER_SECOND,
                    dtype="int16",
                    latency="low",
                    dither_off=True,  # or a dead microphone is never quite silent
                    finished_callback=stream.mark_ended,
                    **way.extra,
                    **options,
                )
                undo.callback(native.close, ignore_errors=True)
                native.start()
                undo.pop_all()
        except (self._library.PortAudioError, ValueError) as error:
            raise DeviceError(device.name, "refused") from error
        stream.hold(native)
        return stream


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to open a device. extra: for the library's stream."""

    index: int
    rate_hz: int
    channels: int
    extra: dict[str, Any]


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

    def push(self, samples: NDArray[np.int16], age_s: float) -> None:
        """Hand on every whole block. age_s: how long ago the first of `samples` was heard."""
        age_s += len(self._rest) / RATE_HZ
        rest = np.concatenate([self._rest, self._resampler.process(samples)])
        while len(rest) >= BLOCK:
            self._take(rest[:BLOCK], age_s)
            rest = rest[BLOCK:]
            age_s -= BLOCK / RATE_HZ
        self._rest = rest


class BlockFiller:
    """Fills callbacks of any length from blocks of 480. Thread: PortAudio's."""

    def __init__(self, *, resampler: Resampler, rate_hz: int, give: GiveBlock) -> None:
        self._resampler = resampler
        self._rate_hz = rate_hz
        self._give = give
        self._rest = np.zeros(0, np.int16)

    def pull(self, count: int, ahead_s: float) -> NDArray[np.int16]:
        """Exactly `count` samples at the device's rate, the first heard in `ahead_s`."""
        while len(self._rest) < count:
            block = self._give(ahead_s + len(self._rest) / self._rate_hz)
            self._rest = np.concatenate([self._rest, self._resampler.process(block)])
        out, self._rest = self._rest[:count], self._rest[count:]
        return out


def believable_s(latency_s: float) -> float:
    """A driver's word on its latency; some give nothing, or another clock's time: then 0."""
    return latency_s if 0.0 <= latency_s <= MAX_LATENCY_S else 0.0


def mono(data: NDArray[np.int16]) -> NDArray[np.int16]:
    """Mean of the channels; data: (frames, channels). A copy: PortAudio reuses its buffer."""
    if data.shape[1] == 1:
        return data[:, 0].copy()
    mean: NDArray[np.int16] = data.mean(axis=1).astype(np.int16)
    return mean
