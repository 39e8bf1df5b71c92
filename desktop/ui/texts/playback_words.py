"""Words for a recording that is looked over and played: its chain, its holes, where it stands."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.recording.tape import HoleWhy
from desktop.presenters.recording.playback_state import (
    ChainView,
    ChainWord,
    LaneHole,
    Lanes,
    PlayerStage,
    PlayerView,
    PlayRow,
    SiteLane,
)
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate
from desktop.ui.texts.words import word

CHAIN: Mapping[StrEnum, object] = {
    ChainWord.CHECKING: QT_TRANSLATE_NOOP(
        "Words", "Đang kiểm tra chuỗi, {parts} trong {whole} đoạn"
    ),
    ChainWord.WHOLE: QT_TRANSLATE_NOOP("Words", "Chuỗi kiểm tra nguyên vẹn, đủ {whole} đoạn"),
    ChainWord.OPEN: QT_TRANSLATE_NOOP("Words", "Chuỗi kiểm tra nguyên vẹn, chưa niêm phong"),
    ChainWord.SPOILT: QT_TRANSLATE_NOOP("Words", "Chuỗi kiểm tra: {faults}"),
    ChainWord.NONE: QT_TRANSLATE_NOOP("Words", "Chưa có bản ghi để nghe"),
}
"""What was found of the chain."""

PLAYER: Mapping[StrEnum, object] = {
    PlayerStage.STOPPED: QT_TRANSLATE_NOOP("Words", "Đang dừng ở {at}"),
    PlayerStage.OPENING: QT_TRANSLATE_NOOP("Words", "Đang mở, từ {at}"),
    PlayerStage.PLAYING: QT_TRANSLATE_NOOP("Words", "Đang nghe, {at}"),
}
"""Where the player stands."""

HOLES: Mapping[StrEnum, object] = {
    HoleWhy.PAUSED: QT_TRANSLATE_NOOP("Words", "tạm dừng {since}–{until}, không ghi"),
    HoleWhy.CONSULTATION: QT_TRANSLATE_NOOP("Words", "hội ý {since}–{until}, không ghi"),
    HoleWhy.LEFT: QT_TRANSLATE_NOOP("Words", "máy này rời buổi {since}–{until}"),
    HoleWhy.STOPPED: QT_TRANSLATE_NOOP("Words", "không ghi được {since}–{until}"),
    HoleWhy.MISSING: QT_TRANSLATE_NOOP("Words", "thiếu đoạn {numbers}"),
}
"""Why nothing is there."""


def chain_text(view: ChainView) -> str:
    """What was found of the chain; what is wrong with it, by name."""
    said = word(CHAIN, view.word)
    return said.format(parts=view.parts, whole=view.whole, faults=_spoilt(view))


def player_text(view: PlayerView) -> str:
    """Where the player stands, as the tile and a screen reader say it."""
    if view.at is None:
        return translate("Recording", "Chưa mở")
    return word(PLAYER, view.stage).format(at=formats.hour_with_seconds(view.at))


def hole_text(hole: LaneHole) -> str:
    """One hole with its hours."""
    return word(HOLES, hole.why).format(
        since=formats.hour(hole.since),
        until=formats.hour(hole.until),
        numbers=_numbers(hole.numbers),
    )


def loss_text(lane: SiteLane) -> str:
    """What a site lost in all; empty: nothing."""
    picture = sum(one.picture_s for one in lane.losses)
    sound = sum(one.sound_s for one in lane.losses)
    parts: list[str] = []
    if picture:
        parts.append(translate("Recording", "mất hình {n} giây").format(n=picture))
    if sound:
        parts.append(translate("Recording", "mất tiếng {n} giây").format(n=sound))
    return ", ".join(parts)


def lanes_text(lanes: Lanes) -> str:
    """The line of time for who does not see it: hours, losses, holes."""
    said = [
        translate("Recording", "Từ {since} đến {until}").format(
            since=formats.hour_with_seconds(lanes.since),
            until=formats.hour_with_seconds(lanes.until),
        )
    ]
    said += [f"{lane.name}: {lost}" for lane in lanes.sites if (lost := loss_text(lane))]
    said += [hole_text(hole) for hole in lanes.holes]
    if lanes.pages:
        shown = translate("Recording", "{page} từ {since} đến {until}")
        said += [
            shown.format(
                page=one.caption, since=formats.hour(one.since), until=formats.hour(one.until)
            )
            for one in lanes.pages
        ]
    if lanes.marks:
        hours = ", ".join(formats.hour_with_seconds(one.at) for one in lanes.marks)
        said.append(translate("Recording", "dấu F2 lúc {hours}").format(hours=hours))
    if lanes.damaged:
        said.append(translate("Recording", "có đoạn không khớp chuỗi kiểm tra"))
    return ". ".join(said)


def row_text(one: PlayRow) -> str:
    """Who said it, where, and whether it can be heard."""
    who = " · ".join(part for part in (one.speaker, one.site_name) if part)
    if one.is_there:
        return who
    absent = translate("Recording", "không có trong bản ghi")
    return f"{who} · {absent}" if who else absent


def _spoilt(view: ChainView) -> str:
    parts: list[str] = []
    if view.damaged:
        said = translate("Recording", "đoạn {n} không khớp")
        parts.append(said.format(n=_numbers(view.damaged)))
    if view.missing:
        parts.append(translate("Recording", "thiếu đoạn {n}").format(n=_numbers(view.missing)))
    if view.is_wrong_seal:
        parts.append(translate("Recording", "dấu niêm phong không khớp"))
    return ", ".join(parts)


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(one) for one in numbers if one) or "?"
