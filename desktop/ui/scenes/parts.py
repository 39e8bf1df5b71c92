"""Parts that several scenes share: header, whose turn, who is here."""

from PySide6.QtCore import Qt

from desktop.domain.recording.lamp import RecordingWord
from desktop.domain.recording.wanted import RecordedKind
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.display.chair_display_state import (
    PublicHeader,
    PublicPerson,
    PublicSite,
    PublicTurn,
)
from desktop.ui.scenes.canvas import MARGIN, Canvas
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.marks.crest import paint_crest
from desktop.ui.widgets.marks.light import LightState, paint_light

HEADER_TOP = 36.0
HEADER_HEIGHT = 64.0
NOTICE_HEIGHT = 56.0
"""Of the legal notice in a line of its own, above the foot of an upright screen."""

_HIGHER = 20.0
"""So much higher the first line of a header of two lines stands, and so much lower the second."""
FOOTER_HEIGHT = 152.0
TURN_LINE_HEIGHT = 72.0
_SITE_HEIGHT = 92.0
_LARGE_SITE_HEIGHT = 116.0


def person_text(person: PublicPerson) -> str:
    """How a person is called on display 2: a label, else the role; never a protected name."""
    if person.label and not person.is_protected:
        return person.label
    if person.is_protected:
        return translate("Scene", "Người tố cáo")
    return words.word(words.PEOPLE, person.role)


def paint_header(canvas: Canvas, header: PublicHeader) -> None:
    """Crest, name of the reception and of the room; lamp and time of day at the right."""
    titles = (translate("Scene", "Tiếp công dân trực tuyến"),)
    paint_titled_header(canvas, header, titles, header.room_name)


def paint_titled_header(
    canvas: Canvas, header: PublicHeader, titles: tuple[str, ...], note: str
) -> None:
    """Crest, titles and what is said of them; lamp and time of day at the right.

    On an upright screen it has two lines: titles and time, then what is said of them and the lamp.
    """
    first = second = HEADER_TOP
    if canvas.is_upright:
        first, second = HEADER_TOP - _HIGHER, HEADER_TOP + _HIGHER
    crest = canvas.rect(MARGIN, HEADER_TOP + 2, 60, 60)
    paint_crest(canvas.painter, crest, canvas.theme.colour("gold"))
    clock_width, right = 150.0, canvas.width - MARGIN
    clock_left = right - clock_width
    canvas.text(
        canvas.rect(clock_left, first, clock_width, HEADER_HEIGHT), formats.hour(header.now),
        px=34, weight=600, flags=Qt.AlignmentFlag.AlignRight,
    )  # fmt: skip
    lamp_right = right if canvas.is_upright else clock_left - 28
    lamp_left = _paint_lamp(canvas, header.recording, (lamp_right, second))
    left = begin = MARGIN + 80.0
    for title in titles:
        width = canvas.width_of(title, px=26, weight=600)
        canvas.text(canvas.rect(left, first, width + 8, HEADER_HEIGHT), title, px=26, weight=600)
        left += width + 24
    left = begin if canvas.is_upright else left
    room = canvas.rect(left, second, max(0.0, lamp_left - left - 24), HEADER_HEIGHT)
    canvas.text(room, note, px=24, tone="on_night2")


def _paint_lamp(canvas: Canvas, recording: RecordingWord, place: tuple[float, float]) -> float:
    """The recording lamp. place: where it ends, its top; returns where it begins."""
    right, top = place
    texts = {
        RecordingWord.RECORDING: translate("Scene", "ĐANG GHI"),
        RecordingWord.FAULT: translate("Scene", "Đang khắc phục việc ghi hình."),
        RecordingWord.OFF: translate("Scene", "KHÔNG GHI"),
    }
    text = texts[recording]
    tone = "on_night2" if recording is RecordingWord.OFF else "rec_night"
    width = canvas.width_of(text, px=24, weight=600) + 8
    box = canvas.rect(right - width, top, width, HEADER_HEIGHT)
    canvas.text(box, text, px=24, weight=600, tone=tone)
    left = right - width - 44
    lights = {
        RecordingWord.RECORDING: LightState.RECORDING,
        RecordingWord.FAULT: LightState.FAULT,
        RecordingWord.OFF: LightState.AHEAD,
    }
    lamp = canvas.rect(left, top + 16, 32, 32)
    paint_light(canvas.painter, lamp, lights[recording], canvas.theme.tokens)
    return left


def paint_sites(
    canvas: Canvas,
    sites: tuple[PublicSite, ...],
    box: tuple[float, float, float, float],
    *,
    is_large: bool = False,
) -> None:
    """Who was invited, by site. box: left, top, width, height of the design."""
    name_px, note_px = (32.0, 28.0) if is_large else (25.0, 23.0)
    site_height = _LARGE_SITE_HEIGHT if is_large else _SITE_HEIGHT
    half = (site_height - 16) / 2
    left, top, width, height = box
    caption = canvas.rect(left, top, width, 34)
    canvas.text(caption, translate("Scene", "Thành phần được mời"), px=24, tone="on_night2")
    place = top + 42
    for number, site in enumerate(sites):
        if place + site_height - 12 > top + height:
            return
        if number:
            canvas.line(left, place - 4, width)
        tone = "on_night" if site.is_here else "on_night2"
        name = canvas.rect(left, place + 4, width, half)
        canvas.text(name, site.name, px=name_px, weight=600, tone=tone)
        note = canvas.rect(left, place + 4 + half, width, half)
        canvas.text(note, _site_note(canvas, site, (width, note_px)), px=note_px, tone="on_night2")
        place += site_height


def _site_note(canvas: Canvas, site: PublicSite, room: tuple[float, float]) -> str:
    """Who was invited: as many names as fit whole, and how many more. room: width, size of text."""
    if not site.is_here:
        return {
            Presence.AWAY: translate("Scene", "đang nối lại"),
            Presence.LEFT: translate("Scene", "đã rời phòng"),
        }.get(site.presence, translate("Scene", "chưa vào phòng"))
    width, px = room
    names = list(dict.fromkeys(person_text(person) for person in site.people))
    for shown in range(len(names), 0, -1):
        more = len(names) - shown
        text = ", ".join(names[:shown]) + (f" +{more}" if more else "")
        if shown == 1 or canvas.width_of(text, px=px) <= width:
            return text
    return ""


def paint_footer(canvas: Canvas, turn: PublicTurn | None, case_title: str, elapsed_s: int) -> float:
    """Whose turn and its clock, or the case and the time gone; returns where the clock begins."""
    if turn is None:
        caption, value, size = translate("Scene", "Nội dung"), case_title, 34.0
    else:
        caption, size = translate("Scene", "Đang nói"), 44.0
        value = person_text(turn.person) if turn.person else str(turn.site_name)
    clock_left = paint_clock(canvas, turn, elapsed_s)
    top = canvas.height - FOOTER_HEIGHT
    caption_box = canvas.rect(MARGIN, top + 16, 600, 36)
    canvas.text(caption_box, caption, px=24, tone="on_night2")
    share = 1.0 if canvas.is_upright else 0.6  # no notice stands beside it
    value_width = min(clock_left - MARGIN - 60, canvas.width * share)
    canvas.text(canvas.rect(MARGIN, top + 54, value_width, 70), value, px=size, weight=600)
    return clock_left


def paint_clock(canvas: Canvas, turn: PublicTurn | None, elapsed_s: int) -> float:
    """The line above the foot and the large clock at its right; returns where that begins."""
    top = canvas.height - FOOTER_HEIGHT
    canvas.line(MARGIN, top, canvas.width - 2 * MARGIN)
    clock_caption, clock, tone = _clock_words(turn, elapsed_s)
    clock_width = canvas.width_of(clock, px=64, weight=600) + 48
    clock_left = canvas.width - MARGIN - clock_width
    right = Qt.AlignmentFlag.AlignRight
    canvas.text(
        canvas.rect(clock_left, top + 12, clock_width, 36), clock_caption, px=24,
        tone="on_night2", flags=right,
    )  # fmt: skip
    canvas.text(
        canvas.rect(clock_left, top + 44, clock_width, 84), clock, px=64, weight=600, tone=tone,
        flags=right,
    )  # fmt: skip
    canvas.line(clock_left - 20, top + 20, 1, 100)
    return clock_left


def paint_turn(
    canvas: Canvas,
    turn: PublicTurn | None,
    place: tuple[float, float, float],
    elapsed_s: int,
) -> None:
    """Whose turn and its clock in a narrow column. place: left, top, width of the design."""
    left, top, width = place
    canvas.line(left, top, width)
    top += 24
    if turn is not None:
        who = person_text(turn.person) if turn.person else str(turn.site_name)
        caption = canvas.rect(left, top, width, 36)
        canvas.text(caption, translate("Scene", "Đang nói"), px=24, tone="on_night2")
        canvas.text(canvas.rect(left, top + 36, width, 56), who, px=36, weight=600)
        top += 116
    caption_text, clock, tone = _clock_words(turn, elapsed_s)
    canvas.text(canvas.rect(left, top, width, 36), caption_text, px=24, tone="on_night2")
    canvas.text(canvas.rect(left, top + 36, width, 84), clock, px=64, weight=600, tone=tone)


def paint_turn_line(canvas: Canvas, turn: PublicTurn | None, top: float, elapsed_s: int) -> None:
    """Whose turn and its clock in one thin line."""
    box = canvas.rect(MARGIN, top, canvas.width - 2 * MARGIN, TURN_LINE_HEIGHT)
    caption, clock, tone = _clock_words(turn, elapsed_s)
    right = Qt.AlignmentFlag.AlignRight
    canvas.text(box, clock, px=44, weight=600, tone=tone, flags=right)
    box.setRight(box.right() - (canvas.width_of(clock, px=44, weight=600) + 20) * canvas.unit)
    canvas.text(box, caption, px=28, tone="on_night2", flags=right)
    if turn is not None:
        who = person_text(turn.person) if turn.person else str(turn.site_name)
        box.setRight(box.right() - (canvas.width_of(caption, px=28) + 20) * canvas.unit)
        speaking = translate("Scene", "Đang nói")
        canvas.text(box, speaking, px=28, tone="on_night2")
        box.setLeft(box.left() + (canvas.width_of(speaking, px=28) + 20) * canvas.unit)
        canvas.text(box, who, px=34, weight=600)


def _clock_words(turn: PublicTurn | None, elapsed_s: int) -> tuple[str, str, str]:
    """Caption, time and tone of the clock: of the turn, or of the session without one."""
    if turn is None:
        return translate("Scene", "Đã tiếp"), formats.clock(elapsed_s), "on_night"
    is_over = turn.clock.remaining_s < 0
    over, left = translate("Scene", "Quá giờ"), translate("Scene", "Lượt nói còn")
    return over if is_over else left, formats.short_clock(turn.clock.remaining_s), "gold"


def paint_recording_notice(canvas: Canvas, header: PublicHeader, right: float) -> None:
    """The legal notice, while it is true."""
    if header.recording is RecordingWord.OFF:
        return
    texts = {
        RecordedKind.BOTH: translate(
            "Scene", "Buổi tiếp công dân này được ghi âm, ghi hình theo quy định."
        ),
        RecordedKind.SOUND: translate("Scene", "Buổi tiếp công dân này được ghi âm."),
        RecordedKind.PICTURE: translate("Scene", "Buổi tiếp công dân này được ghi hình."),
    }
    text = texts[header.recorded]
    if canvas.is_upright:
        above = canvas.height - FOOTER_HEIGHT - NOTICE_HEIGHT
        width = canvas.width - 2 * MARGIN
        canvas.text(canvas.rect(MARGIN, above, width, 44), text, px=24, tone="on_night2")
        return
    box = canvas.rect(right - 580, canvas.height - FOOTER_HEIGHT + 28, 560, 90)
    canvas.paragraph(box, text, px=24, tone="on_night2", flags=Qt.AlignmentFlag.AlignRight)
