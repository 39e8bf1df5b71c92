from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.access.person import Role
from desktop.domain.casework.matter.case import Viewing
from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.events import ActionFailed
from desktop.domain.ids import DocumentId
from desktop.domain.papers.events import PreviewReady
from desktop.domain.papers.paper import PageImage, PaperTransfer
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.live.page_preview import DEFAULT_PREVIEW_WIDTH
from desktop.presenters.papers.papers import PapersPresenter
from desktop.presenters.papers.papers_state import PapersPanel
from desktop.presenters.view.message import MessageAction
from desktop.presenters.view.message_code import MessageCode
from desktop.presenters.view.preview import Preview, PreviewStage
from tests.rigs.desk.desk_room import Room
from tests.samples.receptions import AGENCY, HQ, SESSION, a_paper

pytestmark = pytest.mark.unit

PAPER = DocumentId("paper-1")


def panel_of(room: Room) -> PapersPanel:
    return room.state.papers


def preview_of(room: Room) -> Preview:
    preview = panel_of(room).preview
    assert preview is not None
    return preview


def preview_page(room: Room) -> int | None:
    preview = panel_of(room).preview
    return None if preview is None else preview.page


def stage_of(room: Room) -> Stage | None:
    live = room.fake.channel.live()
    assert live is not None
    return live.stage


def looking_at(room: Room, *, is_cleared: bool = True) -> None:
    room.open()
    room.fake.papers.put(replace(a_paper(), cleared_for_display=is_cleared))
    room.deliver()
    room.session.papers.select(PAPER)
    room.deliver()


def test_an_empty_dossier_says_what_to_do(room: Room) -> None:
    room.open()
    message = panel_of(room).message
    assert message is not None
    assert message.code == MessageCode.PAPERS_EMPTY
    assert panel_of(room).preview is None


def test_a_dropped_file_becomes_a_row(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "Đơn.pdf"
    path.write_bytes(b"%PDF-1.7")
    room.open().papers.add_paper(path)
    room.deliver()
    (row,) = panel_of(room).rows
    assert (row.number, row.title, row.is_own, row.transfer) == (
        1,
        "Đơn",
        True,
        PaperTransfer.HERE,
    )
    assert not row.is_cleared
    assert panel_of(room).message is None


def test_a_refused_file_is_told_and_nothing_is_added(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    room.open().papers.add_paper(path)
    room.deliver()
    assert panel_of(room).rows == ()
    message = panel_of(room).message
    assert message is not None
    assert (message.code, message.action) == ("T-402", MessageAction.DISMISS)


def test_what_was_read_is_closed(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(b"")
    room.open()
    room.fake.papers.put(a_paper())
    room.session.papers.add_paper(path)
    room.deliver()
    message = panel_of(room).message
    assert message is not None
    room.session.papers.act_on_message(message)
    assert panel_of(room).message is None


def test_a_paper_that_is_there_already_is_opened_instead(room: Room) -> None:
    room.open()
    room.fake.papers.put(a_paper("paper-0"))
    room.fake.papers.put(a_paper())
    data = {"name": "Đơn (2).pdf", "title": "Đơn", "document_id": PAPER}
    room.tell(ActionFailed(action="add_paper", code="T-414", data=data))
    message = panel_of(room).message
    assert message is not None
    assert (message.data["number"], message.action) == (2, MessageAction.OPEN_PAPER)
    room.session.papers.act_on_message(message)
    assert panel_of(room).message is None
    assert preview_of(room).document_id == PAPER


def test_the_word_about_one_paper_does_not_clear_another(room: Room) -> None:
    looking_at(room, is_cleared=False)
    room.session.papers.present()
    room.fake.papers.put(replace(a_paper("paper-2"), cleared_for_display=False))
    room.deliver()
    assert panel_of(room).message is not None
    room.session.papers.select(DocumentId("paper-2"))
    assert panel_of(room).message is None


def test_a_paper_on_its_way_shows_its_progress(room: Room) -> None:
    room.open()
    room.fake.papers.put(replace(a_paper(), transfer=PaperTransfer.SENDING, sent_bytes=250))
    room.deliver()
    assert panel_of(room).rows[0].progress == 0.25
    room.fake.papers.put(replace(a_paper(), sent_bytes=1_000))
    room.deliver()
    assert panel_of(room).rows[0].progress is None


def test_a_selected_paper_is_rendered_from_its_first_page(room: Room) -> None:
    looking_at(room)
    assert room.fake.papers.requests[-1] == (PAPER, 1, DEFAULT_PREVIEW_WIDTH)
    assert room.fake.views.noted == [(SESSION, Viewing.SESSION), (SESSION, Viewing.PAPER)]
    preview = preview_of(room)
    assert (preview.stage, preview.page, preview.page_count) == (PreviewStage.READY, 1, 12)
    assert (preview.can_turn_back, preview.can_turn_on) == (False, True)
    assert panel_of(room).rows[0].is_selected


def test_selecting_the_same_or_an_unknown_paper_does_nothing(room: Room) -> None:
    looking_at(room)
    before = len(room.fake.papers.requests)
    room.fake.views.noted.clear()
    room.session.papers.select(PAPER)
    room.session.papers.select(DocumentId("unknown"))
    assert room.fake.views.noted == []
    assert len(room.fake.papers.requests) == before


def test_a_preview_on_its_way_is_loading_and_an_old_page_is_ignored(room: Room) -> None:
    room.fake.papers.answers_previews = False
    looking_at(room)
    assert preview_of(room).stage is PreviewStage.LOADING
    room.session.papers.turn_page(1)
    image = PageImage(width=1, height=1, rgb=b"abc")
    room.tell(PreviewReady(document_id=PAPER, page=1, page_count=12, image=image))
    assert preview_of(room).stage is PreviewStage.LOADING
    room.tell(PreviewReady(document_id=PAPER, page=2, page_count=12, image=image))
    assert preview_of(room).image == image


def test_a_paper_without_preview_says_so_until_its_bytes_have_come(room: Room) -> None:
    room.fake.papers.cannot_render.add(PAPER)
    looking_at(room)
    assert preview_of(room).stage is PreviewStage.UNAVAILABLE
    room.fake.papers.cannot_render.clear()
    room.fake.papers.put(a_paper())
    room.deliver()
    assert preview_of(room).stage is PreviewStage.READY


def test_a_change_of_another_paper_does_not_render_again(room: Room) -> None:
    looking_at(room)
    before = len(room.fake.papers.requests)
    room.fake.papers.put(a_paper("paper-2"))
    room.deliver()
    assert len(room.fake.papers.requests) == before


def test_a_withdrawn_paper_closes_its_preview(room: Room) -> None:
    looking_at(room)
    room.fake.papers.drop(PAPER)
    room.deliver()
    assert panel_of(room).preview is None


def test_pages_turn_within_the_paper_only(room: Room) -> None:
    looking_at(room)
    papers = room.session.papers
    papers.turn_page(-1)
    assert preview_of(room).page == 1
    papers.turn_page(11)
    assert preview_of(room).page == 12
    papers.turn_page(1)
    assert preview_of(room).page == 12
    assert not preview_of(room).can_turn_on


def test_turning_without_a_paper_does_nothing(room: Room) -> None:
    room.open()
    room.session.papers.turn_page(1)
    room.session.papers.present()
    room.session.papers.clear_for_display(is_cleared=True)
    room.session.papers.set_preview_width(500)
    assert room.fake.papers.requests == []


def test_a_paper_whose_pages_cannot_be_counted_has_one_page(room: Room) -> None:
    room.open()
    room.fake.papers.put(replace(a_paper(), page_count=0))
    room.deliver()
    room.session.papers.select(PAPER)
    room.session.papers.turn_page(1)
    room.deliver()
    assert preview_of(room).page == 1
    room.session.papers.present()
    room.deliver()
    stage = stage_of(room)
    assert stage is not None
    assert (stage.page, stage.page_count) == (1, 1)


def test_a_wider_place_asks_for_a_sharper_page(room: Room) -> None:
    looking_at(room)
    room.session.papers.set_preview_width(1_200)
    room.session.papers.set_preview_width(1_200)
    room.session.papers.set_preview_width(0)
    assert room.fake.papers.requests[-1] == (PAPER, 1, 1_200)
    assert [request[2] for request in room.fake.papers.requests].count(1_200) == 1


# ---- display 2 -------------------------------------------------------------------------------


def test_a_cleared_paper_goes_on_stage_and_its_pages_lead_everyone(room: Room) -> None:
    looking_at(room)
    room.session.papers.turn_page(4)
    assert stage_of(room) is None
    room.session.papers.present()
    room.deliver()
    cell = panel_of(room).stage
    assert cell is not None
    assert (cell.number, cell.page, cell.page_count, cell.can_lead) == (1, 5, 12, True)
    assert panel_of(room).rows[0].is_on_stage
    room.session.papers.turn_page(1)
    room.deliver()
    stage = stage_of(room)
    assert stage is not None
    assert stage.page == 6
    room.session.papers.take_down()
    room.deliver()
    assert stage_of(room) is None
    room.session.papers.take_down()


def test_the_stage_is_turned_from_beside_the_pictures_whatever_is_looked_at(room: Room) -> None:
    room.open()
    room.fake.papers.put(a_paper())
    room.fake.channel.present(Stage(document_id=PAPER, page=1, page_count=3, title="Bản đồ"))
    room.deliver()
    room.session.papers.turn_stage(1)
    room.deliver()
    assert preview_page(room) is None
    room.session.papers.select(PAPER)
    for _ in range(3):
        room.session.papers.turn_stage(1)
        room.deliver()
    cell = panel_of(room).stage
    assert cell is not None
    assert (cell.page, cell.can_turn_back, cell.can_turn_on) == (3, True, False)
    assert preview_page(room) == 3
    room.session.papers.take_down()
    room.deliver()
    room.session.papers.turn_stage(-1)
    room.deliver()
    assert stage_of(room) is None


def part_led(room: Room) -> tuple[int, PagePart]:
    room.deliver()
    stage = stage_of(room)
    assert stage is not None
    cell = panel_of(room).stage
    assert cell is not None
    assert (cell.page, cell.part) == (stage.page, stage.part)
    return stage.page, stage.part


def test_one_key_shows_the_page_and_takes_it_down(room: Room) -> None:
    room.open()
    room.fake.papers.put(a_paper())
    room.session.papers.select(a_paper().id)
    shown = []
    for _ in range(2):
        room.session.papers.present(or_take_down=True)
        room.deliver()
        shown.append(room.state.papers.stage is not None)
    assert shown == [True, False]


def test_a_page_is_presented_from_its_top_and_read_on_part_by_part(room: Room) -> None:
    looking_at(room)
    papers = room.session.papers
    papers.turn_part(1)
    papers.show_part(PagePart.BOTTOM)
    room.deliver()
    assert stage_of(room) is None
    papers.present()
    assert part_led(room) == (1, PagePart.TOP)
    papers.turn_part(-1)
    assert part_led(room) == (1, PagePart.TOP)
    papers.show_part(PagePart.BOTTOM)
    assert part_led(room) == (1, PagePart.BOTTOM)
    asked = len(room.fake.papers.requests)
    papers.turn_part(1)
    assert part_led(room) == (2, PagePart.TOP)
    assert preview_page(room) == 2
    papers.turn_part(1)
    assert part_led(room) == (2, PagePart.MIDDLE)
    assert len(room.fake.papers.requests) - asked == 2  # the preview and display 2, once each
    papers.turn_page(1)
    assert part_led(room) == (3, PagePart.TOP)


def test_who_looks_at_whole_pages_goes_on_with_whole_pages(room: Room) -> None:
    looking_at(room)
    papers = room.session.papers
    papers.present()
    room.deliver()
    papers.show_part(PagePart.WHOLE)
    room.deliver()
    papers.turn_page(1)
    assert part_led(room) == (2, PagePart.WHOLE)
    papers.turn_stage(1)
    assert part_led(room) == (3, PagePart.WHOLE)
    papers.turn_part(1)
    assert part_led(room) == (3, PagePart.TOP)


def test_turning_the_pages_of_another_paper_leaves_the_stage_alone(room: Room) -> None:
    looking_at(room)
    room.session.papers.present()
    room.fake.papers.put(a_paper("paper-2"))
    room.deliver()
    room.session.papers.select(DocumentId("paper-2"))
    room.session.papers.turn_page(1)
    room.deliver()
    stage = stage_of(room)
    assert stage is not None
    assert (stage.document_id, stage.page) == (PAPER, 1)


def test_a_paper_that_is_not_cleared_does_not_reach_display_2(room: Room) -> None:
    looking_at(room, is_cleared=False)
    room.session.papers.present()
    room.deliver()
    assert stage_of(room) is None
    message = panel_of(room).message
    assert message is not None
    assert (message.code, message.action) == (
        MessageCode.PAPER_NOT_CLEARED,
        MessageAction.CLEAR_FOR_DISPLAY,
    )
    room.session.papers.act_on_message(message)
    room.deliver()
    assert panel_of(room).rows[0].is_cleared
    assert panel_of(room).message is None
    room.session.papers.present()
    room.deliver()
    assert stage_of(room) is not None


def test_the_answer_to_a_press_stands_before_a_graver_message(room: Room) -> None:
    looking_at(room, is_cleared=False)
    assert panel_of(room).needs_clearing
    room.tell(ActionFailed(action="add_paper", code="T-110", data={"name": "x"}))
    room.session.papers.present()
    answer = panel_of(room).message
    assert answer is not None
    assert answer.code == MessageCode.PAPER_NOT_CLEARED
    room.session.papers.act_on_message(answer)
    room.deliver()
    left = panel_of(room).message
    assert left is not None
    assert left.code == "T-110"
    assert not panel_of(room).needs_clearing


def test_taking_the_clearance_back_takes_the_page_down(room: Room) -> None:
    looking_at(room)
    room.session.papers.present()
    room.deliver()
    room.session.papers.clear_for_display(is_cleared=False)
    room.deliver()
    assert stage_of(room) is None
    assert not panel_of(room).rows[0].is_cleared


def test_nothing_is_led_before_the_opening(room: Room) -> None:
    room.enter()
    room.fake.papers.put(replace(a_paper(), cleared_for_display=True))
    room.deliver()
    room.session.papers.select(PAPER)
    assert not panel_of(room).can_present
    room.session.papers.present()
    room.fake.channel.lose_city()
    room.deliver()
    room.session.papers.present()
    room.deliver()
    assert stage_of(room) is None
    assert panel_of(room).message is None, "it is not the lost city that keeps it from being led"


def test_papers_of_signed_minutes_are_judged_no_more(room: Room) -> None:
    looking_at(room)
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.SIGNED))
    room.deliver()
    assert not panel_of(room).can_clear
    room.session.papers.clear_for_display(is_cleared=False)
    room.deliver()
    assert panel_of(room).rows[0].is_cleared


def test_another_sites_paper_is_cleared_by_its_owner_only(room: Room) -> None:
    room.open()
    room.fake.papers.put(replace(a_paper(), owner_site_id=HQ, cleared_for_display=False))
    room.deliver()
    room.session.papers.select(PAPER)
    room.session.papers.clear_for_display(is_cleared=True)
    room.session.papers.present()
    room.deliver()
    assert not panel_of(room).can_clear
    assert panel_of(room).can_present
    assert not panel_of(room).rows[0].is_cleared
    message = panel_of(room).message
    assert message is not None
    assert (message.code, message.action) == (MessageCode.PAPER_OF_OTHERS, None)


@pytest.mark.parametrize(
    "press",
    [
        lambda papers: papers.present(),
        lambda papers: papers.turn_page(1),
        lambda papers: papers.turn_stage(1),
        lambda papers: papers.turn_part(1),
        lambda papers: papers.show_part(PagePart.MIDDLE),
        lambda papers: papers.take_down(),
    ],
    ids=["present", "turn the page", "turn the stage", "read on", "another part", "take down"],
)
def test_a_page_that_is_led_without_the_city_is_told_at_once(
    room: Room, press: Callable[[PapersPresenter], None]
) -> None:
    looking_at(room)
    room.session.papers.clear_for_display(is_cleared=True)
    room.session.papers.present()
    room.deliver()
    before = stage_of(room)
    assert before is not None
    room.fake.channel.lose_city()
    room.deliver()
    press(room.session.papers)
    message = panel_of(room).message
    assert message is not None
    assert message.code == MessageCode.NOT_DONE_OFFLINE
    assert MessageCode.NOT_DONE_OFFLINE in room.banner_codes(), "seen beside the pictures too"
    assert panel_of(room).is_city_lost
    room.deliver()
    assert stage_of(room) == before
    room.fake.channel.reach_city()
    room.deliver()
    assert panel_of(room).message is None
    assert MessageCode.NOT_DONE_OFFLINE not in room.banner_codes()


def test_without_the_city_nothing_is_led_but_papers_are_read(room: Room) -> None:
    looking_at(room)
    room.fake.channel.lose_city()
    room.deliver()
    room.session.papers.present()
    assert stage_of(room) is None
    room.session.papers.turn_page(1)
    room.deliver()
    assert preview_of(room).stage is PreviewStage.READY
    assert panel_of(room).can_add


def test_after_the_closing_no_paper_is_added(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "late.pdf"
    path.write_bytes(b"%PDF")
    room.open()
    room.fake.channel.change(lambda live: replace(live, status=SessionStatus.CLOSED))
    room.deliver()
    room.session.papers.add_paper(path)
    room.deliver()
    assert panel_of(room).rows == ()
    assert not panel_of(room).can_add


def test_a_page_of_a_paper_not_yet_known_here_has_no_number(room: Room) -> None:
    room.open()
    room.fake.channel.present(
        Stage(document_id=DocumentId("coming"), page=3, page_count=9, title="Bản đồ")
    )
    room.deliver()
    cell = panel_of(room).stage
    assert cell is not None
    assert cell.number == 0


def test_a_secretary_may_lead_pages_and_an_agency_its_own() -> None:
    for role, site_id in ((Role.SECRETARY, HQ), (Role.AGENCY_USER, AGENCY)):
        room = Room(own_site_id=site_id, role=role)
        looking_at(room)
        assert panel_of(room).can_present
