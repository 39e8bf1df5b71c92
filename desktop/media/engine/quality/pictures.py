"""Scales our picture to the wanted sizes and paces, each once for all who want it."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.media.engine.picture import Picture, fit_picture
from desktop.media.engine.quality.frame_gate import FrameGate


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """At most this size and so many pictures a second; fps > 0."""

    width: int
    height: int
    fps: int


class PictureCutter:
    """Thread: camera for `cut`, media-loop for everything else."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wishes: frozenset[Wish] = frozenset()
        self._gates: dict[Wish, FrameGate] = {}
        self._ready: dict[Wish, Picture] = {}
        self._offered = 0

    def set_wishes(self, wishes: frozenset[Wish]) -> None:
        """What is taken from now on."""
        with self._lock:
            self._wishes = wishes
            self._ready = {wish: one for wish, one in self._ready.items() if wish in wishes}

    def cut(self, picture: Picture) -> bool:
        """One more picture of the camera; True when `take` should be called.

        One size is scaled once for all paces; what was not taken yet is replaced by the newest.
        """
        with self._lock:
            self._offered += 1
            wishes = self._wishes
        self._gates = {wish: self._gates.get(wish) or FrameGate() for wish in wishes}
        due = [wish for wish in wishes if self._is_due(wish, picture)]
        if not due:
            return False
        sizes = {(wish.width, wish.height) for wish in due}
        cut = {size: fit_picture(picture, *size) for size in sizes}
        with self._lock:
            was_empty = not self._ready
            for wish in due:
                if wish in self._wishes:
                    self._ready[wish] = cut[wish.width, wish.height]
        return was_empty

    def take(self) -> Mapping[Wish, Picture]:
        """The newest pictures, each once."""
        with self._lock:
            ready, self._ready = self._ready, {}
        return ready

    def take_offered(self) -> int:
        """How many pictures the camera had since the last call."""
        with self._lock:
            offered, self._offered = self._offered, 0
        return offered

    def _is_due(self, wish: Wish, picture: Picture) -> bool:
        return self._gates[wish].lets_through(picture.made_at_s, wish.fps)
