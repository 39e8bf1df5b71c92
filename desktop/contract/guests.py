"""What the guest's page and the city say to each other beside the channel, as JSON."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer, Identifier, Received, Text

GUEST_COOKIE = "reception_guest"
MAX_TOKEN_CHARACTERS = 64
PAGE_TYPE = "image/png"
PAGE_MAGIC = b"\x89PNG\r\n\x1a\n"
MAX_PAGE_BYTES = 1024 * 1024
"""Of the picture of a page that a guest is shown."""


class OpenLinkRequest(Received):
    """What stands behind the # of a link: it is never part of an address that is sent."""

    session_id: Identifier
    token: Annotated[str, Field(min_length=1, max_length=MAX_TOKEN_CHARACTERS)]


class GuestAnswerRequest(Received):
    """The call is accepted, or refused for a reason."""

    accepts: bool
    reason: Annotated[Text, Field(max_length=200)] = ""


class GuestSiteOut(Answer):
    """A site of the session, and how it is called."""

    site_id: Identifier
    name: str


class GuestCallOut(Answer):
    """What whoever opened the link is told before anything is answered, and after a reload.

    case_title, request, previous_result: without names, numbers and addresses of citizens, and
    empty for a session that few may know of. phone: of
    the central site. has_left: the guest itself ended its part.
    """

    stage: str
    has_left: bool
    site_id: Identifier
    agency: str
    question: str
    answer_until: datetime
    server_time: datetime
    chair_label: str
    chair_site: str
    phone: str
    case_title: str
    group_size: int
    request: str
    previous_result: str
    sites: tuple[GuestSiteOut, ...]
    status: str
    step: str
    opened_at: datetime | None
