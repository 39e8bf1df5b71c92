"""Every line of the room check: its limits, its next step, and that it turns red alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.media.call import Rung
from desktop.domain.room.measurements import (
    CameraFacts,
    CheckCode,
    CheckItem,
    CheckLimits,
    CheckResult,
    CheckUnit,
    LineFacts,
    NextStep,
    OfficerMicrophoneFault,
    Overall,
    PowerFacts,
    RelayFacts,
    RelayWay,
    RoomFacts,
    SoundFacts,
)
from desktop.domain.room.room_check import judge, overall, rung_for_line
from desktop.domain.room.take import Take, TakeStage

pytestmark = pytest.mark.unit

LIMITS = CheckLimits()
SOUND = SoundFacts(
    echo_delay_ms=48.0, echo_dbfs=-36.0, floor_dbfs=-62.0, speech_dbfs=-22.0, is_dead=False
)
CAMERA = CameraFacts(width=1_280, height=720, fps=29.9, brightness=120.0, is_frozen=False)
LINE = LineFacts(down_kbps=8_000.0, up_kbps=2_400.0, round_trip_ms=40.0)
RELAY = RelayFacts(way=RelayWay.UDP, loss=0.004, round_trip_ms=42.0)
TAKE = Take(
    stage=TakeStage.DONE, written_bytes=400_000, recorded_s=10.0, pictures=96, played_s=10.0
)
READY = RoomFacts(
    sound=SOUND,
    camera=CAMERA,
    document_cameras=1,
    second_displays=1,
    power=PowerFacts(is_on_mains=True, battery_percent=87),
    disk_free_bytes=61 * 700_000_000,
    clock_offset_s=-0.2,
    server_ms=38.0,
    line=LINE,
    relay=RELAY,
    encoder_ms=12.0,
    take=TAKE,
    printers=1,
    unsent_h=0.0,
)
QUIET = replace(SOUND, speech_dbfs=None)


def line(facts: RoomFacts, code: CheckCode) -> CheckItem:
    return {item.code: item for item in judge(facts, LIMITS)}[code]


def test_a_good_room_is_ready_and_every_line_says_its_figure() -> None:
    items = judge(READY, LIMITS)
    assert [item.code for item in items] == list(CheckCode)
    assert {item.result for item in items} == {CheckResult.OK}
    assert {item.next_step for item in items} == {NextStep.NONE}
    assert overall(items) is Overall.READY
    values = {item.code: item.value for item in items}
    assert values[CheckCode.SPEAKER_TO_MICROPHONE] == 48.0
    assert values[CheckCode.MICROPHONE] == -22.0
    assert values[CheckCode.DISK] == 61.0
    assert values[CheckCode.CLOCK] == 0.2
    assert dict(line(READY, CheckCode.CAMERA).note)["size"] == "1280x720"
    assert dict(line(READY, CheckCode.SPEAKER_TO_MICROPHONE).note) == {
        "echo_dbfs": "-36.0",
        "echo_to_talker_db": "-14.0",
    }


def test_a_room_on_its_battery_may_go_dark_and_one_that_knows_nothing_says_nothing() -> None:
    on_mains = line(READY, CheckCode.POWER)
    assert (on_mains.result, on_mains.value) == (CheckResult.OK, 87.0)
    no_battery = line(replace(READY, power=PowerFacts(is_on_mains=True)), CheckCode.POWER)
    assert (no_battery.result, no_battery.value) == (CheckResult.OK, None)
    facts = replace(READY, power=PowerFacts(is_on_mains=False, battery_percent=64))
    on_battery = line(facts, CheckCode.POWER)
    assert (on_battery.result, on_battery.value) == (CheckResult.LIMITED, 64.0)
    assert on_battery.next_step is NextStep.PLUG_POWER
    assert overall(judge(facts, LIMITS)) is Overall.LIMITED
    unknown = replace(READY, power=None)
    assert line(unknown, CheckCode.POWER).result is CheckResult.NOT_MEASURED
    assert overall(judge(unknown, LIMITS)) is Overall.READY


FAILURES = [
    (
        {"sound": replace(SOUND, echo_delay_ms=None, echo_dbfs=None)},
        CheckCode.SPEAKER_TO_MICROPHONE,
        NextStep.RAISE_VOLUME,
    ),
    (
        {"sound": replace(SOUND, echo_delay_ms=None, echo_dbfs=None, is_taken=False)},
        CheckCode.SPEAKER_TO_MICROPHONE,
        NextStep.CHANGE_SPEAKER,
    ),
    ({"camera": None}, CheckCode.CAMERA, NextStep.PLUG_CAMERA),
    ({"camera": replace(CAMERA, is_frozen=True)}, CheckCode.CAMERA, NextStep.RESTART_CAMERA),
    ({"camera": replace(CAMERA, fps=4.0)}, CheckCode.CAMERA, NextStep.RESTART_CAMERA),
    ({"camera": replace(CAMERA, fps=0.0)}, CheckCode.CAMERA, NextStep.PLUG_CAMERA),
    ({"document_cameras": 0}, CheckCode.DOCUMENT_CAMERA, NextStep.PLUG_CAMERA),
    ({"second_displays": 0}, CheckCode.SECOND_DISPLAY, NextStep.PLUG_DISPLAY),
    ({"disk_free_bytes": 100_000_000}, CheckCode.DISK, NextStep.FREE_DISK),
    ({"disk_free_bytes": None}, CheckCode.DISK, NextStep.FREE_DISK),
    ({"clock_offset_s": 3 * 3_600.0}, CheckCode.CLOCK, NextStep.SET_CLOCK),
    ({"clock_offset_s": None}, CheckCode.CLOCK, NextStep.CHECK_NETWORK),
    ({"server_ms": None}, CheckCode.SERVER, NextStep.CHECK_NETWORK),
    ({"line": replace(LINE, up_kbps=20.0)}, CheckCode.LINE, NextStep.CHECK_NETWORK),
    ({"line": None}, CheckCode.LINE, NextStep.CHECK_NETWORK),
    ({"relay": None}, CheckCode.PATH, NextStep.ASK_CITY),
    ({"relay": replace(RELAY, loss=0.16)}, CheckCode.PATH, NextStep.CHECK_NETWORK),
    ({"encoder_ms": 60.0}, CheckCode.ENCODER, NextStep.CLOSE_PROGRAMS),
    ({"encoder_ms": None}, CheckCode.ENCODER, NextStep.CLOSE_PROGRAMS),
    (
        {"take": Take(stage=TakeStage.NOT_WRITTEN)},
        CheckCode.TEST_RECORDING,
        NextStep.CHANGE_DISK,
    ),
    (
        {"take": Take(stage=TakeStage.NOT_WRITTEN, written_bytes=1, recorded_s=5.0)},
        CheckCode.TEST_RECORDING,
        NextStep.CHANGE_DISK,
    ),
    ({"take": None}, CheckCode.TEST_RECORDING, NextStep.CLOSE_PROGRAMS),
    (
        {"take": replace(TAKE, recorded_s=0.0, played_s=0.0)},
        CheckCode.TEST_RECORDING,
        NextStep.PLUG_MICROPHONE,
    ),
    ({"take": replace(TAKE, played_s=0.4)}, CheckCode.TEST_RECORDING, NextStep.RAISE_VOLUME),
    ({"take": replace(TAKE, played_s=0.0)}, CheckCode.TEST_RECORDING, NextStep.CHANGE_SPEAKER),
    (
        {"take": replace(TAKE, recorded_s=4.0, played_s=4.0)},
        CheckCode.TEST_RECORDING,
        NextStep.CLOSE_PROGRAMS,
    ),
    ({"printers": 0}, CheckCode.PRINTER, NextStep.PLUG_PRINTER),
    ({"printers": None}, CheckCode.PRINTER, NextStep.PLUG_PRINTER),
    ({"unsent_h": None}, CheckCode.UNSENT, NextStep.ASK_CITY),
]
LIMITED = [
    ({"take": replace(TAKE, pictures=0)}, CheckCode.TEST_RECORDING, NextStep.PLUG_CAMERA),
    (
        {"sound": replace(SOUND, echo_delay_ms=180.0)},
        CheckCode.SPEAKER_TO_MICROPHONE,
        NextStep.MOVE_MICROPHONE,
    ),
    (
        {"sound": replace(SOUND, echo_dbfs=-31.5)},
        CheckCode.SPEAKER_TO_MICROPHONE,
        NextStep.LOWER_VOLUME,
    ),
    (
        {"sound": replace(SOUND, echo_dbfs=-20.0, echo_delay_ms=180.0)},
        CheckCode.SPEAKER_TO_MICROPHONE,
        NextStep.LOWER_VOLUME,
    ),
    ({"sound": replace(SOUND, floor_dbfs=-30.0)}, CheckCode.MICROPHONE, NextStep.QUIET_ROOM),
    (
        {"sound": replace(SOUND, speech_dbfs=-50.0, echo_dbfs=-61.0)},
        CheckCode.MICROPHONE,
        NextStep.MOVE_MICROPHONE,
    ),
    (
        {"officer_microphone": OfficerMicrophoneFault.MISSING},
        CheckCode.MICROPHONE,
        NextStep.PLUG_OFFICER_MICROPHONE,
    ),
    (
        {"officer_microphone": OfficerMicrophoneFault.SILENT},
        CheckCode.MICROPHONE,
        NextStep.UNMUTE_OFFICER_MICROPHONE,
    ),
    (
        {
            "officer_microphone": OfficerMicrophoneFault.SILENT,
            "sound": replace(SOUND, floor_dbfs=-30.0),
        },
        CheckCode.MICROPHONE,
        NextStep.QUIET_ROOM,
    ),
    ({"camera": replace(CAMERA, brightness=30.0)}, CheckCode.CAMERA, NextStep.MORE_LIGHT),
    ({"camera": replace(CAMERA, brightness=230.0)}, CheckCode.CAMERA, NextStep.LESS_LIGHT),
    ({"camera": replace(CAMERA, fps=15.0)}, CheckCode.CAMERA, NextStep.CLOSE_PROGRAMS),
    ({"disk_free_bytes": 2_100_000_000}, CheckCode.DISK, NextStep.FREE_DISK),
    ({"clock_offset_s": -9.0}, CheckCode.CLOCK, NextStep.SET_CLOCK),
    ({"server_ms": 4_000.0}, CheckCode.SERVER, NextStep.ASK_CITY),
    ({"line": replace(LINE, down_kbps=400.0)}, CheckCode.LINE, NextStep.SMALLER_PICTURE),
    ({"line": replace(LINE, round_trip_ms=700.0)}, CheckCode.LINE, NextStep.ASK_CITY),
    ({"relay": replace(RELAY, loss=0.11)}, CheckCode.PATH, NextStep.CHECK_NETWORK),
    ({"relay": replace(RELAY, way=RelayWay.TCP)}, CheckCode.PATH, NextStep.OPEN_UDP),
    ({"relay": replace(RELAY, way=RelayWay.TLS)}, CheckCode.PATH, NextStep.OPEN_UDP),
    (
        {"relay": replace(RELAY, way=RelayWay.TCP, loss=0.11)},
        CheckCode.PATH,
        NextStep.CHECK_NETWORK,
    ),
    ({"encoder_ms": 25.0}, CheckCode.ENCODER, NextStep.CLOSE_PROGRAMS),
    ({"take": replace(TAKE, played_s=6.0)}, CheckCode.TEST_RECORDING, NextStep.RAISE_VOLUME),
    ({"unsent_h": 30.0}, CheckCode.UNSENT, NextStep.SEND_DATA),
]


@pytest.mark.parametrize(("changes", "code", "step"), FAILURES)
def test_what_fails_turns_exactly_its_own_line_red(
    changes: dict[str, object], code: CheckCode, step: NextStep
) -> None:
    items = judge(replace(READY, **changes), LIMITS)  # type: ignore[arg-type]
    bad = {item.code: item for item in items if item.result is not CheckResult.OK}
    assert set(bad) == {code}
    assert bad[code].result is CheckResult.FAILED
    assert bad[code].next_step is step
    is_needed = code is CheckCode.LINE
    assert overall(items) is (Overall.NOT_USABLE if is_needed else Overall.LIMITED)


@pytest.mark.parametrize(("changes", "code", "step"), LIMITED)
def test_what_is_poor_turns_exactly_its_own_line_amber(
    changes: dict[str, object], code: CheckCode, step: NextStep
) -> None:
    items = judge(replace(READY, **changes), LIMITS)  # type: ignore[arg-type]
    bad = {item.code: item for item in items if item.result is not CheckResult.OK}
    assert set(bad) == {code}
    assert bad[code].result is CheckResult.LIMITED
    assert bad[code].next_step is step
    assert overall(items) is Overall.LIMITED


def test_a_room_without_a_living_microphone_is_not_usable() -> None:
    dead = replace(SOUND, is_dead=True, floor_dbfs=-96.0)
    for sound, step in ((None, NextStep.PLUG_MICROPHONE), (dead, NextStep.UNMUTE_MICROPHONE)):
        items = judge(replace(READY, sound=sound), LIMITS)
        item = line(replace(READY, sound=sound), CheckCode.MICROPHONE)
        assert (item.result, item.next_step) == (CheckResult.FAILED, step)
        assert overall(items) is Overall.NOT_USABLE


def test_a_quiet_room_in_which_nobody_spoke_shows_its_silence() -> None:
    item = line(replace(READY, sound=QUIET), CheckCode.MICROPHONE)
    assert (item.result, item.value) == (CheckResult.OK, -62.0)
    note = dict(line(replace(READY, sound=QUIET), CheckCode.SPEAKER_TO_MICROPHONE).note)
    assert note == {"echo_dbfs": "-36.0"}


@pytest.mark.parametrize(
    "sound",
    [
        replace(SOUND, echo_dbfs=-32.0),
        replace(QUIET, echo_dbfs=-5.0),
        replace(SOUND, echo_dbfs=None),
    ],
)
def test_a_loudspeaker_is_too_loud_only_beside_a_talker_who_was_heard(sound: SoundFacts) -> None:
    item = line(replace(READY, sound=sound), CheckCode.SPEAKER_TO_MICROPHONE)
    assert (item.result, item.next_step) == (CheckResult.OK, NextStep.NONE)


def test_a_city_says_how_loud_a_loudspeaker_may_be() -> None:
    loud = replace(READY, sound=replace(SOUND, echo_dbfs=-28.0))
    code = CheckCode.SPEAKER_TO_MICROPHONE
    for limit_db, result in ((-10.0, CheckResult.LIMITED), (-5.0, CheckResult.OK)):
        items = judge(loud, CheckLimits(echo_to_talker_db=limit_db))
        assert {item.code: item for item in items}[code].result is result


def test_an_echo_without_a_level_still_has_its_delay() -> None:
    sound = replace(SOUND, echo_dbfs=None)
    item = line(replace(READY, sound=sound), CheckCode.SPEAKER_TO_MICROPHONE)
    assert (item.value, item.note) == (48.0, ())


def test_the_way_to_the_relay_says_its_loss_in_percent_and_its_round_trip() -> None:
    item = line(READY, CheckCode.PATH)
    assert (item.value, item.unit, item.limit) == (0.4, CheckUnit.PERCENT, 10.0)
    assert dict(item.note) == {"way": "relay_udp", "round_trip_ms": "42"}


@given(skipped=st.frozensets(st.sampled_from(list(CheckCode))))
def test_lines_that_do_not_apply_count_for_nothing(skipped: frozenset[CheckCode]) -> None:
    items = judge(RoomFacts(skipped=skipped), LIMITS)
    for item in items:
        # nothing can be said of a loudspeaker without a microphone, of power that no PC tells of
        unsaid = {CheckCode.SPEAKER_TO_MICROPHONE, CheckCode.POWER}
        is_skipped = item.code in {*skipped, *unsaid}
        assert (item.result is CheckResult.NOT_MEASURED) is is_skipped
    if skipped == frozenset(CheckCode):
        assert overall(items) is Overall.READY


@pytest.mark.parametrize(
    ("kbps", "rung"),
    [
        (5_000.0, Rung.P720),
        (1_199.0, Rung.P480),
        (499.0, Rung.P360),
        (329.0, Rung.P240),
        (179.0, Rung.STILL),
        (39.0, Rung.SOUND),
    ],
)
def test_a_line_carries_a_rung(kbps: float, rung: Rung) -> None:
    assert rung_for_line(kbps) is rung


def test_the_line_says_which_microphone_is_meant() -> None:
    item = line(
        replace(READY, officer_microphone=OfficerMicrophoneFault.MISSING), CheckCode.MICROPHONE
    )
    assert item.value == SOUND.speech_dbfs
    assert dict(item.note)["officer_microphone"] == "missing"
    dead = replace(READY, sound=None, officer_microphone=OfficerMicrophoneFault.SILENT)
    item = line(dead, CheckCode.MICROPHONE)
    assert (item.result, item.next_step) == (CheckResult.FAILED, NextStep.PLUG_MICROPHONE)
    assert dict(item.note)["officer_microphone"] == "silent"


def test_limits_are_written_as_a_settings_file_has_them() -> None:
    assert str(LIMITS) == ""
    chosen = CheckLimits(disk_h=(4, 1), recording_bytes_per_h=1_234_567.5)
    assert str(chosen) == "disk_h=4/1, recording_bytes_per_h=1234567.5"
