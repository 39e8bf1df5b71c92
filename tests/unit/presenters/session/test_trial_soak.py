"""The line of a trial measured at one desk: its minutes, breaks, end, and what the city keeps."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.domain.conduct.line_soak import LineSoak, SoakFault, SoakRules, SoakStage
from desktop.domain.ids import SiteId
from desktop.domain.media.events import EngineStateChanged
from desktop.presenters.session.trial_state import SoakResult, TrialSoakView
from tests.fakes.fake_channel import a_seat
from tests.rigs.desk.desk_room import Room, statistics
from tests.samples.receptions import AGENCY, COMMUNE, HQ
from tests.unit.presenters.session.test_trial import all_good, opened, other_comes, state, trial

pytestmark = pytest.mark.unit

SHORT = SoakRules(valid_from=date.min, length_s=30.0, minute_s=10.0, given_up_s=15.0)


def view(room: Room) -> TrialSoakView:
    return state(room).soak


def own(room: Room) -> SoakResult:
    found = view(room).own
    assert found is not None
    return found


def begun(rules: SoakRules | None = SHORT) -> Room:
    room = opened()
    other_comes(room)
    trial(room).toggle_soak(rules)
    room.deliver()
    return room


def seconds(room: Room, count: int, *site_ids: SiteId, **figures: Any) -> None:
    """So many in which the engine tells statistics of these sites."""
    for _ in range(count):
        room.tell(statistics(*site_ids, **figures))
        room.pass_time(1.0)


def kept(room: Room) -> LineSoak | None:
    live = room.fake.channel.live()
    soaks = () if live is None else live.soaks
    return next((one.soak for one in soaks if one.by_site_id == HQ), None)


def test_nothing_is_measured_before_somebody_asks_or_while_nobody_is_there() -> None:
    room = opened()
    assert view(room).own is None
    assert not view(room).can_begin
    trial(room).toggle_soak()
    room.pass_time(5.0)
    assert view(room).own is None
    other_comes(room)
    room.deliver()
    assert view(room).can_begin


def test_ten_minutes_are_measured_and_end_by_themselves() -> None:
    room = begun(None)
    assert view(room).remaining_s == 600
    assert not view(room).can_begin
    seconds(room, 60, COMMUNE, loss=0.001)
    seconds(room, 60, COMMUNE, loss=0.02, sent_loss=0.01, round_trip_s=0.1)
    assert own(room).soak.stage is SoakStage.RUNNING
    assert view(room).remaining_s == 480
    assert view(room).now is not None
    seconds(room, 480, COMMUNE, loss=0.001)
    told = own(room)
    assert told.soak.stage is SoakStage.DONE
    assert told.is_good
    assert told.with_site
    assert told.soak.worst is not None
    assert (told.soak.worst.number, told.soak.worst.site_id) == (2, COMMUNE)
    assert told.soak.worst.loss == pytest.approx(0.02, abs=0.001)
    assert told.soak.worst.received_kbps == pytest.approx(1_000.0)
    assert kept(room) == told.soak
    assert view(room).is_kept
    assert view(room).now is None


@pytest.mark.parametrize(
    ("figures", "fault"),
    [
        ({"loss": 0.2}, SoakFault.LOSS),
        ({"sent_loss": 0.2}, SoakFault.SENT_LOSS),
        ({"round_trip_s": 0.9}, SoakFault.DELAY),
        ({"freeze_s": 0.9}, SoakFault.FROZEN),
    ],
)
def test_a_lossy_line_is_not_good(figures: dict[str, float], fault: SoakFault) -> None:
    room = begun()
    seconds(room, 12, COMMUNE)
    seconds(room, 10, COMMUNE, **figures)
    seconds(room, 8, COMMUNE)
    assert own(room).soak.stage is SoakStage.DONE
    assert not own(room).is_good
    assert own(room).faults == (fault,)


@pytest.mark.parametrize("silence", ["gone", "silent", "engine", "no statistics"])
def test_a_line_that_breaks_and_comes_again_is_said_and_measured_on(silence: str) -> None:
    room = begun()
    seconds(room, 5, COMMUNE)
    if silence == "gone":
        seconds(room, 6)
    elif silence == "silent":
        seconds(room, 6, COMMUNE, silent_s=2.0)
    elif silence == "engine":
        room.tell(EngineStateChanged(is_up=False, restarts=1))
        room.pass_time(6.0)
    else:
        room.pass_time(9.0)
    assert own(room).soak.stage is SoakStage.RUNNING
    assert view(room).silent == (state(room).rows[1].name,)
    assert view(room).silent_s >= 5
    assert view(room).now is None
    seconds(room, 20, COMMUNE)
    assert own(room).soak.stage is SoakStage.DONE
    assert own(room).faults[0] is SoakFault.SILENT
    worst = own(room).soak.worst
    assert worst is not None
    assert worst.silent_s >= 4.0


def test_a_line_that_does_not_come_again_ends_it() -> None:
    room = begun()
    seconds(room, 5, COMMUNE)
    seconds(room, 15)
    assert own(room).soak.stage is SoakStage.BROKEN
    assert not own(room).is_good
    assert kept(room) == own(room).soak


def test_time_of_which_nothing_is_known_counts_as_silent() -> None:
    room = begun()
    seconds(room, 5, COMMUNE)
    room.clock.advance(8.0)
    seconds(room, 17, COMMUNE)
    assert own(room).faults[0] is SoakFault.SILENT


def test_a_person_may_stop_it_and_begin_anew() -> None:
    room = begun()
    seconds(room, 5, COMMUNE)
    trial(room).toggle_soak()
    room.pass_time(0.5)
    assert own(room).soak.stage is SoakStage.STOPPED
    assert not own(room).is_good
    assert kept(room) == own(room).soak
    seconds(room, 40, COMMUNE)
    assert own(room).soak.stage is SoakStage.STOPPED
    trial(room).toggle_soak(SHORT)
    seconds(room, 30, COMMUNE)
    assert own(room).soak.stage is SoakStage.DONE


def test_a_site_that_comes_later_is_measured_from_then_on() -> None:
    room = opened(component_site_ids=(COMMUNE, AGENCY))
    other_comes(room)
    trial(room).toggle_soak(SHORT)
    seconds(room, 15, COMMUNE)
    room.fake.channel.put_seat(a_seat(AGENCY))
    seconds(room, 15, COMMUNE, AGENCY, loss=0.01)
    assert own(room).is_good
    room = opened(component_site_ids=(COMMUNE, AGENCY))
    other_comes(room)
    trial(room).toggle_soak(SHORT)
    seconds(room, 15, COMMUNE)
    room.fake.channel.put_seat(a_seat(AGENCY))
    seconds(room, 15, COMMUNE)
    worst = own(room).soak.worst
    assert worst is not None
    assert (worst.site_id, own(room).faults) == (AGENCY, (SoakFault.SILENT,))


def test_what_ended_while_the_city_was_away_is_told_when_it_is_there() -> None:
    room = begun()
    seconds(room, 25, COMMUNE)
    room.fake.channel.lose_city()
    seconds(room, 5, COMMUNE)
    assert own(room).soak.stage is SoakStage.DONE
    assert not view(room).is_kept
    room.fake.channel.reach_city()
    room.pass_time(1.0)
    assert view(room).is_kept
    assert kept(room) == own(room).soak


def test_a_city_that_lost_it_is_told_again_on_the_next_line() -> None:
    room = begun()
    seconds(room, 30, COMMUNE)
    room.fake.channel.change(lambda live: replace(live, soaks=()))
    room.deliver()
    assert not view(room).is_kept
    room.fake.channel.lose_city()
    room.fake.channel.reach_city()
    room.pass_time(1.0)
    assert view(room).is_kept


def test_what_other_sites_measured_is_shown_with_its_verdict() -> None:
    room = begun()
    seconds(room, 30, COMMUNE)
    soak = own(room).soak
    assert soak.worst is not None
    bad = replace(soak, worst=replace(soak.worst, site_id=HQ, loss=0.4))
    room.fake.channel.put_soak(COMMUNE, bad)
    room.deliver()
    (other,) = view(room).others
    assert (other.by, other.is_good, other.faults) == (
        state(room).rows[1].name, False, (SoakFault.LOSS,),
    )  # fmt: skip
    room.fake.channel.put_soak(COMMUNE, replace(soak, worst=None))
    room.deliver()
    assert view(room).others[0].with_site == ""


def test_the_trial_is_not_noted_while_the_line_is_measured() -> None:
    room = opened()
    all_good(room)
    assert state(room).can_confirm
    trial(room).toggle_soak(SHORT)
    room.deliver()
    assert not state(room).can_confirm
    trial(room).toggle_soak()
    room.deliver()
    assert state(room).can_confirm


def test_the_trial_waits_for_what_another_site_still_measures() -> None:
    room = opened()
    all_good(room)
    at = room.clock.now()
    running = LineSoak(stage=SoakStage.RUNNING, began_at=at, ended_at=at)
    room.fake.channel.put_soak(COMMUNE, running)
    room.deliver()
    assert not state(room).can_confirm
    assert view(room).running_at == (state(room).rows[1].name,)
    room.fake.channel.put_soak(COMMUNE, replace(running, stage=SoakStage.STOPPED))
    room.deliver()
    assert state(room).can_confirm
    assert view(room).running_at == ()


def test_a_site_that_left_while_it_measured_keeps_nobody_waiting() -> None:
    room = opened()
    all_good(room)
    at = room.clock.now()
    running = LineSoak(stage=SoakStage.RUNNING, began_at=at, ended_at=at)
    room.fake.channel.put_soak(COMMUNE, running)
    room.fake.channel.change(lambda live: replace(live, seats=()))
    room.deliver()
    assert view(room).running_at == ()
