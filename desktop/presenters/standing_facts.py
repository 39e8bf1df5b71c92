"""Facts that were told once and are still true: replayed to a presenter that is born later."""

from typing import TYPE_CHECKING

from desktop.domain.events import (
    ChannelChanged,
    EchoCancellingChanged,
    EngineStateChanged,
    Event,
    PeerStateChanged,
    TrackAdded,
    TrackRemoved,
)

if TYPE_CHECKING:
    from desktop.domain.ids import SiteId, TrackId


class StandingFacts:
    """The newest word on engine, channel, echo, pictures and connections."""

    def __init__(self) -> None:
        self._engine: EngineStateChanged | None = None
        self._channel: ChannelChanged | None = None
        self._echo: EchoCancellingChanged | None = None
        self._tracks: dict[TrackId, TrackAdded] = {}
        self._peers: dict[SiteId, PeerStateChanged] = {}

    def take(self, event: Event) -> None:
        """Remember what stands."""
        match event:
            case EngineStateChanged(is_up=is_up):
                self._engine = event
                if not is_up:
                    self._echo = None
                    self._tracks.clear()
                    self._peers.clear()
            case ChannelChanged():
                self._channel = event
            case EchoCancellingChanged():
                self._echo = event
            case TrackAdded(track=track):
                self._tracks[track.id] = event
            case TrackRemoved(track_id=track_id):
                self._tracks.pop(track_id, None)
            case PeerStateChanged(site_id=site_id):
                self._peers[site_id] = event
            case _:
                pass

    def forget_session(self) -> None:
        """The seat was given back: what was said of its channel and peers is void."""
        self._channel = None
        self._peers.clear()

    def events(self) -> tuple[Event, ...]:
        """All that stands, the engine first."""
        single = (self._engine, self._channel, self._echo)
        first = [one for one in single if one is not None]
        return (*first, *self._tracks.values(), *self._peers.values())
