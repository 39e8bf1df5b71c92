"""The call: one link to every other site that has media; messages and media go to the right one."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

from desktop.domain.errors import ProtocolError
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.media.call import IceServer, PeerNumber, PeerStats
from desktop.media.engine.call.legs import LinkConfig
from desktop.media.engine.call.link import Link
from desktop.media.engine.call.link_events import LinkOwner
from desktop.media.engine.call.words_talk import Talks
from desktop.media.engine.picture import Picture
from desktop.media.engine.quality.dispatch import Dispatch, PicturePlan
from desktop.media.engine.quality.pictures import Wish
from desktop.media.engine.signaling import PictureNote, Signal, SignalKind, parse_signal
from desktop.media.engine.sound_block import Block

MAX_PEERS = 3
"""A mesh of four sites at most."""

CLOSE_LIMIT_S = 4.0

logger = logging.getLogger(__name__)


class Call:
    """Thread: media-loop. Links appear and vanish with `set_roster`.

    dispatch: decides what of our picture goes to whom, by the figures of every second.
    """

    def __init__(self, *, config: LinkConfig, owner: LinkOwner, plan: PicturePlan) -> None:
        self._config = config
        self._owner = owner
        self._own_number = 0
        self._links: dict[SiteId, Link] = {}
        self._early: dict[SiteId, Signal] = {}
        self._talks = Talks(own_site_id=config.own_site_id)
        self._closing: set[asyncio.Task[None]] = set()
        self.dispatch = Dispatch(clock=config.clock, plan=plan)

    @property
    def links(self) -> tuple[Link, ...]:
        """Every link now."""
        return tuple(self._links.values())

    def set_roster(
        self, own_media_number: int, peers: tuple[PeerNumber, ...], session_id: SessionId
    ) -> None:
        """Close links of seats that are gone or were numbered anew, then make the missing ones."""
        self._talks.session_id = session_id
        peers = peers[:MAX_PEERS]
        is_renumbered = own_media_number != self._own_number
        self._own_number = own_media_number
        for link in self.links:
            if is_renumbered or link.peer not in peers:
                del self._links[link.peer.site_id]
                self.dispatch.forget(link.peer.site_id)
                self._end(link)
        self.dispatch.set_sites([peer.site_id for peer in peers])
        self._limit()
        for peer in peers:
            if peer.site_id not in self._links:
                self._make(peer)
        kept = {peer.site_id for peer in peers}
        self._early = {site: signal for site, signal in self._early.items() if site in kept}

    def deliver(self, site_id: SiteId, untrusted_payload: str) -> None:
        """What another site's engine sent; nonsense is dropped and said in the log."""
        try:
            signal = parse_signal(untrusted_payload)
        except ProtocolError as error:
            logger.warning("signal refused site=%s code=%s", site_id, error.code)
            return
        link = self._links.get(site_id)
        is_known = link is not None and (
            (signal.from_number, signal.to_number) == (link.peer.media_number, self._own_number)
        )
        if link is not None and is_known and signal.kind is SignalKind.PICTURE:
            self.dispatch.hear(site_id, signal.picture)
        elif link is not None and is_known:
            link.deliver(signal)
        elif self._is_early(link, signal):
            # The roster that names this seat is still on its way: keep the newest signal.
            self._early[site_id] = signal
        else:
            logger.info("stale signal dropped site=%s", site_id)

    def set_ice_servers(self, ice_servers: tuple[IceServer, ...]) -> None:
        """For connections made from now on."""
        self._config = replace(self._config, ice_servers=ice_servers)
        for link in self.links:
            link.set_ice_servers(ice_servers)

    def renew_silent(self) -> None:
        """The channel is back: what was said while it broke may be lost."""
        for link in self.links:
            link.renew_if_silent()

    def step(self) -> None:
        """Look at the time."""
        for link in self.links:
            link.step()

    def send_video(self, pictures: Mapping[Wish, Picture]) -> None:
        """Our picture in the sizes that are wanted; a site takes the one it wished for."""
        for link in self.links:
            wish = self.dispatch.wish(link.peer.site_id)
            picture = None if wish is None else pictures.get(wish)
            if picture is not None:
                link.send_video(picture)

    def send_audio(self, block: Block) -> None:
        """Our sound, to every site."""
        for link in self.links:
            link.send_audio(block)

    async def stats(self) -> tuple[PeerStats, ...]:
        """Every connection since the last call, half a second ago; the ladders step by it."""
        measured = [(link, await link.stats()) for link in self.links]
        figures = {
            link.peer.site_id: stats
            for link, stats in measured
            if stats is not None and self._links.get(link.peer.site_id) is link
        }
        told = self.dispatch.look(figures)
        self._limit()
        for site_id, note in self.dispatch.news(figures).items():
            self._owner.on_signal(site_id, self._picture_signal(site_id, note))
        return told

    def shut(self) -> None:
        """Begin to end everything and tell the others; nothing is told after this."""
        for link in self.links:
            self._end(link, says_bye=True)
        self._links.clear()
        self._early.clear()
        self.dispatch.set_sites(())

    async def wait_closed(self) -> None:
        """Until every connection is closed, bounded."""
        if self._closing:
            _, late = await asyncio.wait(self._closing, timeout=CLOSE_LIMIT_S)
            for task in late:
                task.cancel()

    def _limit(self) -> None:
        for link in self.links:
            link.set_limits(self.dispatch.limits(link.peer.site_id))

    def _picture_signal(self, site_id: SiteId, note: PictureNote) -> Signal:
        return Signal(
            kind=SignalKind.PICTURE,
            connection_id="",
            from_number=self._own_number,
            to_number=self._links[site_id].peer.media_number,
            picture=note,
        )

    def _make(self, peer: PeerNumber) -> None:
        link = Link(
            config=self._config,
            own_number=self._own_number,
            peer=peer,
            limits=self.dispatch.limits(peer.site_id),
            owner=self._owner,
            talk=self._talks.begin(self._own_number, peer),
        )
        self._links[peer.site_id] = link
        link.begin()
        early = self._early.pop(peer.site_id, None)
        if early is not None and (early.from_number, early.to_number) == (
            peer.media_number,
            self._own_number,
        ):
            link.deliver(early)

    def _is_early(self, link: Link | None, signal: Signal) -> bool:
        known = 0 if link is None else link.peer.media_number
        if signal.kind in {SignalKind.PICTURE, SignalKind.WORDS}:
            return False  # it is said again, and must not push an offer aside
        is_new = signal.from_number > known or signal.to_number > self._own_number
        return is_new and len(self._early) <= MAX_PEERS

    def _end(self, link: Link, *, says_bye: bool = False) -> None:
        link.shut(says_bye=says_bye)
        task = asyncio.ensure_future(link.wait_closed())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)
