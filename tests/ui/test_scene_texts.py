"""What display 2 says in so many words, read from what it paints."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from desktop.domain.conduct.floor import turn_clock
from desktop.domain.conduct.live_session import PagePart
from desktop.domain.papers.paper import PageImage
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.display.chair_display_state import (
    DialogueScene,
    DocumentScene,
    EndedScene,
    PublicText,
    ReadBackScene,
    WaitingScene,
)
from desktop.ui.scenes.canvas import Canvas, _Look
from desktop.ui.scenes.leader_column import CAPTION_PX
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from tests.rigs.desk.painted_texts import PaintedTexts
from tests.screens.all_states import shown

pytestmark = pytest.mark.ui

ENDED_TEXTS = {
    None: {"Buổi tiếp đã kết thúc", "Cảm ơn ông, bà đã tham dự."},
    SessionStatus.ADJOURNED: {
        "Dừng lúc",
        "Buổi tiếp hôm nay dừng tại đây",
        "Cơ quan tiếp công dân sẽ thông báo ngày tiếp tục.",
    },
    SessionStatus.ABORTED_TECHNICAL: {
        "Dừng lúc",
        "Buổi tiếp đã dừng",
        (
            "Có sự cố kỹ thuật, mong ông, bà thông cảm. "
            "Cơ quan tiếp công dân sẽ thông báo lịch tiếp tục."
        ),
    },
    SessionStatus.REFUSED: {
        "Dừng lúc",
        "Buổi tiếp đã dừng",
        "Cán bộ tiếp dân sẽ giải thích và hướng dẫn ông, bà.",
    },
}

PART_TEXTS = {
    PagePart.TOP: "Phần trên của trang",
    PagePart.MIDDLE: "Phần giữa của trang",
    PagePart.BOTTOM: "Phần dưới của trang",
}


@pytest.fixture
def painted(
    theme: Theme, frames: FrameHub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> PaintedTexts:
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    return PaintedTexts(view, monkeypatch)


@pytest.mark.parametrize("ending", ENDED_TEXTS)
def test_how_a_session_was_ended_is_said_and_nothing_else(
    painted: PaintedTexts, ending: SessionStatus | None
) -> None:
    ended = shown("display2-ended").view.chair_display[-1]
    assert isinstance(ended, EndedScene)
    said = painted.of(replace(ended, ending=ending))
    assert said >= ENDED_TEXTS[ending]
    for other, texts in ENDED_TEXTS.items():
        if other is not ending:
            assert not said & (texts - ENDED_TEXTS[ending])


def test_a_leader_reads_the_whole_request_where_the_queue_leaves_room(
    painted: PaintedTexts,
) -> None:
    scene = shown("display2-leader").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    brief = scene.brief
    assert brief is not None
    assert brief.request in painted.of(scene), "three lines of it"
    long = PublicText("Đề nghị xem lại diện tích và đơn giá. " * 20)
    said = painted.of(replace(scene, brief=replace(brief, request=long)))
    (cut,) = (one for one in said if one.startswith("Đề nghị xem lại"))
    assert cut.endswith(" …")
    assert {"1", "2", "3"} <= said, "all who speak next are there"


def test_on_an_upright_screen_a_leader_reads_all_of_it_as_large_as_on_one_that_lies(
    painted: PaintedTexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = shown("display2-leader").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    brief = scene.brief
    assert brief is not None
    sizes: dict[str, set[float]] = {}
    measured = Canvas._apply

    def noted(canvas: Canvas, text: str, look: _Look) -> QFont:
        sizes.setdefault(text, set()).add(look.px * canvas.unit)
        return measured(canvas, text, look)

    monkeypatch.setattr(Canvas, "_apply", noted)
    painted.resize(1080, 1920)
    assert brief.request in painted.of(scene)
    (three,) = sizes["Yêu cầu của công dân"]
    assert three >= CAPTION_PX, "as a screen of 1080 lines that lies"
    painted.of(replace(scene, brief=replace(brief, hands=())))
    assert sizes["Yêu cầu của công dân"] == {three}, "it stands still while hands go up"
    long = PublicText("Đề nghị xem lại diện tích và đơn giá. " * 16)
    assert long in painted.of(replace(scene, brief=replace(brief, request=long)))


@pytest.mark.parametrize("ending", ENDED_TEXTS)
def test_a_screen_reader_says_how_a_session_was_ended_as_the_scene_does(
    theme: Theme, frames: FrameHub, qtbot: QtBot, ending: SessionStatus | None
) -> None:
    view = SceneView(theme, "scene", frames)
    qtbot.addWidget(view)
    ended = shown("display2-ended").view.chair_display[-1]
    assert isinstance(ended, EndedScene)
    view.show_scene(replace(ended, ending=ending))
    said = view.accessibleName()
    for text in ENDED_TEXTS[ending] - {"Dừng lúc"}:
        assert text.rstrip(".") in said
    for other, texts in ENDED_TEXTS.items():
        if other is not ending:
            assert not [text for text in texts - ENDED_TEXTS[ending] if text in said]


def test_a_turn_that_is_over_is_said(painted: PaintedTexts) -> None:
    scene = shown("session").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    turn = scene.turn
    assert turn is not None
    on_time, over = turn_clock(10.0), turn_clock(3_600.0)
    assert "Quá giờ" not in painted.of(replace(scene, turn=replace(turn, clock=on_time)))
    assert "Quá giờ" in painted.of(replace(scene, turn=replace(turn, clock=over)))


@pytest.mark.parametrize("part", list(PagePart))
def test_the_part_of_a_page_is_said_where_it_is_not_all_of_it(
    painted: PaintedTexts, part: PagePart
) -> None:
    scene = shown("display2-document").view.chair_display[-1]
    assert isinstance(scene, DocumentScene)
    upright, wide = (
        PageImage(width=width, height=height, rgb=bytes(3 * width * height))
        for width, height in ((70, 99), (99, 50))
    )
    wanted = {PART_TEXTS[part]} if part in PART_TEXTS else set()
    said = painted.of(replace(scene, part=part, page_image=upright))
    assert said & set(PART_TEXTS.values()) == wanted
    assert not painted.of(replace(scene, part=part, page_image=wide)) & set(PART_TEXTS.values())


def test_a_site_that_waits_for_a_consultation_is_told_so_and_of_no_pause(
    painted: PaintedTexts,
) -> None:
    said = painted.of(shown("display2-consultation-waiting").view.chair_display[-1])
    assert {"Hội ý, xin chờ", "Đã hội ý", "03:25"} <= said
    assert not any("tạm dừng" in one.casefold() for one in said)


def test_over_the_whole_screen_a_page_says_its_number_and_whose_turn_it_is(
    painted: PaintedTexts,
) -> None:
    scene = shown("display2-document").view.chair_display[-1]
    assert isinstance(scene, DocumentScene)
    page = PageImage(width=99, height=50, rgb=bytes(3 * 99 * 50))
    said = painted.of(replace(scene, page_image=page))
    assert {"Tài liệu số 2", "Trang 3/8", "Công dân A", "04:10"} <= said
    assert "Tiếp công dân trực tuyến" not in said


@pytest.mark.parametrize(
    ("presence", "said"),
    [
        (Presence.NOT_YET, "chưa vào phòng"),
        (Presence.AWAY, "đang nối lại"),
        (Presence.LEFT, "đã rời phòng"),
    ],
)
def test_why_nobody_of_a_site_is_there_is_said(
    painted: PaintedTexts, presence: Presence, said: str
) -> None:
    scene = shown("session").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    first, *others = scene.sites
    gone = replace(first, is_here=False, presence=presence)
    words = {"chưa vào phòng", "đang nối lại", "đã rời phòng"}
    assert painted.of(replace(scene, sites=(gone, *others))) & words == {said}


@pytest.mark.parametrize(
    ("presence", "text"),
    [(Presence.LEFT, "Đã rời phòng"), (Presence.NOT_YET, "Chưa vào phòng")],
)
def test_in_the_place_of_a_picture_is_said_why_nobody_is_there(
    painted: PaintedTexts, presence: Presence, text: str
) -> None:
    scene = shown("display2-leader").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    main = replace(scene.main, track_id=None)
    assert {"Đã rời phòng", "Chưa vào phòng"}.isdisjoint(painted.of(replace(scene, main=main)))
    said = painted.of(replace(scene, main=replace(main, presence=presence)))
    assert text in said
    assert "Đang kết nối" not in said


def test_names_that_do_not_fit_are_counted_and_none_is_cut(painted: PaintedTexts) -> None:
    scene = shown("session").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    own = next(one for one in scene.sites if one.is_here and one.people)
    person = own.people[0]
    many = tuple(
        replace(person, label=PublicText(f"Cán bộ Mẫu số {number}")) for number in range(9)
    )
    said = painted.of(replace(scene, sites=(replace(own, people=many),)))
    (names,) = [one for one in said if one.startswith("Cán bộ Mẫu số 0")]
    shown_names, _, more = names.rpartition(" +")
    assert len(shown_names.split(", ")) + int(more) == 9
    assert "…" not in names
    assert "Cán bộ Mẫu số 0" in painted.of(replace(scene, sites=(replace(own, people=many[:1]),)))


def test_the_line_that_is_read_is_painted_whole_with_its_number(painted: PaintedTexts) -> None:
    scene = shown("display2-read-back").view.chair_display[-1]
    assert isinstance(scene, ReadBackScene)
    said = painted.of(scene)
    assert {one.text for one in scene.lines} <= said
    assert f"dòng {scene.number} trong {scene.count}" in said
    long = replace(scene.lines[1], text=PublicText("Đề nghị đo lại thực địa. " * 60))
    said = painted.of(replace(scene, lines=(scene.lines[0], long, *scene.lines[2:])))
    assert long.text in said
    assert scene.lines[0].text not in said


def leaders_scene() -> DialogueScene:
    scene = shown("display2-leader").view.chair_display[-1]
    assert isinstance(scene, DialogueScene)
    return scene


def test_a_leader_reads_what_is_asked_what_came_of_it_and_who_is_next(
    painted: PaintedTexts,
) -> None:
    scene = leaders_scene()
    assert scene.brief is not None
    said = painted.of(scene)
    captions = {"Yêu cầu của công dân", "Kết quả lần trước", "Nói tiếp theo", "Bước 4 trong 9"}
    assert captions | {"Trình bày", "Đã tiếp", "Lượt nói còn", "1", "2", "3"} <= said
    assert scene.brief.previous_result in said
    assert "Thành phần được mời" not in said


def test_what_is_too_long_for_two_lines_ends_with_a_sign_of_it(painted: PaintedTexts) -> None:
    scene = leaders_scene()
    assert scene.brief is not None
    long = PublicText("Đề nghị xem lại đơn giá. " * 40)
    said = painted.of(replace(scene, brief=replace(scene.brief, request=long)))
    assert long not in said
    (shown_text,) = [one for one in said if one.startswith("Đề nghị xem lại đơn giá.")]
    assert shown_text.endswith(" …")


def test_that_nobody_asks_is_said_only_where_the_city_keeps_an_order(
    painted: PaintedTexts,
) -> None:
    scene = leaders_scene()
    assert scene.brief is not None
    assert "Chưa ai xin nói" not in painted.of(scene)
    nobody = replace(scene.brief, hands=())
    assert "Chưa ai xin nói" in painted.of(replace(scene, brief=nobody))
    unknown = replace(scene.brief, hands=None, request=None)
    said = painted.of(replace(scene, brief=unknown, turn=None))
    assert not said & {"Chưa ai xin nói", "Nói tiếp theo", "Yêu cầu của công dân"}


def test_citizens_are_shown_nothing_of_what_a_leader_reads(painted: PaintedTexts) -> None:
    scene = shown("display2-dialogue").view.chair_display[-1]
    said = painted.of(scene)
    assert not said & {"Yêu cầu của công dân", "Kết quả lần trước", "Nói tiếp theo"}
    assert "Thành phần được mời" in said


def test_a_called_number_stands_in_the_place_of_the_hour(painted: PaintedTexts) -> None:
    scene = shown("display2-called").view.chair_display[-1]
    assert isinstance(scene, WaitingScene)
    said = painted.of(scene)
    assert "Mời số 07 vào phòng tiếp" in said
    assert "Bắt đầu lúc" not in said
    assert "Bắt đầu lúc" in painted.of(replace(scene, called=None))


def test_a_number_that_is_next_is_told_before_it_is_called(painted: PaintedTexts) -> None:
    scene = shown("display2-next").view.chair_display[-1]
    assert isinstance(scene, WaitingScene)
    said = painted.of(scene)
    assert "Số 07 chuẩn bị vào phòng tiếp" in said
    assert painted.spoken() == "Số 07 chuẩn bị vào phòng tiếp"
    assert not said & {"Mời số 07 vào phòng tiếp", "Bắt đầu lúc"}
    assert "Mời số 07 vào phòng tiếp" in painted.of(replace(scene, called=7))
