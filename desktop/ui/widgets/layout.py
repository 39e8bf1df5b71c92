"""Short ways to write the layouts of screens: every length is of the design."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme.theme import Theme

Margins = tuple[float, float, float, float]
NO_MARGINS: Margins = (0, 0, 0, 0)
_FREE = 16
"""Left around a widget that is scrolled to, in device-independent pixels."""


def row(
    theme: Theme, parent: QWidget | None = None, *, gap: float = 0, margins: Margins = NO_MARGINS
) -> QHBoxLayout:
    """A horizontal layout; gap and margins (left, top, right, bottom) of the design."""
    layout = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _measure(layout, theme, gap, margins)
    return layout


def column(
    theme: Theme, parent: QWidget | None = None, *, gap: float = 0, margins: Margins = NO_MARGINS
) -> QVBoxLayout:
    """A vertical layout; gap and margins (left, top, right, bottom) of the design."""
    layout = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _measure(layout, theme, gap, margins)
    return layout


def panel(kind: str, name: str = "") -> QFrame:
    """A frame that the style sheet draws by its property `panel`."""
    frame = QFrame()
    frame.setProperty("panel", kind)
    if name:
        frame.setObjectName(name)
    return frame


def scrolled(content: QWidget) -> QScrollArea:
    """A frameless area that scrolls up and down only, and is no stop of the Tab key."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(content)
    return scroll


def scroll_to(widget: QWidget) -> None:
    """Brings a widget into sight in every area it is scrolled in."""
    ancestor = widget.parentWidget()
    while ancestor is not None:
        if isinstance(ancestor, QScrollArea):
            _lay_out(ancestor)
            ancestor.ensureWidgetVisible(widget, 0, _FREE)
        ancestor = ancestor.parentWidget()


def _lay_out(scroll: QScrollArea) -> None:
    """Before it is drawn for the first time nothing in it lies where it will lie."""
    content = scroll.widget()
    layout = content.layout() if content is not None else None
    if layout is not None:
        layout.activate()


def order_for_tab(window: QWidget, regions: Sequence[QWidget]) -> None:
    """Tab goes through these regions in this order; inside each of them as before.

    Qt puts a widget that is made later behind all others.
    """
    stops: list[QWidget] = []
    stop = window.nextInFocusChain()
    while stop is not None and stop is not window:
        if stop.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            stops.append(stop)
        stop = stop.nextInFocusChain()
    ordered = [one for region in regions for one in stops if region.isAncestorOf(one)]
    for before, after in pairwise(ordered):
        QWidget.setTabOrder(before, after)


def rule(kind: str = "h") -> QFrame:
    """A hairline: "h", "h-edge" or "v"."""
    line = QFrame()
    line.setProperty("rule", kind)
    return line


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets the widgets go."""
    while (item := layout.takeAt(0)) is not None:
        _let_go(item)


def _let_go(item: QLayoutItem) -> None:
    widget = item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
        return
    inner = item.layout()
    if inner is not None:
        clear(inner)


def _measure(layout: QHBoxLayout | QVBoxLayout, theme: Theme, gap: float, margins: Margins) -> None:
    left, top, right, bottom = (theme.px(side) for side in margins)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(theme.px(gap))
