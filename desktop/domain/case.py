"""Cases (vụ việc): what a reception is about."""

from dataclasses import dataclass

from desktop.domain.citizen import Citizen
from desktop.domain.enums import CaseFlag, PetitionType
from desktop.domain.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. `title` may stand on display 2, nothing else of it may.

    request: what the citizen asks, at most two lines on screen.
    previous_result: outcome of the last reception, empty when there was none.
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
