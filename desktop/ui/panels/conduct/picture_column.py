"""The middle column of the session: pictures, miniature of display 2, paper on stage, verbs."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.presenters.conduct.roster.roster_state import RosterPanel, Tile
from desktop.presenters.conduct.verb import Obstacle
from desktop.presenters.display.chair_display_state import ChairScene
from desktop.presenters.papers.papers_state import PapersPanel
from desktop.presenters.shell.status_bar_state import DisplayCell, DisplayPlace
from desktop.presenters.view.message import Message
from desktop.ui.panels.conduct.tile_words import tile_face
from desktop.ui.panels.conduct.verb_grid import VerbGrid
from desktop.ui.scenes.scene_view import SceneView
from desktop.ui.scenes.scene_words import scene_label
from desktop.ui.texts import words
from desktop.ui.texts.texts import action_text, sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banners.banner import Banner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.fitted.part_choice import PartChoice
from desktop.ui.widgets.inputs.page_turner import PageTurner, TurnerNames
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.marks.icon_label import IconLabel
from desktop.ui.widgets.pictures.frames import FrameHub
from desktop.ui.widgets.pictures.video_tile import OFFICER_LARGE, OFFICER_SMALL, VideoTile
from desktop.ui.widgets.text import ElidedLabel, make_label, set_tool_tip

_GAP = 12
_MARGIN = 16
_CELLS = 3
_SMALL_SHARE = 0.24
_LEAST_BANNER = 48
_LINES = 2
"""Of a banner in letters of the ordinary size: it lies over a face."""

_STRIP = 36
_PAPER = 48
_LOW = 480
"""Where the column is lower, the small pictures stand beside the large one, two in a row."""

_BESIDE = 136
_MINI_STRIP = 50
_PER_LOW_ROW = 2


class PictureColumn(QWidget):
    """Pictures keep their places whoever comes or goes.

    message_pressed(object): the Message whose button was pressed; next_message_asked;
    papers_opened; page_turned(int), part_chosen(str): of the paper on stage; take_down_asked;
    display_opened: the miniature.
    """

    message_pressed = Signal(object)
    next_message_asked = Signal()
    papers_opened = Signal()
    page_turned = Signal(int)
    part_chosen = Signal(str)
    take_down_asked = Signal()
    display_opened = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setObjectName("pictureColumn")
        self._theme = theme
        self._frames = frames
        self._tiles: dict[str, VideoTile] = {}
        self._order: tuple[str, ...] = ()
        self._main_key = ""
        self._messages: tuple[Message, ...] = ()
        self._mini = _Miniature(theme, frames)
        self._mini.setParent(self)
        self._paper = _PaperCard(theme)
        self._paper.setParent(self)
        self._paper.hide()
        self._has_paper = False
        self.verbs = VerbGrid(theme)
        self.verbs.setParent(self)
        self._banner = Banner(theme, "sessionBanner", is_compact=True, most_lines=_LINES)
        self._banner.setParent(self)
        self._banner.hide()
        self._banner.pressed.connect(self._on_banner)
        self._banner.next_asked.connect(self.next_message_asked)
        self._is_small = False
        self.verbs.height_changed.connect(self._arrange)
        self._mini.opened.connect(self.display_opened)
        self._paper.papers_opened.connect(self.papers_opened)
        self._paper.page_turned.connect(self.page_turned)
        self._paper.part_chosen.connect(self.part_chosen)
        self._paper.take_down_asked.connect(self.take_down_asked)

    def show_roster(self, roster: RosterPanel) -> None:
        """Draws the pictures."""
        keys = tuple(str(one.site_id) for one in roster.tiles)
        main = next((str(one.site_id) for one in roster.tiles if one.is_main), "")
        has_new_places = keys != self._order or main != self._main_key
        self._order, self._main_key = keys, main
        for gone in set(self._tiles) - set(keys):
            tile = self._tiles.pop(gone)
            tile.set_track(None)
            tile.deleteLater()
        for one in roster.tiles:
            self._show_tile(one)
        if has_new_places:
            self._arrange()

    def show_banners(self, messages: tuple[Message, ...], *, is_small: bool) -> None:
        """The first over the top of the column, where it pushes nothing aside; the others counted.

        is_small: of the first one line is left.
        """
        self._messages, self._is_small = messages, is_small
        self._banner.setVisible(bool(messages))
        if messages:
            message = messages[0]
            said = sentence(message)
            action = action_text(message)
            self._banner.show_message(
                message.tone.value, said.fact, said.rest, said.code, action, phone=said.phone
            )
            self._banner.show_others(_others_text(len(messages) - 1, is_small=is_small))
            self._banner.set_strip(is_strip=is_small)
        self._place_banner()

    def show_scene(self, scene: ChairScene) -> None:
        """Draw the miniature of display 2."""
        self._mini.show_scene(scene)

    def show_display_place(self, display: DisplayCell) -> None:
        """Whether display 2 can be opened from its miniature."""
        self._mini.show_place(display)

    def ask_page(self) -> None:
        """Ctrl+G: which page of the paper on stage every screen shows."""
        self._paper.turner.ask()

    def show_papers(self, papers: PapersPanel) -> None:
        """What is on stage; without a page there is no row for it."""
        self._paper.show_panel(papers)
        if self._has_paper != (papers.stage is not None):
            self._has_paper = papers.stage is not None
            self._paper.setVisible(self._has_paper)
            self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ---- places ----------------------------------------------------------------------------

    def _show_tile(self, state: Tile) -> None:
        key = str(state.site_id)
        tile = self._tiles.get(key)
        if tile is None:
            look = OFFICER_LARGE if state.is_main else OFFICER_SMALL
            tile = VideoTile(self._theme, f"tile-{key}", self._frames, look)
            tile.setParent(self)
            tile.lower()
            tile.show()
            self._tiles[key] = tile
        tile.set_look(OFFICER_LARGE if state.is_main else OFFICER_SMALL)
        if state.track_id is not None or state.veil is None:
            tile.set_track(state.track_id)
        tile.show_face(tile_face(state))

    def _arrange(self) -> None:
        px = self._theme.px
        margin, gap = px(_MARGIN), px(_GAP)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        verb_height = self.verbs.wanted_height(room.width())
        bottom = room.bottom() + 1 - verb_height
        self.verbs.setGeometry(room.left(), bottom, room.width(), verb_height)
        bottom -= gap
        if self._has_paper:
            bottom -= px(_PAPER)
            self._paper.setGeometry(room.left(), bottom, room.width(), px(_PAPER))
            bottom -= gap
        room.setBottom(bottom - 1)
        small = [self._tiles[key] for key in self._order if key != self._main_key]
        is_low = self.height() < px(_LOW)
        main, cells = self._beside(room, len(small)) if is_low else self._below(room, len(small))
        if self._main_key in self._tiles:
            self._place_tile(self._tiles[self._main_key], main)
        for tile, cell in zip(small, cells[:-1], strict=True):
            self._place_tile(tile, cell)
        self._mini.setGeometry(cells[-1])
        self._place_banner()

    def _below(self, room: QRect, count: int) -> tuple[QRect, list[QRect]]:
        """The large picture, and under it the small ones and the miniature, in one row."""
        gap = self._theme.px(_GAP)
        cells = max(_CELLS, count + 1)
        width = (room.width() - (cells - 1) * gap) // cells
        high = round(width * 9 / 16) + self._theme.px(_MINI_STRIP)
        height = min(high, round(self.height() * _SMALL_SHARE))
        top = room.bottom() + 1 - height
        main = QRect(room.left(), room.top(), room.width(), top - gap - room.top())
        return main, [
            QRect(room.left() + place * (width + gap), top, width, height)
            for place in range(count + 1)
        ]

    def _beside(self, room: QRect, count: int) -> tuple[QRect, list[QRect]]:
        """The large picture, and at its right the small ones and the miniature, two in a row."""
        gap, width = self._theme.px(_GAP), self._theme.px(_BESIDE)
        rows = -(-(count + 1) // _PER_LOW_ROW)
        height = (room.height() - (rows - 1) * gap) // rows
        left = room.right() + 1 - _PER_LOW_ROW * width - gap
        main = QRect(room.left(), room.top(), left - gap - room.left(), room.height())
        places = (divmod(place, _PER_LOW_ROW) for place in range(count + 1))
        return main, [
            QRect(left + column * (width + gap), room.top() + row * (height + gap), width, height)
            for row, column in places
        ]

    def _place_tile(self, tile: VideoTile, box: QRect) -> None:
        ring = tile.ring_width()
        tile.setGeometry(box.adjusted(-ring, -ring, ring, ring))

    def _place_banner(self) -> None:
        px = self._theme.px
        margin = px(_MARGIN)
        width = self.width() - 2 * margin
        least = px(_STRIP if self._is_small else _LEAST_BANNER)
        height = max(self._banner.fresh_height(width), least)
        self._banner.setGeometry(margin, margin, width, height)
        self._banner.raise_()

    def _on_banner(self) -> None:
        if self._messages:
            self.message_pressed.emit(self._messages[0])


def _others_text(count: int, *, is_small: bool) -> str:
    if count:
        return translate("Session", "+{count} thông báo").format(count=count)
    return translate("Session", "Xem lại") if is_small else ""


class _Miniature(QFrame):
    """What display 2 shows now, and its name."""

    opened = Signal()

    def __init__(self, theme: Theme, frames: FrameHub) -> None:
        super().__init__()
        self.setProperty("panel", "sheet")
        self.setObjectName("displayMiniature")
        self._view = SceneView(theme, "miniature", frames)
        self._name = ElidedLabel(theme, TextRole.SMALL_MEDIUM)
        self._open = Button(
            theme, "openDisplay", "", size=ButtonSize.SMALL, icon=Icon.WINDOW_SECOND
        )
        text = translate("Session", "Mở màn hình 2 thành cửa sổ")
        self._open.setAccessibleName(text)
        set_tool_tip(self._open, text)
        self._open.clicked.connect(self.opened)
        layout = column(theme, self, margins=(1, 1, 1, 1))
        layout.addWidget(self._view, 1)
        label = row(theme, gap=4, margins=(8, 3, 6, 5))
        names = column(theme)
        caption = translate("Session", "Màn hình 2")
        names.addWidget(make_label(caption, TextRole.CAPTION, "ink2"))
        names.addWidget(self._name)
        label.addLayout(names, 1)
        label.addWidget(self._open)
        layout.addLayout(label)

    def show_scene(self, scene: ChairScene) -> None:
        self._view.show_scene(scene)
        self._name.set_text(scene_label(scene))

    def show_place(self, display: DisplayCell) -> None:
        is_off = display.place is DisplayPlace.OFF
        on_screen = translate("Session", "Màn hình 2 đang mở trên màn hình riêng.")
        off = translate("Session", "Cài đặt của máy không mở màn hình 2.")
        self._open.set_available(
            is_available=display.can_be_opened, reason=off if is_off else on_screen
        )
        if display.can_be_opened:
            set_tool_tip(self._open, self._open.accessibleName())


class _PaperCard(QFrame):
    """The paper on stage: turn its pages, take it down, or go to the papers."""

    papers_opened = Signal()
    page_turned = Signal(int)
    part_chosen = Signal(str)
    take_down_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("panel", "sheet")
        self.setObjectName("paperCard")
        self._title = ElidedLabel(theme, TextRole.BODY_MEDIUM, "danger")
        self.turner = PageTurner(
            theme,
            TurnerNames(back="stageBack", on="stageOn", edit="stageNumber"),
            where=translate("Session", "trên màn trình chiếu"),
        )
        self._part = PartChoice("stagePart", is_small=True)
        self._stop = Button(
            theme, "stageStop", translate("Session", "Thôi chiếu"), size=ButtonSize.SMALL
        )
        self._open = Button(
            theme, "openPapers", translate("Session", "Mở hồ sơ"), size=ButtonSize.SMALL
        )
        line = row(theme, self, gap=8, margins=(14, 6, 12, 6))
        line.addWidget(IconLabel(theme, Icon.PRESENT, 20, "danger"))
        line.addWidget(self._title, 1)
        for widget in (self.turner, self._part, self._stop, self._open):
            line.addWidget(widget)
        self._open.clicked.connect(self.papers_opened)
        self._part.part_chosen.connect(self.part_chosen)
        self._stop.clicked.connect(self.take_down_asked)
        self.turner.turned.connect(self.page_turned)

    def show_panel(self, papers: PapersPanel) -> None:
        stage = papers.stage
        if stage is None:
            return
        text = translate("Session", "Đang chiếu {number} · {title}")
        self._title.set_text(text.format(number=stage.number, title=stage.title))
        self._title.set_short(translate("Session", "Chiếu TL {number}").format(number=stage.number))
        self.turner.show_page(stage.page, stage.page_count)
        self._part.show_part(stage.part, is_available=stage.can_lead and not papers.is_city_lost)
        reason = translate("Session", "Nơi đang chiếu mới dẫn trang được.")
        if papers.is_city_lost:
            reason = words.word(words.OBSTACLES, Obstacle.CITY_LOST)
        first = translate("Session", "Đây là trang đầu.")
        last = translate("Session", "Đây là trang cuối.")
        for button, end in (
            (self.turner.back, "" if stage.can_turn_back else first),
            (self.turner.on, "" if stage.can_turn_on else last),
            (self._stop, ""),
        ):
            button.set_available(
                is_available=stage.can_lead and not papers.is_city_lost and not end,
                reason=end or reason,
                is_answered=stage.can_lead and not end,
            )
