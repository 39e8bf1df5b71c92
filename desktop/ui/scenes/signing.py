"""The scene "ký biên bản": who is asked to sign, large, and everybody's state by site."""

from desktop.presenters.display.chair_display_state import PublicSigner, PublicSigning, SigningScene
from desktop.ui.scenes.canvas import MARGIN, Canvas
from desktop.ui.scenes.parts import FOOTER_HEIGHT, paint_header, paint_recording_notice
from desktop.ui.scenes.scene_words import signer_text, turn_words
from desktop.ui.texts import words
from desktop.ui.texts.texts import translate

_TOP = 190.0
_ROW = 58.0
_SITE = 56.0
_BOX = 230.0
_PADDING = 34.0
_STATE_SHARE = 0.36
_TONES = {
    PublicSigning.SIGNED: "on_night",
    PublicSigning.NOTED: "on_night",
    PublicSigning.NOW: "gold",
    PublicSigning.WAITING: "on_night2",
}


def paint_signing(canvas: Canvas, scene: SigningScene) -> None:
    """Left the invitation, right the list; one above the other on an upright screen."""
    paint_header(canvas, scene.header)
    is_upright = canvas.is_upright
    whole = canvas.width - 2 * MARGIN
    width = whole if is_upright else whole * 0.48
    title = translate("Scene", "Ký biên bản")
    canvas.text(canvas.rect(MARGIN, _TOP, width, 60), title, px=40, weight=600)
    top = _TOP + 84
    top += _paint_turn(canvas, scene, (MARGIN, top, width)) + 32
    lines = translate("Scene", "Biên bản gồm {count} dòng.").format(count=scene.lines)
    top += canvas.paragraph(canvas.rect(MARGIN, top, width, 120), lines, px=32) + 16
    asked = translate("Scene", "Trước khi ký, có thể đề nghị đọc lại bất kỳ dòng nào.")
    box = canvas.rect(MARGIN, top, width, 160)
    top += canvas.paragraph(box, asked, px=30, tone="on_night2") + 40
    foot = canvas.height - FOOTER_HEIGHT
    left = MARGIN if is_upright else MARGIN + whole * 0.53
    begin = top if is_upright else _TOP
    _paint_list(canvas, scene, (left, begin, MARGIN + whole - left, foot - begin))
    canvas.line(MARGIN, foot, whole)
    done = translate("Scene", "{noted} trong {people} người đã có trạng thái ký")
    text = done.format(noted=scene.noted, people=scene.people)
    said = whole if is_upright else width
    canvas.text(canvas.rect(MARGIN, foot + 30, said, 60), text, px=32)
    paint_recording_notice(canvas, scene.header, canvas.width - MARGIN + 20)


def _paint_turn(canvas: Canvas, scene: SigningScene, place: tuple[float, float, float]) -> float:
    """The box of whoever is asked; returns its height."""
    left, top, width = place
    canvas.painter.fillRect(canvas.rect(left, top, width, _BOX), canvas.theme.colour("night2"))
    canvas.painter.fillRect(canvas.rect(left, top, 8, _BOX), canvas.theme.colour("gold"))
    inside, room = left + _PADDING, width - 2 * _PADDING
    if not scene.place:
        box = canvas.rect(inside, top + 50, room, _BOX - 50)
        canvas.paragraph(box, turn_words(scene), px=44, weight=600, tone="gold")
        return _BOX
    invited = translate("Scene", "Mời")
    canvas.text(canvas.rect(inside, top + 24, room, 44), invited, px=30, tone="on_night2")
    who = signer_text(scene.following) or str(scene.place)
    canvas.text(canvas.rect(inside, top + 72, room, 84), who, px=56, weight=600, tone="gold")
    where = translate("Scene", "ký tại {site}").format(site=scene.place)
    canvas.text(canvas.rect(inside, top + 162, room, 50), where, px=34)
    return _BOX


def _paint_list(
    canvas: Canvas, scene: SigningScene, room: tuple[float, float, float, float]
) -> None:
    """Everybody by site, as far as there is room; who is asked is always in sight."""
    left, top, width, height = room
    bottom = top + height - 16
    for site in scene.sites:
        if top + _SITE + _ROW > bottom:
            return
        canvas.text(canvas.rect(left, top, width, _SITE), site.name, px=28, tone="on_night2")
        top += _SITE
        for one in site.people:
            if top + _ROW > bottom:
                return
            canvas.line(left, top, width)
            _paint_row(canvas, one, str(site.name), (left, top, width))
            top += _ROW


def _paint_row(
    canvas: Canvas, one: PublicSigner, site: str, place: tuple[float, float, float]
) -> None:
    left, top, width = place
    tone, share = _TONES[one.state], width * _STATE_SHARE
    weight = 600 if one.state is PublicSigning.NOW else 400
    who = signer_text(one.person) or site
    name = canvas.rect(left, top, width - share - 12, _ROW)
    canvas.text(name, who, px=32, weight=weight, tone=tone)
    state = words.word(words.PUBLIC_SIGNINGS, one.state)
    canvas.text(canvas.rect(left + width - share, top, share, _ROW), state, px=30, tone=tone)
