"""What picture tiles of the session screen say."""

from desktop.domain.media.call import LineQuality, Quality
from desktop.domain.recording.lamp import RecordingWord
from desktop.presenters.conduct.roster.roster_state import MicrophoneWord, Tile, Veil, VeilKind
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate
from desktop.ui.theme.icons import Icon
from desktop.ui.widgets.marks.light import LightState
from desktop.ui.widgets.pictures.video_tile import TileFace, VeilFace

BARS = {Quality.GOOD: 4, Quality.FAIR: 3, Quality.WEAK: 1, Quality.LOST: 0}
_MICROPHONES = {
    MicrophoneWord.OPEN: (Icon.MICROPHONE, "on_night"),
    MicrophoneWord.OFF: (Icon.MICROPHONE_OFF, "rec_night"),
    MicrophoneWord.WAITING: (Icon.HAND, "gold"),
    MicrophoneWord.ELSEWHERE: (Icon.MONITOR, "on_night2"),
}
_VEIL_ICONS = {
    VeilKind.NOT_YET: Icon.PEOPLE,
    VeilKind.CONNECTING: Icon.REFRESH,
    VeilKind.RECONNECTING: Icon.REFRESH,
    VeilKind.LEFT: Icon.LEAVE,
    VeilKind.CAMERA_OFF: Icon.CAMERA_OFF,
    VeilKind.SOUND_ONLY: Icon.SPEAKER,
    VeilKind.PAUSED: Icon.PAUSE,
    VeilKind.CONSULTING: Icon.CONSULT,
    VeilKind.APART: Icon.CONSULT,
    VeilKind.ENGINE_LOST: Icon.REFRESH,
    VeilKind.BESIDE: Icon.MONITOR,
    VeilKind.LISTENING: Icon.SPEAKER,
    VeilKind.ELSEWHERE: Icon.MONITOR,
    VeilKind.OUT: Icon.LEAVE,
}
_CARDS = frozenset(
    {VeilKind.NOT_YET, VeilKind.LEFT, VeilKind.CAMERA_OFF, VeilKind.PAUSED, VeilKind.BESIDE}
    | {VeilKind.CONSULTING, VeilKind.APART, VeilKind.LISTENING, VeilKind.ELSEWHERE}
    | {VeilKind.OUT}
)
_AWAY = frozenset(
    {VeilKind.NOT_YET, VeilKind.CONNECTING, VeilKind.RECONNECTING, VeilKind.LEFT, VeilKind.OUT}
)
"""Nothing comes from there: no microphone, no level, no line."""

_LAMPS = {
    RecordingWord.RECORDING: LightState.RECORDING,
    RecordingWord.FAULT: LightState.FAULT,
}
"""Beside the name of another site; where nothing is recorded nothing is drawn."""

_SILENT = frozenset({VeilKind.PAUSED, VeilKind.CONSULTING, VeilKind.APART})
"""Nobody is heard there now: whose turn it is stands in the queue, with its clock."""

_TIMED = frozenset(
    {VeilKind.RECONNECTING, VeilKind.CONNECTING, VeilKind.SOUND_ONLY, VeilKind.ENGINE_LOST}
    | {VeilKind.CONSULTING}
)


def tile_face(tile: Tile) -> TileFace:
    """Name, microphone, quality and veil of one site."""
    is_away = tile.veil is not None and tile.veil.kind in _AWAY
    icon, tone = (Icon.LINE_LOST, "on_night2") if is_away else _MICROPHONES[tile.microphone]
    name = translate("Session", "Phòng này") if tile.is_own else tile.label
    place = tile.label if tile.is_own else tile.site_name
    if not tile.is_own and not tile.is_main:
        name, place = tile.site_name, tile.label
    if tile.is_guest:
        place = translate("Session", "khách qua trình duyệt")
    parts = [
        name,
        place,
        translate("Session", "micro {word}").format(
            word=words.word(words.MICROPHONES, tile.microphone)
        ),
    ]
    if tile.veil is not None:
        parts.append(_elsewhere(tile.veil.platform) or words.word(words.VEILS, tile.veil.kind))
    elif tile.quality is not None:
        parts.append(quality_text(tile.quality))
    if tile.recording is not None:
        parts.append(recording_text(tile.recording))
    far_name = tile.site_name if tile.is_main else ""
    is_silent = tile.veil is not None and tile.veil.kind in _SILENT
    return TileFace(
        name=name,
        place="" if place == name else place,
        microphone=icon,
        microphone_tone=tone,
        level_dbfs=tile.level_dbfs,
        has_level=not is_away and tile.microphone is not MicrophoneWord.ELSEWHERE,
        speaking=translate("Session", "Đang nói") if tile.is_speaking and not is_silent else "",
        bars=None if tile.quality is None or is_away else BARS[tile.quality.quality],
        veil=None if tile.veil is None else veil_face(tile.veil, far_name),
        spoken=", ".join(part for part in parts if part),
        lamp=None if tile.recording is None else _LAMPS.get(tile.recording),
    )


def veil_face(veil: Veil, site_name: str) -> VeilFace:
    """Words over a picture: what is going on, which try, for how long.

    site_name: said on the large picture, empty on the small ones.
    """
    told = _elsewhere(veil.platform) if site_name else ""
    title = told or words.word(words.VEILS, veil.kind)
    if veil.kind is VeilKind.RECONNECTING and site_name:
        title = translate("Session", "Đang nối lại với {site}").format(site=site_name)
    details = []
    if veil.attempt:
        details.append(translate("Session", "lần {attempt}").format(attempt=veil.attempt))
    if veil.kind in _TIMED and veil.seconds:
        details.append(formats.short_clock(veil.seconds))
    if veil.platform and site_name:
        details.append(translate("Session", "Chương trình này không gọi, không ghi"))
    return VeilFace(
        title=title,
        detail=" · ".join(details),
        icon=_VEIL_ICONS[veil.kind],
        is_card=veil.kind in _CARDS,
    )


def _elsewhere(platform: str) -> str:
    return translate("Session", "Họp trên {platform}").format(platform=platform) if platform else ""


def recording_text(word: RecordingWord) -> str:
    """What the lamp of another site says, for instance: bản ghi: đang ghi."""
    said = words.word(words.RECORDINGS, word)
    return translate("Session", "bản ghi: {word}").format(word=said)


def quality_text(line: LineQuality) -> str:
    """Quality and cause, for instance: yếu, mạng nơi kia."""
    cause = words.word(words.CAUSES, line.cause)
    quality = words.word(words.QUALITIES, line.quality)
    return f"{quality}, {cause}" if cause else quality
