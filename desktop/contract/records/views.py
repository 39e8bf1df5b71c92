"""Body of a denunciation's opening, for the audit log."""

from typing import Annotated

from pydantic import Field

from desktop.contract.base import Identifier, Moment, Received, Text


class ViewBody(Received):
    """kind `view`: a person opened a denunciation in a room; for the audit log, never told.

    case_id: the first denunciation of the session. user_id: who looked, who need not be who sends
    it. what: dossier, session, minutes_export, paper, paper_copy, or denied: nothing was shown.
    at: by the clock of the PC.
    """

    session_id: Identifier
    case_id: Identifier
    user_id: Identifier
    what: Annotated[Text, Field(max_length=24)]
    at: Moment
