"""The page on the stage: who may present which page."""

from dataclasses import replace

from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.contract.channel.stage import PresentPage
from desktop.contract.problem import ProblemCode
from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.ids import DocumentId


def stage_of(message: PresentPage) -> Stage | None:
    """What the message puts on the stage; None: nothing. Raises: NotDone, for an unknown part."""
    if message.document_id is None:
        return None
    try:
        part = PagePart(message.part)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
    return Stage(
        document_id=DocumentId(message.document_id),
        page=message.page,
        page_count=message.page_count,
        title=message.title,
        part=part,
    )


def present(live: Live, stage: Stage | None) -> Live:
    """Put a page on every screen, or take it down."""
    if stage is not None and stage.page > stage.page_count:
        raise NotDone(ProblemCode.BAD_REQUEST)
    return replace(live, told=replace(live.told, stage=stage))
