"""What presenters ask of the floor of a session, where its city keeps the order of hands."""

from typing import Protocol

from desktop.domain.conduct.speaking_queue import Speaker
from desktop.domain.ids import SiteId


class FloorService(Protocol):
    """Hands, turns and locked microphones. Outcomes: LiveSessionChanged, ActionFailed.

    Of a city without a queue (`LiveSession.queue` is None) nothing of this is asked.
    """

    def raise_hand(self, speaker: Speaker, reason: str = "") -> None:
        """Somebody here asks for the floor; again: with another reason, in the same place."""
        ...

    def lower_hand(self, speaker: Speaker) -> None:
        """Somebody here thinks better of it."""
        ...

    def call(self, site_id: SiteId, hand: int | None, turn_s: int) -> None:
        """The chair calls this hand, or the site where it has none up.

        turn_s: how long the turn may take before its clock warns.
        """
        ...

    def lower(self, hand: int | None) -> None:
        """The chair lowers one hand; None: all."""
        ...

    def move(self, hand: int, place: int) -> None:
        """The chair calls a hand sooner or later; place from 0."""
        ...

    def lock(self, site_id: SiteId, *, is_locked: bool) -> None:
        """The chair mutes a site and keeps it muted, or lets it speak again."""
        ...
