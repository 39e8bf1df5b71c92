"""What the desk orders of the engine's recorder, and of its player.

What is recorded is kept for an engine that starts anew; what plays is not: somebody sits there.
"""

import threading
from collections.abc import Callable

from desktop.domain.recording.part import PartEnd
from desktop.media.desk.desired_state import DesiredState
from desktop.media.pipe.commands import (
    Command,
    PlayRecording,
    RecordPage,
    RecordSession,
    StopPlaying,
    StopRecording,
)


class RecordingOrders:
    """Thread: any; returns at once. Told by RecordingTold and PlaybackTold."""

    def __init__(
        self, *, send: Callable[[Command], None], wanted: DesiredState, lock: threading.Lock
    ) -> None:
        self._send = send
        self._wanted = wanted
        self._lock = lock

    def record(self, order: RecordSession) -> None:
        """Record so from now on; an engine that is started anew goes on with another part."""
        with self._lock:
            if order == self._wanted.recording:
                return
            self._wanted.recording = order
        self._send(order)

    def show_page(self, shown: RecordPage) -> None:
        """The page that is on the stage of the session that is recorded."""
        with self._lock:
            if shown == self._wanted.recorded_page:
                return
            self._wanted.recorded_page = shown
        self._send(shown)

    def stop(self, why: PartEnd) -> None:
        """Seal what there is; nothing happens where nothing is recorded."""
        with self._lock:
            was_wanted, self._wanted.recording = self._wanted.recording is not None, None
        if was_wanted:
            self._send(StopRecording(why=why))

    def play(self, order: PlayRecording) -> None:
        """Play this in place of what plays; refused during a call."""
        self._send(order)

    def stop_playing(self) -> None:
        """Nothing of a recording is seen or heard any more."""
        self._send(StopPlaying())
