"""Sizes of the other sites' tiles, told to the engine so that it asks for no larger pictures."""

from collections.abc import Mapping

from desktop.domain.clock import Clock
from desktop.domain.ids import TrackId
from desktop.presenters.services.media import MediaService

SHRINK_AFTER_S = 3.0
"""A panel that opens for a moment should not make every site send another size."""


class TileSizes:
    """Tells a picture that grew at once, one that shrank when it stays so."""

    def __init__(self, *, media: MediaService, clock: Clock) -> None:
        self._media = media
        self._clock = clock
        self._told: Mapping[TrackId, int] = {}
        self._shrunk_since_s: float | None = None

    def look(self, tiles: Mapping[TrackId, int]) -> None:
        """Lines in device pixels by track, 0 for a hidden one; call it a few times a second."""
        if tiles == self._told:
            self._shrunk_since_s = None
            return
        now_s = self._clock.monotonic()
        if self._shrunk_since_s is None:
            self._shrunk_since_s = now_s
        has_grown = any(lines > self._told.get(track_id, -1) for track_id, lines in tiles.items())
        if has_grown or now_s - self._shrunk_since_s >= SHRINK_AFTER_S:
            self._told = dict(tiles)
            self._shrunk_since_s = None
            self._media.set_tiles(tiles)
