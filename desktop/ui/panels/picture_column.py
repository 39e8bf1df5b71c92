"""The middle column of the session: pictures, miniature of display 2, paper on stage, verbs."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget
from typing_extensions import override

from desktop.presenters.chair_display_state import ChairScene
from desktop.presenters.message import Message
from desktop.presenters.papers_state import PapersPanel
from desktop.presenters.roster_state import RosterPanel, Tile
from desktop.ui.frames import FrameHub
from desktop.ui.panels.tile_words import tile_face
from desktop.ui.panels.verb_grid import VerbGrid
from desktop.ui.scenes.scene_view import SceneView, scene_words
from desktop.ui.texts import action_text, sentence, translate
from desktop.ui.theme.icons import Icon
from desktop.ui.theme.theme import Theme
from desktop.ui.theme.type_scale import TextRole
from desktop.ui.widgets.banner import Banner
from desktop.ui.widgets.button import Button, ButtonSize
from desktop.ui.widgets.icon_label import IconLabel
from desktop.ui.widgets.layout import column, row
from desktop.ui.widgets.text import ElidedLabel
from desktop.ui.widgets.video_tile import OFFICER_LARGE, OFFICER_SMALL, VideoTile

_GAP = 12
_MARGIN = 16
_MAX_BANNERS = 2
_CELLS = 3
_SMALL_SHARE = 0.24


class PictureColumn(QWidget):
    """Pictures keep their places whoever comes or goes.

    message_pressed(object): the Message whose button was pressed; papers_opened;
    page_turned(int): of the paper on stage; take_down_asked; display_opened: the miniature.
    """

    message_pressed = Signal(object)
    papers_opened = Signal()
    page_turned = Signal(int)
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
        self.verbs = VerbGrid(theme)
        self.verbs.setParent(self)
        self._banners = [Banner(theme, f"sessionBanner{n}") for n in range(_MAX_BANNERS)]
        for place, banner in enumerate(self._banners):
            banner.setParent(self)
            banner.setProperty("place", place)
            banner.pressed.connect(self._on_banner)
            banner.hide()
        self._mini.opened.connect(self.display_opened)
        self._paper.papers_opened.connect(self.papers_opened)
        self._paper.page_turned.connect(self.page_turned)
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

    def show_banners(self, messages: tuple[Message, ...]) -> None:
        """Over the top of the column; they push nothing aside."""
        self._messages = messages
        for place, banner in enumerate(self._banners):
            banner.setVisible(place < len(messages))
            if place < len(messages):
                message = messages[place]
                said = sentence(message)
                action = action_text(message.action) if message.action else ""
                banner.show_message(message.tone.value, said.fact, said.rest, said.code, action)
        self._place_banners()

    def show_scene(self, scene: ChairScene) -> None:
        """The miniature."""
        self._mini.show_scene(scene)

    def show_papers(self, papers: PapersPanel) -> None:
        """What is on stage."""
        self._paper.show_panel(papers)

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
        small = [key for key in self._order if key != self._main_key]
        verb_height = self.verbs.wanted_height(room.width())
        has_free_cell = len(small) + 1 < _CELLS
        bar_height = 0 if has_free_cell else px(48) + gap
        cells = max(_CELLS, len(small) + 1)
        cell_width = (room.width() - (cells - 1) * gap) // cells
        small_height = min(round(cell_width * 9 / 16) + px(36), round(room.height() * _SMALL_SHARE))
        main_height = room.height() - verb_height - bar_height - small_height - 2 * gap
        if self._main_key in self._tiles:
            box = QRect(room.left(), room.top(), room.width(), main_height)
            self._place_tile(self._tiles[self._main_key], box)
        top = room.top() + main_height + gap
        for place in range(len(small) + 1):
            left = room.left() + place * (cell_width + gap)
            box = QRect(left, top, cell_width, small_height)
            if place < len(small):
                self._place_tile(self._tiles[small[place]], box)
            else:
                self._mini.setGeometry(box)
        self._paper.set_bar(is_bar=not has_free_cell)
        if has_free_cell:
            left = room.left() + (cells - 1) * (cell_width + gap)
            self._paper.setGeometry(left, top, room.right() + 1 - left, small_height)
        else:
            bar_top = top + small_height + gap
            self._paper.setGeometry(room.left(), bar_top, room.width(), px(48))
        self.verbs.setGeometry(
            room.left(), room.bottom() + 1 - verb_height, room.width(), verb_height
        )
        self._place_banners()

    def _place_tile(self, tile: VideoTile, box: QRect) -> None:
        ring = tile.ring_width()
        tile.setGeometry(box.adjusted(-ring, -ring, ring, ring))

    def _place_banners(self) -> None:
        px = self._theme.px
        margin = px(_MARGIN)
        width = self.width() - 2 * margin
        top = margin
        for banner in self._banners:
            if not banner.isVisibleTo(self):
                continue
            height = max(banner.heightForWidth(width), px(64))
            banner.setGeometry(margin, top, width, height)
            banner.raise_()
            top += height + px(8)

    def _on_banner(self) -> None:
        place = int(self.sender().property("place"))
        if place < len(self._messages):
            self.message_pressed.emit(self._messages[place])


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
        self._open.setToolTip(text)
        self._open.clicked.connect(self.opened)
        layout = column(theme, self, margins=(1, 1, 1, 1))
        layout.addWidget(self._view, 1)
        label = row(theme, gap=8, margins=(10, 3, 6, 5))
        label.addWidget(IconLabel(theme, Icon.MONITOR, 18, "ink2"))
        label.addWidget(self._name, 1)
        label.addWidget(self._open)
        layout.addLayout(label)

    def show_scene(self, scene: ChairScene) -> None:
        self._view.show_scene(scene)
        self._name.set_text(scene_words(scene))


class _PaperCard(QFrame):
    """The paper on stage, or the way to the papers."""

    papers_opened = Signal()
    page_turned = Signal(int)
    take_down_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("panel", "sheet")
        self.setObjectName("paperCard")
        self._theme = theme
        self._icon = IconLabel(theme, Icon.DOCUMENT, 20, "ink2")
        self._title = ElidedLabel(theme, TextRole.BODY_MEDIUM)
        self._page = ElidedLabel(theme, TextRole.BODY, "ink2", has_figures=True)
        self._back = Button(theme, "stageBack", "", size=ButtonSize.SMALL, icon=Icon.BACK)
        self._on = Button(theme, "stageOn", "", size=ButtonSize.SMALL, icon=Icon.FORWARD)
        self._back.setAccessibleName(translate("Session", "Trang trước trên màn trình chiếu"))
        self._on.setAccessibleName(translate("Session", "Trang sau trên màn trình chiếu"))
        self._stop = Button(
            theme, "stageStop", translate("Session", "Dừng chiếu"), size=ButtonSize.SMALL
        )
        self._open = Button(
            theme, "openPapers", translate("Session", "Mở hồ sơ"), size=ButtonSize.SMALL
        )
        self._layout = row(theme, self, gap=8, margins=(14, 6, 12, 6))
        head = row(theme, gap=8)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        tools = row(theme, gap=8)
        for widget in (self._back, self._page, self._on, self._stop, self._open):
            tools.addWidget(widget)
        tools.addStretch(1)
        self._layout.addLayout(head, 1)
        self._layout.addLayout(tools)
        self._open.clicked.connect(self.papers_opened)
        self._stop.clicked.connect(self.take_down_asked)
        self._back.clicked.connect(self._turn_back)
        self._on.clicked.connect(self._turn_on)

    def set_bar(self, *, is_bar: bool) -> None:
        """A bar above the verbs, or a card in a free cell beside the pictures."""
        direction = (
            self._layout.Direction.LeftToRight if is_bar else self._layout.Direction.TopToBottom
        )
        if self._layout.direction() is not direction:
            self._layout.setDirection(direction)

    def show_panel(self, papers: PapersPanel) -> None:
        stage = papers.stage
        for widget in (self._back, self._page, self._on, self._stop):
            widget.setVisible(stage is not None)
        if stage is None:
            text = translate("Session", "Hồ sơ: {count} tài liệu").format(count=len(papers.rows))
            self._title.set_text(text, "ink")
            self._icon.set_icon(Icon.DOCUMENT, "ink2")
            return
        text = translate("Session", "Đang chiếu {number} · {title}")
        self._title.set_text(text.format(number=stage.number, title=stage.title), "danger")
        self._icon.set_icon(Icon.PRESENT, "danger")
        self._page.set_text(f"{stage.page}/{stage.page_count}")
        for button in (self._back, self._on, self._stop):
            button.set_available(
                is_available=stage.can_lead,
                reason=translate("Session", "Nơi đang chiếu mới dẫn trang được."),
            )

    def _turn_back(self) -> None:
        self.page_turned.emit(-1)

    def _turn_on(self) -> None:
        self.page_turned.emit(1)
