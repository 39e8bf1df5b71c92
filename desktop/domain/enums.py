"""Closed sets of the reception (domain.md §4.19 and §5); the value is the wire's word."""

from enum import StrEnum


class Role(StrEnum):
    """Who a person is to the program (domain.md §1.2)."""

    ROOM_OFFICER = "room_officer"
    SECRETARY = "secretary"
    LEADER = "leader"
    HQ_CLERK = "hq_clerk"
    AGENCY_USER = "agency_user"
    OBSERVER = "observer"
    TECHNICIAN = "technician"
    CITY_ADMIN = "city_admin"


class SiteRole(StrEnum):
    """What a site is to one session; never a property of the installation."""

    CENTRAL = "central"
    COMPONENT = "component"


class SiteKind(StrEnum):
    """What stands behind a site."""

    XA = "xa"
    PHUONG = "phuong"
    DAC_KHU = "dac_khu"
    HEADQUARTERS = "headquarters"
    AGENCY = "agency"


class ReceptionKind(StrEnum):
    """Loại tiếp."""

    REGULAR = "regular"
    PERIODIC = "periodic"
    EXTRAORDINARY = "extraordinary"


class SessionStatus(StrEnum):
    """States of a session (domain.md §5)."""

    DRAFT = "draft"
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
    SYNCED = "synced"
    ARCHIVED = "archived"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    ADJOURNED = "adjourned"
    ABORTED_TECHNICAL = "aborted_technical"


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


class GateKind(StrEnum):
    """The three legal gates before a session (NĐ 154 Đ23)."""

    NOTICE = "notice"
    TRIAL = "trial"
    CONNECTED = "connected"


class CaseFlag(StrEnum):
    """Flags that call for a dossier and participants (domain.md §6.5)."""

    LARGE_GROUP = "large_group"
    COMPLEX = "complex"
    PROLONGED = "prolonged"


class PetitionType(StrEnum):
    """Phân loại đơn."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PROPOSAL = "proposal"
    FEEDBACK = "feedback"


class MinuteLineKind(StrEnum):
    """What a line of the minutes is."""

    STATEMENT = "statement"
    QUESTION = "question"
    ANSWER = "answer"
    AGREEMENT = "agreement"
    DISPUTE = "dispute"
    DIRECTIVE = "directive"
    TECHNICAL = "technical"


class ParticipantRole(StrEnum):
    """What a person does in one session."""

    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    SECRETARY = "secretary"
    ADVISING = "advising"
    AGENCY_REPRESENTATIVE = "agency_representative"
    COMMUNE_LEADER = "commune_leader"
    ROOM_OFFICER = "room_officer"
    CITIZEN = "citizen"
    CITIZEN_REPRESENTATIVE = "citizen_representative"
    LAWYER = "lawyer"
    LEGAL_AID = "legal_aid"
    INTERPRETER = "interpreter"
    TECHNICIAN = "technician"
    OBSERVER = "observer"


class PaperKind(StrEnum):
    """What a paper is (domain.md §4.12)."""

    PETITION = "petition"
    DECISION = "decision"
    REPLY = "reply"
    CONTRACT = "contract"
    MAP = "map"
    PHOTO = "photo"
    DESIGNATION = "designation"
    AUTHORISATION = "authorisation"
    OTHER = "other"


class Viewing(StrEnum):
    """What of a denunciation somebody opened."""

    DOSSIER = "dossier"
    SESSION = "session"
    MINUTES_EXPORT = "minutes_export"
    PAPER = "paper"


class Quality(StrEnum):
    """Đường truyền, in words."""

    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    LOST = "lost"


class QualityCause(StrEnum):
    """Whose fault a poor picture is."""

    NONE = "none"
    OUR_LINE = "our_line"
    THEIR_LINE = "their_line"
    SLOW_PC = "slow_pc"
    DEVICE = "device"


class MediaEngine(StrEnum):
    """Which WebRTC implementation the engine uses."""

    AUTO = "auto"
    LIBWEBRTC = "libwebrtc"
    AIORTC = "aiortc"
