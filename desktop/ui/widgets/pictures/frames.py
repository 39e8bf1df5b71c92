"""Tells picture tiles that a track has a newer frame; each tile then reads it when it paints."""

from collections.abc import Callable
from typing import Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.ids import TrackId
from desktop.domain.media.call import I420Frame

FrameSource = Callable[[TrackId], I420Frame | None]
"""Reads the newest picture of a track (`MediaService.read_frame`)."""


class FrameSink(Protocol):
    """What paints a track's pictures: a widget."""

    def shown_lines(self) -> int:
        """Lines of a whole picture at the size it is shown; 0 while nobody sees it."""
        ...

    def isVisible(self) -> bool:  # noqa: N802 - Qt's name
        """Whether it is on the screen; named by QWidget."""
        ...

    def update(self) -> None:
        """Paint again soon; named by QWidget."""
        ...


class FrameHub(QObject):
    """One for the program; both windows' tiles hang on it.

    Notifications are not counted: a tile that is slow or hidden skips pictures and gains no
    delay. Thread: MainThread.
    """

    def __init__(self, read_frame: FrameSource) -> None:
        super().__init__()
        self._read_frame = read_frame
        self._sinks: dict[TrackId, WeakSet[FrameSink]] = {}

    def read(self, track_id: TrackId) -> I420Frame | None:
        """The newest picture, None before the first one."""
        return self._read_frame(track_id)

    def tiles(self) -> dict[TrackId, int]:
        """For each track that has a place, the lines of its tallest picture; 0: none is seen."""
        return {
            track_id: max((sink.shown_lines() for sink in tuple(sinks)), default=0)
            for track_id, sinks in self._sinks.items()
        }

    def watch(self, track_id: TrackId, sink: FrameSink) -> None:
        """From now on `sink` is repainted when the track has a newer picture."""
        self._sinks.setdefault(track_id, WeakSet()).add(sink)

    def unwatch(self, track_id: TrackId, sink: FrameSink) -> None:
        """`sink` shows something else now."""
        sinks = self._sinks.get(track_id)
        if sinks is not None:
            sinks.discard(sink)
            if not sinks:
                del self._sinks[track_id]

    def let_go(self, gone: QWidget) -> None:
        """Nothing of this widget is told or asked any more: all of it is going."""
        for track_id, sinks in tuple(self._sinks.items()):
            for sink in tuple(sinks):
                if isinstance(sink, QWidget) and gone.isAncestorOf(sink):
                    self.unwatch(track_id, sink)

    def on_frame_ready(self, track_id: TrackId) -> None:
        """The engine wrote a picture into the track's ring."""
        for sink in tuple(self._sinks.get(track_id, ())):
            if sink.isVisible():
                sink.update()
