"""Where remote voices come out: a sound card, nowhere at all, or a file for a rehearsal."""

import json
import logging
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

from desktop.devices.backends.portaudio import PortAudio
from desktop.domain.clock import Clock
from desktop.domain.devices.device import Backend, Device
from desktop.domain.errors import DeviceError
from desktop.media.engine.levels import peak
from desktop.media.engine.pacing import Pacer
from desktop.media.engine.sound.card import SoundCard
from desktop.media.engine.sound.cleaner import SoundCleaner
from desktop.media.engine.sound.sound_probe import SoundProbe
from desktop.media.engine.sound_block import BLOCK_S, Block

SIDECAR_SUFFIX = ".json"
JOIN_LIMIT_S = 1.0

_SLACK_BLOCKS = 20

logger = logging.getLogger(__name__)


class Loudspeaker:
    """Pulls from `mix` at its own pace, whatever it is. Thread: open and close on one thread.

    The cleaners of the room's microphones hear what a sound card is given, muted or not.
    card: what is open of the hardware.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        portaudio: PortAudio,
        cleaners: Iterable[SoundCleaner],
        probe: SoundProbe,
        mix: Callable[[], Block],
    ) -> None:
        self.card = SoundCard(clock=clock)
        self._clock = clock
        self._portaudio = portaudio
        self._cleaners = tuple(cleaners)
        self._probe = probe
        self._mix = mix

    def open(self, device: Device | None) -> None:
        """Play through this device from now on; None throws the sound away at the right pace.

        Raises:
            DeviceError: the device refused; nothing plays.
        """
        self.close()
        self.card.expect()
        if device is not None and device.backend is Backend.PORTAUDIO:
            for cleaner in self._cleaners:
                cleaner.renew()
            self.card.hold(self._portaudio.open_loudspeaker(device, self._give))
            return
        path = Path(device.address) if device and device.backend is Backend.FILE else None
        paced = PacedLoudspeaker(clock=self._clock, mix=self._mix, path=path)
        paced.start()
        self.card.stand_in(paced)

    def close(self) -> None:
        """Stop playing. Idempotent."""
        self.card.close()

    def _give(self, ahead_s: float) -> Block:
        now_s = self._clock.monotonic()
        block = self._probe.play(self._mix(), now_s + ahead_s)
        self.card.note_block(now_s, peak(block))
        for cleaner in self._cleaners:
            cleaner.note_played(block, ahead_s)
        return block


class PacedLoudspeaker:
    """Takes 10 ms every 10 ms; writes raw s16le mono at 48 kHz when it has a path.

    Beside the file lies `<path>.json` with `started_at_monotonic_s`: when its first sample was
    taken. A beat that was missed is made up or silent, so that place in the file is time.
    """

    def __init__(self, *, clock: Clock, mix: Callable[[], Block], path: Path | None) -> None:
        self._clock = clock
        self._mix = mix
        self._path = path
        self._is_stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loudspeaker", daemon=True)

    def start(self) -> None:
        """Begin to take sound.

        Raises:
            DeviceError: the file cannot be written.
        """
        out: BinaryIO | None = None
        if self._path is not None:
            try:
                out = self._path.open("wb")
            except OSError as error:
                raise DeviceError(str(self._path), "refused") from error
        self._thread = threading.Thread(
            target=self._run, args=(out,), name="loudspeaker", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the thread and close the file."""
        self._is_stopping.set()
        self._thread.join(JOIN_LIMIT_S)

    def _run(self, out: BinaryIO | None) -> None:
        pacer = Pacer(clock=self._clock, period_s=BLOCK_S, slack=_SLACK_BLOCKS)
        is_first, silent = True, 0
        try:
            while pacer.wait(self._is_stopping):
                if is_first and self._path is not None:
                    self._write_sidecar(self._path)
                is_first = False
                block = self._mix()
                if out is not None:
                    out.write(bytes((pacer.skipped - silent) * block.nbytes))
                    out.write(block.astype("<i2").tobytes())
                silent = pacer.skipped
        except Exception:
            logger.exception("loudspeaker stopped")
        finally:
            if out is not None:
                out.close()

    def _write_sidecar(self, path: Path) -> None:
        facts = {"started_at_monotonic_s": self._clock.monotonic()}
        path.with_name(path.name + SIDECAR_SUFFIX).write_text(json.dumps(facts), "utf-8")
