"""The papers on the page of a case: its dossier, and those of its sessions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.access.rights import Right
from desktop.domain.casework.intake import KnownIntake
from desktop.domain.casework.matter.case import Case, PetitionType
from desktop.domain.clock import Clock
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import CaseId, DocumentId, SiteId, VisitId
from desktop.domain.papers.copy_name import copy_ending, copy_name
from desktop.domain.papers.dossier import (
    CasePaper,
    CopyKind,
    DossierPaper,
    HandedIn,
    has_whole,
)
from desktop.domain.papers.events import (
    DossierChanged,
    PaperCopied,
    PapersChanged,
    PreviewReady,
)
from desktop.domain.papers.paper import Paper, PaperKind
from desktop.domain.papers.receipt import GivenPapers, PaperReceipt, papers_of_visit
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.session import SessionPlan
from desktop.domain.reception.sessions_of_case import next_session
from desktop.domain.record.printing import IndexToPrint, ReceiptToPrint
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.cases.case_papers_state import (
    CasePapersView,
    CopyOffer,
    OpenPaper,
    PaperLine,
)
from desktop.presenters.casework.visible.visible_cases import VisibleCases
from desktop.presenters.live.page_preview import PagePreview
from desktop.presenters.services.access import person_may
from desktop.presenters.services.services import Services
from desktop.presenters.view.message import Message, MessageAction, Tone, failure_message
from desktop.presenters.view.message_board import MessageBoard
from desktop.presenters.view.message_code import MessageCode

_ACTIONS = frozenset({"add_to_dossier", "save_in_dossier", "save_copy", "request_preview"})


class CasePapers:
    """Of the case that is open. Thread: MainThread."""

    def __init__(self, *, services: Services, clock: Clock, cases: VisibleCases) -> None:
        self._services = services
        self._clock = clock
        self._cases = cases
        self._board = MessageBoard(clock=clock)
        self._looked = PagePreview(services.papers)
        self._case_id: CaseId | None = None

    # ---- what the person does --------------------------------------------------------------

    def choose(self, case_id: CaseId) -> None:
        """The case that is shown from now on."""
        if case_id != self._case_id:
            self._case_id = case_id
            self._looked.forget()

    def expect(self) -> None:
        """The case is on the screen: any paper of it may be opened."""
        case = None if self._case_id is None else self._cases.find(self._case_id)
        lines = () if case is None else self._lines(case.id, self._cases.sessions(case.id))
        kinds = Counter(line.mime for line in lines if line.is_local)
        self._services.papers.expect(tuple(mime for mime, _ in kinds.most_common()))

    def leave(self) -> None:
        """Another screen is shown."""
        self._services.papers.expect(())

    def add(self, untrusted_path: Path) -> None:
        """A file was chosen, dropped or pasted."""
        seat = self._services.access.signed_in()
        if self._case_id is not None and seat is not None and self._can_add(self._case_id):
            self._services.dossier.add(self._case_id, untrusted_path, seat.officer.id)

    def open(self, document_id: DocumentId) -> None:
        """Look at a paper, from its first page."""
        line = self._line(document_id)
        if line is None or self._case_id is None:
            return
        self._cases.note_paper(self._case_id)
        if line.has_bytes:
            self._looked.turn_to(document_id, 1)
        else:
            self._looked.forget()
            self._looked.selected = document_id

    def close(self) -> None:
        """Back to the page of the case alone."""
        self._looked.forget()

    def turn(self, steps: int) -> None:
        """A page on or back; pages that do not exist are ignored."""
        line = self._open_line()
        if line is None or not line.has_bytes:
            return
        page = self._looked.page + steps
        if 1 <= page <= max(1, self._looked.page_count(line.page_count)):
            self._looked.turn_to(line.document_id, page)

    def set_width(self, width: int) -> None:
        """The place for a page became `width` pixels wide."""
        self._looked.set_width(width)

    def save_copy(self, path: Path) -> None:
        """Lưu bản sao of the open paper, where the officer said."""
        line = self._open_line()
        if line is not None and line.is_local and self._case_id is not None:
            self._cases.note_copy(self._case_id)
            self._services.dossier.save_copy(line.document_id, path)

    def print_index(self) -> None:
        """In mục lục: the dossier as it is known here."""
        case = None if self._case_id is None else self._cases.find(self._case_id)
        if case is not None and self._services.dossier.papers(case.id):
            self._cases.note_copy(case.id)
            self._services.printing.offer(IndexToPrint(case=case))

    def print_receipt(self, visit_id: VisitId) -> None:
        """In giấy biên nhận: what was handed in at a visit of this unit."""
        case = None if self._case_id is None else self._cases.find(self._case_id)
        known = self._services.intakes.find(visit_id)
        seat = self._services.access.signed_in()
        if case is None or known is None or seat is None:
            return
        given = self.handed_in_at(case.id, known)
        if given is not None and given.received_at is not None:
            self._cases.note_copy(case.id)
            receipt = PaperReceipt(
                case_code=case.code,
                givers=known.intake.citizens,
                receiver=seat.officer.display_name,
                received_at=given.received_at,
                papers=given.papers,
                again=given.again,
            )
            self._services.printing.offer(ReceiptToPrint(receipt=receipt))

    def handed_in_at(self, case_id: CaseId, known: KnownIntake) -> GivenPapers | None:
        """At a visit, and not given back; None while nobody is known."""
        if not known.intake.citizens:
            return None
        visits = [one.intake.visit for one in self._services.intakes.of_case(case_id)]
        papers = self._services.dossier.papers(case_id)
        return papers_of_visit(papers, known.intake.visit, visits, zone=LOCAL_ZONE)

    def mark_kind(self, kind: PaperKind) -> None:
        """What the open paper is."""
        paper = self._markable()
        if paper is not None and paper.kind is not kind:
            self._services.dossier.save(replace(paper, kind=kind))

    def mark_copy(self, copy_kind: CopyKind) -> None:
        """Whether it is an original or a copy."""
        paper = self._markable()
        if paper is not None and paper.copy_kind is not copy_kind:
            self._services.dossier.save(replace(paper, copy_kind=copy_kind))

    def mark_handed_in(self, handed_in: HandedIn | None) -> None:
        """Đã nhận bản chụp, bản gốc, đã trả lại."""
        paper = self._markable()
        if paper is not None and paper.handed_in is not handed_in:
            self._services.dossier.save(replace(paper, handed_in=handed_in))

    def dismiss(self) -> None:
        """The message was read."""
        message = self._board.front()
        if message is not None:
            self._board.withdraw(message.code)

    # ---- what happens ----------------------------------------------------------------------

    def take(self, event: Event) -> bool:
        """Whether something is to be drawn anew."""
        match event:
            case DossierChanged() | PapersChanged():
                line = self._open_line()
                self._looked.look_again(is_local=line is not None and line.is_local)
                return True
            case PreviewReady():
                return self._looked.take(event)
            case PaperCopied(path=path):
                self._board.tell(_copied(path))
                return True
            case ActionFailed(action=action) if action in _ACTIONS:
                told = failure_message(event, action=MessageAction.DISMISS)
                known = self._line(DocumentId(str(event.data.get("document_id", ""))))
                number = "" if known is None else known.label
                data = {**told.data, "number": number} if number else told.data
                self._board.tell(replace(told, data=data))
                return True
            case _:
                return False

    def view(self, case: Case, plans: Sequence[SessionPlan]) -> CasePapersView:
        """What the page draws now. plans: that receive the case, by scheduled start."""
        lines = self._lines(case.id, plans)
        return CasePapersView(
            lines=lines,
            pages=sum(line.page_count for line in lines if line.session_at is None),
            can_add=self._can_add(case.id),
            can_print=any(line.session_at is None for line in lines),
            open=next(
                (self._opened(n, one, case) for n, one in enumerate(lines, 1) if one.is_open),
                None,
            ),
            message=self._board.front(),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _can_add(self, case_id: CaseId) -> bool:
        may_add = person_may(self._services.access, Right.ADD_PAPER)
        return may_add and self._cases.find(case_id) is not None

    def _lines(self, case_id: CaseId, plans: Sequence[SessionPlan]) -> tuple[PaperLine, ...]:
        """The dossier as it is leafed through, then papers of sessions, the newest first."""
        shown = next_session(plans, self._clock.now()) or (plans[-1] if plans else None)
        sites = () if shown is None else shown.site_ids
        dossier = self._services.dossier.papers(case_id)
        of_dossier = (self._dossier_line(one, sites) for one in dossier)
        of_sessions = (
            self._session_line(paper, plan)
            for plan in reversed(plans)
            for paper in self._services.papers.papers(plan.id)
            if paper.case_id == case_id or (paper.case_id is None and len(plan.case_ids) == 1)
        )
        return (*of_dossier, *of_sessions)

    def _dossier_line(self, one: DossierPaper, sites: Sequence[SiteId]) -> PaperLine:
        paper = one.paper
        own = self._services.schedule.own_site().id
        asked = sites if paper.sha256 else ()
        held = tuple(site for site in asked if has_whole(one, site, own_site_id=own))
        return PaperLine(
            document_id=paper.id,
            label="" if one.place is None else one.place.label,
            session_at=None,
            title=paper.title,
            kind=paper.kind,
            copy_kind=paper.copy_kind,
            handed_in=paper.handed_in,
            page_count=paper.page_count,
            site_name=self._site_name(paper.site_id),
            is_own=paper.owner_site_id == own,
            mime=paper.mime,
            has_bytes=bool(paper.sha256),
            is_local=one.is_local,
            transfer=one.transfer,
            storage=one.storage,
            held_at=self._names(held),
            lacking_at=self._names(site for site in asked if site not in held),
            is_open=paper.id == self._looked.selected,
        )

    def _session_line(self, paper: Paper, plan: SessionPlan) -> PaperLine:
        return PaperLine(
            document_id=paper.id,
            label="",
            session_at=plan.scheduled_start,
            title=paper.title,
            kind=paper.kind,
            copy_kind=None,
            handed_in=None,
            page_count=paper.page_count,
            site_name=self._site_name(paper.owner_site_id),
            is_own=paper.owner_site_id == self._services.schedule.own_site().id,
            mime=paper.mime,
            has_bytes=True,
            is_local=paper.is_local,
            transfer=paper.transfer,
            storage=RecordStorage.CITY,
            held_at=(),
            lacking_at=(),
            is_open=paper.id == self._looked.selected,
        )

    def _opened(self, number: int, line: PaperLine, case: Case) -> OpenPaper:
        known, title = line.page_count, line.title
        preview = self._looked.shown(line.document_id, number=number, title=title, known=known)
        return OpenPaper(
            line=line,
            preview=preview if line.has_bytes else None,
            can_mark=self._can_mark(line),
            copy=_copy_offer(line, case) if line.is_local else None,
        )

    def _can_mark(self, line: PaperLine) -> bool:
        may_mark = person_may(self._services.access, Right.ADD_PAPER)
        return may_mark and line.is_own and line.session_at is None

    def _line(self, document_id: DocumentId) -> PaperLine | None:
        if self._case_id is None or self._cases.find(self._case_id) is None:
            return None
        lines = self._lines(self._case_id, self._cases.sessions(self._case_id))
        return next((one for one in lines if one.document_id == document_id), None)

    def _open_line(self) -> PaperLine | None:
        selected = self._looked.selected
        return None if selected is None else self._line(selected)

    def _markable(self) -> CasePaper | None:
        line = self._open_line()
        if line is None or self._case_id is None or not self._can_mark(line):
            return None
        papers = self._services.dossier.papers(self._case_id)
        return next(one.paper for one in papers if one.paper.id == line.document_id)

    def _names(self, sites: Iterable[SiteId]) -> tuple[str, ...]:
        return tuple(self._site_name(site_id) or site_id for site_id in sites)

    def _site_name(self, site_id: SiteId) -> str:
        site = self._services.schedule.site(site_id)
        return "" if site is None else site.short_name


def _copy_offer(line: PaperLine, case: Case) -> CopyOffer:
    is_denunciation = case.petition_type is PetitionType.DENUNCIATION
    name = copy_name(case.code, line.label, line.title, is_denunciation=is_denunciation)
    return CopyOffer(name=name, ending=copy_ending(line.mime))


def _copied(path: Path) -> Message:
    return Message(
        code=MessageCode.PAPER_COPIED,
        tone=Tone.OK,
        data={"name": path.name},
        action=MessageAction.DISMISS,
    )
