"""VoiceService for presenters: text to the system's voice, its sound to the engine."""

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from desktop.devices.voice import NotSpoken, VoiceSound
from desktop.domain.events import EventSink
from desktop.domain.record.events import SpeechTold, VoiceFound
from desktop.domain.record.speech import SpeechStage
from desktop.sync.task_thread import TaskThread

NOBODY: Final = 0
"""The number of no order."""

logger = logging.getLogger(__name__)


class Voice(Protocol):
    """What the service needs of a voice (devices/voice.py). Thread: voice.

    is_wanted: asked again and again; False ends it at once.
    """

    @property
    def name(self) -> str:
        """For the log."""
        ...

    def speaks(self, is_wanted: Callable[[], bool]) -> bool:
        """Whether it really says a word."""
        ...

    def say(self, text: str, is_wanted: Callable[[], bool]) -> VoiceSound:
        """What it says. Raises: NotSpoken."""
        ...


class SpeechMedia(Protocol):
    """What the service needs of the media client."""

    def speak(self, order: int, rate_hz: int, samples: bytes) -> None:
        """Play this in place of what is spoken."""
        ...

    def stop(self, order: int) -> None:
        """Nothing of this order is heard any more."""
        ...


class DeskVoice:
    """Thread: any; voices are asked, and what they say is sent, on `voice`.

    voices: best first; the first that speaks is used.
    """

    def __init__(self, *, voices: Sequence[Voice], speech: SpeechMedia, emit: EventSink) -> None:
        self._voices = tuple(voices)
        self._speech = speech
        self._emit = emit
        self._voice: Voice | None = None
        self._lock = threading.Lock()
        self._newest = self._wanted = NOBODY
        self._text = ""
        self._is_ending = False
        self._tasks = TaskThread(name="voice", emit=emit)

    def start(self) -> None:
        """Start the thread, and find out whether there is a voice."""
        self._tasks.start()
        self._tasks.put(self._find)

    def stop_thread(self) -> bool:
        """Kill a voice that works, end the thread; False when it was late."""
        self._is_ending = True
        with self._lock:
            self._wanted = NOBODY
        return self._tasks.stop()

    # ---- VoiceService ----------------------------------------------------------------------

    def has_voice(self) -> bool:
        """It said a word when it was asked to."""
        return self._voice is not None

    def say(self, text: str) -> int:
        """Speak this in place of what is spoken."""
        with self._lock:
            self._newest += 1
            order = self._wanted = self._newest
            self._text = text
        self._tasks.put(self._speak)
        return order

    def stop(self) -> None:
        """Nothing of the newest order is heard any more."""
        with self._lock:
            self._wanted = NOBODY
            self._speech.stop(self._newest)

    # ---- thread `voice` --------------------------------------------------------------------

    def _find(self) -> None:
        for voice in self._voices:
            if voice.speaks(lambda: not self._is_ending):
                self._voice = voice
                logger.info("voice found name=%s", voice.name)
                self._emit(VoiceFound())
                return

    def _speak(self) -> None:
        """The newest order; those before it are not wanted any more."""
        with self._lock:
            order, text = self._wanted, self._text
        if self._voice is None or order == NOBODY:
            return
        try:
            sound = self._voice.say(text, lambda: self._wanted == order)
        except NotSpoken as error:
            if error.fault is not None:
                self._fail(order, error)
            return
        with self._lock:  # a stop comes before it or behind it
            if self._wanted == order:
                self._wanted = NOBODY
                self._speech.speak(order, sound.rate_hz, sound.samples)

    def _fail(self, order: int, error: NotSpoken) -> None:
        with self._lock:
            if self._wanted == order:
                self._wanted = NOBODY
        logger.warning("line not spoken order=%d fault=%s", order, error.fault)
        self._emit(SpeechTold(order=order, stage=SpeechStage.FAILED, fault=error.fault))
