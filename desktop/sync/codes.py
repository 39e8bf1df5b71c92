"""Message codes of sync and access; `ui/texts/texts.py` has the sentence of each."""

from enum import StrEnum


class AccessCode(StrEnum):
    """Why somebody may not sit here, or the room may not speak to the city."""

    NOT_ENROLLED = "D-001"
    PIN_WRONG = "D-102"  # left: int, when known
    ENROL_REFUSED = "D-103"
    LOCKED = "D-104"
    NO_OFFLINE = "D-106"
    SIGNED_OUT = "D-107"
    FORBIDDEN = "D-108"
    OTHER_VERSION = "D-109"
    ACCOUNT_WRONG = "D-112"
    ACCOUNT_LOCKED = "D-113"
    ACCOUNT_NEEDS_CITY = "D-114"
    CERTIFICATE = "D-115"
    LOCKED_OFFLINE = "D-116"
    ISSUER_DENIED = "D-117"
    ISSUER_LATE = "D-118"
    ISSUER_REFUSED = "D-119"
    UNKNOWN_PERSON = "D-122"
    ISSUER_UNREACHABLE = "D-123"
    NO_BROWSER = "D-124"
    OTHER_PERSON = "D-126"


class LineCode(StrEnum):
    """Why a line of the minutes was not kept."""

    NOT_OWNER = "B-211"
    TOO_LONG = "B-212"  # limit: int
    UNKNOWN_LINE = "B-213"
    NOT_SPEAKABLE = "B-214"


class ReportCode(StrEnum):
    """Why a unit's report was not kept."""

    NOT_SPEAKABLE = "U-201"
    UNKNOWN_REPORT = "U-202"


class IntakeCode(StrEnum):
    """Why an intake was not kept."""

    BLOCKED_ONLINE = "L-301"


class PlanCode(StrEnum):
    """Why the city was not asked to plan a session, or gave no answer.

    NOT_KNOWN: the city was asked, and its answer did not come. NO_ADDRESS, NO_PLATFORM: it is older
    than what a session on a platform of somebody else needs.
    """

    NO_CITY = "L-330"
    NOT_TAKEN = "L-331"
    NOT_SPEAKABLE = "L-332"
    NOT_KNOWN = "L-325"
    NO_ADDRESS = "L-380"
    NO_PLATFORM = "L-381"


class GateCode(StrEnum):
    """The same of a gate that is noted."""

    NO_CITY = "L-370"
    NOT_TAKEN = "L-371"
    NOT_SPEAKABLE = "L-372"
    NOT_KNOWN = "L-373"


class TakeCode(StrEnum):
    """The same of a room's take before a session, or of a leader's leave to do without."""

    NO_CITY = "P-220"
    NOT_TAKEN = "P-221"
    NOT_SPEAKABLE = "P-222"
    NOT_KNOWN = "P-223"


class TicketCode(StrEnum):
    """The same of who waits for a session, and is warned or called."""

    NO_CITY = "H-030"
    NOT_TAKEN = "H-031"
    NOT_KNOWN = "H-032"


class CallCode(StrEnum):
    """Why an answer to a call was not given. NOT_TAKEN: it rings no more, or was answered."""

    NO_CITY = "K-166"
    NOT_TAKEN = "K-167"


class CallOffCode(StrEnum):
    """The same of a session that is postponed or cancelled."""

    NO_CITY = "L-326"
    NOT_TAKEN = "L-327"
    NOT_SPEAKABLE = "L-328"
    NOT_KNOWN = "L-329"
