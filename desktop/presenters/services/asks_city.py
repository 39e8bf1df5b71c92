"""A screen that can ask the city for its word."""

from desktop.presenters.services.services import Services


class AsksCity:
    """What F5 does where the records come from the city. Thread: MainThread."""

    _services: Services

    def refresh(self) -> None:
        """F5, and when such a screen is shown: ask the city now."""
        self._services.sync.wake()
