"""Between the words of the domain and the words of the wire."""

from desktop.contract.channel import EndingState, SeatState, StageState, State
from desktop.contract.records import EndingBody, GateBody
from desktop.domain.ending import SessionEnding
from desktop.domain.enums import GateKind
from desktop.domain.gate import Gate
from desktop.domain.roster import LiveSession, Seat, Stage


def state_message(live: LiveSession) -> State:
    """The whole live state as every site is told it."""
    return State(
        seq=live.seq,
        status=live.status,
        step=live.step,
        pause_reason=live.pause_reason,
        opened_at=live.opened_at,
        seats=tuple(_seat(seat) for seat in live.seats),
        speaking_site_id=live.speaking_site_id,
        floor_since=live.floor_since,
        stage=None if live.stage is None else _stage(live.stage),
        ending=None if live.ending is None else _ending(live.ending),
    )


def gate_of(body: GateBody) -> Gate:
    """A gate as its session's record holds it."""
    return Gate(
        kind=GateKind(body.kind),
        due_at=body.due_at,
        passed_at=body.passed_at,
        evidence=body.evidence,
        is_practice=body.is_practice,
        override_by=body.override_by or "",
        override_label=body.override_label,
        override_reason=body.override_reason,
    )


def ending_body(ending: SessionEnding) -> EndingBody:
    """How a session was ended, as its record keeps it."""
    return EndingBody(status=ending.status, reason=ending.reason, at=ending.at)


def _ending(ending: SessionEnding) -> EndingState:
    return EndingState(status=ending.status, reason=ending.reason, at=ending.at)


def _seat(seat: Seat) -> SeatState:
    return SeatState(
        site_id=seat.site_id,
        is_connected=seat.is_connected,
        media_number=seat.media_number,
        is_microphone_on=seat.is_microphone_on,
        is_camera_on=seat.is_camera_on,
        has_hand_up=seat.has_hand_up,
    )


def _stage(stage: Stage) -> StageState:
    return StageState(
        document_id=stage.document_id,
        page=stage.page,
        page_count=stage.page_count,
        title=stage.title,
    )
