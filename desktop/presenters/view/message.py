"""What the officer is told: a code, its data and one action; ui/texts/ has the sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop.domain.events import ActionFailed

MessageValue = str | int | datetime


class Tone(StrEnum):
    """How grave a message is; chooses light and tint."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


class MessageAction(StrEnum):
    """The one button of a message."""

    RETRY = "retry"
    TAKE_SEAT_BACK = "take_seat_back"
    JOIN_BESIDE = "join_beside"
    TAKE_OVER = "take_over"
    OPEN_MICROPHONE = "open_microphone"
    LOWER_HAND = "lower_hand"
    CLEAR_FOR_DISPLAY = "clear_for_display"
    OPEN_PAPER = "open_paper"
    SETTLE_CONFLICTS = "settle_conflicts"
    SEND_NOW = "send_now"
    DISMISS = "dismiss"
    RESTART = "restart"
    JOIN_IN = "join_in"
    NOTE_CONNECTED = "note_connected"
    SEEN = "seen"
    TAKE_HELP_CALL = "take_help_call"


class MessageCode(StrEnum):
    """Codes that presenters raise themselves; services bring further ones in ActionFailed.

    The values of `Message.data` for each code stand behind it.
    """

    SIGN_IN_EMPTY = "D-125"  # phone: str
    SIGN_IN_NEEDS_CITY = "D-106"
    ACCOUNT_NEEDS_CITY = "D-114"
    COVERED = "D-121"
    NO_BROWSER = "D-124"
    SIGN_IN_OFFLINE = "D-101"  # until: datetime
    CLOCK_OFF = "D-105"  # seconds: int
    KEY_IN_FILE = "D-110"
    ESCROW_CHANGED = "D-206"
    SETTINGS_NOT_USED = "C-115"  # count: int
    PRACTICE = "D-120"
    CASES_EMPTY = "V-001"
    INDEX_WRITTEN = "V-010"  # name: str
    RECEIPT_WRITTEN = "V-011"  # name: str
    CASE_KEPT = "V-101"  # unit: str
    CASE_GONE = "V-102"
    RECORDING_NONE = "G-001"
    RECORDINGS_EMPTY = "G-058"
    RECORDING_AT_CITY = "G-002"
    RECORDING_UNREAD = "G-003"
    RECORDING_KEPT = "G-004"
    RECORDING_BUSY = "G-040"
    RECORDING_NO_REASON = "G-041"
    RECORDING_NO_PIN = "G-057"
    COPY_SEALED = "G-045"  # number, name: str
    COPY_LACKING = "G-061"
    RECORDING_DAMAGED = "G-042"  # n: str
    RECORDING_MISSING = "G-047"  # n: str
    RECORDING_KEY_GONE = "G-048"
    RECORDING_WRONG_SEAL = "G-049"
    RECORDING_PART_UNREAD = "G-050"  # n: int
    RECORDING_NO_LOUDSPEAKER = "G-051"
    RECORDING_ENGINE_GONE = "G-052"
    RECORDING_OUTSIDE = "G-053"  # hour: str
    RECORDING_PAUSED = "G-054"  # since, until: str
    RECORDING_CONSULTED = "G-055"  # since, until: str
    RECORDING_STOOD_STILL = "G-056"  # since, until: str
    INTAKE_EMPTY = "N-001"
    INTAKE_DONE = "N-002"  # n: int
    INTAKE_REDIRECTED = "N-003"  # n: int
    CARD_UNREADABLE = "N-106"
    TOO_MANY_REPRESENTATIVES = "N-110"  # n: int, max: int
    INTAKE_LACKING = "N-120"  # count: int
    INTAKE_ODD = "N-121"  # count: int
    INTAKE_OFFLINE = "N-140"  # n: int
    INTAKE_SAME_PAPER = "N-151"  # title: str
    INTAKE_PAPER_COMING = "N-152"
    REGISTER_EMPTY = "R-001"  # year: int
    REGISTER_NOTHING = "R-002"  # text: str
    ROW_STRUCK = "R-102"
    REGISTER_EXPORTED = "R-103"  # name: str, n: int
    REGISTER_MISSING = "R-104"  # n: int, year: int
    REGISTER_READING = "R-105"
    ROW_FOLLOWED_UP = "R-106"
    ROW_REPLACED = "R-107"
    REGISTER_CLASH = "R-108"
    REQUEST_TAKEN = "Y-003"  # name: str
    REQUEST_DECIDED = "Y-004"
    NO_DECISION = "Y-103"
    DECIDED_ALREADY = "Y-102"  # person: str, at: datetime
    PLAN_BLOCKED_ONLINE = "L-301"
    PLAN_CHAIR_BUSY = "L-310"  # site: str, at: datetime, when known
    PLAN_SITE_BUSY = "L-311"  # as PLAN_CHAIR_BUSY
    PLAN_NO_DOSSIER = "L-312"  # as PLAN_NO_PARTICIPANTS
    PLAN_NO_PARTICIPANTS = "L-313"  # site: str, when known
    PLAN_ODD_TIME = "L-315"
    PLAN_TOO_NEAR = "L-316"  # day: str
    PLAN_TOO_MANY_SITES = "L-318"  # n: int or str, max: int
    SESSION_MOVED = "L-320"  # day: str
    PLAN_PAST = "L-333"
    PLAN_ENDS_BEFORE = "L-334"
    PLAN_SITE_TWICE = "L-335"
    PLAN_UNKNOWN_SITE = "L-336"  # as PLAN_NO_PARTICIPANTS
    PLAN_UNKNOWN_CASE = "L-337"
    PLAN_CASE_BUSY = "L-338"  # at: datetime, when known
    PLAN_NOT_DECIDED = "L-339"
    PLAN_FOREIGN_CENTRE = "L-340"  # as PLAN_NO_PARTICIPANTS
    PLAN_CHANGED = "L-341"
    PLAN_BEGUN = "L-342"
    PLAN_UNKNOWN = "L-343"
    PLAN_LACKING = "L-344"  # count: int
    PLAN_UNSAVED = "L-345"
    CALL_OFF_REASON = "L-346"
    PLAN_TOO_LONG = "L-347"
    PLAN_UNKNOWN_YEAR = "L-349"  # year: str
    PLAN_REQUEST_PLANNED = "L-348"  # at: datetime, when known
    NOTICE_NOTED = "L-374"  # code: str
    LEAVE_GIVEN = "L-375"  # code: str
    GATE_WITNESSED = "L-366"  # code: str
    GATE_LACKING = "L-376"  # count: int
    ENTRY_KEPT = "L-378"  # title: str
    ENTRY_LACKING = "L-379"  # count: int
    LEAVE_WITHOUT_PIN = "L-377"
    LEAVE_LACKING = "L-364"  # count: int
    NEAR_WITHOUT_PIN = "L-365"
    NOTICE_NO_DOSSIER = "L-362"  # site: str, when known
    NOTICE_NO_PARTICIPANTS = "L-363"  # as NOTICE_NO_DOSSIER
    SESSION_PLANNED = "L-321"  # code: str, at: datetime, due: datetime
    SESSION_CHANGED = "L-322"  # code: str
    SESSION_POSTPONED = "L-323"  # code: str
    SESSION_CANCELLED = "L-324"  # code: str
    SCHEDULE_EMPTY = "L-001"  # at: datetime, when known
    WEEK_EMPTY = "L-002"  # at: datetime, when known
    AHEAD_EMPTY = "L-003"  # at: datetime, when known
    SCHEDULE_STALE = "L-102"  # at: datetime, when known
    TRIAL_MISSING = "L-201"  # due: datetime
    QUEUE_EMPTY = "H-001"
    TICKET_WARNED = "H-010"  # site: str, n: str
    TICKET_CALLED = "H-011"  # as TICKET_WARNED
    TICKET_WITHDRAWN = "H-012"
    NEXT_HERE = "H-013"  # n: str
    CALLED_HERE = "H-014"  # n: str
    ROOM_NOT_HERE = "H-020"  # site: str
    CHAIR_RECEIVES = "H-021"  # n: str
    OTHER_CALLED = "H-022"  # n: str
    NOBODY_WAITS = "H-023"
    CHAIR_RECEIVES_ANOTHER = "H-024"
    ROOM_NOT_CHECKED = "P-001"
    ROOM_CHECKING = "P-002"
    NO_MICROPHONE = "P-104"
    NO_CAMERA = "P-105"
    NO_ECHO_CANCELLING = "P-106"
    ROOM_READY = "P-120"
    ROOM_LIMITED = "P-121"
    ROOM_NOT_USABLE = "P-122"
    TRIAL_NEVER = "P-200"
    TRIAL_WAITING = "P-201"  # sites: str
    TRIAL_NOT_HEARD = "P-203"  # by: str, of: str
    TRIAL_NOT_SEEN = "P-204"  # by: str, of: str
    TRIAL_PAGE_LACKING = "P-205"  # sites: str
    TRIAL_NOTED = "P-207"  # at: datetime
    TRIAL_LATE = "P-208"  # due: datetime
    TRIAL_ALLOWED = "P-209"  # leader: str
    TAKE_NOT_TAKEN = "P-221"
    DOOR_WITHOUT_PIN = "P-224"
    TAKES_LACKING = "K-008"  # sites: str
    TAKES_WAIVED = "K-009"  # said: str
    NOT_OPENED = "K-001"
    CONNECTION_LACKING = "K-003"  # good: int, ways: int
    CONNECTION_UNNOTED = "K-004"  # platform: str
    CONNECTION_TO_NOTE = "K-007"  # platform: str
    PAUSED_ELSEWHERE = "K-005"  # platform: str
    CITY_LOST = "K-104"  # attempt: int, seconds: int, phone: str
    CITY_BACK = "K-105"  # seconds: int
    NOT_DONE_OFFLINE = "K-106"
    HAND_GONE = "K-108"
    SEAT_TAKEN = "K-110"
    SEAT_IN_USE = "K-111"
    BESIDE = "K-112"
    BESIDE_ALONE = "K-113"
    CHAIR_LOST = "K-130"
    ADJOURNED = "K-131"  # at: datetime, reason: str
    ABORTED_TECHNICAL = "K-132"  # as ADJOURNED
    REFUSED = "K-133"  # as ADJOURNED
    DEPUTY_CONDUCTS = "K-134"  # person: str, site: str
    CONDUCTS_FOR_CHAIR = "K-135"
    LOST_SOUND = "K-150"  # site: str, seconds: int, total: int, percent: int
    LOST_PICTURE = "K-155"  # as LOST_SOUND
    LOST_BOTH = "K-156"  # as LOST_SOUND
    LOSS_ASKED = "K-151"  # site: str, lost: str, percent: int
    LOSS_ANSWERED = "K-152"
    LOSS_ANSWERED_UNWRITTEN = "K-157"
    CONSULTING = "K-170"  # sites: str
    CONSULTING_WITH_CHAIR = "K-171"  # sites: str
    CONSULTATION_WAITS = "K-172"
    CALL_RINGS = "K-160"  # site: str, seconds: int
    CALL_NOT_ANSWERED = "K-161"  # site: str, seconds: int
    CALL_REFUSED = "K-162"  # site: str, reason: str
    CALL_LISTENS = "K-163"  # site: str
    CALL_BUSY = "K-164"  # site: str
    LISTENS_HERE = "K-165"
    LET_GO = "K-168"
    LEFT_FROM_HERE = "K-169"
    HELP_SENT = "K-180"  # at: datetime
    HELP_SEEN = "K-181"  # site: str, at: datetime
    HELP_WANTED = "K-182"  # as HELP_SEEN
    HELP_TAKEN = "K-183"  # by, site: str
    HELP_NOT_PASSED = "K-184"
    DEVICE_REPLACED = "M-105"  # lost: str, now: str
    DEVICE_LOST = "M-106"  # lost: str
    DEVICE_RETURNED = "M-108"  # now: str
    PICTURE_OFF = "M-212"
    PICTURE_STILL = "M-213"
    PICTURE_HELD_THERE = "M-214"  # site: str
    SLOW_PC = "M-215"
    ENGINE_LOST = "M-220"  # restarts: int
    RELAY_LACKING = "M-221"
    SPEAKING_MUTED = "M-301"
    RECORDING_STOPPED = "G-034"  # at: datetime
    RECORDING_RESUMED = "G-030"  # at: datetime, seconds: int, part: int
    SOUND_ALONE_NO_ROOM = "G-031"  # at: datetime
    SOUND_ALONE = "G-035"  # at: datetime
    MOMENT_MARKED = "G-060"  # at: datetime
    ON_SECOND_DISK = "G-032"  # at: datetime
    DISK_FULL_SOON = "G-033"  # minutes: int
    FLOOR_ASKED = "M-302"
    MINUTES_EMPTY = "B-001"
    CONFLICT = "B-210"  # number: int (line), count: int, line_id: str
    MINUTES_FIXED = "B-215"
    MINUTES_SIGNED = "B-216"
    MINUTES_FROZEN = "B-218"
    MINUTES_NOTED = "B-219"
    CONFLICT_SIGNED = "B-217"  # as CONFLICT
    RESTORED = "B-302"  # at: datetime
    RECORDS_RECOVERED = "B-303"
    RECORDS_LOST = "B-304"  # count: int
    RECORDS_UNCERTAIN = "B-305"
    LINE_NOT_KEPT = "B-306"
    SETTING_SAVED = "C-020"
    MINUTES_EXPORTED = "B-300"  # name: str
    ARCHIVE_WRITTEN = "B-440"  # number, name: str
    ARCHIVE_LACKING = "B-441"  # number, name: str; n: int
    PAPER_COPIED = "T-430"  # name: str
    PAPERS_EMPTY = "T-001"
    PAPER_NOT_CLEARED = "T-201"  # title: str
    PAPER_OF_OTHERS = "T-202"
    ALL_SENT = "S-000"  # at: datetime, when known
    UNSENT = "S-110"  # items: int, bytes: int
    UNSENT_HELD = "S-111"  # items: int, bytes: int, at: datetime
    RECORDINGS_LEFT = "S-112"
    SEND_REFUSED = "S-220"  # count: int
    SHEET_BEGUN = "U-040"  # left: int
    SHEET_COMPLETE = "U-041"  # unmet: int
    SHEET_SENT = "U-042"  # at: datetime
    SHEET_RECEIVED = "U-043"  # at: datetime
    SHEET_LINES_MISSING = "U-112"  # count: int
    SHEET_LINES_ODD = "U-113"  # count: int
    PHOTOS_FULL = "U-140"  # most: int
    PHOTO_THERE = "U-141"
    SHEETS_OF_CITY = "U-044"  # count: int, waiting: int
    FOCAL_EMPTY = "U-001"
    FOCAL_STALE = "U-002"  # at: datetime
    FOCAL_CHANGED = "U-003"
    FOCAL_HERE = "U-010"
    FOCAL_SENT = "U-011"
    FOCAL_RECEIVED = "U-012"  # at: datetime
    REPORT_REFUSED = "U-013"
    FOCAL_LIST = "U-020"  # sent: int, due: int, waiting: int
    FOCAL_LIST_AGENCIES = "U-021"  # as FOCAL_LIST; agencies_sent: int, agencies_due: int
    AGENCIES_EMPTY = "U-050"
    AGENCIES = "U-051"  # active: int, retired: int
    AGENCIES_TO_READ = "U-052"  # active: int, retired: int
    AGENCY_SAVED = "U-053"  # name: str
    AGENCY_RETIRED = "U-054"  # name: str
    AGENCY_BACK = "U-055"  # name: str
    AGENCY_UNSAVED = "U-056"  # name: str
    AGENCY_CHANGED = "U-057"  # name: str
    AGENCY_CLASH = "U-058"  # name: str
    AGENCIES_CLASH = "U-059"  # count: int
    AGENCY_REFUSED = "U-060"  # name: str
    AGENCY_WRONG = "U-114"  # count: int
    AGENCY_ODD = "U-115"  # count: int
    YEAR = "L-350"  # year: int, holidays: int, workdays: int, unsure: int
    YEAR_TO_READ = "L-351"  # as YEAR
    YEAR_EMPTY = "L-352"  # year: int
    YEAR_EMPTY_TO_READ = "L-353"  # year: int
    DAY_SAVED = "L-354"  # day: str
    DAY_UNSAVED = "L-355"
    DAY_CHANGED = "L-356"  # day: str
    DAY_CLASH = "L-357"  # day: str
    DAYS_CLASH = "L-358"  # count: int, days: str
    DAY_REFUSED = "L-359"  # day: str
    DAY_WRONG = "L-360"  # count: int
    DAY_ODD = "L-361"  # count: int
    FIELDS_MISSING = "U-110"  # count: int
    FIELDS_ODD = "U-111"  # count: int
    LIST_EXPORTED = "U-120"  # name: str
    DIFFICULTY_EMPTY = "U-030"
    DIFFICULTY_KEPT = "U-031"
    DIFFICULTIES_OF_PERIOD = "U-032"  # count: int, waiting: int, period: str
    EXIT_UNSENT = "S-130"  # items: int, bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. `code` is a MessageCode or a code that a service brought.

    data: values for the sentence; times are aware UTC, shown in Asia/Ho_Chi_Minh.
    """

    code: str
    tone: Tone
    data: Mapping[str, MessageValue] = field(default_factory=dict)
    action: MessageAction | None = None


def offline_message() -> Message:
    """What was pressed needs the city, and the city is not reached: nothing was done."""
    return Message(code=MessageCode.NOT_DONE_OFFLINE, tone=Tone.WARN, action=MessageAction.DISMISS)


def failure_message(
    event: ActionFailed, *, tone: Tone = Tone.DANGER, action: MessageAction | None = None
) -> Message:
    """What was not done, and why, as the service named it."""
    return Message(code=event.code, tone=tone, data=dict(event.data), action=action)
