"""Actions of people on intakes and on requests for a reception, passed to their presenters."""

from collections.abc import Callable
from pathlib import Path

from desktop.domain.ids import (
    CaseId,
    CitizenId,
    DocumentId,
    MemberId,
    RequestId,
    SessionId,
    VisitId,
)
from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.papers.paper import PaperKind
from desktop.domain.record.archive_manifest import ArchiveReader
from desktop.presenters.casework.intake.intake_forms import IntakeField
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.shell.shell_state import Screen
from desktop.ui.windows.main_window import MainWindow


def connect_requests(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins requests for a reception with their presenter, and with planning; once."""
    requests, screen = desk.requests, main.requests

    def plan(request_id: str) -> None:
        desk.navigate(Screen.SCHEDULE)
        desk.schedule.select_request(RequestId(request_id))

    screen.back_pressed.connect(lambda: desk.navigate(Screen.HOME))
    screen.form.field_edited.connect(requests.edit_request)
    screen.form.taken.connect(requests.take)
    screen.decision.selected.connect(lambda key: requests.select(RequestId(key)))
    screen.decision.field_edited.connect(requests.edit_decision)
    screen.decision.decided.connect(requests.decide)
    screen.decision.schedule_asked.connect(plan)
    deeds = screen.decision.deeds
    deeds.slip_asked.connect(lambda key: requests.print_appointment(RequestId(key)))
    deeds.notice_asked.connect(lambda key: requests.print_refusal(RequestId(key)))
    deeds.note_begun.connect(lambda key: requests.begin_note(RequestId(key)))
    deeds.note_edited.connect(requests.edit_note)
    deeds.noted.connect(requests.note_refusal)
    deeds.note_closed.connect(requests.close_note)
    deeds.note_taken_back.connect(lambda key: requests.take_back_note(RequestId(key)))


def connect_cases(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the list of cases with its presenter; once."""
    main.cases.searched.connect(desk.cases.search)
    main.cases.recordings_asked.connect(lambda: desk.navigate(Screen.RECORDINGS))
    main.cases.opened.connect(lambda key: desk.cases.open(CaseId(key)))


def connect_case(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the page of a case with its presenter; once."""
    page = main.case
    page.back_pressed.connect(lambda: desk.navigate(Screen.CASES))
    page.session_pressed.connect(lambda key: desk.case_page.activate(SessionId(key)))
    page.session_opened.connect(lambda key: desk.case_page.open_session(SessionId(key)))
    page.sessions.recording_asked.connect(lambda key: desk.case_page.open_recording(SessionId(key)))
    page.sessions.amending_asked.connect(lambda key: desk.case_page.amend(SessionId(key)))
    amending = desk.case_page.amending
    page.amend.text_edited.connect(amending.edit_text)
    page.amend.reason_edited.connect(amending.edit_reason)
    page.amend.confirmed.connect(amending.confirm)
    page.amend.closed.connect(amending.close)
    page.sessions.archive_asked.connect(lambda key: desk.case_page.archive(SessionId(key)))
    archiving = desk.case_page.archiving
    page.archive.reader_chosen.connect(lambda one: archiving.choose(ArchiveReader(one)))
    page.archive.export_chosen.connect(lambda path: archiving.export(Path(path)))
    page.archive.scan.added.connect(lambda path: archiving.add_scan(Path(path)))
    page.archive.closed.connect(archiving.close)
    page.visits.printed.connect(lambda key: desk.case_page.print_receipt(VisitId(key)))
    page.visits.mended.connect(lambda key: desk.case_page.mend(VisitId(key)))
    _connect_papers(desk, main)


def _connect_papers(desk: DeskPresenter, main: MainWindow) -> None:
    """The papers of the case; what changes nothing but the page is drawn at once."""
    page, screen = desk.case_page, main.case
    papers = page.papers

    def then(act: Callable[[str], None]) -> Callable[[str], None]:
        def do(value: str) -> None:
            act(value)
            page.draw()

        return do

    screen.dossier.added.connect(then(lambda path: papers.add(Path(path))))
    screen.dossier.opened.connect(then(lambda key: papers.open(DocumentId(key))))
    screen.dossier.dismissed.connect(page.dismiss)
    screen.dossier.printed.connect(papers.print_index)
    screen.paper.closed.connect(page.close_paper)
    screen.paper.turned.connect(page.turn_page)
    screen.paper.width_settled.connect(papers.set_width)
    screen.paper.copy_wanted.connect(then(lambda path: papers.save_copy(Path(path))))
    screen.paper.kind_marked.connect(then(lambda one: papers.mark_kind(PaperKind(one))))
    screen.paper.copy_marked.connect(then(lambda one: papers.mark_copy(CopyKind(one))))
    screen.paper.handed_in_marked.connect(then(lambda one: papers.mark_handed_in(_handed_in(one))))


def _handed_in(value: str) -> HandedIn | None:
    """Of the choice "chưa ghi đã nhận" nothing."""
    return HandedIn(value) if value else None


def connect_intake(desk: DeskPresenter, main: MainWindow) -> None:
    """Joins the intake with its presenter; once."""
    intake, screen = desk.intake, main.intake
    screen.back_pressed.connect(lambda: desk.navigate(Screen.HOME))
    screen.field_edited.connect(intake.edit)
    screen.card_read.connect(intake.read_card)
    screen.look_pressed.connect(intake.card.begin)
    screen.look_pressed.connect(intake.draw)
    screen.card.closed.connect(intake.card.stop)
    screen.card.closed.connect(intake.draw)
    screen.finished.connect(intake.finish)
    screen.member_added.connect(intake.visitors.add_member)
    screen.group.signed_toggled.connect(lambda key: intake.visitors.toggle_signed(MemberId(key)))
    screen.group.representative_toggled.connect(
        lambda key: intake.visitors.toggle_representative(MemberId(key))
    )
    screen.group.paper_asked.connect(intake.visitors.print_designation)
    screen.group.removed.connect(lambda key: intake.visitors.remove_member(MemberId(key)))
    screen.group.taken_in.connect(lambda key: intake.visitors.take_in(MemberId(key)))
    screen.persons.turned.connect(intake.visitors.turn_to)
    screen.split_pressed.connect(intake.split)
    screen.parts.turned.connect(intake.turn_to)
    screen.parts.joined.connect(intake.join)
    screen.sheet.mending.opened.connect(lambda key: intake.open(VisitId(key)))
    screen.sheet.mending.closed.connect(intake.close)
    _connect_intake_papers(desk, main)
    screen.sheet.confirmed.connect(lambda key: intake.visitors.confirm(CitizenId(key)))
    screen.sheet.dismissed.connect(lambda key: intake.visitors.dismiss(CitizenId(key)))


def _connect_intake_papers(desk: DeskPresenter, main: MainWindow) -> None:
    """What is done to a paper is drawn at once."""
    intake, screen = desk.intake, main.intake
    papers = intake.papers

    def then(act: Callable[..., None]) -> Callable[..., None]:
        def do(*values: str) -> None:
            act(*values)
            intake.draw()

        return do

    screen.hints.chosen.connect(lambda value: intake.edit(IntakeField.CASE, value))
    shown = screen.papers
    shown.added.connect(then(lambda path: papers.add(Path(path))))
    shown.kind_marked.connect(
        then(lambda key, one: papers.mark_kind(DocumentId(key), PaperKind(one)))
    )
    shown.copy_marked.connect(
        then(lambda key, one: papers.mark_copy(DocumentId(key), CopyKind(one)))
    )
    shown.handed_in_marked.connect(
        then(lambda key, one: papers.mark_handed_in(DocumentId(key), _handed_in(one)))
    )
    shown.proof_toggled.connect(then(lambda key: papers.toggle_proof(DocumentId(key))))
    shown.designation_toggled.connect(then(lambda key: papers.toggle_designation(DocumentId(key))))
    shown.removed.connect(then(lambda key: papers.remove(DocumentId(key))))
