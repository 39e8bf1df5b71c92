"""Channel messages of the recording: which sites showed before the opening that they record."""

from datetime import datetime

from desktop.contract.base import Answer, Identifier


class TakeState(Answer):
    """What is known of a site, see desktop/domain/room/door_take.py.

    by, reason: of a leader who lets it come in without a take.
    """

    site_id: Identifier
    word: str
    at: datetime
    by: str = ""
    reason: str = ""
