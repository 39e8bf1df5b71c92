"""Channel messages of the stage: the page that is presented."""

from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, ShortText, Text


class PresentPage(Received):
    """Put a page on every screen; document_id None takes it down.

    part: whole, top, middle or bottom; rooms of an older version show whole pages.
    """

    type: Literal["present_page"] = "present_page"
    document_id: Identifier | None
    page: Annotated[int, Field(ge=1, le=100_000)]
    page_count: Annotated[int, Field(ge=1, le=100_000)]
    title: ShortText
    part: Annotated[Text, Field(max_length=16)] = "whole"


class StageState(Answer):
    """The page on every screen."""

    document_id: Identifier
    page: int
    page_count: int
    title: str
    part: str = "whole"
