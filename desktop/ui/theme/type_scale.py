"""The sizes and weights of text (look and feel, type); nothing below 13."""

from dataclasses import dataclass
from enum import StrEnum

TEXT_FAMILY = "Be Vietnam Desk"
FIGURES_FAMILY = "Be Vietnam Figures"
LINE_EM = 1.52


class TextRole(StrEnum):
    """What a piece of text is; a label carries it as the property `type`."""

    CAPTION = "caption"
    KEY = "key"
    SMALL = "small"
    SMALL_MEDIUM = "small-medium"
    SMALL_STRONG = "small-strong"
    VALUE = "value"
    BODY = "body"
    BODY_MEDIUM = "body-medium"
    BODY_STRONG = "body-strong"
    ROW_TITLE = "row-title"
    COLUMN_TITLE = "column-title"
    QUEUE_CLOCK = "queue-clock"
    SCREEN_TITLE = "screen-title"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSize:
    """Size in logical pixels at scale 1, and weight (400, 500 or 600)."""

    px: int
    weight: int


TEXT_SIZES: dict[TextRole, TextSize] = {
    TextRole.CAPTION: TextSize(px=13, weight=400),
    TextRole.KEY: TextSize(px=13, weight=500),
    TextRole.SMALL: TextSize(px=14, weight=400),
    TextRole.SMALL_MEDIUM: TextSize(px=14, weight=500),
    TextRole.SMALL_STRONG: TextSize(px=14, weight=600),
    TextRole.VALUE: TextSize(px=15, weight=600),
    TextRole.BODY: TextSize(px=16, weight=400),
    TextRole.BODY_MEDIUM: TextSize(px=16, weight=500),
    TextRole.BODY_STRONG: TextSize(px=16, weight=600),
    TextRole.ROW_TITLE: TextSize(px=18, weight=600),
    TextRole.COLUMN_TITLE: TextSize(px=20, weight=600),
    TextRole.QUEUE_CLOCK: TextSize(px=22, weight=600),
    TextRole.SCREEN_TITLE: TextSize(px=28, weight=600),
    TextRole.PRODUCT: TextSize(px=34, weight=600),
}
