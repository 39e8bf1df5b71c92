"""Channel messages of a silent call for help: a site asks, another one sees to it."""

from datetime import datetime
from typing import Literal

from desktop.contract.base import Answer, Identifier, Received


class CallHelp(Received):
    """This site asks for people who keep order; nothing is said or shown in its room."""

    type: Literal["call_help"] = "call_help"


class TakeHelpCall(Received):
    """Somebody at this site sees to what another one asked for."""

    type: Literal["take_help_call"] = "take_help_call"
    site_id: Identifier


class HelpCallState(Answer):
    """One call for help, see desktop/domain/conduct/calls/help_call.py."""

    site_id: Identifier
    at: datetime
    taken_by: Identifier | None = None
    taken_at: datetime | None = None
