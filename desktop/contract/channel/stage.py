"""Channel messages of the stage: the page that is presented."""

from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, ShortText


class PresentPage(Received):
    """Put a page on every screen; document_id None takes it down."""

    type: Literal["present_page"] = "present_page"
    document_id: Identifier | None
    page: Annotated[int, Field(ge=1, le=100_000)]
    page_count: Annotated[int, Field(ge=1, le=100_000)]
    title: ShortText


class StageState(Answer):
    """The page on every screen."""

    document_id: Identifier
    page: int
    page_count: int
    title: str
