"""What a gate of a session says: passed and when, or until when."""

from desktop.domain.reception.gate import GateKind, GateState
from desktop.presenters.view.gate_cell import GateCell
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.marks.light import LightState


def gate_words(gate: GateCell) -> tuple[LightState, str, str]:
    """Light, words and clock of a gate."""
    match gate.state:
        case GateState.PASSED:
            light = LightState.AHEAD if gate.is_stale else LightState.GOOD
            return light, _passed_text(gate), ""
        case GateState.LATE:
            return LightState.LOWER, _late_text(gate), ""
        case GateState.ALLOWED:
            allowed = translate("Home", "{late}, lãnh đạo cho phép").format(late=_late_text(gate))
            return LightState.GOOD, allowed, ""
        case GateState.WAIVED:
            left = translate("Home", "{missing}, lãnh đạo cho phép").format(
                missing=_missing_text(gate)
            )
            return LightState.LOWER, left, ""
        case GateState.OVERDUE:
            return LightState.LOWER, _missing_text(gate), ""
        case GateState.AHEAD:
            return _ahead(gate)


def _ahead(gate: GateCell) -> tuple[LightState, str, str]:
    if gate.kind is not GateKind.CONNECTED or gate.remaining_s is None or not gate.is_today:
        return LightState.NOT_YET, _missing_text(gate), ""
    text = translate("Home", "Các điểm cầu nối trước {due}, còn")
    text = text.format(due=formats.hour(gate.due_at))
    return LightState.WORKING, text, formats.clock(gate.remaining_s)


def _missing_text(gate: GateCell) -> str:
    texts = {
        GateKind.NOTICE: translate("Home", "Chưa thông báo, hạn {due}"),
        GateKind.TRIAL: translate("Home", "Chưa kết nối thử, hạn {due}"),
        GateKind.CONNECTED: translate("Home", "Các điểm cầu chưa nối, hạn {due}"),
    }
    day = translate("Home", "hôm nay") if gate.is_today else formats.short_day(gate.due_at)
    return texts[gate.kind].format(due=f"{formats.hour(gate.due_at)} {day}")


def _passed_text(gate: GateCell) -> str:
    texts = {
        GateKind.NOTICE: translate("Home", "Đã thông báo {at}"),
        GateKind.TRIAL: translate("Home", "Đã kết nối thử {at}"),
        GateKind.CONNECTED: translate("Home", "Các điểm cầu đã nối lúc {at}"),
    }
    return texts[gate.kind].format(at=_when(gate))


def _late_text(gate: GateCell) -> str:
    texts = {
        GateKind.NOTICE: translate("Home", "Thông báo muộn {at}"),
        GateKind.TRIAL: translate("Home", "Kết nối thử muộn {at}"),
        GateKind.CONNECTED: translate("Home", "Các điểm cầu nối muộn lúc {at}"),
    }
    return texts[gate.kind].format(at=_when(gate))


def _when(gate: GateCell) -> str:
    """Days for what is done days before, the hour for what is done before the session."""
    if gate.passed_at is None:
        return ""
    is_hourly = gate.kind is GateKind.CONNECTED
    return formats.hour(gate.passed_at) if is_hourly else formats.short_day(gate.passed_at)
