"""Body of a listening to a session's recording, for the audit log."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, Text
from desktop.contract.version import MAX_REASON_CHARACTERS, MIN_REASON_CHARACTERS


class ListeningBody(Received):
    """kind `listening`: a person plays a recording in a room; for the audit log, never told.

    user_id: who listens, who need not be who sends it. reason: as it was typed. from_at: the moment
    of the session from which it plays. at: by the clock of the PC.
    """

    session_id: Identifier
    user_id: Identifier
    reason: Annotated[
        Text, Field(min_length=MIN_REASON_CHARACTERS, max_length=MAX_REASON_CHARACTERS)
    ]
    from_at: Moment
    at: Moment
