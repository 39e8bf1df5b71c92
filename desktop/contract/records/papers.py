"""Body of what is known of a paper; its bytes travel as a blob."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, Sha256, ShortText, Text
from desktop.contract.version import MAX_UPLOAD_BYTES


class PaperBody(Received):
    """kind `paper`: what is known of a paper; its bytes travel under /v1/blobs/{sha256}."""

    session_id: Identifier
    case_id: Identifier | None
    owner_site_id: Identifier
    title: ShortText
    kind: Annotated[Text, Field(max_length=24)]
    mime: Annotated[Text, Field(max_length=100)]
    size_bytes: Annotated[int, Field(ge=1, le=MAX_UPLOAD_BYTES)]
    sha256: Sha256
    page_count: Annotated[int, Field(ge=0, le=100_000)]
    added_at: Moment
    cleared_for_display: bool
