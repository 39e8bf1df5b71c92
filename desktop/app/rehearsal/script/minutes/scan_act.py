"""The signed minutes come back as a scan: every site shows that none of their pages is missing."""

from functools import partial
from hashlib import sha256
from pathlib import Path

from desktop.app.rehearsal.script.minutes.archive_act import open_archive
from desktop.app.rehearsal.script.reception import Reception
from desktop.app.rehearsal.script.site import Site
from desktop.documents.papers import Papers
from desktop.domain.ids import SessionId
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message_code import MessageCode

PRINT_LIMIT_S = 60.0
SCAN_LIMIT_S = 60.0
"""A file rests for two seconds before it is read, then each of its pages is drawn."""

_ANOTHER_SCAN = b"\n% a second copy\n"


def scanned(reception: Reception, scratch: Path) -> None:
    """The print of the frozen version is taken in as a scanner would give it back."""
    site, path = reception.central, scratch / "signed-minutes.pdf"
    site.act(lambda session: session.minutes.export(path))
    if reception.wait(path.is_file, PRINT_LIMIT_S) is None:
        reception.fault(site, "does not print the frozen minutes")
        return
    began_s = reception.now_s()
    site.act(lambda session: session.signing.add_scan(path))
    if reception.wait(partial(site.shows, _is_whole), SCAN_LIMIT_S) is None:
        reception.fault(site, "does not know the scan of the signed minutes by its codes")
        return
    reception.expect(_is_whole, "that every signed page came back", began_s)


def scanned_late(reception: Reception, scratch: Path) -> None:
    """A component site scans its own signed copy when the session is closed; every site gets it."""
    site, session_id = reception.others[0], reception.scene.session_id
    path, printed = scratch / "late-scan.pdf", scratch / "signed-minutes.pdf"
    if not printed.is_file() or not open_archive(site, reception):
        reception.fault(site, "has nothing to scan after the session")
        return
    path.write_bytes(printed.read_bytes() + _ANOTHER_SCAN)
    digest = sha256(path.read_bytes()).hexdigest()
    site.do(lambda desk: desk.case_page.archiving.add_scan(path))
    if reception.wait(lambda: _is_told_whole(site), SCAN_LIMIT_S) is None:
        reception.fault(site, "does not know the scan that came after the session")
    for one in reception.sites:
        papers = one.room.desk.papers
        is_there = partial(_has_scan, papers, session_id, digest)
        if reception.wait(is_there, reception.limit_s()) is None:
            reception.fault(one, "does not get the scan that came after the session")
    site.do(lambda desk: desk.case_page.archiving.close())


def _has_scan(papers: Papers, session_id: SessionId, digest: str) -> bool:
    return any(one.sha256 == digest and one.printed_pages for one in papers.papers(session_id))


def _is_told_whole(site: Site) -> bool:
    sheet = site.read(lambda desk: desk.case_page.archiving.sheet())
    told = None if sheet is None or sheet.scan is None else sheet.scan.told
    return told is not None and told.code == MessageCode.SCAN_WHOLE


def _is_whole(state: SessionViewState) -> bool:
    bar = state.signing
    return bar is not None and bar.scanned is not None and bar.scanned.is_whole
