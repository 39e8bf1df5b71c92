"""Forwards link events to the desk, and decoded pictures to the shared rings."""

from collections.abc import Callable
from typing import Protocol

from desktop.domain.ids import SiteId
from desktop.domain.media.call import PeerState
from desktop.domain.media.code_words import CodeWords, NoCodeWords
from desktop.domain.media.events import (
    CodeWordsChanged,
    CodeWordsLacking,
    FirstMediaArrived,
    PeerStateChanged,
    SignalProduced,
)
from desktop.media.engine.picture import Picture
from desktop.media.engine.publisher import Publisher, track_of_site
from desktop.media.engine.signaling import Signal, format_signal
from desktop.media.pipe.events import EngineEvent


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

    def on_code_words(self, site_id: SiteId, words: CodeWords | NoCodeWords) -> None:
        """Media flows over a connection of these words, or one that has none to compare."""
        ...

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None:
        """First "video" or "audio" of a connection."""
        ...


class LinkNews:
    """`LinkOwner` of every link. Thread: media-loop, as links say.

    see: takes every picture too. note_line: takes every state too.
    """

    def __init__(
        self,
        *,
        tell: Callable[[EngineEvent], None],
        publisher: Publisher,
        see: Callable[[SiteId, Picture], None],
        note_line: Callable[[SiteId, PeerState], None],
    ) -> None:
        self._tell = tell
        self._publisher = publisher
        self._see = see
        self._note_line = note_line

    def on_signal(self, site_id: SiteId, signal: Signal) -> None:
        self._tell(SignalProduced(site_id=site_id, payload=format_signal(signal)))

    def on_picture(self, site_id: SiteId, picture: Picture) -> None:
        self._publisher.publish(track_of_site(site_id), site_id, picture)
        self._see(site_id, picture)

    def on_state(self, site_id: SiteId, state: PeerState) -> None:
        self._tell(PeerStateChanged(site_id=site_id, state=state))
        self._note_line(site_id, state)

    def on_code_words(self, site_id: SiteId, words: CodeWords | NoCodeWords) -> None:
        if isinstance(words, NoCodeWords):
            self._tell(CodeWordsLacking(site_id=site_id, why=words))
        else:
            self._tell(CodeWordsChanged(site_id=site_id, words=words))

    def on_first_media(self, site_id: SiteId, kind: str, at_s: float) -> None:
        self._tell(FirstMediaArrived(site_id=site_id, kind=kind, at_s=at_s))
