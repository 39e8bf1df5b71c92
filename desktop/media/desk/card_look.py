"""The desk's end of a look for a card."""

from collections.abc import Callable

from desktop.media.pipe.commands import LookForCard, StopLooking


class CardLook:
    """CardLookService (presenters/services/media.py). Thread: any."""

    def __init__(self, *, send: Callable[[LookForCard | StopLooking], None]) -> None:
        self._send = send

    def begin(self) -> None:
        """Answered by `CardLooked`, unless the engine is gone."""
        self._send(LookForCard())

    def stop(self) -> None:
        """End the look that runs."""
        self._send(StopLooking())
