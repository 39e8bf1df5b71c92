"""Channel messages of a consultation: some sites talk among themselves, the others wait."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received

MOST_SITES = 16


class BeginConsultation(Received):
    """Who conducts chooses the sites that consult, the central one among them.

    Media and signals of all others stop. A city that tells no `consultations` does not know it.
    """

    type: Literal["begin_consultation"] = "begin_consultation"
    site_ids: Annotated[tuple[Identifier, ...], Field(min_length=1, max_length=MOST_SITES)]


class EndConsultation(Received):
    """Everybody comes back to the step from which it was begun."""

    type: Literal["end_consultation"] = "end_consultation"


class ConsultationState(Answer):
    """One consultation, see desktop/domain/conduct/consultation.py."""

    site_ids: tuple[Identifier, ...]
    at: datetime
    ended_at: datetime | None = None
