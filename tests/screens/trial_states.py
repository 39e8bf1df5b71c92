"""Pictures of a trial connection: waited for, deaf, doubted, without its page, all good."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

from desktop.domain.conduct.line_soak import SOAK_RULES, LineSoak, SoakMinute, SoakStage
from desktop.domain.conduct.trial import Sense
from desktop.domain.ids import SiteId, TrackId
from desktop.domain.media.call import I420Frame
from desktop.domain.media.events import EngineStateChanged, LevelsChanged
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.events import TakeChanged
from desktop.domain.room.take import Take, TakeStage
from desktop.presenters.session.sense_meter import SPOKEN_LEVELS
from desktop.presenters.session.trial_page import Drawn
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import own_picture, picture_of, statistics
from tests.samples import showcase as city
from tests.screens.session_states import Drive
from tests.screens.shown_room import ShownRoom

_LOUD_DBFS = -20.0
_SECONDS = 5


def _planned(plan: SessionPlan) -> SessionPlan:
    gates = tuple(
        replace(one, passed_at=None, evidence="") if one.kind is GateKind.TRIAL else one
        for one in plan.gates
    )
    return replace(plan, status=SessionStatus.NOTIFIED, gates=gates)


def _begun() -> tuple[ShownRoom, SessionPlan]:
    """Headquarters is in the call, alone."""
    room = ShownRoom(own_site_id=city.HQ, officer=city.LEADER)
    plan = next(one for one in room.fake.schedule.plans if one.id == city.TODAY)
    plan = _planned(plan)
    room.fake.schedule.plans = [plan]
    room.desk.start()
    room.tell(EngineStateChanged(is_up=True, restarts=0), own_picture())
    room.desk.home.activate(plan.id)
    room.deliver()
    return room, plan


def _measured(room: ShownRoom, present: tuple[SiteId, ...], deaf: SiteId | None) -> None:
    """Every picture moves, every site speaks, but one that this room does not hear."""
    for second in range(_SECONDS):
        for site_id in present:
            shade = bytes([40 + second]) * (64 * 36 * 3 // 2)
            frame = I420Frame(width=64, height=36, data=shade, number=second, made_at_s=0.0)
            room.fake.media.frames[TrackId(f"track-{site_id}")] = frame
        heard = [(one, _LOUD_DBFS) for one in present if one != deaf]
        for _ in range(SPOKEN_LEVELS):
            room.tell(LevelsChanged(levels=((None, _LOUD_DBFS), *heard)))
        room.pass_time(1.0)
    for by in present:
        others = (one for one in (city.HQ, *present) if one != by)
        told = (Sense(of_site_id=of, sees=True, hears=True) for of in others)
        room.fake.channel.put_sensed(by, *told)
    room.deliver()
    room.fake.media.frames.clear()  # the picture puts people before the cameras


def page_lacking() -> ShownRoom:
    """The page came everywhere but to the last site."""
    room = trial(is_deaf=False)
    *drawn, _ = (one for one in _sites(room) if one != city.HQ)
    room.fake.channel.put_page(city.HQ)
    room.fake.channel.put_drawn(*drawn)
    room.deliver()
    return room


def doubted() -> ShownRoom:
    """A person at the commune does not accept what was measured of an agency."""
    room = trial(is_deaf=False)
    room.fake.channel.put_doubt(city.COMMUNE, city.AGENCY_2)
    room.deliver()
    return room


def _sites(room: ShownRoom) -> tuple[SiteId, ...]:
    return tuple(one.site_id for one in room.view.trial[-1].rows)


def waiting() -> ShownRoom:
    """Nobody else has come."""
    room, _ = _begun()
    return room


def trial(*, is_deaf: bool, has_page: bool = False) -> ShownRoom:
    """All sites are there."""
    room, plan = _begun()
    present = tuple(one for one in plan.site_ids if one != city.HQ)
    for site_id in present:
        room.fake.channel.put_seat(replace(a_seat(site_id), is_microphone_on=True))
        room.tell(picture_of(site_id))
    _measured(room, present, present[-1] if is_deaf else None)
    if has_page:
        room.fake.channel.put_page(city.HQ)
        room.fake.channel.put_drawn(*present)
        room.deliver()
        assert room.desk.trial is not None
        room.desk.trial.page_drawn(1, Drawn.SECOND)
        room.deliver()
    return room


def take(told: Take) -> ShownRoom:
    """A take of headquarters is told of."""
    room = trial(is_deaf=False, has_page=True)
    assert room.desk.trial is not None
    room.desk.trial.record_take()
    room.tell(TakeChanged(take=told))
    return room


def soaked(minutes: int, stage: SoakStage = SoakStage.DONE, **figures: float) -> ShownRoom:
    """The line of headquarters is measured for so long; the commune told of its own."""
    room = trial(is_deaf=False, has_page=True)
    assert room.desk.trial is not None
    others = tuple(one for one in _sites(room) if one != city.HQ)
    room.desk.trial.toggle_soak(replace(SOAK_RULES[0], given_up_s=8.0))
    for second in range(60 * minutes):
        is_bad = second // 60 == 3
        room.tell(
            statistics(*others, round_trip_s=0.042, loss=0.004, **(figures if is_bad else {}))
        )
        room.skip(1.0)
    if stage is SoakStage.BROKEN:
        room.pass_time(12.0)
    elif stage is SoakStage.STOPPED:
        room.desk.trial.toggle_soak()
        room.pass_time(1.0)
    room.fake.channel.put_soak(city.COMMUNE, _good_line(room))
    _measured(room, others, None)
    room.tell(statistics(*others, round_trip_s=0.042, loss=0.004))
    room.pass_time(1.0)
    return room


def _good_line(room: ShownRoom) -> LineSoak:
    now = room.clock.now()
    worst = SoakMinute(
        number=2,
        site_id=city.HQ,
        loss=0.004,
        sent_loss=0.0,
        round_trip_s=0.04,
        received_kbps=900.0,
        sent_kbps=800.0,
        frozen_s=0.0,
        silent_s=0.0,
    )
    began = now - timedelta(minutes=10)
    return LineSoak(stage=SoakStage.DONE, began_at=began, ended_at=now, worst=worst)


_TAKEN = Take(
    stage=TakeStage.DONE,
    written_bytes=912_384,
    recorded_s=10.0,
    pictures=148,
    level_dbfs=-14.0,
    played_s=10.0,
)

TRIAL: Mapping[str, Drive] = {
    "trial-waiting": waiting,
    "trial-deaf": partial(trial, is_deaf=True),
    "trial": partial(trial, is_deaf=False, has_page=True),
    "trial-page": page_lacking,
    "trial-doubted": doubted,
    "trial-take": partial(take, _TAKEN),
    "trial-recording": partial(
        take, replace(_TAKEN, stage=TakeStage.RECORDING, recorded_s=4.0, played_s=0.0)
    ),
    "trial-playing": partial(take, replace(_TAKEN, stage=TakeStage.PLAYING, played_s=3.0)),
    "trial-soak": partial(soaked, 4),
    "trial-soak-good": partial(soaked, 10),
    "trial-soak-bad": partial(soaked, 10, sent_loss=0.124, freeze_s=0.2),
    "trial-soak-broken": partial(soaked, 2, SoakStage.BROKEN),
    "trial-soak-stopped": partial(soaked, 2, SoakStage.STOPPED),
    "trial-take-failed": partial(take, replace(_TAKEN, stage=TakeStage.NOT_WRITTEN)),
}
"""Pictures of this screen, by the name of the picture."""
