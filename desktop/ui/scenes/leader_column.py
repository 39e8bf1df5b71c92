"""For a leader who alone sees display 2: request, previous result, who is next, the step."""

from PySide6.QtCore import Qt

from desktop.presenters.display.chair_display_state import (
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
LEAST_LINES, MOST_LINES = 2, 4
"""Of a request and of a result: so many always, more where those who speak next leave room.

The rest stands on the officer's screen.
"""

_HAND_HEIGHT = 92.0
_NUMBER_WIDTH = 48.0
_GAP = 28.0
_CAPTION = 44.0
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
    lines = _lines_in(canvas, texts, width, height - _queue_height(brief))
    for caption, text in captioned:
        if text is not None:
            place += _paint_text(canvas, caption, text, (left, place, width), lines) + _GAP
    if brief.hands is None:
        return
    caption_box = canvas.rect(left, place, width, 34)
    canvas.text(caption_box, translate("Scene", "Nói tiếp theo"), px=CAPTION_PX, tone="on_night2")
    place += _CAPTION
    if not brief.hands:
        nobody = translate("Scene", "Chưa ai xin nói")
        canvas.text(canvas.rect(left, place, width, 44), nobody, px=NAME_PX)
    for number, hand in enumerate(brief.hands, start=1):
        if place + _HAND_HEIGHT > top + height:
            return
        canvas.line(left, place, width)
        _paint_hand(canvas, number, hand, (left, place, width))
        place += _HAND_HEIGHT


def _queue_height(brief: LeaderBrief) -> float:
    """Of those who speak next, with their caption."""
    return 0 if brief.hands is None else _CAPTION + _HAND_HEIGHT * max(1, len(brief.hands))


def _lines_in(canvas: Canvas, texts: list[PublicText], width: float, height: float) -> int:
    """How many lines each text may have, so that all of them and the queue have room."""
    for lines in range(MOST_LINES, LEAST_LINES, -1):
        needed = sum(
            40
            + min(_room_of(canvas, width, lines), canvas.height_of(one, width, px=TEXT_PX))
            + _GAP
            for one in texts
        )
        if needed <= height:
            return lines
    return LEAST_LINES


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


def _paint_text(
    canvas: Canvas, caption: str, text: PublicText, place: tuple[float, float, float], lines: int
) -> float:
    """A caption and so many lines at most; returns the height they took."""
    left, top, width = place
    canvas.text(canvas.rect(left, top, width, 34), caption, px=CAPTION_PX, tone="on_night2")
    shown = _shortened(canvas, text, width, lines)
    box = canvas.rect(left, top + 40, width, _room_of(canvas, width, lines))
    canvas.painter.save()
    canvas.painter.setClipRect(box)
    taken = canvas.paragraph(box, shown, px=TEXT_PX)
    canvas.painter.restore()
    return 40 + taken


def _room_of(canvas: Canvas, width: float, lines: int) -> float:
    """Height of so many lines, of the design."""
    return canvas.height_of("\n".join("X" * lines), width, px=TEXT_PX) + 1


def _shortened(canvas: Canvas, text: str, width: float, lines: int) -> str:
    """As many words as have room in the lines, and a sign that there are more."""
    room, spoken = _room_of(canvas, width, lines), text.split()
    shown = text
    while canvas.height_of(shown, width, px=TEXT_PX) > room and len(spoken) > 1:
        spoken.pop()
        shown = " ".join(spoken) + " …"
    return shown


def _paint_hand(
    canvas: Canvas, number: int, hand: PublicHand, place: tuple[float, float, float]
) -> None:
    left, top, width = place
    digit = canvas.rect(left, top + 8, _NUMBER_WIDTH, _HAND_HEIGHT - 16)
    canvas.text(digit, str(number), px=NAME_PX, weight=600, tone="on_night2")
    begin, wide = left + _NUMBER_WIDTH, width - _NUMBER_WIDTH
    who = str(hand.site_name) if hand.person is None else person_text(hand.person)
    canvas.text(canvas.rect(begin, top + 8, wide, 40), who, px=NAME_PX, weight=600)
    side = words.word(words.SIDES, hand.side)
    canvas.text(canvas.rect(begin, top + 48, wide, 36), side, px=NOTE_PX, tone="on_night2")
