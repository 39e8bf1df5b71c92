"""From facts of a room to its lines: pure rules, one for each line of the check."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import gt as above
from operator import lt as below

from desktop.domain.media.call import Rung
from desktop.domain.room.measurements import (
    CheckCode,
    CheckItem,
    CheckLimits,
    CheckResult,
    CheckUnit,
    NextStep,
    OfficerMicrophoneFault,
    Overall,
    RelayWay,
    RoomFacts,
    SoundFacts,
)
from desktop.domain.room.take import MOST_LOST_S, TakeStage

_RUNGS_BY_KBPS = (
    (1_200.0, Rung.P720),
    (500.0, Rung.P480),
    (330.0, Rung.P360),
    (180.0, Rung.P240),
    (40.0, Rung.STILL),
)
"""What a line carries (features F2); below the last one the voice alone."""

_OFFICERS_STEPS = {
    OfficerMicrophoneFault.MISSING: NextStep.PLUG_OFFICER_MICROPHONE,
    OfficerMicrophoneFault.SILENT: NextStep.UNMUTE_OFFICER_MICROPHONE,
}

_NEEDED = frozenset({CheckCode.MICROPHONE, CheckCode.LINE})
"""Without these nobody can be heard: a room that fails them is not usable."""


def judge(facts: RoomFacts, limits: CheckLimits) -> tuple[CheckItem, ...]:
    """Every line, in the order of the screen."""
    return tuple(
        CheckItem(code=code, result=CheckResult.NOT_MEASURED)
        if code in facts.skipped
        else rule(facts, limits)
        for code, rule in _RULES.items()
    )


def overall(items: Iterable[CheckItem]) -> Overall:
    """Of the whole room."""
    bad = [one for one in items if one.result in {CheckResult.FAILED, CheckResult.LIMITED}]
    if any(one.result is CheckResult.FAILED and one.code in _NEEDED for one in bad):
        return Overall.NOT_USABLE
    return Overall.LIMITED if bad else Overall.READY


def rung_for_line(kbps: float) -> Rung:
    """The best picture that a line of this width carries."""
    return next((rung for least, rung in _RUNGS_BY_KBPS if kbps >= least), Rung.SOUND)


# ---- one rule for each line ---------------------------------------------------------------------


def _speaker(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    code, limit = CheckCode.SPEAKER_TO_MICROPHONE, limits.echo_delay_ms
    sound = facts.sound
    if sound is None:  # the microphone's own line says what is missing
        return CheckItem(code=code, result=CheckResult.NOT_MEASURED)
    if sound.echo_delay_ms is None:
        step = NextStep.RAISE_VOLUME if sound.is_taken else NextStep.CHANGE_SPEAKER
        return _item(code, CheckUnit.MS, None, limit, CheckResult.FAILED, step)
    note = [("echo_dbfs", f"{sound.echo_dbfs:.1f}")] if sound.echo_dbfs is not None else []
    beside_talker_db = _echo_to_talker_db(sound)
    step = NextStep.MOVE_MICROPHONE if sound.echo_delay_ms > limit else NextStep.NONE
    if beside_talker_db is not None:
        note.append(("echo_to_talker_db", f"{beside_talker_db:.1f}"))
        if beside_talker_db > limits.echo_to_talker_db:
            step = NextStep.LOWER_VOLUME  # its words name the microphone's place too
    result = CheckResult.OK if step is NextStep.NONE else CheckResult.LIMITED
    item = _item(code, CheckUnit.MS, sound.echo_delay_ms, limit, result, step)
    return replace(item, note=tuple(note))


def _echo_to_talker_db(sound: SoundFacts) -> float | None:
    """How much louder the loudspeaker is than who speaks; None where one of both was not heard."""
    if sound.echo_dbfs is None or sound.speech_dbfs is None:
        return None
    return sound.echo_dbfs - sound.speech_dbfs


def _microphone(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    """The citizens'; the officer's matters where that one is good: it alone can be heard too."""
    citizens = _citizens_microphone(facts, limits)
    fault = facts.officer_microphone
    if fault is None:
        return citizens
    note = (*citizens.note, ("officer_microphone", fault.value))
    if citizens.result is not CheckResult.OK:
        return replace(citizens, note=note)
    step = _OFFICERS_STEPS[fault]
    return replace(citizens, result=CheckResult.LIMITED, next_step=step, note=note)


def _citizens_microphone(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    code, unit = CheckCode.MICROPHONE, CheckUnit.DBFS
    sound = facts.sound
    if sound is None:
        step = NextStep.PLUG_MICROPHONE
        return _item(code, unit, None, limits.floor_dbfs, CheckResult.FAILED, step)
    if sound.is_dead:
        step = NextStep.UNMUTE_MICROPHONE
        return _item(code, unit, sound.floor_dbfs, limits.floor_dbfs, CheckResult.FAILED, step)
    if sound.floor_dbfs > limits.floor_dbfs:
        step = NextStep.QUIET_ROOM
        return _item(code, unit, sound.floor_dbfs, limits.floor_dbfs, CheckResult.LIMITED, step)
    if sound.speech_dbfs is None:
        return _item(code, unit, sound.floor_dbfs, limits.floor_dbfs)
    is_faint = sound.speech_dbfs < limits.speech_dbfs
    result = CheckResult.LIMITED if is_faint else CheckResult.OK
    step = NextStep.MOVE_MICROPHONE if is_faint else NextStep.NONE
    return _item(code, unit, sound.speech_dbfs, limits.speech_dbfs, result, step)


def _camera(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    code, unit, limit = CheckCode.CAMERA, CheckUnit.FPS, limits.camera_fps[0]
    camera = facts.camera
    if camera is None or camera.fps <= 0.0:
        return _item(code, unit, None, limit, CheckResult.FAILED, NextStep.PLUG_CAMERA)
    result, step = CheckResult.OK, NextStep.NONE
    darkest, brightest = limits.brightness
    if camera.is_frozen or camera.fps < limits.camera_fps[1]:
        result, step = CheckResult.FAILED, NextStep.RESTART_CAMERA
    elif camera.brightness < darkest:
        result, step = CheckResult.LIMITED, NextStep.MORE_LIGHT
    elif camera.brightness > brightest:
        result, step = CheckResult.LIMITED, NextStep.LESS_LIGHT
    elif camera.fps < limit:
        result, step = CheckResult.LIMITED, NextStep.CLOSE_PROGRAMS
    note = (
        ("size", f"{camera.width}x{camera.height}"),
        ("brightness", f"{camera.brightness:.0f}"),
        ("is_frozen", str(camera.is_frozen).lower()),
    )
    value = round(camera.fps, 1)
    return CheckItem(
        code=code, result=result, value=value, unit=unit, limit=limit, next_step=step, note=note
    )


def _document_camera(facts: RoomFacts, _limits: CheckLimits) -> CheckItem:
    return _count(CheckCode.DOCUMENT_CAMERA, facts.document_cameras, NextStep.PLUG_CAMERA)


def _display(facts: RoomFacts, _limits: CheckLimits) -> CheckItem:
    return _count(CheckCode.SECOND_DISPLAY, facts.second_displays, NextStep.PLUG_DISPLAY)


def _printer(facts: RoomFacts, _limits: CheckLimits) -> CheckItem:
    return _count(CheckCode.PRINTER, facts.printers, NextStep.PLUG_PRINTER)


def _power(facts: RoomFacts, _limits: CheckLimits) -> CheckItem:
    """On the mains it is good; on a battery a session may end in the dark. Unknown says nothing."""
    code, power = CheckCode.POWER, facts.power
    if power is None:
        return CheckItem(code=code, result=CheckResult.NOT_MEASURED)
    return CheckItem(
        code=code,
        result=CheckResult.OK if power.is_on_mains else CheckResult.LIMITED,
        value=None if power.battery_percent is None else float(power.battery_percent),
        unit=CheckUnit.PERCENT,
        next_step=NextStep.NONE if power.is_on_mains else NextStep.PLUG_POWER,
    )


def _disk(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    free = facts.disk_free_bytes
    hours = None if free is None else free / limits.recording_bytes_per_h
    return _graded(CheckCode.DISK, CheckUnit.H, hours, limits.disk_h, NextStep.FREE_DISK, below)


def _clock(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    offset = None if facts.clock_offset_s is None else abs(facts.clock_offset_s)
    if offset is None:
        step = NextStep.CHECK_NETWORK
        return _item(
            CheckCode.CLOCK, CheckUnit.S, None, limits.clock_s[0], CheckResult.FAILED, step
        )
    return _graded(CheckCode.CLOCK, CheckUnit.S, offset, limits.clock_s, NextStep.SET_CLOCK, above)


def _server(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    code, unit, limit = CheckCode.SERVER, CheckUnit.MS, limits.server_ms
    if facts.server_ms is None:
        return _item(code, unit, None, limit, CheckResult.FAILED, NextStep.CHECK_NETWORK)
    is_slow = facts.server_ms > limit
    result = CheckResult.LIMITED if is_slow else CheckResult.OK
    step = NextStep.ASK_CITY if is_slow else NextStep.NONE
    return _item(code, unit, facts.server_ms, limit, result, step)


def _line(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    """The narrower direction counts: a reception needs both."""
    code, unit, line = CheckCode.LINE, CheckUnit.KBPS, facts.line
    enough, least = limits.line_kbps
    if line is None:
        return _item(code, unit, None, enough, CheckResult.FAILED, NextStep.CHECK_NETWORK)
    kbps = min(line.down_kbps, line.up_kbps)
    result, step = CheckResult.OK, NextStep.NONE
    if kbps < least:
        result, step = CheckResult.FAILED, NextStep.CHECK_NETWORK
    elif kbps < enough:
        result, step = CheckResult.LIMITED, NextStep.SMALLER_PICTURE
    elif line.round_trip_ms > limits.round_trip_ms:
        result, step = CheckResult.LIMITED, NextStep.ASK_CITY
    return CheckItem(
        code=code,
        result=result,
        value=round(kbps),
        unit=unit,
        limit=enough,
        next_step=step,
        note=(
            ("rung", rung_for_line(kbps).value),
            ("down_kbps", f"{line.down_kbps:.0f}"),
            ("up_kbps", f"{line.up_kbps:.0f}"),
            ("round_trip_ms", f"{line.round_trip_ms:.0f}"),
            ("over", "city"),
        ),
    )


def _path(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    """Media through the relay; calls between rooms that see each other go on without it."""
    code, unit, relay = CheckCode.PATH, CheckUnit.PERCENT, facts.relay
    bad, _ = limits.loss_percent
    if relay is None:
        return _item(code, unit, None, bad, CheckResult.FAILED, NextStep.ASK_CITY)
    lost = _graded(code, unit, 100 * relay.loss, limits.loss_percent, NextStep.CHECK_NETWORK, above)
    if lost.result is CheckResult.OK and relay.way is not RelayWay.UDP:
        lost = replace(lost, result=CheckResult.LIMITED, next_step=NextStep.OPEN_UDP)
    note = (("way", relay.way.value), ("round_trip_ms", f"{relay.round_trip_ms:.0f}"))
    return replace(lost, note=note)


def _encoder(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    code, step = CheckCode.ENCODER, NextStep.CLOSE_PROGRAMS
    return _graded(code, CheckUnit.MS, facts.encoder_ms, limits.encoder_ms, step, above)


def _recording(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    """Seconds of this room that were written with pictures, and came out of the loudspeaker."""
    code, take = CheckCode.TEST_RECORDING, facts.take
    if take is None:
        return _graded(code, CheckUnit.S, None, limits.recorded_s, NextStep.CLOSE_PROGRAMS, below)
    if take.written_bytes and not take.recorded_s:
        step = NextStep.PLUG_MICROPHONE
    elif take.stage is TakeStage.NOT_WRITTEN:
        step = NextStep.CHANGE_DISK
    elif take.recorded_s and not take.played_s:  # louder would not help: it takes nothing
        step = NextStep.CHANGE_SPEAKER
    elif take.played_s < take.recorded_s - MOST_LOST_S:
        step = NextStep.RAISE_VOLUME
    else:
        step = NextStep.CLOSE_PROGRAMS
    played_s = min(take.recorded_s, take.played_s)
    item = _graded(code, CheckUnit.S, played_s, limits.recorded_s, step, below)
    if item.result is not CheckResult.OK or take.pictures:
        return item
    return replace(item, result=CheckResult.LIMITED, next_step=NextStep.PLUG_CAMERA)


def _unsent(facts: RoomFacts, limits: CheckLimits) -> CheckItem:
    code, unit, limit, hours = CheckCode.UNSENT, CheckUnit.H, limits.unsent_h, facts.unsent_h
    if hours is None:
        return _item(code, unit, None, limit, CheckResult.FAILED, NextStep.ASK_CITY)
    is_old = hours > limit
    result = CheckResult.LIMITED if is_old else CheckResult.OK
    return _item(code, unit, hours, limit, result, NextStep.SEND_DATA if is_old else NextStep.NONE)


# ---- shapes -------------------------------------------------------------------------------------


def _item(
    code: CheckCode,
    unit: CheckUnit,
    value: float | None,
    limit: float,
    result: CheckResult = CheckResult.OK,
    next_step: NextStep = NextStep.NONE,
) -> CheckItem:
    shown = None if value is None else round(value, 1)
    return CheckItem(
        code=code, result=result, value=shown, unit=unit, limit=limit, next_step=next_step
    )


def _count(code: CheckCode, found: int | None, step: NextStep) -> CheckItem:
    is_there = found is not None and found > 0
    return CheckItem(
        code=code,
        result=CheckResult.OK if is_there else CheckResult.FAILED,
        value=float(found or 0),
        limit=1.0,
        next_step=NextStep.NONE if is_there else step,
    )


def _graded(
    code: CheckCode,
    unit: CheckUnit,
    value: float | None,
    limits: tuple[float, float],
    step: NextStep,
    is_beyond: Callable[[float, float], bool],
) -> CheckItem:
    """limits: beyond the first the value is lowered, beyond the second failed."""
    limited, failed = limits
    if value is None or is_beyond(value, failed):
        return _item(code, unit, value, limited, CheckResult.FAILED, step)
    if is_beyond(value, limited):
        return _item(code, unit, value, limited, CheckResult.LIMITED, step)
    return _item(code, unit, value, limited)


_RULES: Mapping[CheckCode, Callable[[RoomFacts, CheckLimits], CheckItem]] = {
    CheckCode.SPEAKER_TO_MICROPHONE: _speaker,
    CheckCode.MICROPHONE: _microphone,
    CheckCode.CAMERA: _camera,
    CheckCode.DOCUMENT_CAMERA: _document_camera,
    CheckCode.SECOND_DISPLAY: _display,
    CheckCode.POWER: _power,
    CheckCode.DISK: _disk,
    CheckCode.CLOCK: _clock,
    CheckCode.SERVER: _server,
    CheckCode.LINE: _line,
    CheckCode.PATH: _path,
    CheckCode.ENCODER: _encoder,
    CheckCode.TEST_RECORDING: _recording,
    CheckCode.PRINTER: _printer,
    CheckCode.UNSENT: _unsent,
}
