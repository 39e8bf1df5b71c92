"""The one button of a session wherever it is listed."""

from enum import StrEnum

from desktop.domain.conduct.trial import may_be_tried
from desktop.domain.reception.session import JOINABLE_STATUSES, SessionPlan


class SessionVerb(StrEnum):
    """Vào phòng, Kết nối thử, Mở hồ sơ."""

    ENTER = "enter"
    TRY = "try"
    OPEN_DOSSIER = "open_dossier"


def session_verb(plan: SessionPlan, *, may_join: bool) -> SessionVerb:
    """Vào phòng when seats are open to this person, Kết nối thử before, else Mở hồ sơ."""
    if may_join and plan.status in JOINABLE_STATUSES:
        return SessionVerb.ENTER
    return SessionVerb.TRY if may_join and may_be_tried(plan) else SessionVerb.OPEN_DOSSIER
