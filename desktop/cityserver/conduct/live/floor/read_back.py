"""The line of the minutes that is being read back. Pure."""

from dataclasses import replace

from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.channel.minutes import ReadLine
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.ids import MinuteLineId
from desktop.domain.reception.status import SessionStatus, Step


def read_line(live: Live, message: ReadLine) -> Live:
    """Mark a line, or none. Raises: NotDone, nothing is read back now."""
    told = live.told
    if told.step is not Step.READ_BACK or told.status is not SessionStatus.MINUTES_REVIEW:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    line_id = None if message.line_id is None else MinuteLineId(message.line_id)
    return replace(live, told=replace(told, read_back=ReadBack(line_id=line_id)))


def without_reading(live: Live) -> Live:
    """Another step: who reads back again begins anew."""
    if live.told.step is Step.READ_BACK:
        return live
    return replace(live, told=replace(live.told, read_back=None))
