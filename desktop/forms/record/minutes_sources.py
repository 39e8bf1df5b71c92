"""Sorts what is known of a session into the parts of the printed minutes. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from desktop.domain.casework.conclusions.conclusion import ConclusionItem
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.conduct.calls.agency_call import Calls, all_sites
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.session_timeline import SessionTimeline
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.directory.site import Site, SiteKind
from desktop.domain.ids import MinuteLineId, SiteId
from desktop.domain.papers.dossier import CasePaper
from desktop.domain.papers.paper import Paper
from desktop.domain.reception.gate import GateState, gate_state
from desktop.domain.reception.participant import Participant, ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.status import SessionStatus
from desktop.domain.record.amendment import MinutesAmendment
from desktop.domain.record.mark import is_mark
from desktop.domain.record.minutes import MinuteLine, MinuteLineKind, in_order
from desktop.domain.record.minutes_text import is_late
from desktop.domain.record.printed_minutes import (
    Attendance,
    Conclusion,
    Content,
    LateLine,
    LatePaper,
    MinutesDocument,
    ReceivedLate,
    Result,
    RoomBefore,
    ShownPaper,
    SiteAttendance,
    Spoken,
)
from desktop.domain.record.printed_signing import PrintedSigning
from desktop.domain.recording.recorded import Recorded
from desktop.domain.room.condition import RoomCondition, checked
from desktop.forms.record.party_sites import PartySite, site_called
from desktop.forms.record.roll_sources import called_roll, read_out
from desktop.forms.record.signing.sources import printed_amendments, printed_signing
from desktop.forms.record.speaker_side import Side, side_of

_ORDINARY = frozenset({MinuteLineKind.STATEMENT})
_ASKED = frozenset({MinuteLineKind.QUESTION, MinuteLineKind.ANSWER})
_NAMED_APART = frozenset(
    {
        ParticipantRole.CHAIR,
        ParticipantRole.SECRETARY,
        ParticipantRole.CITIZEN,
        ParticipantRole.CITIZEN_REPRESENTATIVE,
    }
)
_BY_LEAVE = frozenset({GateState.ALLOWED, GateState.WAIVED})
_READ_BACK = frozenset({SessionStatus.MINUTES_REVIEW, SessionStatus.SIGNED})
"""What a session is from the reading back of its minutes until it is closed: a session that is
closed may have been adjourned before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSources:
    """What the minutes are made from, as this PC knows it.

    lines, papers: of the session, in any order. course: None when the session was never joined
    here. now: of this PC, aware. number, copies: once they are known. condition: of the rooms,
    None when this PC was not told. recorded: what lies here, None where nothing does. calls: as
    the city keeps them; signing: the same, None where it keeps none. items: tasks that were made
    of lines, in any order. amendments: after the closing. dossier: papers of its cases.
    """

    plan: SessionPlan
    cases: tuple[Case, ...]
    sites: tuple[Site, ...]
    lines: tuple[MinuteLine, ...]
    papers: tuple[Paper, ...]
    course: SessionTimeline | None
    now: datetime
    number: str = ""
    copies: int | None = None
    condition: RoomCondition | None = None
    recorded: Recorded | None = None
    calls: Calls = ()
    items: tuple[ConclusionItem, ...] = ()
    signing: SessionSigning | None = None
    amendments: tuple[MinutesAmendment, ...] = ()
    dossier: tuple[CasePaper, ...] = ()


def build_minutes_document(sources: MinutesSources) -> MinutesDocument:
    """The printed minutes of what was written so far; without empty lines, and without marks."""
    plan = sources.plan
    said = (line for line in in_order(sources.lines) if not is_mark(line))
    written = tuple(line for line in said if line.text.strip())
    frozen_at = _frozen_at(sources.signing)
    lines = tuple(line for line in written if not is_late(line, frozen_at))
    course = sources.course or SessionTimeline()
    ending = course.ending or plan.ending
    ended_at = course.ended_at if ending is None else ending.at
    return MinutesDocument(
        session_id=plan.id,
        session_code=plan.code,
        title=plan.title,
        is_practice=plan.is_practice,
        online_ground=plan.online_ground,
        number=sources.number,
        is_draft=not (course.is_read_back or plan.status in _READ_BACK),
        held_on=course.opened_at or plan.scheduled_start,
        started_at=course.opened_at,
        ended_at=ended_at,
        ending=ending,
        late_gates=tuple(gate for gate in plan.gates if gate_state(gate, sources.now) in _BY_LEAVE),
        skipped=course.skipped,
        calls=sources.calls,
        attendance=_attendance(sources),
        content=_content(sources, lines, until=ended_at or sources.now),
        result=_result(lines, _items(sources.items, written)),
        incidents=_said(lines, {MinuteLineKind.TECHNICAL}),
        pauses=course.pauses,
        consultations=course.consultations,
        copies=sources.copies,
        drafted_at=sources.now,
        received_late=_received_late(
            (line for line in written if is_late(line, frozen_at)), sources.papers
        ),
        rooms=_rooms(sources),
        roll=None if course.roll is None else called_roll(plan, taking_part(sources), course.roll),
        read_out=read_out(sources.sites, course.announced),
        recorded=sources.recorded,
        platform=plan.platform,
        signing=_signing(sources, course.roll),
        amendments=printed_amendments(sources.amendments, sources.sites, sources.lines),
    )


def _frozen_at(signing: SessionSigning | None) -> datetime | None:
    """When the version was frozen that is signed; None while the minutes are read back."""
    if signing is None or not signing.is_frozen or not signing.versions:
        return None
    return signing.versions[-1].frozen_at


def _signing(sources: MinutesSources, roll: RollCall | None) -> PrintedSigning | None:
    if sources.signing is None:
        return None
    return printed_signing(
        sources.signing, sources.plan, roll or RollCall(), sources.sites, sources.lines
    )


def _rooms(sources: MinutesSources) -> tuple[RoomBefore, ...]:
    kept, known = sources.condition, {site.id: site for site in sources.sites}
    if kept is None:
        return ()
    return tuple(
        RoomBefore(site=known[one.site_id], check=one.check, checked=checked(one, kept.opened_at))
        for one in kept.sites
        if one.site_id in known
    )


def _received_late(lines: Iterable[MinuteLine], papers: Iterable[Paper]) -> ReceivedLate:
    late_lines = (
        LateLine(spoken=spoken, received_at=line.accepted_after.at)
        for line in lines
        if line.accepted_after is not None
        for spoken in _spoken((line,))
    )
    late_papers = (
        LatePaper(paper=_shown(paper), received_at=paper.accepted_after.at)
        for paper in _in_order(papers)
        if paper.accepted_after is not None
    )
    by_arrival = attrgetter("received_at")
    return ReceivedLate(
        lines=tuple(sorted(late_lines, key=by_arrival)),
        papers=tuple(sorted(late_papers, key=by_arrival)),
    )


def _attendance(sources: MinutesSources) -> Attendance:
    people = sources.plan.participants
    cases = _cases(sources)
    open_cases = [one for one in cases if one.petition_type is not PetitionType.DENUNCIATION]
    citizens = tuple(person for case in open_cases for person in case.citizens)
    return Attendance(
        chair=_first(people, ParticipantRole.CHAIR),
        secretary=_first(people, ParticipantRole.SECRETARY),
        citizens=tuple(dict.fromkeys(citizens)),
        sites=_sites(sources),
        absent=tuple(person for person in people if not person.attended),
        has_denouncer=len(open_cases) < len(cases),
    )


def _sites(sources: MinutesSources) -> tuple[SiteAttendance, ...]:
    plan = sources.plan
    return tuple(
        SiteAttendance(
            site=one.site,
            is_central=one.site.id == plan.central_site_id,
            people=tuple(
                person
                for person in plan.participants
                if person.site_id == one.site.id
                and person.attended
                and person.role not in _NAMED_APART
                and _may_have_sat(sources, one.site.id)
            ),
            calls=one.calls,
        )
        for one in taking_part(sources)
    )


def taking_part(sources: MinutesSources) -> tuple[PartySite, ...]:
    """The sites of the plan, then those that were called in, whether or not they stayed.

    One that nobody knows here, for instance of a guest, has the name by which it was called.
    """
    known, calls = {site.id: site for site in sources.sites}, sources.calls
    called = {one.site_id: one.name for one in calls if one.took_part}
    return tuple(
        PartySite(
            site=known.get(site_id) or site_called(site_id, called[site_id]),
            calls=tuple(one for one in calls if one.site_id == site_id and one.took_part),
        )
        for site_id in all_sites(calls, sources.plan.site_ids)
        if site_id in known or site_id in called
    )


def _may_have_sat(sources: MinutesSources, site_id: SiteId) -> bool:
    """False only where this desk sat in the open session and never saw the site's seat taken."""
    seated = frozenset() if sources.course is None else sources.course.seated
    return not seated or site_id in seated


def _content(sources: MinutesSources, lines: tuple[MinuteLine, ...], *, until: datetime) -> Content:
    by_side: dict[Side, list[MinuteLine]] = {side: [] for side in Side}
    kinds = {site.id: site.kind for site in sources.sites}
    for line in lines:
        if line.kind in _ORDINARY:
            by_side[_side(sources, line, kinds.get(line.owner_site_id))].append(line)
    papers = [paper for paper in _in_order(sources.papers) if paper.accepted_after is None]
    cases = _cases(sources)
    kept = {one.id for one in cases if one.petition_type is PetitionType.DENUNCIATION}
    handed_in = _handed_in(sources, papers, until)
    return Content(
        cases=cases,
        citizen_statements=_spoken(by_side[Side.CITIZEN]),
        papers=tuple(map(_shown, papers)),
        questions=_said(lines, _ASKED),
        local_opinions=_spoken(by_side[Side.LOCAL]),
        agency_opinions=_spoken(by_side[Side.AGENCY]),
        dialogue=_spoken(by_side[Side.CHAIR]),
        handed_in=tuple(_shown(one) for one in handed_in if one.case_id not in kept),
        has_kept_papers=any(one.case_id in kept for one in handed_in),
    )


def _handed_in(
    sources: MinutesSources, papers: Iterable[Paper], until: datetime
) -> list[CasePaper]:
    """What somebody handed in until then, or had back since, and the session did not show anew."""
    shown = {paper.sha256 for paper in papers}
    return sorted(
        (
            one
            for one in sources.dossier
            if one.handed_in is not None and one.added_at <= until and one.sha256 not in shown
        ),
        key=lambda one: (one.added_at, one.id),
    )


def _in_order(papers: Iterable[Paper]) -> list[Paper]:
    return sorted(papers, key=lambda paper: (paper.added_at, paper.id))


def _shown(paper: Paper | CasePaper) -> ShownPaper:
    return ShownPaper(
        title=paper.title, kind=paper.kind, page_count=paper.page_count, sha256=paper.sha256
    )


def _result(lines: tuple[MinuteLine, ...], items: Mapping[MinuteLineId, ConclusionItem]) -> Result:
    concluded = []
    for line in lines:
        if line.id in items:
            concluded.append(_task(items[line.id], _other(line)))
        elif line.kind is MinuteLineKind.DIRECTIVE:
            concluded.append(Conclusion(task=_with_other(line)))
    known = {line.id for line in lines}
    concluded += [_task(item) for line_id, item in items.items() if line_id not in known]
    return Result(
        agreed=_said(lines, {MinuteLineKind.AGREEMENT}),
        disputed=_said(lines, {MinuteLineKind.DISPUTE}),
        other_opinions=(),
        conclusions=tuple(concluded),
    )


def _items(
    items: Iterable[ConclusionItem], written: Iterable[MinuteLine]
) -> dict[MinuteLineId, ConclusionItem]:
    """Tasks by their line, as they were made; none of a line that came after the signing."""
    late = {line.id for line in written if line.accepted_after is not None}
    kept = (one for one in items if not one.is_struck and one.line_id not in late)
    return {one.line_id: one for one in sorted(kept, key=lambda one: (one.created_at, one.id))}


def _task(item: ConclusionItem, other: str = "") -> Conclusion:
    """As the chair gave it: an extension came later, and is no part of these minutes."""
    day = item.given_deadline
    reached = (item.contact_person, item.contact_phone)
    return Conclusion(
        task=f"{item.task} [≠ {other}]" if other else item.task,
        body=item.agency,
        deadline="" if day is None else f"{day:%d/%m/%Y}",
        contact=", ".join(one for one in reached if one) or item.no_contact_reason,
        co_bodies=item.co_agencies,
        no_deadline=item.no_deadline_reason,
    )


def _side(sources: MinutesSources, line: MinuteLine, site_kind: SiteKind | None) -> Side:
    plan = sources.plan
    is_central = line.owner_site_id == plan.central_site_id
    leads = (plan.chair_label, plan.secretary_label)
    return side_of(line.speaker, plan.participants, None if is_central else site_kind, leads)


def _cases(sources: MinutesSources) -> tuple[Case, ...]:
    known = {case.id: case for case in sources.cases}
    return tuple(known[case_id] for case_id in sources.plan.case_ids if case_id in known)


def _said(
    lines: Iterable[MinuteLine], kinds: frozenset[MinuteLineKind] | set[MinuteLineKind]
) -> tuple[Spoken, ...]:
    return _spoken(line for line in lines if line.kind in kinds)


def _spoken(lines: Iterable[MinuteLine]) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(
            at=line.at,
            speaker=line.speaker.strip(),
            text=line.text.strip(),
            is_question=line.kind is MinuteLineKind.QUESTION,
            is_answer=line.kind is MinuteLineKind.ANSWER,
            other_text=_other(line),
        )
        for line in lines
    )


def _other(line: MinuteLine) -> str:
    """The version that nobody has judged yet: its words, and who says it where that differs."""
    if line.conflict is None:
        return ""
    speaker, text = line.conflict.speaker.strip(), line.conflict.text.strip()
    if speaker != line.speaker.strip():
        return f"{speaker}: {text}"
    return text if text != line.text.strip() else ""


def _with_other(line: MinuteLine) -> str:
    other = _other(line)
    return f"{line.text.strip()} [≠ {other}]" if other else line.text.strip()


def _first(people: tuple[Participant, ...], role: ParticipantRole) -> Participant | None:
    return next((person for person in people if person.role is role), None)
