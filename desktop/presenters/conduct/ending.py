"""Dừng buổi tiếp: an open session is ended for good without signatures, for a reason."""

from collections.abc import Callable

from desktop.domain.conduct.events import ChannelChanged
from desktop.domain.events import ActionFailed, Event
from desktop.domain.reception.ending import ReasonFault, plain_reason, reason_fault
from desktop.domain.reception.session import endings_from
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.ending_state import EndingFault, EndingSheet
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.services.conduct import ChannelService
from desktop.presenters.view.message import Message, MessageCode, MessageValue, Tone

_FAULTS = {
    ReasonFault.TOO_SHORT: EndingFault.TOO_SHORT,
    ReasonFault.TOO_LONG: EndingFault.TOO_LONG,
}
_CODES = {
    SessionStatus.ADJOURNED: MessageCode.ADJOURNED,
    SessionStatus.ABORTED_TECHNICAL: MessageCode.ABORTED_TECHNICAL,
    SessionStatus.REFUSED: MessageCode.REFUSED,
}


class EndingPresenter:
    """The sheet. What was typed stays while it is shut, until the session is over."""

    def __init__(
        self,
        *,
        channel: ChannelService,
        facts: SessionFacts,
        on_changed: Callable[[], None],
        on_offline: Callable[[], None],
    ) -> None:
        self._channel = channel
        self._facts = facts
        self._on_changed = on_changed
        self._on_offline = on_offline
        self._is_open = False
        self._chosen: SessionStatus | None = None
        self._reason = ""
        self._fault: EndingFault | None = None
        self._is_waiting = False

    # ---- what the officer does -------------------------------------------------------------

    def open(self) -> None:
        """The verb was pressed; the session draws."""
        self._is_open = True
        self._fault = None

    def close(self) -> None:
        """Trở lại: nothing was ended."""
        self._is_open = False
        self._on_changed()

    def choose(self, ending: SessionStatus) -> None:
        """One of the ways."""
        self._chosen = ending
        self._fault = None
        self._on_changed()

    def edit_reason(self, text: str) -> None:
        """A key in the field."""
        self._reason = text
        self._fault = None
        self._on_changed()

    def confirm(self) -> None:
        """Ask the city to end the session, or say what is missing."""
        sheet = self.sheet()
        if sheet is None:
            return
        if sheet.obstacle is Obstacle.CITY_LOST:
            self._on_offline()
        if sheet.can_confirm:
            self._end(sheet.chosen)
        self._on_changed()

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """The city answered, or the line that it was asked on is gone; the session draws."""
        match event:
            case ActionFailed(action="end_session") | ChannelChanged():
                self._is_waiting = False
            case _:
                pass

    def sheet(self) -> EndingSheet | None:
        """What is drawn; None while it is shut, or when there is nothing to be ended."""
        endings = endings_from(self._facts.status)
        if not self._is_open or not endings:
            return None
        return EndingSheet(
            endings=endings,
            chosen=self._chosen if self._chosen in endings else None,
            reason=self._reason,
            fault=self._fault,
            obstacle=None if self._facts.is_connected else Obstacle.CITY_LOST,
            is_waiting=self._is_waiting,
        )

    def _end(self, chosen: SessionStatus | None) -> None:
        fault = reason_fault(self._reason)
        if chosen is None:
            self._fault = EndingFault.NOTHING_CHOSEN
        elif fault is not None:
            self._fault = _FAULTS[fault]
        else:
            self._fault = None
            self._is_waiting = True
            self._channel.end_session(chosen, plain_reason(self._reason))


def ended_message(facts: SessionFacts) -> Message | None:
    """What every site reads of a session that was ended without signatures."""
    ending = facts.live.ending if facts.live else None
    if ending is None or not facts.is_over:
        return None
    data: dict[str, MessageValue] = {"at": ending.at, "reason": ending.reason.rstrip(" .")}
    return Message(code=_CODES[ending.status], tone=Tone.WARN, data=data)
