"""The act behind the sending: each site writes the file of the session, and it proves itself."""

from functools import partial
from pathlib import Path

from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.site import Site
from desktop.archive.verifier import ArchiveLook, look_at_archive
from desktop.domain.access.rights import Right, may
from desktop.domain.reception.session import ENDED_STATUSES
from desktop.domain.record.archive_manifest import (
    ArchivedKind,
    ArchiveReader,
    archive_number,
)
from desktop.presenters.casework.cases.archiving import ArchiveSheet
from desktop.presenters.desk import DeskPresenter

_OF_AUTHORITIES = frozenset(ArchivedKind) - {
    ArchivedKind.MINUTES,
    ArchivedKind.PAPER,
    ArchivedKind.INDEX,
}
WRITE_LIMIT_S = 60.0
"""Every byte of the recording is read for it."""


def archived(reception: Reception, scratch: Path) -> None:
    """One for the archive and one for the citizen, from the page of the case.

    Who may not take minutes away, as an agency that was called in, is not offered it.
    """
    for site in reception.sites:
        if not _may_export(site):
            if reception.wait(partial(_has_heard, site, reception), reception.limit_s()) is None:
                reception.fault(site, "does not hear that the session is closed")
            elif _is_offered(site, reception):
                reception.fault(site, "offers the file of the session to who may not take it")
            continue
        if not open_archive(site, reception):
            reception.fault(site, "does not offer the file of the session")
            continue
        for reader in ArchiveReader:
            path = scratch / f"{site.site_id}-{reader}.zip"
            sheet = _export(site, reception, path, reader)
            if sheet is None or not path.is_file():
                reception.fault(site, f"does not write the file of the session for {reader}")
                continue
            _check(reception, site, look_at_archive(path), sheet)


def open_archive(site: Site, reception: Reception) -> bool:
    """Once its desk has heard that the session is closed."""
    plan = site.room.desk.schedule.session(reception.scene.session_id)
    if plan is None or not plan.case_ids:
        return False
    is_open = partial(_is_offered, site, reception)
    return reception.wait(is_open, reception.limit_s()) is not None


def _is_offered(site: Site, reception: Reception) -> bool:
    session_id = reception.scene.session_id
    plan = site.room.desk.schedule.session(session_id)
    if plan is None or not plan.case_ids:
        return False
    site.do(lambda desk: desk.open_case(plan.case_ids[0]))
    site.do(lambda desk: desk.case_page.archive(session_id))
    return site.read(_sheet) is not None


def _has_heard(site: Site, reception: Reception) -> bool:
    plan = site.room.desk.schedule.session(reception.scene.session_id)
    return plan is not None and plan.status in ENDED_STATUSES


def _may_export(site: Site) -> bool:
    signed_in = site.room.desk.access.signed_in()
    return signed_in is not None and may(signed_in.officer.role, Right.EXPORT_MINUTES)


def _export(
    site: Site, reception: Reception, path: Path, reader: ArchiveReader
) -> ArchiveSheet | None:
    """What the sheet says of the file, None when it says nothing within the limit."""
    site.do(lambda desk: desk.case_page.archiving.choose(reader))
    site.do(lambda desk: desk.case_page.archiving.export(path))

    def is_told() -> bool:
        sheet = site.read(_sheet)
        return sheet is not None and sheet.message is not None

    limit_s = WRITE_LIMIT_S + reception.limit_s()
    return site.read(_sheet) if reception.wait(is_told, limit_s) is not None else None


def _sheet(desk: DeskPresenter) -> ArchiveSheet | None:
    return desk.case_page.archiving.sheet()


def _check(reception: Reception, site: Site, look: ArchiveLook, sheet: ArchiveSheet) -> None:
    told = partial(reception.fault, site)
    manifest, message = look.manifest, sheet.message
    if look.fault is not None or manifest is None:
        told(f"its file of the session for {sheet.reader} is not right: {look.fault}")
        return
    if message is None or message.data.get("number") != archive_number(look.code):
        told("says another number than that of its file")
    signing = site.room.desk.schedule.signing(reception.scene.session_id)
    version = None if signing is None else signing.signing.version
    if version is None or version.sha256 != manifest.version_sha256:
        told("its file is of another version than the one that was signed")
    kinds = {one.kind for one in manifest.files}
    if sheet.reader is ArchiveReader.CITIZEN and kinds & _OF_AUTHORITIES:
        told("gives the citizen what stays with authorities")
    papers = reception.scene.read_city().papers.values()
    is_for_all = sheet.reader is ArchiveReader.AUTHORITY
    wanted = {
        one["sha256"]
        for one in papers
        if is_for_all or one["cleared_for_display"] or one.get("printed_pages")
    }
    found = {one.sha256 for one in manifest.files if one.kind is ArchivedKind.PAPER}
    if found != wanted:
        told(f"its file of the session for {sheet.reader} has other papers")
