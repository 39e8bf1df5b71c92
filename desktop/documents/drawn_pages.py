"""Pages that were drawn, for whoever asks for them again: the newest, within a bound."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from desktop.documents.preview.pipe_format import Answer

MAX_BYTES = 64 * 1024 * 1024
"""Of pixels: seven pages of an ordinary display 2, or two of one of 4K."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """width: as it was asked for; a photo may be narrower."""

    width: int
    answer: Answer

    @property
    def size_bytes(self) -> int:
        """Of its pixels."""
        return 0 if self.answer.image is None else len(self.answer.image.rgb)


class DrawnPages:
    """Found by the hash of the paper, and the page. Thread: any."""

    def __init__(self, *, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._pages: OrderedDict[tuple[str, int], _Drawn] = OrderedDict()
        self._size_bytes = 0

    def keep(self, sha256: str, page: int, width: int, answer: Answer) -> None:
        """In the place of what was kept of this page; the oldest ones give way."""
        drawn = _Drawn(width=width, answer=answer)
        with self._lock:
            self._drop((sha256, page))
            if drawn.size_bytes > self._max_bytes:
                return
            self._pages[sha256, page] = drawn
            self._size_bytes += drawn.size_bytes
            while self._size_bytes > self._max_bytes:
                self._drop(next(iter(self._pages)))

    def find(self, sha256: str, page: int, width: int) -> Answer | None:
        """The page, at least so wide; None: it has to be drawn."""
        with self._lock:
            drawn = self._pages.get((sha256, page))
            if drawn is None or drawn.width < width:
                return None
            self._pages.move_to_end((sha256, page))
            return drawn.answer

    def forget(self) -> None:
        """Nobody looks at papers any more."""
        with self._lock:
            self._pages.clear()
            self._size_bytes = 0

    def _drop(self, key: tuple[str, int]) -> None:
        former = self._pages.pop(key, None)
        if former is not None:
            self._size_bytes -= former.size_bytes
