"""What links tell: to the desk, and their pictures to its rings."""

from collections.abc import Callable
from typing import Protocol

from desktop.domain.call import PeerState
from desktop.domain.code_words import CodeWords
from desktop.domain.ids import SiteId
from desktop.media.engine.picture import Picture
from desktop.media.engine.publisher import Publisher, track_of_site
from desktop.media.engine.signaling import Signal, format_signal
from desktop.media.messages import (
    CodeWordsFound,
    EngineEvent,
    FirstMedia,
    PeerChanged,
    SendSignal,
)


class LinkOwner(Protocol):
    """What a link tells its call; all on media-loop."""

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        """To be carried to the other site."""
        ...

    def on_picture(self, site_id: SiteId, picture: Picture) -> None:
        """Decoded, on the newest connection."""
        ...

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        """The state changed."""
        ...

    def on_code_words(self, site_id: SiteId, words: CodeWords) -> None:
        """Media flows over a connection of these words; people may compare them."""
        ...

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None:
        """First "video" or "audio" of a connection."""
        ...


class LinkNews:
    """`LinkOwner` of every link. Thread: media-loop, as links say."""

    def __init__(self, *, tell: Callable[[EngineEvent], None], publisher: Publisher) -> None:
        self._tell = tell
        self._publisher = publisher

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        """See `LinkOwner`."""
        self._tell(SendSignal(site_id=site_id, payload=format_signal(signal)))

    def on_picture(self, site_id: SiteId, picture: Picture) -> None:
        """See `LinkOwner`."""
        self._publisher.publish(track_of_site(site_id), site_id, picture)

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        """See `LinkOwner`."""
        self._tell(PeerChanged(site_id=site_id, state=state))

    def on_code_words(self, site_id: SiteId, words: CodeWords) -> None:
        """See `LinkOwner`."""
        self._tell(CodeWordsFound(site_id=site_id, words=words))

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None:
        """See `LinkOwner`."""
        self._tell(FirstMedia(site_id=site_id, kind=kind, at_s=at_s))
