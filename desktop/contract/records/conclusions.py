"""Body of a conclusion: what a chair tells a body to do, and what became of it."""

import datetime as dt
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, LongText, Moment, Received, ShortText, Text
from desktop.contract.records.casework import Word
from desktop.contract.version import MAX_REASON_CHARACTERS

Reason = Annotated[Text, Field(max_length=MAX_REASON_CHARACTERS)]


class ExtensionBody(Received):
    """Another day for a task: who approved it, why, and who noted it."""

    former: dt.date
    deadline: dt.date
    approver: ShortText
    reason: Reason
    noted_at: Moment
    noted_by: ShortText


class UrgeBody(Received):
    """Whoever is to do a task was urged: by which letter, until when it is to be answered."""

    number: ShortText
    answer_by: dt.date
    noted_at: Moment
    noted_by: ShortText


class ItemStepBody(Received):
    """Since when a task has been so far, from its result on."""

    status: Word
    noted_at: Moment
    noted_by: ShortText


class ConclusionItemBody(Received):
    """kind `conclusion_item`: told with its session. Its entity_id is made of the line.

    Written by the unit that gave the task; how far it is, also by the site that is to do it. urges,
    steps: left out where there is none: older rooms know nothing of them.
    """

    session_id: Identifier
    case_id: Identifier
    giving_site_id: Identifier
    line_id: Identifier
    created_at: Moment
    created_by: Identifier
    given_on: dt.date
    task: LongText
    status: Word
    agency: ShortText
    agency_site_id: Identifier | None
    co_agencies: ShortText
    deadline: dt.date | None
    no_deadline_reason: Reason
    contact_person: ShortText
    contact_phone: ShortText
    no_contact_reason: Reason
    notice_number: ShortText
    extensions: Annotated[tuple[ExtensionBody, ...], Field(max_length=50)]
    result: Annotated[Text, Field(max_length=2_000)]
    result_document_ids: Annotated[tuple[Identifier, ...], Field(max_length=50)]
    struck_out_at: Moment | None
    struck_by_name: ShortText
    struck_reason: Reason
    urges: Annotated[
        tuple[UrgeBody, ...], Field(max_length=50, exclude_if=lambda urges: not urges)
    ] = ()
    steps: Annotated[
        tuple[ItemStepBody, ...], Field(max_length=8, exclude_if=lambda steps: not steps)
    ] = ()
