"""Bodies of the register's records: its rows, and the numbers that the city gives them."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from desktop.contract.base import (
    FIRST_YEAR,
    LAST_YEAR,
    Identifier,
    LongText,
    Moment,
    Received,
    Text,
)
from desktop.contract.records.casework import Word
from desktop.contract.version import MAX_REASON_CHARACTERS

Column = Annotated[Text, Field(max_length=2_000)]
"""What becomes of a matter."""
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class RegisterEntryBody(Received):
    """kind `register_entry`: a row of Mẫu 03/TCD; told to the unit alone. Personal data.

    Its entity_id is made of visit and petition, or of the row that it replaces. Of a denunciation
    name_address, id_document, summary and request are empty.
    """

    owner_site_id: Identifier
    created_at: Moment
    created_by: Identifier
    visit_id: Identifier
    petition_id: Identifier
    year: Year
    reception_date: dt.date
    name_address: LongText
    id_document: LongText
    summary: LongText
    request: LongText
    petition_type: Word
    same_content_count: Annotated[int, Field(ge=1, le=10_000)]
    resolved_by: Column
    within_competence: bool
    guided_to: Column
    handled_by: Column
    follow_up: Column
    note: Column
    struck_out_at: Moment | None
    struck_by: Identifier | None
    struck_by_name: Annotated[Text, Field(max_length=100)]
    struck_reason: Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)]
    replaces_id: Identifier | None


class RegisterNumberBody(Received):
    """kind `register_number`: STT of a row; the city says it once. Its entity_id is the row's."""

    entry_id: Identifier
    owner_site_id: Identifier
    year: Year
    number: Annotated[int, Field(ge=1)]
