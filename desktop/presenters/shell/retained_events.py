"""Retained events: the latest of each kind, replayed to presenters created later."""

from typing import TYPE_CHECKING

from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.events import Event
from desktop.domain.media.call import PeerState
from desktop.domain.media.events import (
    EchoCancellingChanged,
    EngineStateChanged,
    PeerStateChanged,
    RelayLacking,
    TrackAdded,
    TrackRemoved,
)

if TYPE_CHECKING:
    from desktop.domain.ids import SiteId, TrackId


class RetainedEvents:
    """The newest word on engine, channel, echo, relays, pictures and connections."""

    def __init__(self) -> None:
        self._single: dict[type[Event], Event] = {}
        self._tracks: dict[TrackId, TrackAdded] = {}
        self._peers: dict[SiteId, PeerStateChanged] = {}

    def take(self, event: Event) -> None:
        """Remember what stands."""
        match event:
            case EngineStateChanged(is_up=is_up):
                self._single[EngineStateChanged] = event
                if not is_up:
                    self._forget(EchoCancellingChanged, RelayLacking)
                    self._tracks.clear()
                    self._peers.clear()
            case ChannelChanged() | EchoCancellingChanged() | RelayLacking():
                self._single[type(event)] = event
            case TrackAdded(track=track):
                self._tracks[track.id] = event
            case TrackRemoved(track_id=track_id):
                self._tracks.pop(track_id, None)
            case PeerStateChanged(site_id=site_id, state=PeerState.CLOSED):
                self._peers.pop(site_id, None)  # it may be told after the seat was given back
            case PeerStateChanged(site_id=site_id):
                self._peers[site_id] = event
            case _:
                pass

    def forget_session(self) -> None:
        """The seat was given back: what was said of its channel and peers is void."""
        self._forget(ChannelChanged, RelayLacking)
        self._peers.clear()

    def events(self) -> tuple[Event, ...]:
        """All that stands, the engine first."""
        first = sorted(self._single.values(), key=lambda one: type(one) is not EngineStateChanged)
        return (*first, *self._tracks.values(), *self._peers.values())

    def _forget(self, *kinds: type[Event]) -> None:
        for kind in kinds:
            self._single.pop(kind, None)
