"""Scenes without pictures: crest, waiting, paused, ended."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.domain.conduct.live_session import PagePart
from desktop.domain.reception.status import PauseReason
from desktop.domain.recording.wanted import RecordedKind
from desktop.presenters.display.chair_display_state import (
    CountdownScene,
    EndedScene,
    PausedScene,
    WaitingScene,
)
from desktop.ui.scenes.canvas import MARGIN, Canvas
from desktop.ui.scenes.parts import paint_header, paint_sites
from desktop.ui.scenes.scene_words import (
    called_words,
    countdown_words,
    ended_words,
    following_words,
    pause_words,
)
from desktop.ui.scenes.shown_page import paint_page
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.widgets.marks.crest import paint_crest

_CREST = 280.0
_RULES_BELOW = 0.54
"""Of the height of an upright screen: the house rules stand below who is expected."""


def paint_crest_scene(canvas: Canvas) -> None:
    """The crest and nothing else."""
    box = canvas.rect((canvas.width - _CREST) / 2, (canvas.height - _CREST) / 2, _CREST, _CREST)
    paint_crest(canvas.painter, box, canvas.theme.colour("gold"))


def paint_waiting(canvas: Canvas, scene: WaitingScene) -> None:
    """Case, hour of the beginning, who is expected, house rules."""
    paint_header(canvas, scene.header)
    is_upright = canvas.is_upright
    recorded = scene.header.recorded if scene.is_recorded else None
    middle = canvas.width * 0.56
    width = canvas.width - 2 * MARGIN if is_upright else middle - MARGIN - 60
    title = canvas.rect(MARGIN, 190, width, 200)
    taken = canvas.paragraph(title, scene.header.case_title, px=40, weight=600)
    top = 190 + max(66.0, taken) + 24
    list_top = top + _paint_when(canvas, scene, (top, width))
    foot = canvas.height * _RULES_BELOW if is_upright else canvas.height
    box = (MARGIN, list_top, width, foot - list_top - 40)
    paint_sites(canvas, scene.sites, box, is_large=True)
    if is_upright:
        canvas.line(MARGIN, foot, width)
        _paint_rules(canvas, (MARGIN, foot + 40), recorded=recorded)
    else:
        canvas.line(middle, 190, 1, canvas.height - 270)
        _paint_rules(canvas, (middle + 60, 190), recorded=recorded)


def _paint_when(canvas: Canvas, scene: WaitingScene, place: tuple[float, float]) -> float:
    """That whoever waits is asked in, else the hour; returns the height it took."""
    top, width = place
    told = None if scene.following is None else following_words(scene.following)
    if scene.called is not None:
        told = called_words(scene.called)
    if told is not None:
        box = canvas.rect(MARGIN, top, width, 170)
        return canvas.paragraph(box, told, px=56, weight=600, tone="gold") + 40
    caption = translate("Scene", "Bắt đầu lúc")
    canvas.text(canvas.rect(MARGIN, top, width, 40), caption, px=26, tone="on_night2")
    canvas.text(
        canvas.rect(MARGIN, top + 38, width, 96), formats.hour(scene.starts_at), px=64,
        weight=600, tone="gold",
    )  # fmt: skip
    return 170


def _paint_rules(
    canvas: Canvas, place: tuple[float, float], *, recorded: RecordedKind | None
) -> None:
    """place: left and top, of the design. recorded: what will be, None: nothing."""
    left, top = place
    width = canvas.width - MARGIN - left
    heading = translate("Scene", "Nội quy tiếp công dân")
    canvas.paragraph(canvas.rect(left, top, width, 66), heading, px=40, weight=600)
    rules = [
        translate("Scene", "Giữ trật tự, tắt chuông điện thoại."),
        translate("Scene", "Nói khi được mời, mỗi lần một người."),
        translate("Scene", "Trình bày trung thực, đúng nội dung."),
        translate("Scene", "Cần giúp đỡ, xin nói với Cán bộ tiếp dân."),
    ]
    if recorded is not None:
        texts = {
            RecordedKind.BOTH: translate(
                "Scene", "Buổi tiếp được ghi âm, ghi hình từ khi mở, theo quy định."
            ),
            RecordedKind.SOUND: translate("Scene", "Buổi tiếp được ghi âm từ khi mở."),
            RecordedKind.PICTURE: translate("Scene", "Buổi tiếp được ghi hình từ khi mở."),
        }
        rules.append(texts[recorded])
    top += 100
    for number, text in enumerate(rules, start=1):
        number_box = canvas.rect(left, top, 60, 50)
        canvas.paragraph(number_box, str(number), px=36, weight=600, tone="gold")
        box = canvas.rect(left + 60, top, width - 60, 160)
        top += canvas.paragraph(box, text, px=36) + 44


def paint_before_it_goes_on(canvas: Canvas, scene: PausedScene | CountdownScene) -> None:
    """A pause, or the last seconds before the session opens or goes on."""
    if isinstance(scene, PausedScene):
        paint_paused(canvas, scene)
    else:
        paint_countdown(canvas, scene)


def paint_paused(canvas: Canvas, scene: PausedScene) -> None:
    """Hội ý or tạm dừng, and for how long."""
    paint_header(canvas, scene.header)
    is_consultation = scene.reason is PauseReason.CONSULTATION
    reason = pause_words(scene.reason)
    text = (
        translate("Scene", "Hội ý, xin chờ")
        if is_consultation
        else translate("Scene", "{reason}, xin vui lòng chờ").format(reason=reason)
    )
    note = translate("Scene", "Hình và tiếng đã ngắt.")
    if scene.platform is not None:
        said = translate("Scene", "Buổi tiếp họp trên {platform}.")
        note = said.format(platform=scene.platform)
    _paint_middle(canvas, text, note, _pause_clock(scene, is_consultation=is_consultation))


def _pause_clock(scene: PausedScene, *, is_consultation: bool) -> tuple[str, str]:
    """When it goes on, where somebody said so and that is ahead; else how long it lasts already."""
    if scene.back_at is not None:
        return translate("Scene", "Trở lại lúc"), formats.hour(scene.back_at)
    caption = (
        translate("Scene", "Đã hội ý") if is_consultation else translate("Scene", "Đã tạm dừng")
    )
    return caption, formats.short_clock(scene.paused_s)


def paint_countdown(canvas: Canvas, scene: CountdownScene) -> None:
    """One number, as large as it can be read from the last row."""
    paint_header(canvas, scene.header)
    centre = Qt.AlignmentFlag.AlignHCenter
    top = canvas.height / 2 - 260
    width = canvas.width - 2 * MARGIN
    words_of_it = countdown_words(is_opening=scene.is_opening)
    canvas.text(canvas.rect(MARGIN, top, width, 96), words_of_it, px=64, weight=600, flags=centre)
    canvas.text(
        canvas.rect(MARGIN, top + 120, width, 400), str(scene.number), px=320, weight=600,
        tone="gold", flags=centre,
    )  # fmt: skip


def paint_ended(canvas: Canvas, scene: EndedScene) -> None:
    """The session is over."""
    paint_header(canvas, scene.header)
    text, note = ended_words(scene.ending)
    caption = (
        translate("Scene", "Kết thúc lúc")
        if scene.ending is None
        else translate("Scene", "Dừng lúc")
    )
    _paint_middle(canvas, text, note, (caption, formats.hour(scene.ended_at)))


def paint_trial_page(canvas: Canvas, page: QImage) -> None:
    """The page of a trial as large as there is room, and nothing else."""
    room = canvas.rect(MARGIN, MARGIN, canvas.width - 2 * MARGIN, canvas.height - 2 * MARGIN)
    paint_page(canvas.painter, page, room, PagePart.WHOLE)


def _paint_middle(canvas: Canvas, text: str, note: str, clock: tuple[str, str]) -> None:
    """clock: what the time is of, and the time."""
    centre = Qt.AlignmentFlag.AlignHCenter
    top = canvas.height / 2 - 170
    width = canvas.width - 2 * MARGIN
    if canvas.is_upright:  # the longest of them has two lines there
        top -= 96
        room = canvas.rect(MARGIN, top, width, 192)
        high = canvas.paragraph(room, text, px=64, weight=600, flags=centre)
        top += max(96.0, high) - 96
    else:
        canvas.text(canvas.rect(MARGIN, top, width, 96), text, px=64, weight=600, flags=centre)
    box = canvas.rect(MARGIN, top + 110, width, 110)
    taken = canvas.paragraph(box, note, px=32, tone="on_night2", flags=centre)
    caption, time = clock
    top += 110 + max(48.0, taken) + 48
    canvas.text(canvas.rect(MARGIN, top, width, 40), caption, px=26, tone="on_night2", flags=centre)
    canvas.text(
        canvas.rect(MARGIN, top + 40, width, 100), time, px=64, weight=600, tone="gold",
        flags=centre,
    )  # fmt: skip
