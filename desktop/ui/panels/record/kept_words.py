"""Where everything written here is, in words: below the editor of the minutes."""

from desktop.presenters.record.minutes_state import Kept, MinutesPanel
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate


def kept_text(state: MinutesPanel) -> str:
    """Where, and when the newest save was, as far as somebody knows."""
    at = formats.hour_with_seconds(state.saved_at) if state.saved_at else ""
    match state.kept:
        case Kept.NOTHING:
            return translate("Minutes", "chưa có gì để lưu")
        case Kept.TYPING:
            return translate("Minutes", "đang lưu…")
        case Kept.HERE:
            bare = translate("Minutes", "đã lưu trên máy này")
            return translate("Minutes", "đã lưu trên máy này {at}").format(at=at) if at else bare
        case Kept.CITY:
            bare = translate("Minutes", "đã gửi về thành phố")
            return translate("Minutes", "đã gửi về thành phố {at}").format(at=at) if at else bare
        case Kept.FAILED:
            return translate("Minutes", "chưa lưu được, nội dung vẫn giữ trên màn hình")
