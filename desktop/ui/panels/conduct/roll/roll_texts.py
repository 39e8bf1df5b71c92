"""What the roll call says of a person, and of all of them."""

from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark, RollNote
from desktop.presenters.conduct.roll.roll_state import RollButton, RollCounts
from desktop.ui.texts import formats
from desktop.ui.texts.texts import translate


def note_text(note: RollNote | None) -> str:
    """What was noted of a person, and that nothing was."""
    if note is None:
        return translate("Roll", "Chưa điểm danh")
    match note.mark:
        case RollMark.PRESENT:
            return translate("Roll", "Có mặt")
        case RollMark.ABSENT:
            text = translate("Roll", "Vắng, lý do: {reason}")
            return text.format(reason=note.reason) if note.reason else translate("Roll", "Vắng")
        case RollMark.LATE | RollMark.LEFT:
            parts = []
            if note.came_at is not None:
                text = translate("Roll", "Đến muộn lúc {time}")
                parts.append(text.format(time=formats.hour(note.came_at)))
            if note.left_at is not None:
                text = translate("Roll", "Ra về lúc {time}")
                parts.append(text.format(time=formats.hour(note.left_at)))
            return " · ".join(parts)


def counts_text(counts: RollCounts) -> str:
    """How many are there, absent and not noted; nothing of what was not noted."""
    text = translate("Roll", "Có mặt {there}, vắng {absent}, chưa điểm danh {missing}")
    return text.format(there=counts.there, absent=counts.absent, missing=counts.missing)


def button_text(button: RollButton) -> str:
    """What opens the sheet."""
    counts = button.counts
    if button.announced is not None:
        text = translate("Roll", "Công bố {done}/{all} · điểm danh {noted}/{people}")
        return text.format(
            done=button.announced,
            all=len(Announcement),
            noted=counts.noted,
            people=counts.people,
        )
    text = translate("Roll", "Điểm danh {noted}/{people}")
    return text.format(noted=counts.noted, people=counts.people)
