"""RecordingsService for presenters: tapes read in the background, playing after it was noted."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.app.recording.copies import CopyMaker, KeyGone
from desktop.app.recording.shelf import Shelf
from desktop.domain.access.events import AccessChanged, PinProved
from desktop.domain.access.person import SignedIn
from desktop.domain.clock import Clock
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.errors import StorageError
from desktop.domain.events import ActionFailed, Event, EventSink
from desktop.domain.ids import SessionId, UserId
from desktop.domain.reception.session import OVER_STATUSES
from desktop.domain.recording.events import (
    CopySealed,
    ListeningNoted,
    RecordingsChanged,
    TapeLooked,
    TapeRead,
)
from desktop.domain.recording.playback import MAX_REASON, Listening
from desktop.domain.recording.sealed_copy import copy_reason
from desktop.domain.recording.shelf import ShelvedRecording
from desktop.domain.sync.events import SyncChanged
from desktop.files.sealed_chain import ChainBroken
from desktop.media.pipe.commands import PlayRecording
from desktop.presenters.services.recording import CopyOrder, PlayOrder
from desktop.recordings.tape import read_tape
from desktop.sync.recording.listening import ListeningBook
from desktop.sync.task_thread import TaskThread

if TYPE_CHECKING:
    from desktop.domain.recording.tape import Tape
    from desktop.domain.sync.status import RecordingWay

PLAY = "play"
SEAL_COPY = "seal_copy"
NOT_NOTED = "G-046"
"""Who listens could not be put onto the disk, nobody proved to sit here, or there is no key."""
NOT_COPIED = "G-062"
"""A part cannot be read or was changed, the file cannot be written, or no key is here."""

logger = logging.getLogger(__name__)


class PlaybackMedia(Protocol):
    """What the service needs of the media client."""

    def play(self, order: PlayRecording) -> None:
        """Play this in place of what plays."""
        ...

    def stop_playing(self) -> None:
        """Nothing is seen or heard any more."""
        ...


class _GivenUp(Exception):
    """Another recording is wanted, or the desk ends."""


class DeskRecordings:
    """Thread: any; recordings are read on `recordings`.

    folders: below which they lie, the first disk first. shelf: what lies there. key: of the
    recording of a session, None where it is gone. seated: who is at the desk.
    """

    def __init__(  # noqa: PLR0913 - where reading, noting and playing meet
        self,
        *,
        folders: Sequence[Path],
        shelf: Shelf,
        copies: CopyMaker,
        clock: Clock,
        key: Callable[[SessionId], bytes | None],
        seated: Callable[[], SignedIn | None],
        book: ListeningBook,
        media: PlaybackMedia,
        emit: EventSink,
    ) -> None:
        self._folders = tuple(folders)
        self._shelf = shelf
        self._copies = copies
        self._clock = clock
        self._key = key
        self._seated = seated
        self._book = book
        self._media = media
        self._emit = emit
        self._lock = threading.Lock()
        self._found: tuple[ShelvedRecording, ...] = ()
        self._ways: frozenset[tuple[SessionId, RecordingWay, tuple[str, ...]]] = frozenset()
        self._wanted: SessionId | None = None
        self._order = 0
        self._noted: tuple[SessionId, UserId] | None = None
        self._proved: UserId | None = None
        self._tasks = TaskThread(name="recordings", emit=emit)

    def start(self) -> None:
        """Start the thread, and see what lies there."""
        self._tasks.start()
        self._tasks.put(self._list)

    def stop_thread(self) -> bool:
        """End the thread; False when it was late."""
        self._wanted = None
        return self._tasks.stop()

    def on_event(self, event: Event) -> None:
        """A session that is over may have left a recording; who proved who they are may listen."""
        match event:
            case LiveSessionChanged(live=live) if live.status in OVER_STATUSES:
                self._tasks.put(self._list)
            case SyncChanged(status=status):
                ways = frozenset((one.session_id, one.way, one.faults) for one in status.recordings)
                if ways != self._ways:
                    self._ways = ways
                    self._tasks.put(self._list)
            case PinProved(user_id=user_id):
                self._proved = user_id
            case AccessChanged(signed_in=seat) if seat is None or seat.officer.id != self._proved:
                self._proved = None
            case _:
                pass

    # ---- RecordingsService -----------------------------------------------------------------

    def sessions(self) -> frozenset[SessionId]:
        """Those of which this PC has a recording, or had one that the city has."""
        return frozenset(one.session_id for one in self._found)

    def shelf(self) -> tuple[ShelvedRecording, ...]:
        """The same, each with what is known of it."""
        return self._found

    def list_anew(self) -> None:
        """Look again what lies there."""
        self._tasks.put(self._list)

    def look(self, session_id: SessionId) -> None:
        """Read and check one."""
        self._wanted = session_id
        self._tasks.put(partial(self._read, session_id))

    def play(self, order: PlayOrder) -> int:
        """Note who listens and why, then play."""
        seat = self._seated()
        with self._lock:
            self._order += 1
            number = self._order
            self._noted = None
        if seat is None or seat.officer.id != self._proved or not order.parts:
            self._fail(number, None)
            return number
        listening = Listening(
            session_id=order.session_id,
            user_id=seat.officer.id,
            reason=order.reason,
            from_at=order.from_at,
            at=self._clock.now(),
        )
        self._book.note(listening, partial(self._on_noted, number, order, seat.officer.id))
        return number

    def move(self, order: PlayOrder) -> int:
        """Go on elsewhere in what plays."""
        seat = self._seated()
        with self._lock:
            is_noted = seat is not None and self._noted == (order.session_id, seat.officer.id)
            if is_noted and order.parts:
                self._order += 1
                self._send(order, self._order)
            return self._order

    def seal_copy(self, order: CopyOrder) -> None:
        """Note who makes a copy and why, then write it."""
        seat = self._seated()
        if seat is None or seat.officer.id != self._proved or not order.parts:
            self._emit(ActionFailed(action=SEAL_COPY, code=NOT_NOTED, data={}))
            return
        officer = seat.officer
        making = Listening(
            session_id=order.session_id,
            user_id=officer.id,
            reason=copy_reason(order.decision)[:MAX_REASON],
            from_at=order.parts[0].began_at,
            at=self._clock.now(),
        )
        self._book.note(making, partial(self._on_copy_noted, order, officer.display_name))

    def stop(self) -> None:
        """Nothing is seen or heard any more."""
        with self._lock:
            self._order += 1
            self._noted = None
            self._media.stop_playing()

    # ---- inside ----------------------------------------------------------------------------

    def _on_noted(
        self, number: int, order: PlayOrder, user_id: UserId, error: BaseException | None
    ) -> None:
        """Thread: store-writer, or the caller's."""
        if error is not None:
            self._fail(number, error)
            return
        with self._lock:
            if number != self._order:
                return  # stopped, or something else was asked for meanwhile
            self._noted = order.session_id, user_id
            was_sent = self._send(order, number)
        if was_sent:
            logger.info("recording played session=%s part=%d", order.session_id, order.parts[0])
            self._emit(ListeningNoted(session_id=order.session_id, order=number))
        else:
            self._fail(number, None)

    def _on_copy_noted(self, order: CopyOrder, name: str, error: BaseException | None) -> None:
        """Thread: store-writer, or the caller's."""
        if error is None:
            self._tasks.put(partial(self._copy, order, name))
        else:
            logger.error("copy not noted error=%s", type(error).__name__)
            self._emit(ActionFailed(action=SEAL_COPY, code=NOT_NOTED, data={}))

    def _send(self, order: PlayOrder, number: int) -> bool:
        key = self._key(order.session_id)
        if key is None:
            return False
        first, *others = (root / order.session_id for root in self._folders)
        self._media.play(
            PlayRecording(
                order=number,
                session_id=order.session_id,
                folder=first,
                key=key,
                parts=order.parts,
                from_ms=order.from_ms,
                second_folder=others[0] if others else None,
            )
        )
        return True

    def _fail(self, number: int, error: BaseException | None) -> None:
        if error is not None:
            logger.error("listening not noted error=%s", type(error).__name__)
        if number == self._order:
            self._emit(ActionFailed(action=PLAY, code=NOT_NOTED, data={}))

    # ---- thread `recordings` ---------------------------------------------------------------

    def _list(self) -> None:
        try:
            found = self._shelf.look()
        except OSError as error:
            logger.warning("recordings not listed error=%s", type(error).__name__)
            return
        if found != self._found:
            self._found = found
            self._emit(RecordingsChanged())

    def _copy(self, order: CopyOrder, made_by: str) -> None:
        try:
            code = self._copies.make(order, made_by)
        except (OSError, ChainBroken, KeyGone, StorageError, TimeoutError) as error:
            logger.warning(
                "copy not sealed session=%s error=%s", order.session_id, type(error).__name__
            )
            self._emit(ActionFailed(action=SEAL_COPY, code=NOT_COPIED, data={}))
            return
        logger.info("copy sealed session=%s parts=%d", order.session_id, len(order.parts))
        self._emit(CopySealed(session_id=order.session_id, path=order.path, code=code))

    def _read(self, session_id: SessionId) -> None:
        tape: Tape | None = None
        try:
            tape = read_tape(
                *(root / session_id for root in self._folders),
                key=self._key(session_id),
                on_part=partial(self._note_part, session_id),
            )
        except _GivenUp:
            return
        except (OSError, ValueError) as error:
            logger.warning(
                "recording not read session=%s error=%s", session_id, type(error).__name__
            )
        self._emit(TapeRead(session_id=session_id, tape=tape))

    def _note_part(self, session_id: SessionId, parts: int, whole: int) -> None:
        if self._wanted != session_id:
            raise _GivenUp
        self._emit(TapeLooked(session_id=session_id, parts=parts, whole=whole))
