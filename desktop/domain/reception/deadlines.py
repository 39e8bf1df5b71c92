"""The legal due times before a session and after it (domain.md §6.1; NĐ 154/2026 Đ23)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.working_days import WorkingDays, working_days_before
from desktop.domain.to_be_confirmed import OPEN_VALUES, ToBeConfirmed

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOTICE_WORKING_DAYS = 5
TRIAL_WORKING_DAYS = 1
CONNECTED_BEFORE = timedelta(minutes=60)
CALLED_BEFORE = timedelta(minutes=120)
"""From then on the rooms of a session may take their seats (domain.md §5)."""
END_OF_OFFICE_DAY = time(17, 0)


class LegalTerm(StrEnum):
    """What is due so many days after an event.

    UNHANDLED: a petition that nobody handled is reported. DATA_*: requests about personal data.
    """

    WRITTEN_REFUSAL = "written_refusal"
    ANSWER = "answer"
    RESULT_TO_FORWARDER = "result_to_forwarder"
    RESULT_TO_CITIZEN = "result_to_citizen"
    UNHANDLED = "unhandled"
    DATA_ACKNOWLEDGED = "data_acknowledged"
    DATA_SHOWN = "data_shown"
    DATA_RESTRICTED = "data_restricted"
    DATA_DELETED = "data_deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule:
    """How long a term is. source: the instrument."""

    days: int
    is_in_working_days: bool
    source: str


TERMS: dict[LegalTerm, TermRule] = {
    LegalTerm.WRITTEN_REFUSAL: TermRule(
        days=3, is_in_working_days=True, source="154/2026/NĐ-CP Đ4.3"
    ),
    LegalTerm.ANSWER: TermRule(days=10, is_in_working_days=True, source="42/2013/QH13 Đ28.1"),
    LegalTerm.RESULT_TO_FORWARDER: TermRule(
        days=7, is_in_working_days=True, source="42/2013/QH13 Đ27.2"
    ),
    LegalTerm.RESULT_TO_CITIZEN: TermRule(
        days=5, is_in_working_days=True, source="42/2013/QH13 Đ28.2"
    ),
    LegalTerm.UNHANDLED: TermRule(days=45, is_in_working_days=False, source="154/2026/NĐ-CP Đ41"),
    LegalTerm.DATA_ACKNOWLEDGED: TermRule(
        days=2, is_in_working_days=True, source="356/2025/NĐ-CP Đ5"
    ),
    LegalTerm.DATA_SHOWN: TermRule(days=10, is_in_working_days=False, source="356/2025/NĐ-CP Đ5"),
    LegalTerm.DATA_RESTRICTED: TermRule(
        days=15, is_in_working_days=False, source="356/2025/NĐ-CP Đ5"
    ),
    LegalTerm.DATA_DELETED: TermRule(days=20, is_in_working_days=False, source="356/2025/NĐ-CP Đ5"),
}


def gate_due_times(
    scheduled_start: datetime,
    *,
    holidays: AbstractSet[date],
    swapped_workdays: AbstractSet[date] = frozenset(),
) -> dict[GateKind, datetime]:
    """When each gate must have passed, aware, in the zone of Hai Phong.

    scheduled_start: aware. Days end at 17:00 office time.
    """
    start = scheduled_start.astimezone(LOCAL_ZONE)

    def end_of_day(count: int) -> datetime:
        day = working_days_before(
            start.date(), count, holidays=holidays, swapped_workdays=swapped_workdays
        )
        return datetime.combine(day, END_OF_OFFICE_DAY, tzinfo=LOCAL_ZONE)

    return {
        GateKind.NOTICE: end_of_day(NOTICE_WORKING_DAYS),
        GateKind.TRIAL: end_of_day(TRIAL_WORKING_DAYS),
        GateKind.CONNECTED: start - CONNECTED_BEFORE,
    }


def term_due(
    term: LegalTerm, event_day: date, table: WorkingDays, values: ToBeConfirmed = OPEN_VALUES
) -> date:
    """The last day of a term that an event began. event_day: in Hai Phong.

    Whether the day of the event counts, and how the 45 days are counted, is TBC.
    """
    rule = TERMS[term]
    is_unhandled = term is LegalTerm.UNHANDLED and values.unhandled_in_working_days
    if not (rule.is_in_working_days or is_unhandled):
        return event_day + timedelta(days=rule.days - values.counts_event_day)
    counts_today = values.counts_event_day and table.is_working_day(event_day)
    return table.after(event_day, rule.days - counts_today)
