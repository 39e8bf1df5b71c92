"""What the page of a case says of its flags, sessions and people."""

from desktop.domain.casework.flags import FlagReason
from desktop.domain.reception.session import AHEAD_STATUSES, CALLED_STATUSES, OPEN_STATUSES
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.casework.cases_state import CasePage, CaseSession, InvitedPerson
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.light import LightState

_KEPT = frozenset({SessionStatus.CLOSED, SessionStatus.SYNCED, SessionStatus.ARCHIVED})


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
    if one.status in AHEAD_STATUSES or one.status is SessionStatus.DRAFT:
        return LightState.NOT_YET
    return LightState.GOOD if one.status in _KEPT else LightState.LOWER


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


def people_text(people: tuple[InvitedPerson, ...]) -> str:
    """Everybody of one site, with what they do there."""
    return ", ".join(_person(one) for one in people)


def _person(one: InvitedPerson) -> str:
    role = words.word(words.PEOPLE, one.role)
    return one.label if one.label.startswith(role) else f"{one.label} ({role.lower()})"


def _reason(reason: FlagReason, page: CasePage) -> str:
    if reason is FlagReason.GROUP_SIZE:
        return translate("Case", "đoàn {n} người").format(n=page.group_size)
    return translate("Case", "đã tiếp {n} lần").format(n=page.times_received)
