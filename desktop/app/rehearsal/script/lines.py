"""All lines of a rehearsal: between the desks and their city, and between their engines."""

from dataclasses import replace

from typing_extensions import override

from desktop.app.rehearsal.script.city_line import HOST, CityLine
from desktop.app.rehearsal.script.media_line import MediaLine
from desktop.app.wiring.event_router import EventRouter
from desktop.domain.conduct.calls.guest import is_guest
from desktop.domain.events import Event
from desktop.domain.ids import SiteId
from desktop.domain.media.events import SignalReceived


class Lines:
    """Everything that a site sends or hears goes through here; cut and mended all at once.

    The chair's desk has a line of its own to the city, which can be cut alone.
    """

    def __init__(self, server_port: int) -> None:
        self._city = CityLine(server_port)
        self._chair = CityLine(server_port)
        self._media = MediaLine()

    @property
    def base_url(self) -> str:
        """Where the desks find their city."""
        return f"http://{HOST}:{self._city.port}"

    @property
    def chair_url(self) -> str:
        """The same, for the desk that conducts."""
        return f"http://{HOST}:{self._chair.port}"

    @property
    def carried(self) -> int:
        """Packets of picture and sound that came through."""
        return self._media.carried

    def arrived(self, site_id: SiteId) -> int:
        """Those of them that came to the engine of this site."""
        return self._media.arrived(site_id)

    def start(self) -> None:
        """Begin to carry."""
        self._city.start()
        self._chair.start()
        self._media.start()

    def stop(self) -> None:
        """End; after the desks."""
        self._city.stop()
        self._chair.stop()
        self._media.stop()

    def cut(self) -> None:
        """No channel, no exchange with the city, no picture and no sound."""
        self._media.cut()
        self._city.cut()
        self._chair.cut()

    def cut_chair(self) -> None:
        """The desk that conducts has no city any more; all others have theirs."""
        self._chair.cut()

    def cut_media_of(self, site_id: SiteId) -> None:
        """No picture and no sound of this site reaches another one; it keeps its city."""
        self._media.cut_from(site_id)

    def mend(self) -> None:
        """As before."""
        self._media.mend()
        self._city.mend()
        self._chair.mend()

    def router(self) -> EventRouter:
        """For one desk: its engine hears of the other engines by our addresses."""
        return _BendingRouter(self._media)


class _BendingRouter(EventRouter):
    """Hands signals of other engines on with the addresses of a line."""

    def __init__(self, media: MediaLine) -> None:
        super().__init__()
        self._media = media

    @override
    def emit(self, event: Event) -> None:
        # A browser is told addresses of its own: its line is the plain one.
        if isinstance(event, SignalReceived) and not is_guest(event.site_id):
            bent = self._media.bend(event.untrusted_payload, event.site_id)
            event = replace(event, untrusted_payload=bent)
        super().emit(event)
