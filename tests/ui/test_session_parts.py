"""Parts of the session screen: verbs, pictures, banner, words of display 2, short texts."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.reception.status import SessionStatus, Step
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.roster.roster_state import VeilKind
from desktop.presenters.conduct.verb import MediaSwitch, Obstacle, Verb, VerbState
from desktop.presenters.view.message import Message, MessageAction, Tone
from desktop.presenters.view.message_code import MessageCode
from desktop.ui.panels.conduct.picture_column import PictureColumn
from desktop.ui.panels.conduct.tile_words import tile_face
from desktop.ui.panels.conduct.verb_grid import VerbGrid
from desktop.ui.panels.record.minutes_editor import LineEditor
from desktop.ui.scenes.scene_words import scene_label
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button
from desktop.ui.widgets.fitted.short_paragraph import ShortParagraph
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import VideoTile
from desktop.ui.widgets.side_panel import SidePanel
from desktop.ui.widgets.text import ElidedLabel
from desktop.ui.windows.status_cells import display_face, speaking_face
from tests.screens import all_states as desk
from tests.screens.session_states import SESSION

pytestmark = pytest.mark.ui

CONDUCTED = desk.shown("session-ending").state.verbs


@pytest.fixture
def grid(theme: Theme, qtbot: QtBot) -> VerbGrid:
    made = VerbGrid(theme)
    qtbot.addWidget(made)
    made.resize(620, 130)
    return made


def shown(grid: VerbGrid) -> dict[str, Button]:
    return {one.objectName(): one for one in grid.findChildren(Button) if not one.isHidden()}


def test_the_invitation_names_whom_it_invites(grid: VerbGrid) -> None:
    grid.show_verbs(CONDUCTED)
    button = shown(grid)["verb-give_floor"]
    assert button.text() == "Mời nói: Sở NN và MT"
    assert button.width() >= button.minimumSizeHint().width(), "whole at 1366"
    consult = shown(grid)["verb-consult"]
    assert consult.width() >= consult.minimumSizeHint().width()


def test_why_the_first_verb_is_grey_stands_beside_it(grid: VerbGrid) -> None:
    grid.show_verbs(CONDUCTED)
    free = grid.wanted_height(620)
    asked = VerbState(verb=Verb.GIVE_FLOOR, obstacle=Obstacle.NOBODY_WAITS)
    grid.show_verbs((asked, *CONDUCTED[1:]))
    assert grid.wanted_height(620) > free
    note = grid.childAt(4, 4)
    assert note is not None
    assert note.accessibleName() == "Chưa có ai xin nói."


def test_during_a_pause_the_switches_say_what_comes_after_it(grid: VerbGrid) -> None:
    texts = []
    for after in (None, True, False):
        switch = MediaSwitch(after_pause=after)
        grid.show_microphone(switch, is_on=False)
        grid.show_camera(switch, is_on=False)
        texts.append([shown(grid)[name].text() for name in ("microphoneButton", "cameraButton")])
    assert texts == [
        ["Mở micro", "Bật camera"],
        ["Giữ tắt micro", "Giữ tắt camera"],
        ["Mở lại micro", "Bật lại camera"],
    ]


def test_a_switch_without_a_seat_is_disabled_and_says_why(grid: VerbGrid) -> None:
    grid.show_camera(MediaSwitch(obstacle=Obstacle.NO_SEAT), is_on=False)
    camera = shown(grid)["cameraButton"]
    assert not camera.isEnabled()
    assert camera.accessibleDescription() == "Máy này không còn chỗ trong buổi tiếp."
    grid.show_microphone(MediaSwitch(obstacle=Obstacle.HAND_UP), is_on=False)
    microphone = shown(grid)["microphoneButton"]
    assert (microphone.isEnabled(), microphone.is_grey) == (True, True)


def test_a_session_that_is_over_offers_its_minutes_only(grid: VerbGrid) -> None:
    grid.show_verbs(CONDUCTED)
    grid.show_verbs(desk.shown("session-adjourned").state.verbs)
    assert set(shown(grid)) == {"verb-export"}
    assert shown(grid)["verb-export"].property("role") == "primary"
    grid.show_verbs(CONDUCTED)
    assert {"microphoneButton", "cameraButton"} <= set(shown(grid))


def test_a_site_that_is_lost_has_no_microphone_and_no_level() -> None:
    for tile in desk.shown("session-reconnecting").state.roster.tiles:
        face = tile_face(tile)
        is_lost = tile.veil is not None and tile.veil.kind is VeilKind.RECONNECTING
        assert is_lost is not tile.is_own
        assert face.has_level is not is_lost
        assert (face.microphone is Icon.LINE_LOST) is is_lost
        assert not (is_lost and face.bars is not None)


@pytest.mark.parametrize(
    ("name", "speaking"),
    [
        ("session", 1),
        ("session-paused", 0),
        ("session-consult-waiting", 0),
        ("session-consulting", 0),
    ],
)
def test_no_picture_says_that_somebody_speaks_who_is_not_heard_now(
    name: str, speaking: int
) -> None:
    roster = desk.shown(name).state.roster
    assert sum(row.is_speaking for row in roster.rows) == 1, "the turn stays"
    assert len([one for one in roster.tiles if tile_face(one).speaking]) == speaking


@pytest.mark.parametrize("is_main", [True, False])
def test_the_tile_of_a_guest_says_that_it_came_by_a_browser(*, is_main: bool) -> None:
    tile = desk.shown("session-reconnecting").state.roster.tiles[1]
    name = "Ban Tiếp công dân Trung ương"
    guest = replace(tile, is_own=False, is_main=is_main, label=name, site_name=name, is_guest=True)
    face = tile_face(guest)
    assert (face.name, face.place) == (name, "khách qua trình duyệt")
    assert "khách qua trình duyệt" in face.spoken
    assert "khách" not in tile_face(replace(guest, is_guest=False)).spoken


def test_one_banner_at_a_time_and_later_one_line_of_it(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    column = PictureColumn(theme, frames)
    qtbot.addWidget(column)
    column.resize(654, 650)
    messages = desk.shown("session-weak").state.banners
    column.show_banners(messages, is_small=False)
    (banner,) = column.findChildren(Banner)
    whole = banner.height()
    others = banner.findChild(Button, "sessionBannerOthers")
    assert isinstance(others, Button)
    assert others.text() == "+1 thông báo"
    column.show_banners(messages, is_small=True)
    assert banner.height() < whole
    assert banner.height() <= theme.px(40)
    with qtbot.waitSignal(column.next_message_asked):
        others.click()
    column.show_banners(messages[:1], is_small=True)
    assert others.text() == "Xem lại"
    column.show_banners(messages[:1], is_small=False)
    assert others.isHidden()


OVER_PICTURES = (
    Message(code=MessageCode.SPEAKING_MUTED, tone=Tone.WARN, action=MessageAction.OPEN_MICROPHONE),
    Message(code=MessageCode.BESIDE_ALONE, tone=Tone.WARN, action=MessageAction.TAKE_OVER),
    Message(code=MessageCode.BESIDE, tone=Tone.INFO),
    Message(
        code=MessageCode.CITY_LOST,
        tone=Tone.WARN,
        data={"attempt": 12, "seconds": 41, "phone": "0225 3 123 456"},
    ),
    Message(code=MessageCode.CHAIR_LOST, tone=Tone.WARN),
    Message(code=MessageCode.FLOOR_ASKED, tone=Tone.INFO, action=MessageAction.LOWER_HAND),
)


@pytest.mark.parametrize("message", OVER_PICTURES, ids=lambda one: one.code)
def test_a_banner_leaves_the_faces_of_a_small_screen_free(
    theme: Theme, frames: FrameHub, qtbot: QtBot, message: Message
) -> None:
    """As wide and high as the column is at 1366 x 768."""
    column = PictureColumn(theme, frames)
    qtbot.addWidget(column)
    column.resize(654, 650)
    roster = desk.shown("session").state.roster
    column.show_roster(roster)
    column.show_banners((message,), is_small=False)
    column.show()
    main = next(one for one in roster.tiles if one.is_main)
    tile = column.findChild(VideoTile, f"tile-{main.site_id}")
    assert isinstance(tile, VideoTile)
    (banner,) = column.findChildren(Banner)
    assert banner.height() <= theme.px(64)
    assert banner.geometry().bottom() - tile.y() < tile.height() / 5
    (text,) = (one for one in banner.findChildren(QLabel) if one.hasHeightForWidth())
    assert text.heightForWidth(text.width()) <= text.height(), "every word is there"
    column.show_banners((message,), is_small=True)
    fact = banner.findChild(ElidedLabel)
    assert fact is not None
    assert fact.sizeHint().width() <= fact.width(), "and its fact too"


@pytest.mark.parametrize("name", [*SESSION, *desk.SCENES])
def test_the_miniature_and_the_status_bar_call_a_scene_the_same(name: str) -> None:
    view = desk.shown(name).view
    assert display_face(view.status_bar[-1]).value == scene_label(view.chair_display[-1])


def test_in_a_pause_and_a_consultation_the_status_bar_says_that_nobody_speaks() -> None:
    captions: dict[bool, set[str]] = {True: set(), False: set()}
    for name in SESSION:
        bar = desk.shown(name).view.status_bar[-1]
        is_held = bar.step.status is SessionStatus.PAUSED or bar.step.step is Step.CONSULTATION
        captions[is_held].add(speaking_face(bar).caption)
    assert captions == {True: {"Lượt nói"}, False: {"Đang nói"}}


def test_a_short_paragraph_takes_its_lines_and_no_more(theme: Theme, qtbot: QtBot) -> None:
    paragraph = ShortParagraph(theme, TextRole.BODY, lines=2)
    qtbot.addWidget(paragraph)
    paragraph.set_text("Đo lại")
    line = paragraph.heightForWidth(200)
    paragraph.set_text("Đề nghị xem lại diện tích và đơn giá bồi thường theo quyết định")
    assert paragraph.heightForWidth(200) == 2 * line
    assert paragraph.heightForWidth(2_000) == line
    assert paragraph._broken(200)[-1].endswith("…")
    assert " ".join(paragraph._broken(2_000)) == paragraph.accessibleName()
    paragraph.set_text("Đo lại đất.\nTrả lời bằng văn bản.")  # as it was typed
    assert paragraph._broken(2_000) == ["Đo lại đất. Trả lời bằng văn bản."]


def test_a_placeholder_can_be_read(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    editor = LineEditor(theme)
    qtbot.addWidget(editor)
    editor.ensurePolished()
    colour = editor.palette().color(QPalette.ColorRole.PlaceholderText)
    assert colour == theme.colour("ink3")
    assert colour.alpha() == 255


def test_a_panel_that_is_shut_behind_another_screen_does_not_come_back(
    theme: Theme, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    screen = QWidget(window)
    panel = SidePanel(theme, "panel", screen, 300)
    window.show()
    panel.open()
    screen.hide()
    panel.shut()
    screen.show()
    assert not panel.isVisible()


def test_a_lost_city_takes_no_room_from_the_pictures(grid: VerbGrid) -> None:
    grid.show_verbs(CONDUCTED)
    free = grid.wanted_height(620)
    grid.show_verbs(desk.shown("session-ending-lost").state.verbs)
    assert shown(grid)["verb-give_floor"].accessibleDescription()
    assert grid.wanted_height(620) == free


@pytest.mark.parametrize(
    ("word", "lamp", "said"),
    [
        (RecordingWord.RECORDING, LightState.RECORDING, "bản ghi: đang ghi"),
        (RecordingWord.FAULT, LightState.FAULT, "bản ghi: lỗi"),
        (RecordingWord.OFF, None, "bản ghi: không ghi"),
        (None, None, ""),
    ],
)
def test_the_tile_of_another_site_shows_its_recording_lamp(
    word: RecordingWord | None, lamp: LightState | None, said: str
) -> None:
    tile = desk.shown("session").state.roster.tiles[0]
    face = tile_face(replace(tile, is_own=False, recording=word))
    assert face.lamp is lamp
    assert said in face.spoken
    assert ("bản ghi" in face.spoken) is bool(said)
