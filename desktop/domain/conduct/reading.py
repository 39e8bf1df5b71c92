"""How a page on stage is read: from its top to its bottom, and on to the next page."""

from dataclasses import replace

from desktop.domain.conduct.live_session import PagePart, Stage

_READ = (PagePart.TOP, PagePart.MIDDLE, PagePart.BOTTOM)


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
