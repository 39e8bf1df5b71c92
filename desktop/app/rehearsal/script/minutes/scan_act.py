"""The signed minutes come back as a scan: every site shows that none of their pages is missing."""

from functools import partial
from pathlib import Path

from desktop.app.rehearsal.script.reception import Reception
from desktop.presenters.session.session_state import SessionViewState

PRINT_LIMIT_S = 60.0
SCAN_LIMIT_S = 60.0
"""A file rests for two seconds before it is read, then each of its pages is drawn."""


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


def _is_whole(state: SessionViewState) -> bool:
    bar = state.signing
    return bar is not None and bar.scanned is not None and bar.scanned.is_whole
