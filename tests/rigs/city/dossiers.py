"""Dossiers at a city, entered as its administration enters them."""

from dataclasses import replace

from desktop.cityserver.reception.dossiers import enter_dossiers
from desktop.cityserver.store.database.database import Database
from desktop.domain.ids import CaseId, DocumentId, SiteId
from tests.samples.casework import CASE_PAPER


def put_dossiers(database: Database, case_id: str, *site_ids: SiteId) -> None:
    """An entry of each of these sites."""
    papers = [
        replace(
            CASE_PAPER,
            id=DocumentId(f"{case_id}-{site_id}"),
            case_id=CaseId(case_id),
            owner_site_id=site_id,
            site_id=site_id,
        )
        for site_id in site_ids
    ]
    enter_dossiers(database, papers)
