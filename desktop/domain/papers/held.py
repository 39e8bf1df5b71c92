"""Which papers of a case a site has whole: its own word, for everybody to see."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.ids import CaseId, DocumentId, SiteId

MAX_HELD_PAPERS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersHeld:
    """Papers of the dossier whose every byte is on the PC of this site, by their hash.

    site_id: the site that says so, as owner_site_id.
    """

    case_id: CaseId
    owner_site_id: SiteId
    site_id: SiteId
    paper_ids: tuple[DocumentId, ...]
    at: datetime


def held_key(case_id: str, site_id: str) -> str:
    """The id of the record: a site has one for each case."""
    return hashlib.sha256(f"{case_id}\n{site_id}".encode()).hexdigest()[:32]


def holders(said: Iterable[PapersHeld]) -> Mapping[DocumentId, frozenset[SiteId]]:
    """By paper the sites that have it."""
    found: dict[DocumentId, set[SiteId]] = {}
    for one in said:
        for paper_id in one.paper_ids:
            found.setdefault(paper_id, set()).add(one.site_id)
    return {paper_id: frozenset(sites) for paper_id, sites in found.items()}
