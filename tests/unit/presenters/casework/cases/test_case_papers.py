"""The papers of a case: listed with their numbers, added on any day, opened and marked."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import PetitionType, Viewing
from desktop.domain.events import ActionFailed
from desktop.domain.ids import CaseId, DocumentId, SessionId
from desktop.domain.papers.dossier import CasePaper, CopyKind, HandedIn
from desktop.domain.papers.events import DossierChanged, PreviewReady
from desktop.domain.papers.paper import PaperKind, PaperTransfer
from desktop.domain.record.printing import IndexToPrint
from desktop.presenters.casework.cases.case_papers_state import CasePapersView, CopyOffer
from desktop.presenters.shell.shell_state import Screen
from desktop.presenters.view.preview import PreviewStage
from tests.fakes.fake_clock import NOON
from tests.rigs.desk.desk_room import Room
from tests.samples.casework import CASE_PAPER
from tests.samples.receptions import (
    AGENCY,
    CASE,
    COMMUNE,
    OFFICER,
    SESSION,
    a_case,
    a_paper,
    a_plan,
)

pytestmark = pytest.mark.unit

OWN = replace(
    CASE_PAPER, case_id=CASE, owner_site_id=COMMUNE, site_id=COMMUNE, sha256="a" * 64,
    size_bytes=9, mime="application/pdf",
)  # fmt: skip
ENTRY = replace(
    OWN, id=DocumentId("entry"), owner_site_id=AGENCY, site_id=AGENCY, sha256="", mime="",
    size_bytes=0, title="Bản đồ", copy_kind=CopyKind.ORIGINAL,
)  # fmt: skip


def opened(room: Room, *papers: CasePaper) -> Room:
    for paper in papers:
        room.fake.dossier.learn(paper, is_local=bool(paper.sha256))
        room.fake.dossier.number(paper.id)
        if paper.sha256:
            room.fake.papers.of_dossiers.add(paper.id)
    room.desk.start()
    room.desk.navigate(Screen.CASES)
    room.desk.cases.open(CASE)
    room.deliver()
    return room


def view(room: Room) -> CasePapersView:
    papers = room.view.case[-1].papers
    assert papers is not None
    return papers


def drawn(room: Room) -> CasePapersView:
    room.desk.case_page.draw()
    room.deliver()
    return view(room)


def kept(room: Room) -> CasePaper:
    return next(one.paper for one in room.fake.dossier.papers(CASE) if one.paper.id == OWN.id)


def test_papers_are_listed_by_their_numbers_and_those_of_sessions_after_them(room: Room) -> None:
    room.fake.papers.put(a_paper())
    opened(room, OWN, ENTRY)
    shown = [(one.label, one.title, one.site_name, one.has_bytes) for one in view(room).lines]
    assert shown == [
        ("1–4", OWN.title, "UBND xã An Lão", True),
        ("5–8", "Bản đồ", "Sở chuyên môn", False),
        ("", a_paper().title, "UBND xã An Lão", True),
    ]
    assert view(room).lines[2].session_at == a_plan().scheduled_start
    assert (view(room).pages, view(room).can_add, view(room).open) == (8, True, None)


def test_papers_of_another_case_of_the_session_are_not_of_this_one(room: Room) -> None:
    (plan,) = room.fake.schedule.plans
    second = CaseId("second")
    room.fake.papers.put(replace(a_paper(), case_id=None))
    room.fake.papers.put(replace(a_paper("other"), case_id=second))
    opened(room)
    assert [one.document_id for one in view(room).lines] == [a_paper().id]
    several = (CASE, second)
    room.fake.schedule.plans = [replace(plan, case_ids=several)]
    assert drawn(room).lines == ()


def test_a_file_is_added_and_stands_without_a_number_until_the_city_has_it(
    room: Room, tmp_path: Path
) -> None:
    opened(room)
    path = tmp_path / "Đơn khiếu nại.pdf"
    path.write_bytes(b"%PDF")
    room.desk.case_page.papers.add(path)
    room.deliver()
    (line,) = view(room).lines
    assert (line.label, line.title, line.transfer) == ("", "Đơn khiếu nại", PaperTransfer.HERE)
    (known,) = room.fake.dossier.papers(CASE)
    assert known.paper.added_by == OFFICER
    room.fake.dossier.number(line.document_id)
    room.deliver()
    assert view(room).lines[0].label == "1"


def test_what_is_not_taken_in_is_said_and_can_be_put_away(room: Room, tmp_path: Path) -> None:
    opened(room)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    for _ in range(2):
        room.desk.case_page.papers.add(path)
        room.deliver()
    message = view(room).message
    assert message is not None
    assert message.code == "T-414"
    assert "number" not in message.data
    room.fake.dossier.number(view(room).lines[0].document_id)
    room.desk.case_page.papers.add(path)
    room.deliver()
    message = view(room).message
    assert message is not None
    assert message.data["number"] == "1"
    room.desk.case_page.dismiss()
    assert view(room).message is None
    room.desk.case_page.dismiss()
    room.tell(ActionFailed(action="save_line", code="B-306", data={}))
    assert view(room).message is None


def test_who_may_not_add_papers_adds_none(tmp_path: Path) -> None:
    room = Room(role=Role.OBSERVER)
    room.desk.case_page.choose(CASE)
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    room.desk.case_page.papers.add(path)
    assert room.fake.dossier.papers(CASE) == ()


def test_without_a_case_nothing_is_added_nor_opened(room: Room, tmp_path: Path) -> None:
    room.desk.case_page.papers.add(tmp_path)
    room.desk.case_page.papers.open(OWN.id)
    room.desk.case_page.turn_page(1)
    room.desk.case_page.papers.mark_kind(PaperKind.MAP)
    room.desk.case_page.close_paper()
    assert room.fake.papers.requests == []


def test_a_paper_is_opened_turned_and_shut(room: Room) -> None:
    opened(room, OWN)
    papers = room.desk.case_page.papers
    papers.open(OWN.id)
    room.deliver()
    shown = drawn(room).open
    assert shown is not None
    assert shown.preview is not None
    assert (shown.preview.page, shown.preview.stage) == (1, PreviewStage.READY)
    room.desk.case_page.turn_page(-1)
    room.desk.case_page.turn_page(1)
    room.deliver()
    shown = drawn(room).open
    assert shown is not None
    assert shown.preview is not None
    assert (shown.preview.page, shown.preview.can_turn_back) == (2, True)
    papers.set_width(500)
    assert room.fake.papers.requests[-1] == (OWN.id, 2, 500)
    room.desk.case_page.close_paper()
    assert view(room).open is None
    papers.open(DocumentId("no such"))
    assert drawn(room).open is None


def test_an_entry_without_bytes_says_so_and_asks_for_no_page(room: Room) -> None:
    opened(room, OWN, ENTRY)
    room.desk.case_page.papers.open(ENTRY.id)
    shown = drawn(room).open
    assert shown is not None
    assert (shown.preview, shown.can_mark) == (None, False)
    room.desk.case_page.turn_page(1)
    assert room.fake.papers.requests == []


def test_a_page_that_could_not_be_shown_is_asked_for_again_when_the_bytes_came(
    room: Room,
) -> None:
    room.fake.papers.cannot_render.add(OWN.id)
    opened(room, OWN)
    room.desk.case_page.papers.open(OWN.id)
    room.deliver()
    asked = len(room.fake.papers.requests)
    room.fake.papers.cannot_render.clear()
    room.tell(DossierChanged(case_id=CASE))
    assert len(room.fake.papers.requests) == asked + 1
    shown = drawn(room).open
    assert shown is not None
    assert shown.preview is not None
    assert shown.preview.stage is PreviewStage.READY


def test_an_own_paper_is_marked_once(room: Room) -> None:
    opened(room, OWN)
    papers = room.desk.case_page.papers
    papers.open(OWN.id)
    papers.mark_kind(PaperKind.MAP)
    papers.mark_copy(CopyKind.CERTIFIED)
    papers.mark_handed_in(HandedIn.RETURNED)
    room.deliver()
    assert (kept(room).kind, kept(room).copy_kind, kept(room).handed_in) == (
        PaperKind.MAP, CopyKind.CERTIFIED, HandedIn.RETURNED,
    )  # fmt: skip
    before = len(room.fake.queue.seen)
    papers.mark_kind(PaperKind.MAP)
    papers.mark_copy(CopyKind.CERTIFIED)
    papers.mark_handed_in(HandedIn.RETURNED)
    assert len(room.fake.queue.seen) == before


def test_what_others_or_a_session_brought_is_not_marked_here(room: Room) -> None:
    room.fake.papers.put(a_paper())
    opened(room, ENTRY)
    papers = room.desk.case_page.papers
    for document_id in (ENTRY.id, a_paper().id):
        papers.open(document_id)
        shown = drawn(room).open
        assert shown is not None
        assert not shown.can_mark
        papers.mark_kind(PaperKind.MAP)
    assert {one.paper.kind for one in room.fake.dossier.papers(CASE)} == {ENTRY.kind}


def test_another_case_begins_without_an_open_paper(room: Room) -> None:
    opened(room, OWN)
    room.desk.case_page.papers.open(OWN.id)
    room.desk.case_page.choose(CASE)
    assert drawn(room).open is not None
    room.desk.case_page.choose(CaseId("another"))
    room.desk.case_page.choose(CASE)
    assert drawn(room).open is None


def test_papers_of_what_is_kept_are_not_told_and_an_opened_one_is_noted() -> None:
    room = Room()
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases = {CASE: case}
    opened(room, OWN)
    room.desk.case_page.papers.open(OWN.id)
    assert (SESSION, Viewing.PAPER) in room.fake.views.noted
    room.fake.access.people = tuple(
        replace(one, denunciations=frozenset()) for one in room.fake.access.people
    )
    room.desk.case_page.draw()
    assert room.view.case[-1].papers is None
    room.desk.case_page.papers.open(DocumentId("any"))
    room.desk.case_page.papers.mark_kind(PaperKind.MAP)
    assert kept(room).kind is OWN.kind


def test_a_site_that_is_not_known_has_no_name(room: Room) -> None:
    del room.fake.schedule.sites[AGENCY]
    opened(room, ENTRY)
    assert view(room).lines[0].site_name == ""
    assert a_plan(SessionId("any")).scheduled_start > NOON


def test_a_copy_of_the_open_paper_is_saved_and_told(room: Room, tmp_path: Path) -> None:
    opened(room, OWN)
    papers = room.desk.case_page.papers
    target = tmp_path / "copy.pdf"
    papers.save_copy(target)
    assert not target.exists()
    papers.open(OWN.id)
    shown = drawn(room).open
    assert shown is not None
    assert shown.copy == CopyOffer(name=f"{a_case().code} 1–4 {OWN.title}", ending="pdf")
    for code in ("T-430", "T-431"):
        papers.save_copy(target)
        room.deliver()
        message = view(room).message
        assert message is not None
        assert (message.code, message.data["name"]) == (code, "copy.pdf")
    assert target.exists()


def test_of_what_is_not_here_there_is_no_copy(room: Room, tmp_path: Path) -> None:
    opened(room, ENTRY)
    room.desk.case_page.papers.open(ENTRY.id)
    shown = drawn(room).open
    assert shown is not None
    assert shown.copy is None
    room.desk.case_page.papers.save_copy(tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_copy_of_a_denunciation_s_paper_names_nobody_and_is_noted(tmp_path: Path) -> None:
    room = Room()
    case = replace(a_case(), petition_type=PetitionType.DENUNCIATION)
    room.fake.schedule.cases = {CASE: case}
    opened(room, OWN)
    room.desk.case_page.papers.open(OWN.id)
    shown = drawn(room).open
    assert shown is not None
    assert shown.copy == CopyOffer(name=f"{case.code} 1–4", ending="pdf")
    room.desk.case_page.papers.save_copy(tmp_path / "a.pdf")
    assert (SESSION, Viewing.PAPER_COPY) in room.fake.views.noted


def test_the_words_of_an_office_document_are_said_to_be_words_alone(room: Room) -> None:
    opened(room, OWN)
    room.fake.papers.answers_previews = False
    room.desk.case_page.papers.open(OWN.id)
    page = room.fake.papers.page
    room.tell(PreviewReady(document_id=OWN.id, page=1, page_count=2, image=page, is_text=True))
    shown = drawn(room).open
    assert shown is not None
    assert shown.preview is not None
    assert (shown.preview.is_text, shown.preview.page_count) == (True, 2)


def test_per_paper_it_is_said_which_sites_of_the_session_have_it(room: Room) -> None:
    opened(room, OWN, ENTRY)
    (plan,) = room.fake.schedule.plans
    shown = view(room).lines[0]
    assert shown.held_at == ("UBND xã An Lão",)
    assert set(shown.held_at + shown.lacking_at) == {
        room.fake.schedule.sites[site].short_name for site in plan.site_ids
    }
    room.fake.dossier.hold(OWN.id, *plan.site_ids)
    room.deliver()
    assert view(room).lines[0].lacking_at == ()
    assert len(view(room).lines[0].held_at) == len(plan.site_ids)
    assert (view(room).lines[1].held_at, view(room).lines[1].lacking_at) == ((), ())
    room.fake.schedule.plans = []
    assert drawn(room).lines[0].lacking_at == ()


def test_papers_of_the_case_on_the_screen_are_expected_until_it_is_left(room: Room) -> None:
    picture = replace(OWN, id=DocumentId("picture"), mime="image/png", sha256="b" * 64)
    more = replace(OWN, id=DocumentId("more"), sha256="c" * 64)
    opened(room, picture, OWN, more, ENTRY)
    expected = [room.fake.papers.expected]
    room.desk.navigate(Screen.HOME)
    expected.append(room.fake.papers.expected)
    assert expected == [("application/pdf", "image/png"), ()]


def test_a_case_that_is_not_there_expects_nothing(room: Room) -> None:
    room.desk.case_page.start()
    assert room.fake.papers.expected == ()


def test_the_index_is_printed_as_it_is_known_here(room: Room) -> None:
    opened(room, OWN)
    assert view(room).can_print
    room.desk.case_page.papers.print_index()
    (form,) = room.fake.printing.offered
    assert isinstance(form, IndexToPrint)
    assert form.case.id == OWN.case_id


def test_an_empty_dossier_has_no_index(room: Room) -> None:
    opened(room)
    assert not view(room).can_print
    room.desk.case_page.papers.print_index()
    room.desk.case_page.papers.choose(CaseId("nothing"))
    room.desk.case_page.papers.print_index()
    assert room.fake.printing.offered == []
