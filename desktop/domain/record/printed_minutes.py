"""The minutes as they are printed: everything the form says, in its order, nothing of its looks.

Layout and wording are the business of `forms/`. Identity numbers stand in full: this is the
legal document (domain.md §9.1); wherever else they appear they are masked.
Source: domain.md §7.2, after Mẫu 1.9 of NĐ 30/2020/NĐ-CP.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.casework.matter.case import Case
from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.conduct.calls.agency_call import AgencyCall, Calls, CallStage, CallTarget
from desktop.domain.conduct.consultation import Consultation
from desktop.domain.conduct.pause import Pause
from desktop.domain.directory.site import Site
from desktop.domain.ids import SessionId
from desktop.domain.papers.paper import PaperKind
from desktop.domain.reception.ending import SessionEnding
from desktop.domain.reception.gate import Gate
from desktop.domain.reception.participant import Participant
from desktop.domain.reception.skipped_step import SkippedStep
from desktop.domain.record.printed_roll import CalledRoll, ReadOut
from desktop.domain.record.printed_signing import PrintedAmendment, PrintedSigning
from desktop.domain.recording.recorded import Recorded
from desktop.domain.room.condition import Checked, LastCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One thing said. other_text: the text that lost a clash nobody has judged yet."""

    at: datetime
    speaker: str
    text: str
    is_question: bool = False
    is_answer: bool = False
    other_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPaper:
    """A paper of the session. page_count: 0 when it could not be counted."""

    title: str
    kind: PaperKind
    page_count: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """One task of the conclusion; body, deadline and contact are empty while nobody named them.

    co_bodies: that help. deadline: the day that the chair named, as it is printed; no_deadline: why
    there is none. contact: who, and by which telephone; else why nobody is named.
    """

    task: str
    body: str = ""
    deadline: str = ""
    contact: str = ""
    co_bodies: str = ""
    no_deadline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAttendance:
    """Who sat at one site; the central site comes first.

    People who were absent are not here, nor those of a site that was never seen in its seat.
    calls: by which it was called in while the session ran; a site of the plan has none.
    """

    site: Site
    is_central: bool
    people: tuple[Participant, ...]
    calls: Calls = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """Part I. chair and secretary: None when the plan names no person for it.

    citizens: nobody of a denunciation, whose name and papers stay in the case (domain.md §9);
    has_denouncer: there is one.
    """

    chair: Participant | None
    secretary: Participant | None
    citizens: tuple[Citizen, ...]
    sites: tuple[SiteAttendance, ...]
    absent: tuple[Participant, ...]
    has_denouncer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Part II, in the order of the form.

    papers: of the session. handed_in: at the desk before it ended, and in the dossier of a case;
    has_kept_papers: others were, of a denunciation, and stay there (domain.md §9).
    """

    cases: tuple[Case, ...]
    citizen_statements: tuple[Spoken, ...]
    papers: tuple[ShownPaper, ...]
    questions: tuple[Spoken, ...]
    local_opinions: tuple[Spoken, ...]
    agency_opinions: tuple[Spoken, ...]
    dialogue: tuple[Spoken, ...]
    handed_in: tuple[ShownPaper, ...] = ()
    has_kept_papers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Part III."""

    agreed: tuple[Spoken, ...]
    disputed: tuple[Spoken, ...]
    other_opinions: tuple[Spoken, ...]
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LateLine:
    """A line that the city took in after the signing, and when."""

    spoken: Spoken
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePaper:
    """A paper that the city took in after the signing, and when."""

    paper: ShownPaper
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLate:
    """What is no part of what was signed, in the order in which the city took it in."""

    lines: tuple[LateLine, ...] = ()
    papers: tuple[LatePaper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomBefore:
    """What was last measured of a room before the opening. check: None when nothing was."""

    site: Site
    check: LastCheck | None
    checked: Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDocument:
    """The whole document. Times are aware; what is not known yet is None and printed as dots.

    number: empty until it is issued. is_draft: nobody here knows that these minutes were read
    back. ending: how the session was ended without signatures, None when it was not. late_gates:
    passed after their hour, by leave of somebody. skipped: steps that were left out. calls:
    agencies that were rung. incidents,
    pauses, consultations: part IV. copies: filled at the signing. drafted_at: when this text was
    put together. received_late: behind the signatures. rooms: empty where nobody kept what was
    measured. roll: part I as it was called; None where this PC or its city knows nothing of it, and
    read_out is empty. recorded: what lies on this PC, None where nobody looked. platform: of
    somebody else, on which it was held; this program recorded nothing then. signing: None where the
    city noted none. amendments: behind the signatures.
    """

    session_id: SessionId
    session_code: str
    title: str
    is_practice: bool
    is_draft: bool
    online_ground: int
    number: str
    held_on: datetime
    started_at: datetime | None
    ended_at: datetime | None
    ending: SessionEnding | None
    late_gates: tuple[Gate, ...]
    skipped: tuple[SkippedStep, ...]
    attendance: Attendance
    content: Content
    result: Result
    incidents: tuple[Spoken, ...]
    pauses: tuple[Pause, ...] = ()
    calls: Calls = ()
    consultations: tuple[Consultation, ...] = ()
    copies: int | None
    drafted_at: datetime
    received_late: ReceivedLate = ReceivedLate()
    rooms: tuple[RoomBefore, ...] = ()
    roll: CalledRoll | None = None
    read_out: tuple[ReadOut, ...] = ()
    recorded: Recorded | None = None
    platform: str = ""
    signing: PrintedSigning | None = None
    amendments: tuple[PrintedAmendment, ...] = ()

    @property
    def central_site(self) -> Site | None:
        """The site that carries the session; None when it is not known here."""
        return next((one.site for one in self.attendance.sites if one.is_central), None)

    @property
    def component_sites(self) -> tuple[Site, ...]:
        """All other sites, with those that were called in, and have gone again."""
        return tuple(one.site for one in self.attendance.sites if not one.is_central)

    @property
    def signing_sites(self) -> tuple[Site, ...]:
        """Of those the ones that sign: a guest has no minutes, and who has gone does not sign."""
        return tuple(
            one.site
            for one in self.attendance.sites
            if not one.is_central and (not one.calls or _is_there_to_sign(one.calls[-1]))
        )


def _is_there_to_sign(call: AgencyCall) -> bool:
    return call.target is CallTarget.SITE and call.stage is CallStage.JOINED
