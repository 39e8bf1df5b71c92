import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.ids import TrackId
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.picture import Picture
from desktop.ui.widgets.pictures.video_tile import (
    OFFICER_LARGE,
    OFFICER_SMALL,
    TileFace,
    VeilFace,
    VideoTile,
    preview_face,
)
from tests.ui.conftest import PictureBox

pytestmark = pytest.mark.ui
TRACK, OTHER = TrackId("one"), TrackId("two")


def a_face(**changes: object) -> TileFace:
    values: dict[str, object] = {
        "name": "Công dân A", "place": "Xã An Lão", "microphone": Icon.MICROPHONE,
        "microphone_tone": "on_night", "level_dbfs": -20.0, "speaking": "", "bars": 4,
        "veil": None, "spoken": "Công dân A",
    }  # fmt: skip
    return TileFace(**{**values, **changes})  # type: ignore[arg-type]


def small_picture(theme: Theme, frames: FrameHub, qtbot: QtBot) -> Picture:
    """Of TRACK."""
    picture = Picture(theme, frames)
    qtbot.addWidget(picture)
    picture.resize(64, 36)
    picture.set_track(TRACK)
    return picture


def test_the_newest_picture_is_painted(
    theme: Theme, frames: FrameHub, box: PictureBox, qtbot: QtBot
) -> None:
    picture = small_picture(theme, frames, qtbot)
    assert picture.grab().toImage().pixelColor(30, 18).name().upper() == theme.tokens.night
    assert not picture.has_picture
    box.put(TRACK, 235, number=1)
    assert picture.grab().toImage().pixelColor(30, 18).name() == "#ffffff"
    box.put(TRACK, 16, number=2)
    assert picture.grab().toImage().pixelColor(30, 18).name() == "#000000"


def test_a_picture_says_how_many_lines_of_it_can_be_seen(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    small, large = Picture(theme, frames), Picture(theme, frames)
    for picture, size in ((small, (320, 180)), (large, (1280, 600))):
        qtbot.addWidget(picture)
        picture.resize(*size)
        picture.set_track(TRACK)
    assert frames.tiles() == {TRACK: 0}  # not shown yet
    small.show()
    assert frames.tiles() == {TRACK: round(180 * small.devicePixelRatioF())}
    large.show()  # cut at top and bottom: the whole picture would have its 720 lines
    assert frames.tiles() == {TRACK: round(720 * large.devicePixelRatioF())}
    large.hide()
    small.showMinimized()
    assert frames.tiles() == {TRACK: 0}
    small.set_track(None)
    large.set_track(None)
    assert frames.tiles() == {}


def test_the_last_picture_stands_when_the_track_is_gone(
    theme: Theme, frames: FrameHub, box: PictureBox, qtbot: QtBot
) -> None:
    picture = small_picture(theme, frames, qtbot)
    box.put(TRACK, 235, number=1)
    picture.grab()
    picture.set_track(None)
    assert picture.grab().toImage().pixelColor(30, 18).name() == "#ffffff"
    picture.set_track(OTHER)
    assert picture.grab().toImage().pixelColor(30, 18).name().upper() == theme.tokens.night


def test_a_broken_picture_is_not_painted(
    theme: Theme, frames: FrameHub, box: PictureBox, qtbot: QtBot
) -> None:
    picture = small_picture(theme, frames, qtbot)
    box.put(TRACK, 235, number=1)
    broken = box.frames[TRACK]
    object.__setattr__(broken, "data", broken.data[:-5])
    picture.grab()
    assert not picture.has_picture


def test_only_sinks_of_the_track_are_repainted_and_hidden_ones_read_nothing(
    theme: Theme, frames: FrameHub, box: PictureBox, qtbot: QtBot
) -> None:
    shown, other, hidden = (Picture(theme, frames) for _ in range(3))
    for picture in (shown, other, hidden):
        qtbot.addWidget(picture)
        picture.resize(64, 36)
    shown.set_track(TRACK)
    hidden.set_track(TRACK)
    other.set_track(OTHER)
    shown.show()
    other.show()
    qtbot.waitUntil(lambda: box.reads >= 2)
    before = box.reads
    frames.on_frame_ready(TRACK)
    qtbot.waitUntil(lambda: box.reads == before + 1)
    frames.unwatch(TRACK, shown)
    frames.on_frame_ready(TRACK)
    assert box.reads == before + 1


def test_two_sinks_read_one_track(
    theme: Theme, frames: FrameHub, box: PictureBox, qtbot: QtBot
) -> None:
    box.put(TRACK, 235, number=1)
    for size in ((640, 360), (120, 90)):
        picture = Picture(theme, frames)
        qtbot.addWidget(picture)
        picture.resize(*size)
        picture.set_track(TRACK)
        centre = picture.grab().toImage().pixelColor(size[0] // 2, size[1] // 2)
        assert centre.name() == "#ffffff"


def test_the_strip_is_solid_and_never_over_the_picture(
    theme: Theme, frames: FrameHub, qtbot: QtBot
) -> None:
    tile = VideoTile(theme, "tile", frames, OFFICER_LARGE)
    qtbot.addWidget(tile)
    tile.resize(646, 402)
    tile.show_face(a_face())
    tile.grab()  # the first size arrives with the first painting
    assert tile.picture.geometry().getRect() == (3, 3, 640, 360)
    image = tile.grab().toImage()
    assert image.pixelColor(400, 380).name().upper() == theme.tokens.night


def test_the_speaker_has_a_ring(theme: Theme, frames: FrameHub, qtbot: QtBot) -> None:
    tile = VideoTile(theme, "tile", frames, OFFICER_SMALL)
    qtbot.addWidget(tile)
    tile.resize(300, 200)
    tile.show_face(a_face())
    quiet = tile.grab().toImage().pixelColor(150, 1).name().upper()
    tile.show_face(a_face(speaking="Đang nói"))
    loud = tile.grab().toImage().pixelColor(150, 1).name().upper()
    assert (quiet == theme.tokens.accent, loud == theme.tokens.accent) == (False, True)
    assert tile.accessibleName() == "Công dân A"


def test_a_lost_picture_is_still_guessed_under_its_veil(
    theme: Theme, frames: FrameHub, box: PictureBox, qtbot: QtBot
) -> None:
    tile = VideoTile(theme, "tile", frames, OFFICER_LARGE)
    qtbot.addWidget(tile)
    tile.resize(646, 402)
    box.put(TRACK, 235, number=1)
    tile.set_track(TRACK)
    tile.show_face(a_face())
    bright = tile.grab().toImage().pixelColor(60, 60).lightness()
    veil = VeilFace(title="Đang nối lại", detail="lần 3 · 00:41", icon=Icon.REFRESH)
    tile.show_face(a_face(veil=veil))
    dimmed = tile.grab().toImage().pixelColor(60, 60)
    assert bright == 255
    assert 30 < dimmed.lightness() < 90
    card = VeilFace(title="Đã tắt camera", detail="", icon=Icon.CAMERA_OFF, is_card=True)
    tile.show_face(a_face(veil=card))
    assert tile.grab().toImage().pixelColor(60, 60).name().upper() == theme.tokens.night2


@pytest.mark.parametrize("size", [(120, 90), (160, 100), (300, 200), (900, 560)])
def test_a_tile_of_any_size_paints(
    theme: Theme, frames: FrameHub, qtbot: QtBot, size: tuple[int, int]
) -> None:
    tile = VideoTile(theme, "tile", frames, OFFICER_SMALL)
    qtbot.addWidget(tile)
    tile.set_look(OFFICER_LARGE)
    tile.resize(*size)
    veil = VeilFace(title="Đang nối lại", detail="00:41", icon=Icon.REFRESH)
    tile.show_face(a_face(speaking="Đang nói", veil=veil, bars=None, microphone=None))
    assert not tile.grab().isNull()


@pytest.mark.parametrize(
    ("place", "veil", "spoken"),
    [
        ("Camera bàn", None, "Xem trước: Camera bàn"),
        ("Camera bàn", VeilFace(title="Tắt", detail="", icon=Icon.CAMERA_OFF), "Xem trước: Tắt"),
        ("", None, "Xem trước"),
    ],
)
def test_the_own_camera_before_a_session_has_neither_level_nor_line(
    place: str, veil: VeilFace | None, spoken: str
) -> None:
    face = preview_face("Xem trước", place, veil)
    assert (face.has_level, face.bars, face.speaking) == (False, None, "")
    assert (face.place, face.veil, face.spoken) == (place, veil, spoken)
    assert face.microphone is Icon.CAMERA
    assert preview_face("", "", veil).microphone is None, "where no camera is meant"


def test_what_is_let_go_is_asked_no_more(theme: Theme, frames: FrameHub, qtbot: QtBot) -> None:
    """A widget that Qt has deleted is no picture any more, though Python still knows it."""
    staying, going = small_picture(theme, frames, qtbot), QWidget()
    inside = Picture(theme, frames)
    inside.setParent(going)
    inside.set_track(TRACK)
    frames.let_go(going)
    going.deleteLater()
    QCoreApplication.sendPostedEvents(going, QEvent.Type.DeferredDelete.value)
    assert frames.tiles() == {TRACK: staying.shown_lines()}
    frames.on_frame_ready(TRACK)
