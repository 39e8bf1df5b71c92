"""The page on the stage in what is recorded: how large, and what stands below it. Pure."""

from typing import Final

from desktop.domain.conduct.live_session import PagePart, Stage

PAGE_WIDTH: Final = 960
PAGE_HEIGHT: Final = 600
"""The place for a page in the picture that is recorded, in pixels."""

_PARTS: Final = {
    PagePart.WHOLE: "",
    PagePart.TOP: " · phần trên",
    PagePart.MIDDLE: " · phần giữa",
    PagePart.BOTTOM: " · phần dưới",
}


def page_caption(stage: Stage, number: int) -> str:
    """Vietnamese, as everything that is recorded. number: of the paper, 0: not known here."""
    paper = f"Tài liệu số {number}" if number else "Tài liệu"
    return f"{paper} · Trang {stage.page}/{stage.page_count}{_PARTS[stage.part]}"
