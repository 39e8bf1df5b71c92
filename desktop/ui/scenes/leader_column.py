"""For a leader who alone sees display 2: request, previous result, who is next, the step."""

from typing import Final

from PySide6.QtCore import QRectF, Qt

from desktop.presenters.display.chair_display_state import (
    HANDS_AHEAD,
    LeaderBrief,
    PublicHand,
    PublicText,
    PublicTurn,
)
from desktop.ui.scenes.canvas import MARGIN, Canvas
from desktop.ui.scenes.parts import FOOTER_HEIGHT, paint_clock, person_text
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate

CAPTION_PX, TEXT_PX, NAME_PX, NOTE_PX = 24.0, 30.0, 28.0, 24.0
LEAST_LINES, MOST_LINES = 2, 12
"""Of a request and of a result: so many always, more where those who speak next leave room.

The rest stands on the officer's screen.
"""

_UPRIGHT_SIZES: Final = (1.5, 1.3125, 1.125, 1.0)
"""How many times larger on an upright screen, which has room below the picture: the first that
fits. The last one makes the texts as large as on the same screen when it lies."""

_HAND_HEIGHT = 92.0
_NUMBER_WIDTH = 48.0
_GAP = 28.0
_CAPTION = 44.0
_TEXT_TOP = 40.0
_ELAPSED_WIDTH = 220.0


def paint_leader_column(
    canvas: Canvas, brief: LeaderBrief, box: tuple[float, float, float, float]
) -> None:
    """box: left, top, width, height of the design."""
    left, top, width, height = box
    captioned = (
        (translate("Scene", "Yêu cầu của công dân"), brief.request),
        (translate("Scene", "Kết quả lần trước"), brief.previous_result),
    )
    place = top
    texts = [text for _, text in captioned if text is not None]
    column = _Column(canvas, width, _size_of(canvas, brief, texts, (width, height)))
    size = column.size
    lines = column.lines_in(texts, height - column.queue_height(brief.hands))
    for caption, text in captioned:
        if text is not None:
            place += column.paint_text(caption, text, (left, place), lines) + _GAP * size
    if brief.hands is None:
        return
    caption_box = canvas.rect(left, place, width, 34 * size)
    column.paint_caption(caption_box, translate("Scene", "Nói tiếp theo"))
    place += _CAPTION * size
    if not brief.hands:
        nobody = translate("Scene", "Chưa ai xin nói")
        canvas.text(canvas.rect(left, place, width, 44 * size), nobody, px=NAME_PX * size)
    for number, hand in enumerate(brief.hands, start=1):
        if place + _HAND_HEIGHT * size > top + height:
            return
        canvas.line(left, place, width)
        column.paint_hand(number, hand, (left, place))
        place += _HAND_HEIGHT * size


def _size_of(
    canvas: Canvas, brief: LeaderBrief, texts: list[PublicText], room: tuple[float, float]
) -> float:
    """How large the column is written. room: width, height.

    With room for all who may be shown: nothing changes its size while somebody raises a hand.
    """
    if canvas.height <= canvas.width:
        return 1.0
    width, height = room
    hands = 0 if brief.hands is None else HANDS_AHEAD
    for size in _UPRIGHT_SIZES[:-1]:
        column = _Column(canvas, width, size)
        queue = (_CAPTION + _HAND_HEIGHT * hands) * size if hands else 0.0
        if sum(column.whole(one) for one in texts) + queue <= height:
            return size
    return _UPRIGHT_SIZES[-1]


def paint_leader_foot(
    canvas: Canvas, brief: LeaderBrief, turn: PublicTurn | None, elapsed_s: int
) -> None:
    """The step and which it is; how long it lasts; the clock of the turn."""
    right = paint_clock(canvas, turn, elapsed_s)
    top = canvas.height - FOOTER_HEIGHT
    if turn is not None:
        left = right - 40 - _ELAPSED_WIDTH
        flags = Qt.AlignmentFlag.AlignRight
        caption = canvas.rect(left, top + 12, _ELAPSED_WIDTH, 36)
        canvas.text(
            caption, translate("Scene", "Đã tiếp"), px=CAPTION_PX, tone="on_night2", flags=flags
        )
        clock = canvas.rect(left, top + 44, _ELAPSED_WIDTH, 84)
        canvas.text(clock, formats.clock(elapsed_s), px=44, flags=flags)
        right = left
    width = right - MARGIN - 60
    caption = canvas.rect(MARGIN, top + 16, width, 36)
    canvas.text(caption, _step_caption(brief), px=CAPTION_PX, tone="on_night2")
    name = canvas.rect(MARGIN, top + 54, width, 70)
    canvas.text(name, words.word(words.STEPS, brief.step), px=44, weight=600)


def _step_caption(brief: LeaderBrief) -> str:
    if brief.place is None:
        return translate("Scene", "Bước")
    text = translate("Scene", "Bước {place} trong {count}")
    return text.format(place=brief.place, count=brief.count)


class _Column:
    """Writes at one size. width: of the design, as all lengths; size: 1 on a screen that lies."""

    def __init__(self, canvas: Canvas, width: float, size: float) -> None:
        self.size = size
        self._canvas = canvas
        self._width = width
        self._px = TEXT_PX * size

    def queue_height(self, hands: tuple[PublicHand, ...] | None) -> float:
        """Of those who speak next, with their caption."""
        height = 0 if hands is None else _CAPTION + _HAND_HEIGHT * max(1, len(hands))
        return height * self.size

    def whole(self, text: PublicText) -> float:
        """Height of a text that is not shortened, with its caption and what is left below it."""
        return (_TEXT_TOP + _GAP) * self.size + self._height_of(text)

    def lines_in(self, texts: list[PublicText], height: float) -> int:
        """How many lines each text may have, so that all of them and the queue have room."""
        beside = (_TEXT_TOP + _GAP) * self.size
        for lines in range(MOST_LINES, LEAST_LINES, -1):
            most = self._room_of(lines)
            if sum(beside + min(most, self._height_of(one)) for one in texts) <= height:
                return lines
        return LEAST_LINES

    def paint_caption(self, box: QRectF, caption: str) -> None:
        """What is written below it."""
        self._canvas.text(box, caption, px=CAPTION_PX * self.size, tone="on_night2")

    def paint_text(
        self, caption: str, text: PublicText, place: tuple[float, float], lines: int
    ) -> float:
        """A caption and so many lines at most; returns the height they took."""
        canvas, (left, top), width = self._canvas, place, self._width
        self.paint_caption(canvas.rect(left, top, width, 34 * self.size), caption)
        begin = _TEXT_TOP * self.size
        box = canvas.rect(left, top + begin, width, self._room_of(lines))
        canvas.painter.save()
        canvas.painter.setClipRect(box)
        taken = canvas.paragraph(box, self._shortened(text, lines), px=self._px)
        canvas.painter.restore()
        return begin + taken

    def paint_hand(self, number: int, hand: PublicHand, place: tuple[float, float]) -> None:
        """Who it is, and for which side."""
        canvas, size, (left, top) = self._canvas, self.size, place
        digit = canvas.rect(left, top + 8 * size, _NUMBER_WIDTH * size, (_HAND_HEIGHT - 16) * size)
        canvas.text(digit, str(number), px=NAME_PX * size, weight=600, tone="on_night2")
        begin, wide = left + _NUMBER_WIDTH * size, self._width - _NUMBER_WIDTH * size
        who = str(hand.site_name) if hand.person is None else person_text(hand.person)
        name = canvas.rect(begin, top + 8 * size, wide, 40 * size)
        canvas.text(name, who, px=NAME_PX * size, weight=600)
        side = words.word(words.SIDES, hand.side)
        note = canvas.rect(begin, top + 48 * size, wide, 36 * size)
        canvas.text(note, side, px=NOTE_PX * size, tone="on_night2")

    def _height_of(self, text: str) -> float:
        return self._canvas.height_of(text, self._width, px=self._px)

    def _room_of(self, lines: int) -> float:
        """Height of so many lines."""
        return self._height_of("\n".join("X" * lines)) + 1

    def _shortened(self, text: str, lines: int) -> str:
        """As many words as have room in the lines, and a sign that there are more."""
        room, spoken = self._room_of(lines), text.split()
        shown = text
        while self._height_of(shown) > room and len(spoken) > 1:
            spoken.pop()
            shown = " ".join(spoken) + " …"
        return shown
