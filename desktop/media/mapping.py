"""Events of the engine's pipe in the words of the desk."""

from desktop.domain import events
from desktop.media import messages


def to_domain(event: messages.EngineEvent) -> events.Event | None:
    """What presenters should hear of this; None when the media client keeps it to itself."""
    if isinstance(event, events.DeviceReturned):
        return event
    return _of_probes(event) or _of_room(event) or _of_call(event)


def _of_probes(event: messages.EngineEvent) -> events.Event | None:
    match event:
        case messages.RoomMeasured(facts=facts):
            return events.RoomMeasured(facts=facts)
        case messages.RelayMeasured(relay=relay, is_cut_short=is_cut_short):
            return events.RelayMeasured(relay=relay, is_cut_short=is_cut_short)
        case messages.SpeakerMeasured(test=test):
            return events.SpeakerTested(test=test)
        case _:
            return None


def _of_room(event: messages.EngineEvent) -> events.Event | None:
    match event:
        case messages.DeviceList(present=present, in_use=in_use):
            return events.DevicesChanged(present=present, in_use=in_use)
        case messages.DeviceGone(lost=lost, now=now):
            return events.DeviceLost(lost=lost, now=now)
        case messages.EchoCancellingChanged(state=state):
            return events.EchoCancellingChanged(state=state)
        case messages.RelayLacking(is_lacking=is_lacking):
            return events.RelayLacking(is_lacking=is_lacking)
        case messages.Levels(levels=levels, microphones=microphones):
            return events.LevelsChanged(levels=levels, microphones=microphones)
        case _:
            return None


def _of_call(event: messages.EngineEvent) -> events.Event | None:
    match event:
        case messages.Stats(stats=stats):
            return events.StatsChanged(stats=stats)
        case messages.PeerChanged(site_id=site_id, state=state):
            return events.PeerStateChanged(site_id=site_id, state=state)
        case messages.SendSignal(site_id=site_id, payload=payload):
            return events.SignalProduced(site_id=site_id, payload=payload)
        case messages.CodeWordsFound(site_id=site_id, words=words):
            return events.CodeWordsChanged(site_id=site_id, words=words)
        case messages.FirstMedia(site_id=site_id, kind=kind, at_s=at_s):
            return events.FirstMediaArrived(site_id=site_id, kind=kind, at_s=at_s)
        case _:
            return None
