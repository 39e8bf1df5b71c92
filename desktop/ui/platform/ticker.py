"""A steady timer on the main thread, for presenters and the process itself."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Ticker(QObject):
    """Calls `beat` every `interval_ms` from `start` to `stop`. Thread: MainThread."""

    def __init__(self, *, interval_ms: int, beat: Callable[[], None]) -> None:
        super().__init__()
        self._beat = beat
        self._timer = QTimer(self)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """The first beat comes after one interval."""
        self._timer.start()

    def stop(self) -> None:
        """No beat after this. Idempotent."""
        self._timer.stop()

    def _on_timeout(self) -> None:
        self._beat()
