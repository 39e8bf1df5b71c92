"""Things side by side, and one below the other where there is no room."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QScrollArea, QSizePolicy, QWidget
from typing_extensions import override

from desktop.ui.theme.theme import Theme

_GAP = 8
QWIDGETSIZE_MAX = (1 << 24) - 1
"""As Qt has it: no maximum."""


class _Folding(QWidget):
    """narrow: width of the design below which it folds."""

    def __init__(self, theme: Theme, *, gap: float, narrow: float) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = narrow
        self._is_folded = False
        self.split = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.split.setContentsMargins(0, 0, 0, 0)
        self.split.setSpacing(theme.px(gap))

    def fold(self, *, is_folded: bool) -> None:
        """Put them one below the other, or side by side."""
        way = QBoxLayout.Direction
        self.split.setDirection(way.TopToBottom if is_folded else way.LeftToRight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_folded = self.width() < self._theme.px(self._narrow)
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self.fold(is_folded=is_folded)


class FoldingColumns(_Folding):
    """A column of fixed width beside one that takes the rest; folded, both are as wide as it is.

    main_height: of the design, which the main column keeps when it stands below.
    """

    def __init__(
        self, theme: Theme, side: QWidget, main: QWidget, *, side_width: float, main_height: float
    ) -> None:
        super().__init__(theme, gap=16, narrow=2 * side_width)
        self._is_main_first = False
        self._side = side
        self._main = _AsHighAsItGets(main)
        self._side_width = theme.px(side_width)
        self._main_height = theme.px(main_height)
        self.split.addWidget(side)
        self.split.addWidget(self._main, 1)
        self.fold(is_folded=False)

    def show_main_first(self, *, is_main_first: bool) -> None:
        """Which of them stands above the other when they are folded."""
        if is_main_first is not self._is_main_first:
            self._is_main_first = is_main_first
            self.fold(is_folded=self._is_folded)

    @override
    def fold(self, *, is_folded: bool) -> None:
        super().fold(is_folded=is_folded)
        if is_folded and self._is_main_first:
            self.split.setDirection(QBoxLayout.Direction.BottomToTop)
        self._side.setMinimumWidth(0 if is_folded else self._side_width)
        self._side.setMaximumWidth(QWIDGETSIZE_MAX if is_folded else self._side_width)
        self._main.keep_height(self._main_height if is_folded else None)


class _AsHighAsItGets(QWidget):
    """Around what scrolls by itself: it takes the height that is there and asks for none."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def keep_height(self, height: int | None) -> None:
        """Ask for this height after all, in device-independent pixels; None: for none."""
        policy = QSizePolicy.Policy
        way = policy.Ignored if height is None else policy.Fixed
        self.setSizePolicy(policy.Expanding, way)
        self.setMinimumHeight(height or 0)
        self.setMaximumHeight(QWIDGETSIZE_MAX if height is None else height)

    @override
    def hasHeightForWidth(self) -> bool:
        return False


class FoldingRow(_Folding):
    """words takes what buttons leaves."""

    def __init__(self, theme: Theme, words: QLayout, buttons: QLayout, *, narrow: float) -> None:
        super().__init__(theme, gap=_GAP, narrow=narrow)
        self.split.addLayout(words, 1)
        self.split.addLayout(buttons)


class FoldingBlocks(_Folding):
    """Blocks of one width, or of their shares of it; 0: as wide as it must be.

    count: of the blocks. gap, narrow: of the design; narrower than that they are folded.
    """

    def __init__(
        self,
        theme: Theme,
        blocks: Sequence[QLayout],
        *,
        gap: float,
        narrow: float,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__(theme, gap=gap, narrow=narrow)
        self.count = len(blocks)
        self.gap = gap
        self.narrow = narrow
        for block, share in zip(blocks, shares or [1] * len(blocks), strict=True):
            self.split.addLayout(block, share)


class FoldingArea(QScrollArea):
    """Blocks that scroll inside each; together only where they lie below one another.

    least: height of a block, of the design; where there is less all of it scrolls.
    """

    def __init__(self, theme: Theme, blocks: FoldingBlocks, *, least: float) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = blocks.narrow
        self._least = least + blocks.gap
        self._count = blocks.count
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        inside = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(blocks, 1)
        self.setWidget(self._content)

    @property
    def is_folded(self) -> bool:
        """They lie below one another."""
        return self.width() < self._theme.px(self._narrow)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Also when a banner above it comes or goes."""
        stacked = self._count if self.is_folded else 1
        least = stacked * self._theme.px(self._least)
        self._content.setMaximumHeight(max(self.height(), least))
        super().resizeEvent(event)
