"""The live state as the channel's message `state`."""

from dataclasses import asdict

from desktop.contract.channel.agency_call import CallState
from desktop.contract.channel.conduct import (
    CompanionState,
    DeputyState,
    EndingState,
    SeatState,
    SkippedState,
    State,
)
from desktop.contract.channel.consultation import ConsultationState
from desktop.contract.channel.floor import HandState, QueueState, TurnState
from desktop.contract.channel.help_call import HelpCallState
from desktop.contract.channel.minutes import ReadBackState
from desktop.contract.channel.pause import CountdownState, PauseState
from desktop.contract.channel.recording import TakeState
from desktop.contract.channel.roll_call import AnnouncedState, RollState
from desktop.contract.channel.signing import SigningState
from desktop.contract.channel.stage import StageState
from desktop.contract.channel.trial import (
    DoubtState,
    SensedState,
    SoakMinuteState,
    SoakState,
    TrialPageState,
)
from desktop.domain.conduct.announcement import Announced
from desktop.domain.conduct.calls.agency_call import AgencyCall
from desktop.domain.conduct.calls.help_call import HelpCall
from desktop.domain.conduct.companion import Companion
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.countdown import Countdown
from desktop.domain.conduct.deputy import Deputy
from desktop.domain.conduct.line_soak import SoakOf
from desktop.domain.conduct.live_session import LiveSession, Seat, Stage
from desktop.domain.conduct.pause import Pause
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.conduct.speaking_queue import Hand, SpeakingQueue
from desktop.domain.conduct.trial import Doubt, Sensed, TrialPage
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.room.door_take import SiteTake


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
        consultation_from=live.consultation_from,
        sensed=None if live.platform else tuple(_sensed(one) for one in live.sensed),
        doubts=tuple(_doubt(one) for one in live.doubts),
        trial_page=None if live.trial_page is None else _trial_page(live.trial_page),
        soaks=tuple(_soak(one) for one in live.soaks),
        skipped=tuple(_skipped(one) for one in live.skipped or ()),
        roll=_roll(live.roll or RollCall()),
        announced=tuple(_announced(one) for one in live.announced or ()),
        queue=_queue(live.queue or SpeakingQueue()),
        pauses=tuple(_pause(one) for one in live.pauses or ()),
        countdown=None if live.countdown is None else _countdown(live.countdown),
        read_back=_read_back(live.read_back or ReadBack()),
        calls=tuple(_call(one) for one in live.calls or ()),
        companions=tuple(_companion(one) for one in live.companions or ()),
        consultations=tuple(_consultation(one) for one in live.consultations or ()),
        deputy=None if live.deputy is None else _deputy(live.deputy),
        platform=live.platform,
        takes=tuple(_take(one) for one in live.takes),
        takes_lamps=True,
        signing=_signing(live.signing or Signing()),
        help_calls=tuple(_help_call(one) for one in live.help_calls or ()),
    )


def _signing(signing: Signing) -> SigningState:
    return SigningState.model_validate(asdict(signing))


def _help_call(one: HelpCall) -> HelpCallState:
    return HelpCallState.model_validate(asdict(one))


def _take(take: SiteTake) -> TakeState:
    return TakeState(
        site_id=take.site_id, word=take.word, at=take.at, by=take.by, reason=take.reason
    )


def _ending(ending: SessionEnding) -> EndingState:
    return EndingState(status=ending.status, reason=ending.reason, at=ending.at)


def _skipped(one: SkippedStep) -> SkippedState:
    return SkippedState(step=one.step, reason=one.reason, at=one.at)


def _roll(roll: RollCall) -> RollState:
    return RollState.model_validate(asdict(roll))


def _announced(one: Announced) -> AnnouncedState:
    return AnnouncedState.model_validate(asdict(one))


def _queue(queue: SpeakingQueue) -> QueueState:
    turn = queue.turn
    return QueueState(
        hands=tuple(_hand(one) for one in queue.hands),
        turn=None
        if turn is None
        else TurnState(seconds=turn.seconds, speaker=turn.speaker, side=turn.side),
        heard=queue.heard,
        locked=queue.locked,
    )


def _hand(hand: Hand) -> HandState:
    return HandState(
        number=hand.number,
        site_id=hand.site_id,
        side=hand.side,
        raised_at=hand.raised_at,
        speaker=hand.speaker,
        reason=hand.reason,
    )


def _read_back(read_back: ReadBack) -> ReadBackState:
    return ReadBackState(line_id=read_back.line_id)


def _countdown(countdown: Countdown) -> CountdownState:
    return CountdownState(zero_at=countdown.zero_at)


def _call(one: AgencyCall) -> CallState:
    return CallState.model_validate(asdict(one))


def _companion(one: Companion) -> CompanionState:
    return CompanionState(site_id=one.site_id, role=one.role, typist=one.typist)


def _deputy(deputy: Deputy) -> DeputyState:
    return DeputyState(site_id=deputy.site_id, since=deputy.since)


def _pause(one: Pause) -> PauseState:
    return PauseState(reason=one.reason, at=one.at, back_at=one.back_at, ended_at=one.ended_at)


def _consultation(one: Consultation) -> ConsultationState:
    return ConsultationState(site_ids=one.site_ids, at=one.at, ended_at=one.ended_at)


def _sensed(one: Sensed) -> SensedState:
    return SensedState(
        by_site_id=one.by_site_id,
        of_site_id=one.of_site_id,
        sees=one.sees,
        hears=one.hears,
        at=one.at,
    )


def _doubt(one: Doubt) -> DoubtState:
    return DoubtState(
        by_site_id=one.by_site_id, of_site_id=one.of_site_id, at=one.at, until=one.until
    )


def _trial_page(page: TrialPage) -> TrialPageState:
    return TrialPageState(
        by_site_id=page.by_site_id,
        number=page.number,
        drawn=tuple(sorted(page.drawn)),
        on_second=tuple(sorted(page.on_second or ())),
    )


def _soak(one: SoakOf) -> SoakState:
    soak = one.soak
    worst = None if soak.worst is None else SoakMinuteState.model_validate(asdict(soak.worst))
    return SoakState(
        by_site_id=one.by_site_id,
        stage=soak.stage,
        began_at=soak.began_at,
        ended_at=soak.ended_at,
        worst=worst,
    )


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
        part=stage.part,
    )
