"""What the program writes into the minutes of each call: one line for whatever came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.conduct.calls.agency_call import AgencyCall, CallStage
from desktop.domain.ids import MinuteLineId


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNote:
    """A line. line_id: the same at every PC and after every start, so that it is written once."""

    line_id: MinuteLineId
    at: datetime
    text: str


def call_notes(call: AgencyCall) -> tuple[CallNote, ...]:
    """As they stand in the minutes, which are Vietnamese; they can be corrected like every line."""
    return tuple(_notes(call))


def _notes(call: AgencyCall) -> Iterator[CallNote]:
    if call.answered_at is not None and call.stage is not CallStage.REFUSED:
        text = f"Mời {call.name}: đã nhận lời, nghe trước."
        yield _note(call, "accepted", call.answered_at, text)
    if call.joined_at is not None:
        yield _note(call, "joined", call.joined_at, f"{call.name} vào buổi tiếp.")
    if call.ended_at is not None:
        yield _note(call, "over", call.ended_at, _end(call))


def _end(call: AgencyCall) -> str:
    match call.stage:
        case CallStage.REFUSED:
            return f"Mời {call.name}: từ chối. Lý do: {call.reason.rstrip(' .')}."
        case CallStage.NO_ANSWER:
            return f"Mời {call.name}: không trả lời sau {call.ring_s} giây."
        case CallStage.BUSY:
            return f"Mời {call.name}: đang ở một buổi tiếp khác."
        case CallStage.LET_GO if call.left_itself:
            return f"{call.name} tự rời buổi tiếp."
        case CallStage.LET_GO:
            return f"{call.name} rời buổi tiếp theo lời người chủ trì."
        case _:
            return f"Thôi mời {call.name}."


def _note(call: AgencyCall, what: str, at: datetime, text: str) -> CallNote:
    return CallNote(line_id=MinuteLineId(f"{call.id}-{what}"), at=at, text=text)
