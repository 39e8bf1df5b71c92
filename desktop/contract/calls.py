"""Answering a call over HTTP: the desk that is rung has no seat in the session yet."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, Received, Text

MAX_CALL_REASON_CHARACTERS = 200


class CallAnswerRequest(Received):
    """POST /v1/sessions/{session_id}/calls/{call_id}/answer: the first answer counts.

    reason: of a refusal, needed there; one that was said to nobody is empty.
    """

    accepts: bool
    reason: Annotated[Text, Field(max_length=MAX_CALL_REASON_CHARACTERS)] = ""


class CallAnswered(Answer):
    """stage: as in desktop/domain/conduct/calls/agency_call.py, after the answer."""

    stage: str
