"""The words of "Hàng chờ": where a session stands, facts of the room, the buttons of a row."""

from desktop.domain.conduct.calls.waiting_ticket import CallFault, NotCalled
from desktop.domain.room.measurements import Overall
from desktop.presenters.home.waiting_state import (
    RoomReadiness,
    WaitingRow,
    WaitingState,
    WaitingVerb,
)
from desktop.presenters.view.ticket import ticket_text
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.marks.light import LightState

Words = tuple[LightState, str]


def state_words(row: WaitingRow) -> tuple[str, str]:
    """Where the session stands, and the tone of it."""
    at = "" if row.at is None else formats.hour(row.at)
    texts = {
        WaitingState.EXPECTED: (translate("Waiting", "chưa ai đến"), "ink2"),
        WaitingState.LEFT: (translate("Waiting", "đã rời hàng chờ"), "ink2"),
        WaitingState.WAITING: (translate("Waiting", "đang chờ"), "ink2"),
        WaitingState.WARNED: (translate("Waiting", "đã báo trước {at}").format(at=at), "accent"),
        WaitingState.CALLED: (translate("Waiting", "đã mời {at}").format(at=at), "accent"),
        WaitingState.RECEIVED: (translate("Waiting", "đang tiếp"), "ok"),
        WaitingState.PAUSED: (translate("Waiting", "tạm dừng"), "warn"),
        WaitingState.OVER: (translate("Waiting", "đã kết thúc"), "ink2"),
    }
    return texts[row.state]


def who_words(row: WaitingRow) -> str:
    """Who comes, where from, and for which hour."""
    parts = []
    if row.group_size > 1:
        group = translate("Waiting", "Đoàn {n} người").format(n=row.group_size)
        parts.append(group)
    if row.citizen_label:
        parts.append(row.citizen_label)
    parts.append(row.site_name)
    parts.append(translate("Waiting", "hẹn {at}").format(at=formats.hour(row.starts_at)))
    return " · ".join(parts)


def wait_words(row: WaitingRow) -> Words | None:
    """How long they wait already."""
    if row.waits_min is None:
        return None
    text = translate("Waiting", "chờ {n} phút").format(n=row.waits_min)
    return LightState.LOWER if row.is_long else LightState.INFO, text


def room_words(room: RoomReadiness) -> tuple[Words, ...]:
    """What is known of the room and of the case's papers there."""
    here = (
        (LightState.GOOD, translate("Waiting", "phòng đã kết nối"))
        if room.is_here
        else (LightState.NOT_YET, translate("Waiting", "phòng chưa kết nối"))
    )
    facts = [here, _check_words(room)]
    if room.papers:
        facts.append(_paper_words(room))
    return tuple(facts)


def _check_words(room: RoomReadiness) -> Words:
    if room.checked_at is None or room.overall is None:
        return LightState.NOT_YET, translate("Waiting", "phòng chưa kiểm tra hôm nay")
    at = formats.hour(room.checked_at)
    light, text = {
        Overall.READY: (LightState.GOOD, translate("Waiting", "phòng kiểm tra {at}: đạt")),
        Overall.LIMITED: (
            LightState.LOWER,
            translate("Waiting", "phòng kiểm tra {at}: có mục hạ mức"),
        ),
        Overall.NOT_USABLE: (
            LightState.FAULT,
            translate("Waiting", "phòng kiểm tra {at}: chưa đạt"),
        ),
    }[room.overall]
    return light, text.format(at=at)


def _paper_words(room: RoomReadiness) -> Words:
    if not room.lacking_papers:
        return LightState.GOOD, translate("Waiting", "hồ sơ đủ tại phòng")
    text = translate("Waiting", "hồ sơ: phòng còn thiếu {n} tài liệu")
    return LightState.LOWER, text.format(n=room.lacking_papers)


def fault_words(fault: NotCalled) -> str:
    """Why nobody can be called now, beside the grey button."""
    number = fault.number
    if fault.fault is CallFault.NOT_HERE:
        return translate("Waiting", "Chưa mời được: phòng chưa kết nối.")
    if fault.fault is CallFault.CALLED:
        text = translate("Waiting", "Chưa mời được: đã mời số {n}.")
        return text.format(n=ticket_text(number))
    if number is None:
        return translate("Waiting", "Chưa mời được: buổi đang tiếp chưa đóng.")
    return translate("Waiting", "Chưa mời được: số {n} chưa đóng.").format(n=ticket_text(number))


def verb_words(verb: WaitingVerb, *, is_next: bool) -> str:
    """On the button."""
    if verb is WaitingVerb.CALL and is_next:
        return translate("Waiting", "Mời vụ tiếp")
    return {
        WaitingVerb.CALL: translate("Waiting", "Mời"),
        WaitingVerb.WARN: translate("Waiting", "Báo trước"),
        WaitingVerb.WITHDRAW: translate("Waiting", "Rút lại"),
        WaitingVerb.ENTER: translate("Waiting", "Vào phòng"),
        WaitingVerb.OPEN_DOSSIER: translate("Waiting", "Mở hồ sơ"),
    }[verb]
