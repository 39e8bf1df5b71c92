"""How a page on stage is read: from its top to its bottom, and on to the next page."""

from dataclasses import dataclass, replace

from desktop.domain.conduct.live_session import PagePart, Stage

_READ = (PagePart.TOP, PagePart.MIDDLE, PagePart.BOTTOM)

_MOST_HEIGHTS = 2.5
"""Of its place a page takes at most: in three parts all of it is seen, no line is cut in each."""

_SHARE_ABOVE = {PagePart.TOP: 0.0, PagePart.MIDDLE: 0.5, PagePart.BOTTOM: 1.0}

Size = tuple[float, float]
"""Width and height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBox:
    """Where a page lies, measured from the corner of its place; what reaches out is not seen."""

    left: float
    top: float
    width: float
    height: float


def page_box(page: Size, place: Size, part: PagePart) -> PageBox:
    """Where a page of this shape lies in its place, on display 2 and in what is recorded.

    It stands in the middle where it fits, as it does when all of it is wanted.
    """
    whole = min(place[0] / page[0], place[1] / page[1])
    wide = min(place[0] / page[0], place[1] * _MOST_HEIGHTS / page[1])
    scale = whole if part is PagePart.WHOLE else wide
    width, height = page[0] * scale, page[1] * scale
    above = max(0.0, height - place[1]) * _SHARE_ABOVE.get(part, 0.0)
    free = max(0.0, place[1] - height) / 2
    return PageBox(left=(place[0] - width) / 2, top=free - above, width=width, height=height)


def widest_page(place: Size, height_by_width: float) -> float:
    """How wide a page of this shape is drawn at most in its place."""
    return min(place[0], place[1] * _MOST_HEIGHTS / height_by_width)


def first_part(stage: Stage | None) -> PagePart:
    """What is shown first of another page: its top, but all of it to who looks at whole pages."""
    is_whole = stage is not None and stage.part is PagePart.WHOLE
    return PagePart.WHOLE if is_whole else PagePart.TOP


def turned(stage: Stage, steps: int) -> Stage | None:
    """Another page of the paper; None: there is no such page."""
    page = stage.page + steps
    if not 1 <= page <= stage.page_count:
        return None
    return replace(stage, page=page, part=first_part(stage))


def read_on(stage: Stage, steps: int) -> Stage | None:
    """The part that is read next (1) or was read before (-1); None: the paper ends here.

    A page that was shown whole is read from its top, or from its bottom backwards.
    """
    if stage.part is PagePart.WHOLE:
        return replace(stage, part=_READ[0] if steps > 0 else _READ[-1])
    place = _READ.index(stage.part) + steps
    if 0 <= place < len(_READ):
        return replace(stage, part=_READ[place])
    beside = turned(stage, steps)
    return None if beside is None else replace(beside, part=_READ[place % len(_READ)])
