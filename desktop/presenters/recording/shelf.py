"""Bản ghi của máy này: every recording that lies here, and how far each is on its way."""

from collections.abc import Callable

from typing_extensions import override

from desktop.domain.access.events import AccessChanged
from desktop.domain.events import Event
from desktop.domain.ids import SessionId
from desktop.domain.reception.events import ScheduleChanged
from desktop.domain.reception.session import SessionPlan
from desktop.domain.recording.events import RecordingsChanged
from desktop.domain.recording.shelf import (
    NOT_SENT,
    ShelfWord,
    ShelvedRecording,
    by_session,
    sent_percent,
    shelf_faults,
    shelf_word,
)
from desktop.domain.sync.events import SyncChanged
from desktop.domain.sync.status import RecordingOnWay
from desktop.domain.text import matches
from desktop.presenters.recording.shelf_state import ShelfRow, ShelfViewState
from desktop.presenters.services.access import Sitter
from desktop.presenters.services.asks_city import AsksCity
from desktop.presenters.services.services import Services
from desktop.presenters.view.drawn_screen import DrawnScreen
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

MOST_SHOWN = 200


class ShelfPresenter(AsksCity, DrawnScreen[ShelfViewState]):
    """Lives as long as the desk. Thread: MainThread.

    open_recording: to one of them. Of a session that is kept from the person nothing is told but
    that a recording lies here: who looks after the PC must see that it is sent.
    """

    def __init__(
        self,
        *,
        services: Services,
        render: Callable[[ShelfViewState], None],
        open_recording: Callable[[SessionId], None],
    ) -> None:
        self._services = services
        self._open_recording = open_recording
        super().__init__(render)
        self._sitter = Sitter(services.access)
        self._search = ""

    # ---- what the person does --------------------------------------------------------------

    def start(self) -> None:
        """The screen is shown. Whoever sits down finds no search of the one before."""
        if self._sitter.has_changed():
            self._search = ""
        self._services.recordings.list_anew()
        self.draw()

    @override
    def refresh(self) -> None:
        """F5: look again what lies here, and ask the city."""
        self._services.recordings.list_anew()
        super().refresh()

    def search(self, text: str) -> None:
        """F3: by title; marks do not matter."""
        self._search = text
        self.draw()

    def open(self, session_id: SessionId) -> None:
        """Enter, or a click."""
        if any(one.session_id == session_id and one.can_open for one in self.state().rows):
            self._open_recording(session_id)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Take in one fact."""
        if isinstance(event, RecordingsChanged | SyncChanged | ScheduleChanged | AccessChanged):
            self.draw()

    def on_tick(self) -> None:
        """Nothing here goes on by itself."""

    @override
    def state(self) -> ShelfViewState:
        """What the screen draws now."""
        plans = {one.id: one for one in self._services.schedule.every_session()}
        on_way = by_session(self._services.sync.status().recordings)
        shelved = self._services.recordings.shelf()
        rows = [_row(one, plans.get(one.session_id), on_way.get(one.session_id)) for one in shelved]
        found = sorted((one for one in rows if _is_found(one, self._search)), key=_order)
        return ShelfViewState(
            search=self._search,
            rows=tuple(found[:MOST_SHOWN]),
            more=max(0, len(found) - MOST_SHOWN),
            total=len(rows),
            size_bytes=sum(one.size_bytes for one in rows),
            not_sent=sum(one.word in NOT_SENT for one in rows),
            message=None if rows else Message(code=MessageCode.RECORDINGS_EMPTY, tone=Tone.INFO),
        )


def _row(
    one: ShelvedRecording, plan: SessionPlan | None, on_way: RecordingOnWay | None
) -> ShelfRow:
    word = shelf_word(one, on_way)
    told = one.told if word is ShelfWord.RECEIVED else None
    return ShelfRow(
        session_id=one.session_id,
        starts_at=None if plan is None else plan.scheduled_start,
        title="" if plan is None else plan.title,
        word=word,
        parts=one.parts,
        size_bytes=one.size_bytes,
        touched_at=one.touched_at,
        percent=sent_percent(on_way),
        faults=shelf_faults(one, on_way),
        received_at=None if told is None else told.at,
        purge_at=None if told is None else one.purge_at,
        purged_at=None if one.told is None else one.told.purged_at,
        missing=one.missing,
        has_key=one.has_key,
    )


def _is_found(row: ShelfRow, search: str) -> bool:
    return not search.strip() or (row.can_open and matches(search, (row.title,)))


def _order(row: ShelfRow) -> tuple[float, str]:
    """The newest session first; what nobody may know of by when it was written last."""
    at = row.starts_at or row.touched_at
    return (0.0 if at is None else -at.timestamp()), row.session_id
