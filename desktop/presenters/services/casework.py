"""What presenters ask of who comes, what for, and what is in the dossier."""

from pathlib import Path
from typing import Protocol

from desktop.domain.casework.citizen import CitizenRecord
from desktop.domain.casework.reception_request import (
    KnownRequest,
    ReceptionRequest,
    RequestDecision,
)
from desktop.domain.ids import CaseId, CitizenId, RequestId, SiteId, UserId
from desktop.domain.papers.dossier import CasePaper, DossierPaper


class RequestsService(Protocol):
    """Yêu cầu tiếp: of this unit, at headquarters of all. Reads memory; works without a network.

    Events: RequestsChanged, ActionFailed("take_request" or "decide_request") with the request's id
    as `request` in its data.
    """

    def requests(self) -> tuple[KnownRequest, ...]:
        """Oldest first."""
        ...

    def find(self, request_id: RequestId) -> KnownRequest | None:
        """One of them."""
        ...

    def citizen(self, citizen_id: CitizenId) -> CitizenRecord | None:
        """Who asks; only the unit that took the request knows."""
        ...

    def take(self, request: ReceptionRequest, citizen: CitizenRecord) -> None:
        """Keep both and queue them for the city; one that is there is changed."""
        ...

    def decide(self, decision: RequestDecision) -> None:
        """Keep a decision and queue it; the first one that the city has stands."""
        ...


class DossierService(Protocol):
    """Hồ sơ vụ việc: papers of a case, on any day. Reads memory; works without a network.

    A page is asked for by its paper's id, of PapersService. Events: DossierChanged,
    ActionFailed("add_to_dossier") with the name of the file as `name` in its data,
    ActionFailed("save_in_dossier") with the id of the paper as `paper`.
    """

    def papers(self, case_id: CaseId) -> tuple[DossierPaper, ...]:
        """As they are leafed through: by their numbers, without a number last."""
        ...

    def sites_with_dossier(self, case_id: CaseId) -> frozenset[SiteId]:
        """Sites of which at least one entry is there that the city did not refuse."""
        ...

    def add(self, case_id: CaseId, untrusted_path: Path, added_by: UserId) -> None:
        """Take a file into this unit's dossier: probe, encrypt, keep, send.

        The same bytes again are told as T-414, with the paper that is there as `document_id`.
        """
        ...

    def save(self, paper: CasePaper) -> None:
        """Keep an entry without bytes, or what is said of one that is there, and queue it."""
        ...
