"""The act of a night: papers of the next working day come to every site in its hours, unasked.

Headquarters has its night while this is rehearsed, the agency has its day.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from desktop.app.practice.names import AGENCY, COMMUNE, HQ
from desktop.app.rehearsal.script.pages import write_paper
from desktop.app.rehearsal.script.prepare.preparation import Preparation
from desktop.app.rehearsal.script.site import Site
from desktop.app.wiring.plan import DeskPlan
from desktop.domain.errors import StorageError
from desktop.domain.ids import CaseId, SiteId
from desktop.domain.papers.dossier import DossierPaper
from desktop.domain.papers.upload_window import UploadWindow
from desktop.domain.reception.deadlines import LOCAL_ZONE

_BEFORE, _AFTER = timedelta(hours=1), timedelta(hours=3)
_LATER = timedelta(hours=6)
_PAGE_PIXELS = 400


def with_hours(plan: DeskPlan, now: datetime) -> DeskPlan:
    """A desk whose hours are what this act needs of its site. now: aware."""
    local = now.astimezone(LOCAL_ZONE)
    if plan.own_site_id == HQ:
        return replace(plan, paper_hours=_hours_around(local))
    if plan.own_site_id == AGENCY:
        return replace(plan, paper_hours=_hours(local + _LATER, local + _LATER + _BEFORE))
    return plan


def spend_night(preparation: Preparation) -> None:
    """The commune adds a file to the case of the next working day; who has it whole is seen."""
    commune, hq = preparation.commune, preparation.headquarters
    agency = preparation.sites[SiteId(AGENCY)]
    plan = preparation.plan_at(hq, preparation.near_id) if preparation.near_id else None
    officer = commune.room.desk.access.signed_in()
    if plan is None or officer is None:
        preparation.fault(hq, "has no session of the next working day")
        return
    case_id = plan.case_ids[0]
    path = write_paper(preparation.scratch / "night.pdf")
    commune.room.desk.dossier.add(case_id, path, officer.officer.id)
    for site in preparation.sites.values():
        preparation.expect(site, _knows(site, case_id), "the paper of the commune")
    preparation.expect(hq, lambda: _has_whole(hq, case_id), "the paper whole", figure="night_ms")
    unasked = [*_wrong_holders(preparation, case_id, {COMMUNE, HQ})]
    if _has_whole(agency, case_id):
        unasked.append((agency, "has fetched the paper by day, unasked"))
    # Past midnight the session may be of today, and papers of today come by day as well.
    today = preparation.now().astimezone(LOCAL_ZONE).date()
    if plan.scheduled_start.astimezone(LOCAL_ZONE).date() > today:
        _note(preparation, unasked)
    found = _paper(agency, case_id)
    if found is not None:
        agency.room.desk.papers.request_preview(found.paper.id, 1, _PAGE_PIXELS)
    preparation.expect(agency, lambda: _has_whole(agency, case_id), "the paper it asked for")
    _note(preparation, _wrong_holders(preparation, case_id, {COMMUNE, HQ, AGENCY}))


def _wrong_holders(
    preparation: Preparation, case_id: CaseId, wanted: set[str]
) -> Iterator[tuple[Site, str]]:
    """Every site says the same of who has it, and who is said to have it has it whole."""
    for site in preparation.sites.values():
        is_said = preparation.wait(_says(site, case_id, wanted)) is not None
        if not is_said:
            said = ", ".join(sorted(_held_by(site, case_id)))
            yield site, f"does not say that {sorted(wanted)} have it but: {said}"
        for other_id in sorted(_held_by(site, case_id)):
            if not _has_whole(preparation.sites[other_id], case_id):
                yield site, f"says that {other_id} has it, where it is not whole"


def _note(preparation: Preparation, faults: Iterable[tuple[Site, str]]) -> None:
    for site, what in faults:
        preparation.fault(site, what)


def _says(site: Site, case_id: CaseId, wanted: set[str]) -> Callable[[], bool]:
    return lambda: _held_by(site, case_id) == wanted


def _held_by(site: Site, case_id: CaseId) -> frozenset[SiteId]:
    found = _paper(site, case_id)
    return frozenset() if found is None else found.held_by


def _knows(site: Site, case_id: CaseId) -> Callable[[], bool]:
    return lambda: _paper(site, case_id) is not None


def _paper(site: Site, case_id: CaseId) -> DossierPaper | None:
    """The only one of the case."""
    return next(iter(site.room.desk.dossier.papers(case_id)), None)


def _has_whole(site: Site, case_id: CaseId) -> bool:
    """Every byte is there, whatever the site says."""
    found, blobs = _paper(site, case_id), site.room.desk.store.blobs
    if found is None or not blobs.has(found.paper.sha256):
        return False
    try:
        with blobs.open(found.paper.sha256) as file:
            return hashlib.sha256(file.read()).hexdigest() == found.paper.sha256
    except StorageError:
        return False


def _hours_around(local: datetime) -> UploadWindow:
    """Some hours before and after; the whole day where they would go over midnight.

    Hours over midnight belong to the evening before, so that the next working day would be another
    one to them than to who plans past midnight.
    """
    if (local - _BEFORE).date() == (local + _AFTER).date():
        return _hours(local - _BEFORE, local + _AFTER)
    return UploadWindow(time.min, time.max)


def _hours(opens: datetime, closes: datetime) -> UploadWindow:
    return UploadWindow(opens.time(), closes.time())
