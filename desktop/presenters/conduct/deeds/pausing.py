"""Tạm dừng: why the session pauses and until when; what must not be heard stops it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from typing_extensions import override

from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.pause import PLANNED_REASONS, back_fault, may_replace
from desktop.domain.events import Event
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import can_move
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.deeds.asked_deed import AskedDeed, DeedSheet
from desktop.presenters.conduct.live_sheet import SheetParts
from desktop.presenters.form.spec import FieldKind
from desktop.presenters.form.values import read_time, tidied


class PauseFault(StrEnum):
    """What is wrong with the time that was typed."""

    NO_TIME = "no_time"
    NOT_AHEAD = "not_ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSheet(DeedSheet):
    """back_at: as it is typed, empty when nobody knows. is_elsewhere: it pauses no media."""

    chosen: PauseReason
    back_at: str
    fault: PauseFault | None
    is_elsewhere: bool = False


class PausingPresenter(AskedDeed[PauseSheet]):
    """The sheet. It is empty each time it is opened. hush: sends nothing of this room any more."""

    action = "pause_session"

    def __init__(self, parts: SheetParts, *, hush: Callable[[], None]) -> None:
        super().__init__(parts)
        self._hush = hush
        self._chosen = PLANNED_REASONS[0]
        self._back_at = ""
        self._fault: PauseFault | None = None

    # ---- what the officer does -------------------------------------------------------------

    def open(self) -> None:
        """The verb was pressed; the session draws. An older city is told at once."""
        live = self._facts.live
        if live is None or live.pauses is None:
            self._channel.pause_session(PauseReason.BREAK)
            return
        self._is_open = True
        self._chosen, self._back_at = PLANNED_REASONS[0], ""
        self._fault = None
        self._is_waiting = False

    def choose(self, reason: PauseReason) -> None:
        """One of the reasons."""
        self._chosen = reason
        self._on_changed()

    def edit_back_at(self, text: str) -> None:
        """A key in the field."""
        self._back_at = text
        self._fault = None
        self._on_changed()

    def pause_for_secret(self) -> None:
        """Nội dung mật: media stop at once; without a line this room's own."""
        if not self._facts.is_connected:
            self._hush()
            self._on_offline()
            return
        self._channel.pause_session(PauseReason.SECRET)

    def break_now(self) -> None:
        """Tạm nghỉ from the leader's pad: whoever presses there sees no sheet to fill in."""
        self._channel.pause_session(PauseReason.BREAK)

    # ---- what happens ----------------------------------------------------------------------

    @override
    def on_event(self, event: Event) -> None:
        """The session is paused, the city refused, or the line is gone; the session draws."""
        super().on_event(event)
        if isinstance(event, LiveSessionChanged) and not self._can_pause():
            self._is_open = False

    def can_pause_for_secret(self) -> bool:
        """Whether the session goes on, or is paused for something else."""
        live = self._facts.live
        if live is None:
            return False
        is_paused = live.status is SessionStatus.PAUSED and live.pauses is not None
        return self._can_pause() or (
            is_paused and may_replace(live.pause_reason, PauseReason.SECRET)
        )

    @override
    def sheet(self) -> PauseSheet | None:
        if not self._is_open:
            return None
        return PauseSheet(
            chosen=self._chosen,
            back_at=self._back_at,
            fault=self._fault,
            is_elsewhere=bool(self._facts.platform),
            obstacle=self._obstacle(),
            is_waiting=self._is_waiting,
        )

    def _can_pause(self) -> bool:
        return can_move(self._facts.status, SessionStatus.PAUSED)

    @override
    def _ask(self, sheet: PauseSheet) -> None:
        text = tidied(FieldKind.TIME, self._back_at)
        back_at = self._today_at(text)
        if back_at is None and text.strip():
            self._fault = PauseFault.NO_TIME
        elif back_at is not None and back_fault(back_at, self._facts.city_now()) is not None:
            self._fault = PauseFault.NOT_AHEAD
        else:
            self._is_waiting = True
            self._channel.pause_session(sheet.chosen, back_at)

    def _today_at(self, text: str) -> datetime | None:
        at = read_time(text)
        if at is None:
            return None
        today = self._facts.city_now().astimezone(LOCAL_ZONE).date()
        return datetime.combine(today, at, LOCAL_ZONE).astimezone(UTC)
