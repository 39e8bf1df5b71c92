"""Closed sets of a session: kind, status, step, reason of a pause (domain.md §5)."""

from enum import StrEnum

from typing_extensions import override


class ReceptionKind(StrEnum):
    """Loại tiếp."""

    REGULAR = "regular"
    PERIODIC = "periodic"
    EXTRAORDINARY = "extraordinary"


class SessionStatus(StrEnum):
    """States of a session (domain.md §5), those that something brings about.

    A word of an older record stands for the state that was reached: see `_FORMER_WORDS`.
    """

    SCHEDULED = "scheduled"
    NOTIFIED = "notified"
    TRIAL_PASSED = "trial_passed"
    CONNECTING = "connecting"
    READY = "ready"
    IN_SESSION = "in_session"
    PAUSED = "paused"
    CONCLUDING = "concluding"
    MINUTES_REVIEW = "minutes_review"
    SIGNED = "signed"
    CLOSED = "closed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    ADJOURNED = "adjourned"
    ABORTED_TECHNICAL = "aborted_technical"

    @override
    @classmethod
    def _missing_(cls, value: object) -> "SessionStatus | None":
        """Of a word that the wire allows and that nothing here sets."""
        return cls(_FORMER_WORDS[value]) if value in _FORMER_WORDS else None


_FORMER_WORDS: dict[object, str] = {
    "draft": "scheduled",  # whoever is told of a plan is told chair, sites and hours
    "synced": "closed",
    "archived": "closed",
}


class Step(StrEnum):
    """Steps of an open session, in their legal order (domain.md §5)."""

    OPENING = "opening"
    ROLL_CALL = "roll_call"
    ANNOUNCEMENTS = "announcements"
    PRESENTATION = "presentation"
    QUESTIONS = "questions"
    CONSULTATION = "consultation"
    CONCLUSION = "conclusion"
    READ_BACK = "read_back"
    SIGNING = "signing"
    CLOSING = "closing"


class PauseReason(StrEnum):
    """Why a session pauses."""

    BREAK = "break"
    CONSULTATION = "consultation"
    TECHNICAL = "technical"
    ORDER = "order"
    SECRET = "secret"  # noqa: S105 - a reason of the circular, not a password
