"""Dừng buổi tiếp: an open session is ended for good without signatures, for a reason."""

from typing_extensions import override

from desktop.domain.reception.ending import ReasonFault, plain_reason, reason_fault
from desktop.domain.reception.session import endings_from
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.deeds.asked_deed import ReasonedDeed
from desktop.presenters.conduct.deeds.ending_state import EndingFault, EndingSheet
from desktop.presenters.conduct.live_sheet import SheetParts
from desktop.presenters.live.session_facts import SessionFacts
from desktop.presenters.view.message import Message, MessageValue, Tone
from desktop.presenters.view.message_code import MessageCode

_FAULTS = {
    ReasonFault.TOO_SHORT: EndingFault.TOO_SHORT,
    ReasonFault.TOO_LONG: EndingFault.TOO_LONG,
}
_CODES = {
    SessionStatus.ADJOURNED: MessageCode.ADJOURNED,
    SessionStatus.ABORTED_TECHNICAL: MessageCode.ABORTED_TECHNICAL,
    SessionStatus.REFUSED: MessageCode.REFUSED,
}


class EndingPresenter(ReasonedDeed[EndingSheet, EndingFault]):
    """The sheet. What was typed stays while it is shut, until the session is over."""

    action = "end_session"

    def __init__(self, parts: SheetParts) -> None:
        super().__init__(parts)
        self._chosen: SessionStatus | None = None

    def choose(self, ending: SessionStatus) -> None:
        """One of the ways."""
        self._chosen = ending
        self._fault = None
        self._on_changed()

    @override
    def sheet(self) -> EndingSheet | None:
        endings = endings_from(self._facts.status)
        if not self._is_open or not endings:
            return None
        return EndingSheet(
            endings=endings,
            chosen=self._chosen if self._chosen in endings else None,
            reason=self._reason,
            fault=self._fault,
            obstacle=self._obstacle(),
            is_waiting=self._is_waiting,
        )

    @override
    def _ask(self, sheet: EndingSheet) -> None:
        fault = reason_fault(self._reason)
        if sheet.chosen is None:
            self._fault = EndingFault.NOTHING_CHOSEN
        elif fault is not None:
            self._fault = _FAULTS[fault]
        else:
            self._fault = None
            self._is_waiting = True
            self._channel.end_session(sheet.chosen, plain_reason(self._reason))


def ended_message(facts: SessionFacts) -> Message | None:
    """What every site reads of a session that was ended without signatures."""
    ending = facts.live.ending if facts.live else None
    if ending is None or not facts.is_over:
        return None
    data: dict[str, MessageValue] = {"at": ending.at, "reason": ending.reason.rstrip(" .")}
    return Message(code=_CODES[ending.status], tone=Tone.WARN, data=data)
