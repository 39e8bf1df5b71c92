"""Starts and ends the recording of a session with its state; nobody can forget it."""

import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from desktop.domain.conduct.events import ChannelChanged, LiveSessionChanged, SeatTaken
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.trial import tried_session
from desktop.domain.events import Event
from desktop.domain.ids import SessionId, SiteId
from desktop.domain.recording.events import RecordingTold
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import Elsewhere, why_not_recorded
from desktop.domain.sync.events import SyncChanged
from desktop.files.sealed_chain import KEY_BYTES
from desktop.media.pipe.commands import RecordSession
from desktop.presenters.services.desk import DeskMemory

KEY_NAME = "recording_key/"

logger = logging.getLogger(__name__)


class RecordingMedia(Protocol):
    """What the service needs of the media client."""

    def record(self, order: RecordSession) -> None:
        """Record so from now on."""
        ...

    def stop(self, why: PartEnd) -> None:
        """Seal what there is."""
        ...


class SessionRecording:
    """Listens to the channel. Thread: any.

    folders: below which recordings lie, and the same on another disk where there is one. site_name:
    as people know a site. elsewhere: what the room chose for sessions on a platform of somebody
    else; all that is recorded of one is recorded as this site's.
    Every session has a key of its own, kept in the room's store. A second PC beside a seat has no
    media to record.
    """

    def __init__(
        self,
        *,
        own_site_id: SiteId,
        folders: Sequence[Path],
        memory: DeskMemory,
        media: RecordingMedia,
        site_name: Callable[[SiteId], str],
        elsewhere: Callable[[], Elsewhere],
    ) -> None:
        self._own_site_id = own_site_id
        self._folder = folders[0]
        self._second_folder = folders[1] if len(folders) > 1 else None
        self._newest: tuple[SessionId, int] | None = None
        self._order: RecordSession | None = None
        self._memory = memory
        self._media = media
        self._site_name = site_name
        self._elsewhere = elsewhere
        self._lock = threading.Lock()
        self._clock_offset_s = 0.0
        self._is_beside = False
        self._names: tuple[tuple[SiteId, str], ...] = ()

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        match event:
            case LiveSessionChanged(live=live) if tried_session(live.session_id) is None:
                with self._lock:
                    self._follow(live)
            case ChannelChanged(is_connected=True, is_beside=is_beside):
                with self._lock:
                    self._is_beside = is_beside
            case SeatTaken() | ChannelChanged(is_connected=False, attempt=0):
                with self._lock:
                    self._names = ()
                    self._stop(PartEnd.LEFT)
            case RecordingTold(session_id=session_id, part=part):
                with self._lock:
                    self._note_part(session_id, part)
            case SyncChanged(status=status):
                self._clock_offset_s = status.clock_offset_s
            case _:
                pass

    def key(self, session_id: SessionId) -> bytes:
        """Of the recording of a session, made when it is asked for first. 32 bytes."""
        kept = self.kept_key(session_id)
        if kept is None:
            kept = secrets.token_bytes(KEY_BYTES)
            self._memory.remember(f"{KEY_NAME}{session_id}", kept.hex())
        return kept

    def kept_key(self, session_id: SessionId) -> bytes | None:
        """The same where there is one."""
        kept = self._memory.recall(f"{KEY_NAME}{session_id}")
        return None if kept is None else bytes.fromhex(kept)

    def _follow(self, live: LiveSession) -> None:
        elsewhere = self._elsewhere()
        why_not = PartEnd.LEFT if self._is_beside else why_not_recorded(live, elsewhere)
        if why_not is not None:
            self._stop(why_not)
            return
        newest = self._newest
        is_its = newest is not None and newest[0] == live.session_id
        self._order = RecordSession(
            session_id=live.session_id,
            own_site_id=self._own_site_id,
            folder=self._folder,
            key=self.key(live.session_id),
            names=self._named(live),
            main_site_id=live.speaking_site_id,
            clock_offset_s=self._clock_offset_s,
            second_folder=self._second_folder,
            after_part=newest[1] if newest is not None and is_its else 0,
            is_elsewhere=bool(live.platform),
            has_picture=elsewhere.has_card or not live.platform,
        )
        self._media.record(self._order)

    def _named(self, live: LiveSession) -> tuple[tuple[SiteId, str], ...]:
        """Who is recorded, and as whom; of a session elsewhere this site, and where it meets."""
        if live.platform:
            name = f"{self._site_name(self._own_site_id)} · {live.platform}"
            return ((self._own_site_id, name),)
        here = tuple(seat.site_id for seat in live.seats)
        known = tuple(site_id for site_id, _ in self._names)
        if not set(here) <= set(known):
            sites = sorted({*known, *here} - {self._own_site_id})
            order = (self._own_site_id, *sites)[:4]
            self._names = tuple((site_id, self._site_name(site_id)) for site_id in order)
        return self._names

    def _note_part(self, session_id: SessionId, part: int) -> None:
        """An engine that starts anew while no disk can be read goes on behind this number."""
        if self._newest == (session_id, part):
            return
        self._newest = session_id, part
        order = self._order
        if order is not None and order.session_id == session_id:
            self._order = replace(order, after_part=part)
            self._media.record(self._order)

    def _stop(self, why: PartEnd) -> None:
        self._order = None
        self._media.stop(why)
