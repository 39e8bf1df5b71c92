"""What the page of a case says of its flags, sessions and people."""

from datetime import datetime

from desktop.domain.casework.matter.flags import FlagReason
from desktop.domain.reception.session import AHEAD_STATUSES, CALLED_STATUSES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.condition import Checked, LastCheck, MeasuredItem
from desktop.domain.room.measurements import Overall
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.cases.cases_state import (
    AddedAmendment,
    CasePage,
    CaseSession,
    CaseVisit,
    InvitedPerson,
    NotedIncident,
    RoomAtOpening,
    SigningFact,
)
from desktop.ui.texts import casework_words, formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.marks.light import LightState

_ROOM_LIGHTS = {
    Overall.READY: LightState.GOOD,
    Overall.LIMITED: LightState.LOWER,
    Overall.NOT_USABLE: LightState.FAULT,
}


def flag_reasons(page: CasePage) -> str:
    """By which facts the flags stand, as far as they are known here."""
    said = []
    for flag in page.flags:
        reasons = [_reason(one, page) for one in flag.reasons]
        if reasons:
            said.append(f"{words.word(words.FLAGS, flag.flag)}: {', '.join(reasons)}")
    return " · ".join(said)


def session_light(one: CaseSession) -> LightState:
    """How far a session has come."""
    if one.status in OPEN_STATUSES | CALLED_STATUSES:
        return LightState.WORKING
    if one.status in AHEAD_STATUSES:
        return LightState.NOT_YET
    return LightState.GOOD if one.status is SessionStatus.CLOSED else LightState.LOWER


def session_status(one: CaseSession) -> str:
    """The state, with its reason where there is one."""
    status = words.word(words.STATUSES, one.status)
    return f"{status}: {one.reason}" if one.reason else status


def session_facts(one: CaseSession) -> str:
    """When on its day, who receives, and where."""
    at = formats.hour(one.starts_at)
    if one.is_today:
        at = translate("Case", "{at} hôm nay").format(at=at)
    chair = translate("Case", "Chủ trì: {chair}").format(chair=one.chair_label)
    return " · ".join(part for part in (at, chair, one.central_site_name) if part)


def room_light(one: RoomAtOpening) -> LightState:
    """What was measured of a room; of another day it says nothing of the session's."""
    if one.check is None or one.checked is not Checked.THAT_DAY:
        return LightState.NOT_YET
    return _ROOM_LIGHTS[one.check.overall]


def room_text(one: RoomAtOpening) -> str:
    """What was last measured of a room before the opening, and when."""
    check = one.check
    if check is None:
        never = translate("Case", "{site}: phòng chưa kiểm tra trước khi mở buổi")
        return never.format(site=one.site_name)
    facts = {
        Overall.READY: translate("Case", "{site}: phòng sẵn sàng {good}/{total}"),
        Overall.LIMITED: translate("Case", "{site}: phòng có hạn chế {good}/{total}"),
        Overall.NOT_USABLE: translate("Case", "{site}: phòng chưa sẵn sàng {good}/{total}"),
    }
    total = len(check.measured)
    good = total - len(check.short)
    said = [
        facts[check.overall].format(site=one.site_name, good=good, total=total),
        _when(one, check),
    ]
    if check.short:
        said.append(translate("Case", "chưa đạt: {items}").format(items=_names(check.short)))
    left = tuple(each for each in check.items if each not in check.measured)
    if left:
        said.append(translate("Case", "không đo: {items}").format(items=_names(left)))
    return " · ".join(said)


def incident_text(one: NotedIncident) -> str:
    """What happened and when, where it was noted and by whom; the minutes where they say more."""
    what = words.word(casework_words.INCIDENTS, one.kind)
    said = translate("Case", "Sự cố {at}: {what}").format(at=formats.hour(one.at), what=what)
    parts = [said, one.site_name]
    if one.noted_by:
        parts.append(translate("Case", "người ghi: {person}").format(person=one.noted_by))
    if one.text:
        parts.append(translate("Case", "biên bản: {text}").format(text=one.text))
    return " · ".join(part for part in parts if part)


def minutes_texts(one: CaseSession) -> tuple[str, ...]:
    """Which version was signed and how many signed, and what was added later."""
    signing = () if one.signing is None else (_signing_text(one.signing),)
    return (*signing, *map(_amendment_text, one.amendments))


def _signing_text(one: SigningFact) -> str:
    parts = []
    if one.number:
        parts.append(translate("Case", "Biên bản số {number}").format(number=one.number))
    version = translate("Case", "bản {version}, mã {code}")
    parts.append(version.format(version=one.version, code=one.code))
    if one.signed or one.refused:
        noted = translate("Case", "đã ghi {signed} người ký, {refused} người không ký")
        parts.append(noted.format(signed=one.signed, refused=one.refused))
    else:
        parts.append(translate("Case", "chưa ghi trạng thái ký"))
    return " · ".join(parts)


def _amendment_text(one: AddedAmendment) -> str:
    said = translate("Case", "Bổ sung {day}, {author}, {site}: {text}. Lý do: {reason}")
    parts = [
        said.format(
            day=formats.day(one.at),
            author=one.author,
            site=one.site_name,
            text=one.text.rstrip("."),
            reason=one.reason,
        )
    ]
    if one.storage is RecordStorage.HERE:
        parts.append(translate("Case", "chưa gửi thành phố"))
    elif one.storage is RecordStorage.REFUSED:
        parts.append(translate("Case", "thành phố chưa nhận"))
    return " · ".join(parts)


def visit_facts(one: CaseVisit) -> str:
    """Which visit it is, who came, and what became of it."""
    number = translate("Case", "lần tiếp {n}").format(n=one.number)
    ticket = translate("Case", "lượt {n}").format(n=f"{one.ticket:02d}")
    parts = [ticket, number, ", ".join(one.names)]
    if one.status is not None:
        parts.append(words.word(casework_words.VISIT_STATUSES, one.status))
    if one.outcome is not None:
        parts.append(words.word(casework_words.VISIT_OUTCOMES, one.outcome))
    if one.storage is RecordStorage.HERE:
        parts.append(translate("Case", "chưa gửi thành phố"))
    elif one.storage is RecordStorage.REFUSED:
        parts.append(translate("Case", "thành phố chưa nhận"))
    return " · ".join(part for part in parts if part)


def people_text(people: tuple[InvitedPerson, ...]) -> str:
    """Everybody of one site, with what they do there."""
    return ", ".join(_person(one) for one in people)


def _when(one: RoomAtOpening, check: LastCheck) -> str:
    at = check.checked_at
    if one.checked is Checked.THAT_DAY:
        return translate("Case", "đo lúc {at}").format(at=formats.hour(at))
    return translate("Case", "đo ngày {day}, trước ngày tiếp").format(day=formats.day(at))


def _names(items: tuple[MeasuredItem, ...]) -> str:
    return ", ".join(words.word(words.CHECKS, one.code) for one in items)


def request_code(asked_at: datetime) -> str:
    """What stands in place of a code while there is no case."""
    text = translate("Case", "Yêu cầu {day}, chưa có vụ việc")
    return text.format(day=formats.day(asked_at))


def _person(one: InvitedPerson) -> str:
    role = words.word(words.PEOPLE, one.role)
    return one.label if one.label.startswith(role) else f"{one.label} ({role.lower()})"


def _reason(reason: FlagReason, page: CasePage) -> str:
    if reason is FlagReason.GROUP_SIZE:
        return translate("Case", "đoàn {n} người").format(n=page.group_size)
    return translate("Case", "đã tiếp {n} lần").format(n=page.times_received)
