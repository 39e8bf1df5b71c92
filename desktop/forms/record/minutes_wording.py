"""The wording of the minutes: a versioned data file, one per instrument and date."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.calls.agency_call import CallStage
from desktop.domain.conduct.roll_call import RollMark
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.papers.paper import PaperKind
from desktop.domain.reception.gate import GateKind
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import PauseReason, SessionStatus, Step
from desktop.domain.recording.part import PartEnd
from desktop.domain.recording.wanted import RecordedKind
from desktop.domain.room.measurements import CheckCode, Overall
from desktop.forms.layout.letterhead import IssuedTemplate
from desktop.forms.layout.template import Data, load_template


class Parts(Data):
    """Headings of the four parts."""

    attendance: str
    content: str
    result: str
    recording: str


class RollWording(Data):
    """Part I where the roll was called, and what was read out.

    late_and_left: of who came late and left before the end. parts, added: of who was not invited.
    known_as: of a citizen whom the lines call otherwise.
    added_there, came, came_and_left: of people of a site that was called in while the session ran.
    noted_by: who noted what was read out.
    """

    title: str
    marks: dict[RollMark, str]
    late_and_left: str
    came: str
    came_and_left: str
    not_noted: str
    with_mark: str
    known_as: str
    added: str
    added_there: str
    parts: dict[ParticipantRole, str]
    nobody_absent: str
    announcements: dict[Announcement, str]
    announced: str
    not_announced: str
    noted_by: dict[Role, str]


class RecordingWording(Data):
    """Part IV where this program recorded. gaps, killed: why nothing was recorded for a while.

    elsewhere, elsewhere_nothing: in place of `here`, what of a session on a platform of somebody
    else was brought; platform_copy: whether that platform recorded it too, left to a hand.
    lost: summed over the sites. lost_of_sites: the same of each one that lost something, as
    lost_of_site says it, with the shares of what was recorded. broken: parts that are not what was
    written, or are not there.
    """

    here: str
    elsewhere: dict[RecordedKind, str]
    elsewhere_nothing: str
    platform_copy: str
    gap: str
    gaps: dict[PartEnd, str]
    killed: str
    lost: str
    lost_of_sites: str
    lost_of_site: str
    broken: str
    chain: str
    length: str
    time_format: str


class SigningWording(Data):
    """The end of the minutes where the city noted who signed.

    accepted, kept: what became of a wish, with {former}, the old words. former_version: frozen
    before the one that is signed. other_here: the lines on this PC are not those of the version.
    for_site: who signs for a site of which nobody is named. amended: the line that it is about.
    """

    objections: str
    accepted: str
    kept: str
    former: str
    version: str
    former_version: str
    other_here: str
    states: str
    state: str
    forms: dict[SignatureForm, str]
    chair: str
    for_site: str
    amendments: str
    amendments_note: str
    amendment: str
    amended: str


class MinutesWording(IssuedTemplate):
    """Every text of the printed minutes; words in braces are filled in.

    none: of a part that lines are written for, when minutes that were read back have none.
    called_site: of one that was called in while the session ran, with {times}, each as called_since
    or called_until says it.
    outcome, broken_off: of a session that was ended without signatures, in the head and at the end.
    late, late_…: of what the city took in after the freezing, behind the signatures.
    room, room_…: what was last measured of a room before the opening; {short} and {left} are what
    was not good and what was not measured. room_earlier: of a day before the session's.
    open_place and …_unknown: dots to fill in by hand, where nothing on this PC tells what to print.
    """

    draft: str
    time_format: str
    date_format: str
    started: str
    place: str
    place_alone: str
    basis: str
    session: str
    outcome: str
    outcomes: dict[SessionStatus, str]
    grounds: dict[int, str]
    late_gate: str
    left_gate: str
    skipped_step: str
    called: str
    call_outcomes: dict[CallStage, str]
    call_left: str
    steps: dict[Step, str]
    gates: dict[GateKind, str]
    parts: Parts
    roll: RollWording
    recording: RecordingWording
    signing: SigningWording
    chair: str
    secretary: str
    citizens: str
    citizen: str
    representative: str
    agencies: str
    central_site: str
    component_site: str
    called_site: str
    called_since: str
    called_until: str
    person: str
    nobody_known: str
    denouncer: str
    absent: str
    absent_unknown: str
    absent_person: str
    absent_with_reason: str
    absent_reason_unknown: str
    purpose: str
    case: str
    case_group: str
    case_request: str
    case_previous: str
    citizen_statements: str
    papers: str
    papers_columns: Annotated[tuple[str, ...], Field(min_length=5, max_length=5)]
    papers_handed_in: str
    papers_kept: str
    questions: str
    local_opinions: str
    agency_opinions: str
    dialogue: str
    agreed: str
    disputed: str
    other_opinions: str
    conclusions: str
    co_bodies: str
    no_deadline: str
    conclusions_columns: Annotated[tuple[str, ...], Field(min_length=5, max_length=5)]
    none: str
    open_place: str
    said: str
    asked: str
    answered: str
    other_text: str
    line_time_format: str
    rooms: str
    room: str
    room_earlier: str
    room_never: str
    room_states: dict[Overall, str]
    room_short: str
    room_left: str
    checks: dict[CheckCode, str]
    recorded: str
    recorded_elsewhere: str
    paused: str
    paused_still: str
    planned_back: str
    consulted: str
    consulted_still: str
    pauses: dict[PauseReason, str]
    incidents: str
    incidents_unknown: str
    ending: str
    ending_of_draft: str
    broken_off: dict[SessionStatus, str]
    broken_off_note: str
    unsigned: str
    signatures: Annotated[tuple[str, ...], Field(min_length=3, max_length=3)]
    site_signatures: str
    sign_hint: str
    citizen_sign_hint: str
    petition_types: dict[PetitionType, str]
    paper_kinds: dict[PaperKind, str]
    late: str
    late_note: str
    late_line: str
    late_paper: str
    unknown: str
    dots: str


def load_minutes_wording(path: Path) -> MinutesWording:
    """Read a template file. Raises: SettingsError(B-430)."""
    return load_template(path, MinutesWording)
