"""What the minutes say of the rooms: what was last measured of each before the opening. Pure."""

from collections.abc import Iterator

from desktop.domain.record.printed_minutes import RoomBefore
from desktop.domain.room.condition import Checked, LastCheck, MeasuredItem
from desktop.forms.layout.blocks import Block, Body
from desktop.forms.layout.text import in_words
from desktop.forms.record.minutes_wording import MinutesWording


def room_lines(rooms: tuple[RoomBefore, ...], wording: MinutesWording) -> Iterator[Block]:
    """A line for each room; nothing where nobody kept what was measured."""
    if not rooms:
        return
    yield Body(text=wording.rooms, stays_with_next=True)
    for one in rooms:
        if one.check is None:
            yield Body(text=wording.room_never.format(site=one.site.name))
        else:
            yield Body(text=_measured(one, one.check, wording))


def _measured(one: RoomBefore, check: LastCheck, wording: MinutesWording) -> str:
    said = wording.room if one.checked is Checked.THAT_DAY else wording.room_earlier
    left = tuple(item for item in check.items if item not in check.measured)
    total = len(check.measured)
    return said.format(
        site=one.site.name,
        state=wording.room_states[check.overall],
        good=total - len(check.short),
        total=total,
        time=in_words(check.checked_at, wording.time_format),
        date=in_words(check.checked_at, wording.date_format),
        short=_items(wording.room_short, check.short, wording),
        left=_items(wording.room_left, left, wording),
    )


def _items(form: str, items: tuple[MeasuredItem, ...], wording: MinutesWording) -> str:
    names = ", ".join(wording.checks[one.code] for one in items)
    return form.format(items=names) if items else ""
