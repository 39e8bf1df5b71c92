"""What of the channel a guest in a browser is told: no papers, no minutes, no name. Pure.

The picture of the page on the stage it fetches (desktop/cityserver/guests/guests.py).
"""

from desktop.contract.base import Answer
from desktop.contract.channel.conduct import EndingState, State
from desktop.contract.channel.floor import HandState, QueueState, TurnState
from desktop.contract.channel.media import IceServersRenewed, SignalRelayed
from desktop.contract.channel.seat import Pong, Refused, Welcome
from desktop.contract.channel.stage import StageState

_AS_IT_IS = (IceServersRenewed, SignalRelayed, Pong, Refused)


def guest_view(message: Answer, own_site_id: str) -> Answer | None:
    """The message as this guest gets it, None when it is not for guests."""
    if isinstance(message, State):
        return _state(message, own_site_id)
    if isinstance(message, Welcome):
        return message.model_copy(update={"state": _state(message.state, own_site_id)})
    return message if isinstance(message, _AS_IT_IS) else None


def _state(state: State, own_site_id: str) -> State:
    """Built anew: what is not named here is not told, whatever a state may hold one day."""
    calls = state.calls or ()
    return State(
        seq=state.seq,
        status=state.status,
        step=state.step,
        pause_reason=state.pause_reason,
        opened_at=state.opened_at,
        seats=state.seats,
        speaking_site_id=state.speaking_site_id,
        floor_since=state.floor_since,
        stage=None if state.stage is None else _stage(state.stage),
        ending=None if state.ending is None else _ending(state.ending),
        consultation_from=state.consultation_from,
        queue=None if state.queue is None else _queue(state.queue),
        pauses=state.pauses,
        countdown=state.countdown,
        consultations=state.consultations,
        calls=tuple(one for one in calls if one.site_id == own_site_id),
    )


def _stage(stage: StageState) -> StageState:
    """A title may say whose paper it is; of the page a guest sees the picture, if it may."""
    return stage.model_copy(update={"title": ""})


def _ending(ending: EndingState) -> EndingState:
    return ending.model_copy(update={"reason": ""})


def _queue(queue: QueueState) -> QueueState:
    turn = queue.turn
    return QueueState(
        hands=tuple(_hand(one) for one in queue.hands),
        turn=None if turn is None else TurnState(seconds=turn.seconds, side=turn.side),
        heard=queue.heard,
        locked=queue.locked,
    )


def _hand(hand: HandState) -> HandState:
    return hand.model_copy(update={"speaker": "", "reason": ""})
