"""Cases (vụ việc): what a reception is about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.ids import CaseId, SessionId, UserId


class CaseFlag(StrEnum):
    """Flags that call for a dossier and participants (domain.md §6.5)."""

    LARGE_GROUP = "large_group"
    COMPLEX = "complex"
    PROLONGED = "prolonged"


class PetitionType(StrEnum):
    """Phân loại đơn."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"
    PROPOSAL = "proposal"
    FEEDBACK = "feedback"


class Viewing(StrEnum):
    """What of a denunciation somebody opened. DENIED: nothing, it is kept from the person."""

    DOSSIER = "dossier"
    SESSION = "session"
    MINUTES_EXPORT = "minutes_export"
    PAPER = "paper"
    PAPER_COPY = "paper_copy"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. `title` may stand on display 2, nothing else of it may.

    request: what the citizen asks, at most two lines on screen.
    previous_result: outcome of the last reception, empty when there was none; see told_result.
    """

    id: CaseId
    code: str
    title: str
    petition_type: PetitionType
    flags: frozenset[CaseFlag]
    request: str
    previous_result: str
    group_size: int
    citizens: tuple[Citizen, ...]

    @property
    def told_result(self) -> str:
        """The previous result as screens may tell it: a denunciation has no history (§9.3)."""
        is_secret = self.petition_type is PetitionType.DENUNCIATION
        return "" if is_secret else self.previous_result


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Somebody opened a denunciation at a PC.

    case_id: the first denunciation of the session. user_id: who looked, who need not be who sends
    it. at: aware, by the clock of the PC.
    """

    session_id: SessionId
    case_id: CaseId
    user_id: UserId
    what: Viewing
    at: datetime
