"""A guest in a browser: an agency without a desk that is called into a session by a link."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from desktop.domain.conduct.calls.agency_call import AgencyCall
from desktop.domain.ids import SiteId

LINK_S: Final = 900
"""How long the link of a call can be opened."""

ANSWER_S: Final = 300
"""Whoever opened it has at least as long to read and to answer."""

MAX_LINK_S: Final = LINK_S + ANSWER_S
"""So long a call by a link rings at most."""

MAX_GUEST_NAME_CHARACTERS: Final = 200
"""Of the agency and whom it is to send, together."""

GUEST_PREFIX: Final = "guest-"
"""Of the ids of guests' seats; no site of the directory has it."""


def is_guest(site_id: SiteId) -> bool:
    """Whether a seat is that of a guest in a browser."""
    return site_id.startswith(GUEST_PREFIX)


def called_name(agency: str, title: str) -> str:
    """As the minutes call who was rung: the agency, and whom it is to send."""
    return ", ".join(filter(None, (agency, title)))


def with_time_to_answer(call: AgencyCall, now: datetime) -> AgencyCall:
    """The call of a link that was opened just now: it rings on for ANSWER_S at least."""
    rung_s = int((now - call.rung_at).total_seconds())
    return replace(call, ring_s=max(call.ring_s, rung_s + ANSWER_S))
