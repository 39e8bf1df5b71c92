"""What the screen of a trial says: what is still missing, and how its gate stands."""

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.reception.gate import Gate, GateState, gate_state
from desktop.presenters.session.trial_state import PageWord, SenseWord, TrialRow
from desktop.presenters.view.message import Message, Tone
from desktop.presenters.view.message_code import MessageCode

_BAD = (SenseWord.MISSING, SenseWord.DOUBTED)


def trial_message(
    rows: tuple[TrialRow, ...], gate: Gate, now: datetime, *, was_measured: bool
) -> Message | None:
    """The first that somebody can do something about; None: all is well and in time.

    was_measured: some direction of this session, at some time.
    """
    if gate.passed_at is not None:
        return _noted(gate, gate.passed_at, now)
    if not was_measured and sum(row.is_present for row in rows) == 1:
        return Message(code=MessageCode.TRIAL_NEVER, tone=Tone.INFO)
    away = [row.name for row in rows if not row.is_present]
    if away:
        data = {"sites": ", ".join(away)}
        return Message(code=MessageCode.TRIAL_WAITING, tone=Tone.WARN, data=data)
    return next(_missing(rows), None) or _late(gate, now)


def _noted(gate: Gate, passed_at: datetime, now: datetime) -> Message:
    if gate_state(gate, now) is GateState.ALLOWED:
        return _allowed(gate)
    noted = Message(code=MessageCode.TRIAL_NOTED, tone=Tone.OK, data={"at": passed_at})
    return _late(gate, now) or noted


def _allowed(gate: Gate) -> Message:
    leader = {"leader": gate.override_label}
    return Message(code=MessageCode.TRIAL_ALLOWED, tone=Tone.OK, data=leader)


def _late(gate: Gate, now: datetime) -> Message | None:
    """It was noted after its hour, will be, or may be left."""
    if gate_state(gate, now) is GateState.WAIVED:
        return _allowed(gate)
    if gate_state(gate, now) not in (GateState.LATE, GateState.OVERDUE):
        return None
    return Message(code=MessageCode.TRIAL_LATE, tone=Tone.WARN, data={"due": gate.due_at})


def _missing(rows: tuple[TrialRow, ...]) -> Iterator[Message]:
    """The directions that are known not to be good; then the page."""
    names = {row.site_id: row.name for row in rows}
    for row in rows:
        for cell in filter(None, row.cells):
            data = {"by": row.name, "of": names[cell.of_site_id]}
            if cell.hears in _BAD:
                yield Message(code=MessageCode.TRIAL_NOT_HEARD, tone=Tone.WARN, data=data)
            if cell.sees in _BAD:
                yield Message(code=MessageCode.TRIAL_NOT_SEEN, tone=Tone.WARN, data=data)
    blank = ", ".join(row.name for row in rows if row.page is PageWord.NOT_YET)
    if blank:
        data = {"sites": blank}
        yield Message(code=MessageCode.TRIAL_PAGE_LACKING, tone=Tone.WARN, data=data)
