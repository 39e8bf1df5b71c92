"""Display 2: paints one scene. What it is given cannot hold notes or personal data."""

from typing import assert_never

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.conduct.trial import TRIAL_PAGE
from desktop.domain.media.call import SILENCE_DBFS
from desktop.domain.papers.paper import PageImage
from desktop.files.resources import resource_path
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.display import chair_display_state as scenes
from desktop.ui.scenes.canvas import MARGIN, Canvas, unit_of
from desktop.ui.scenes.document_scene import (
    fills_screen,
    paint_beside,
    paint_over_screen,
    whole_room,
)
from desktop.ui.scenes.leader_column import paint_leader_column, paint_leader_foot
from desktop.ui.scenes.parts import (
    FOOTER_HEIGHT,
    HEADER_HEIGHT,
    HEADER_TOP,
    NOTICE_HEIGHT,
    paint_footer,
    paint_header,
    paint_recording_notice,
    paint_sites,
    person_text,
)
from desktop.ui.scenes.quiet_scenes import (
    paint_before_it_goes_on,
    paint_crest_scene,
    paint_ended,
    paint_trial_page,
    paint_waiting,
)
from desktop.ui.scenes.read_back import paint_read_back
from desktop.ui.scenes.scene_words import scene_words
from desktop.ui.scenes.shown_page import page_width
from desktop.ui.scenes.signing import paint_signing
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.tokens import DARK, HIGH_CONTRAST, Tokens
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.page_image import page_to_image
from desktop.ui.widgets.pictures.video_tile import TileFace, TileLook, VeilFace, VideoTile

_MAIN_LOOK = TileLook(
    strip_height=68, strip_colour="night2", text_px=28, least_px=23, icon_px=28, padding=22, ring=4,
    ring_colour="gold", around_colour="night", radius=12, veil_title_px=44,
)  # fmt: skip
_OWN_LOOK = TileLook(
    strip_height=60, strip_colour="night2", text_px=26, least_px=23, icon_px=26, padding=20, ring=4,
    ring_colour="gold", around_colour="night", radius=12, veil_title_px=26,
)  # fmt: skip
_TOP = HEADER_TOP + HEADER_HEIGHT + 24
_GAP = 40.0
_RING = 4.0
_SIDE_SHARE = 0.285
_TALL_SHARE = 0.45
Box = tuple[float, float, float, float]


class SceneView(QWidget):
    """A scene at any size: the whole second screen, or the miniature of the session screen.

    page_width_changed(int): device pixels that a page is wide at most. trial_page_painted(int): the
    page of a trial was painted on the screen, of this showing.
    """

    page_width_changed = Signal(int)
    trial_page_painted = Signal(int)

    def __init__(self, theme: Theme, name: str, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName(name)
        self._officer_theme = theme
        self._theme = Theme(_scene_tokens(theme), 1.0, self)
        self._scene: scenes.ChairScene = scenes.CrestScene()
        self._main = VideoTile(self._theme, f"{name}Main", frames, _MAIN_LOOK)
        self._own = VideoTile(self._theme, f"{name}Own", frames, _OWN_LOOK)
        for tile in (self._main, self._own):
            tile.setParent(self)
            tile.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._page: tuple[PageImage, QImage] | None = None
        self._trial_page: QImage | None = None
        self._teller = QTimer(self)  # not while it paints: who hears of it may change the scene
        self._teller.setSingleShot(True)
        self._teller.setInterval(0)
        self._teller.timeout.connect(self._tell_painted)
        theme.changed.connect(self._on_theme_changed)

    @property
    def scene(self) -> scenes.ChairScene:
        """What is painted."""
        return self._scene

    def show_scene(self, scene: scenes.ChairScene) -> None:
        """Paints this scene from now on."""
        self._scene = scene
        self._arrange()
        self.setAccessibleName(scene_words(scene))
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        unit = unit_of(self.width(), self.height())
        _, _, wide, high = whole_room(self.width() / unit, self.height() / unit)
        width = page_width(wide, high)
        self.page_width_changed.emit(round(width * unit * self.devicePixelRatioF()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("night"))
        canvas = Canvas(painter, self._theme, self.width(), self.height())
        match self._scene:
            case scenes.CrestScene():
                paint_crest_scene(canvas)
            case scenes.WaitingScene():
                paint_waiting(canvas, self._scene)
            case scenes.DialogueScene() | scenes.DocumentScene() | scenes.ReadBackScene():
                self._paint_beside_pictures(canvas, self._scene)
            case scenes.CountdownScene() | scenes.PausedScene():
                paint_before_it_goes_on(canvas, self._scene)
            case scenes.SigningScene():
                paint_signing(canvas, self._scene)
            case scenes.EndedScene():
                paint_ended(canvas, self._scene)
            case scenes.TrialPageScene():
                self._paint_trial_page(canvas)
            case _:
                assert_never(self._scene)

    # ---- scenes with pictures --------------------------------------------------------------

    def _paint_beside_pictures(
        self,
        canvas: Canvas,
        scene: scenes.DialogueScene | scenes.DocumentScene | scenes.ReadBackScene,
    ) -> None:
        if isinstance(scene, scenes.DialogueScene):
            self._paint_dialogue(canvas, scene)
        elif isinstance(scene, scenes.DocumentScene):
            self._paint_document(canvas, scene)
        else:
            paint_read_back(canvas, scene, self._main_box(canvas.width, canvas.height))

    def _paint_dialogue(self, canvas: Canvas, scene: scenes.DialogueScene) -> None:
        paint_header(canvas, scene.header)
        width, height = canvas.width, canvas.height
        if scene.brief is not None:
            paint_leader_column(canvas, scene.brief, self._column_box(width, height))
            paint_leader_foot(canvas, scene.brief, scene.turn, scene.elapsed_s)
            return
        small = self._small_box(width, height, below=self._picture_box(width, height))
        if _is_tall(width, height):
            left, top = small[0] + small[2] + _GAP, small[1]
            foot = height - FOOTER_HEIGHT - NOTICE_HEIGHT
            list_box = (left, top, width - MARGIN - left, foot - top - 8)
        else:
            top = small[1] + small[3] + 28
            list_box = (small[0], top, small[2], height - FOOTER_HEIGHT - top - 8)
        paint_sites(canvas, scene.sites, list_box)
        right = paint_footer(canvas, scene.turn, scene.header.case_title, scene.elapsed_s)
        paint_recording_notice(canvas, scene.header, right - 20)

    def _paint_document(self, canvas: Canvas, scene: scenes.DocumentScene) -> None:
        width, height = canvas.width, canvas.height
        image = self._page_image(scene.page_image)
        if image is not None and self._fills_screen(scene, width, height):
            paint_over_screen(canvas, scene, image, self._page_box(width, height))
            return
        main, small = self._page_box(width, height), self._small_box(width, height)
        if _is_tall(width, height):
            left = small[0] + small[2] + _GAP
            below = (left, small[1], width - MARGIN - left, small[3])
        else:
            below = (small[0], small[1] + small[3] + 32, small[2], height)
        paint_beside(canvas, scene, image, main, below)

    def _paint_trial_page(self, canvas: Canvas) -> None:
        """As it lies in the program's own files, which is what came."""
        if self._trial_page is None:
            self._trial_page = QImage(str(resource_path(*TRIAL_PAGE)))
        paint_trial_page(canvas, self._trial_page)
        self._teller.start()

    def _tell_painted(self) -> None:
        if isinstance(self._scene, scenes.TrialPageScene):
            self.trial_page_painted.emit(self._scene.number)

    def _page_image(self, page: PageImage | None) -> QImage | None:
        if page is None:
            return None
        if self._page is None or self._page[0] is not page:
            self._page = (page, page_to_image(page))
        return self._page[1]

    # ---- pictures --------------------------------------------------------------------------

    def _arrange(self) -> None:
        unit = unit_of(self.width(), self.height())
        tokens = _scene_tokens(self._officer_theme)
        if unit != self._theme.scale or tokens is not self._theme.tokens:
            self._theme.use(tokens, unit)
        width, height = self.width() / unit, self.height() / unit
        scene = self._scene
        if isinstance(scene, scenes.DialogueScene):
            large = self._picture_box(width, height)
            small = self._small_box(width, height, below=large)
            self._place(self._main, large, _face(scene.main), scene.main)
            self._place(self._own, small, _own_face(scene.own), scene.own)
            self._own.setVisible(scene.brief is None)
        elif isinstance(scene, scenes.DocumentScene) and self._fills_screen(scene, width, height):
            self._main.hide()
            self._own.hide()
        elif isinstance(scene, scenes.DocumentScene | scenes.ReadBackScene):
            small = self._small_box(width, height)
            self._place(self._own, small, _name_face(scene.main), scene.main)
            self._main.hide()
        else:
            self._main.hide()
            self._own.hide()

    def _place(
        self, tile: VideoTile, box: Box, face: TileFace, picture: scenes.PublicPicture
    ) -> None:
        ring, unit = _RING, self._theme.scale
        left, top, width, height = box
        tile.setGeometry(
            round((left - ring) * unit), round((top - ring) * unit),
            round((width + 2 * ring) * unit), round((height + 2 * ring) * unit),
        )  # fmt: skip
        tile.set_track(None if picture.is_lost else picture.track_id)
        tile.show_face(face)
        tile.show()

    def _fills_screen(self, scene: scenes.DocumentScene, width: float, height: float) -> bool:
        image = self._page_image(scene.page_image)
        beside, whole = self._page_box(width, height), whole_room(width, height)
        return fills_screen(scene, image, beside, whole)

    def _main_box(self, width: float, height: float) -> Box:
        """On an upright screen above the small picture, else beside it."""
        left, top, *_ = self._small_box(width, height)
        if _is_tall(width, height):
            return (MARGIN, _TOP, width - 2 * MARGIN, top - _TOP - _GAP)
        return (MARGIN, _TOP, left - MARGIN - _GAP, height - FOOTER_HEIGHT - _TOP - 24)

    def _picture_box(self, width: float, height: float) -> Box:
        """Of the large picture; on an upright screen as high as it is drawn."""
        left, top, wide, high = self._main_box(width, height)
        if _is_tall(width, height):
            high = min(high, wide * 9 / 16 + _MAIN_LOOK.strip_height)
        return (left, top, wide, high)

    def _column_box(self, width: float, height: float) -> Box:
        """Beside the large picture, on an upright screen below it."""
        left, top, wide, high = self._picture_box(width, height)
        foot = height - FOOTER_HEIGHT - 8
        if _is_tall(width, height):
            below = top + high + _GAP
            return (MARGIN, below, wide, foot - below)
        beside = left + wide + _GAP
        return (beside, top, width - MARGIN - beside, foot - top)

    def _page_box(self, width: float, height: float) -> Box:
        """Of a page beside who speaks: down to the edge, as it has no line below it."""
        left, top, wide, high = self._main_box(width, height)
        return (left, top, wide, high if _is_tall(width, height) else height - top - MARGIN)

    def _small_box(self, width: float, height: float, *, below: Box | None = None) -> Box:
        """Of the small picture. below: what it stands under on an upright screen, else the foot."""
        is_tall = _is_tall(width, height)
        wide = (width - 2 * MARGIN) * (_TALL_SHARE if is_tall else _SIDE_SHARE)
        high = wide * 9 / 16 + _OWN_LOOK.strip_height
        if not is_tall:
            return (width - MARGIN - wide, _TOP, wide, high)
        top = height - FOOTER_HEIGHT - 24 - high
        if below is not None:
            top = below[1] + below[3] + _GAP
        return (MARGIN, top, wide, high)

    def _on_theme_changed(self) -> None:
        self._arrange()
        self.update()


def _is_tall(width: float, height: float) -> bool:
    """A screen that hangs upright: the pictures stand one below the other."""
    return height > width


def _scene_tokens(theme: Theme) -> Tokens:
    return HIGH_CONTRAST if theme.tokens is HIGH_CONTRAST else DARK


def _face(picture: scenes.PublicPicture) -> TileFace:
    if picture.person is not None:
        name, place = person_text(picture.person), str(picture.site_name)
    else:
        name, place = str(picture.site_name), ""
    return _named_face(picture, name, place)


def _name_face(picture: scenes.PublicPicture) -> TileFace:
    """Of a small tile: one name, whole."""
    person = picture.person
    return _named_face(
        picture, str(picture.site_name) if person is None else person_text(person), ""
    )


def _own_face(picture: scenes.PublicPicture) -> TileFace:
    return _named_face(picture, str(picture.site_name), "")


def _named_face(picture: scenes.PublicPicture, name: str, place: str) -> TileFace:
    return TileFace(
        name=name, place=place, microphone=None, microphone_tone="on_night",
        level_dbfs=SILENCE_DBFS, has_level=False,
        speaking=translate("Scene", "Đang nói") if picture.is_speaking else "",
        bars=None, veil=_veil(picture), spoken=name,
    )  # fmt: skip


def _veil(picture: scenes.PublicPicture) -> VeilFace | None:
    if picture.is_lost or picture.presence is not Presence.HERE:
        return _lost_veil(picture)
    if picture.is_elsewhere or picture.platform is not None:
        text = translate("Scene", "Hình ở màn hình chính của phòng")
        if picture.platform is not None:
            text = translate("Scene", "Họp trên {platform}").format(platform=picture.platform)
        return VeilFace(title=text, detail="", icon=Icon.MONITOR, is_card=True)
    if picture.is_off:
        text = translate("Scene", "Đã tắt camera")
        return VeilFace(title=text, detail="", icon=Icon.CAMERA_OFF, is_card=True)
    if picture.is_sound_only:
        text = translate("Scene", "Tạm thời chỉ có tiếng")
        return VeilFace(title=text, detail="", icon=Icon.SPEAKER)
    if picture.track_id is None:
        text = translate("Scene", "Đang kết nối")
        return VeilFace(title=text, detail="", icon=Icon.REFRESH, is_card=True)
    return None


def _lost_veil(picture: scenes.PublicPicture) -> VeilFace:
    """It is awaited, or nobody sits there."""
    if picture.is_lost:
        text = translate("Scene", "Đang nối lại, xin vui lòng chờ.")
        return VeilFace(title=text, detail="", icon=Icon.REFRESH)
    if picture.presence is Presence.LEFT:
        return VeilFace(
            title=translate("Scene", "Đã rời phòng"), detail="", icon=Icon.LEAVE, is_card=True
        )
    text = translate("Scene", "Chưa vào phòng")
    return VeilFace(title=text, detail="", icon=Icon.PEOPLE, is_card=True)
