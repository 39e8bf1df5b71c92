"""The microphone's level: twelve blocks, the last quarter amber."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme

BLOCKS = 12
AMBER_FROM = 9
QUIETEST_DBFS = -60.0
_LOUDEST_DBFS = -0.0
_ZONE_GAP, _ZONE_LINE = 4, 4


def blocks_of(level_dbfs: float) -> int:
    """How many blocks are lit, 0 to 12; each stands for 5 dB above -60 dBFS."""
    share = (level_dbfs - QUIETEST_DBFS) / (_LOUDEST_DBFS - QUIETEST_DBFS)
    return max(0, min(BLOCKS, round(share * BLOCKS)))


class LevelMeter(QWidget):
    """Shows a level; the figure stands beside it in a label.

    zone_dbfs: (from, to), marked by a line below: where a talker should be. None: no line.
    """

    def __init__(
        self,
        theme: Theme,
        block_width: float = 8,
        height: float = 16,
        zone_dbfs: tuple[float, float] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._block_width = block_width
        self._height = height
        self._zone_dbfs = zone_dbfs
        self._lit = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def lit(self) -> int:
        """How many of the blocks are lit."""
        return self._lit

    def set_level(self, level_dbfs: float) -> None:
        """level_dbfs: in [-96, 0]."""
        lit = blocks_of(level_dbfs)
        if lit != self._lit:
            self._lit = lit
            self.update()

    @override
    def sizeHint(self) -> QSize:
        width = BLOCKS * self._theme.px(self._block_width) + (BLOCKS - 1) * self._theme.px(3)
        return QSize(width, self._theme.px(self._height) + self._below())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, gap = self._theme.px(self._block_width), self._theme.px(3)
        for block in range(BLOCKS):
            box = QRectF(block * (width + gap), 0, width, self.height() - self._below())
            if block < self._lit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.colour("warn_edge" if block >= AMBER_FROM else "ok"))
                painter.drawRoundedRect(box, 2, 2)
            else:
                painter.setPen(self._theme.colour("line"))
                painter.setBrush(self._theme.colour("off_tint"))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if self._zone_dbfs is not None:
            self._paint_zone(painter, self._zone_dbfs, width + gap)

    def _paint_zone(self, painter: QPainter, zone_dbfs: tuple[float, float], step: int) -> None:
        """A bracket below the blocks of the zone."""
        first, last = (blocks_of(edge) for edge in zone_dbfs)
        left, right = first * step, last * step - self._theme.px(3)
        height = self._theme.px(_ZONE_LINE)
        box = QRectF(left, self.height() - height, right - left, height)
        painter.fillRect(box, self._theme.colour("ok"))

    def _below(self) -> int:
        """Room for the line of the zone."""
        is_marked = self._zone_dbfs is not None
        return self._theme.px(_ZONE_GAP) + self._theme.px(_ZONE_LINE) if is_marked else 0
