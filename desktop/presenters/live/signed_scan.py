"""The signed minutes come back as a scan: which of its pages are of the version, by their codes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.conduct.signing.digital import signed_papers
from desktop.domain.conduct.signing.scan import (
    ScanFault,
    ScannedVersion,
    scan_fault,
    scanned_pages,
    scanned_version,
)
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.events import ActionFailed, Event
from desktop.domain.ids import DocumentId, SessionId, SiteId
from desktop.domain.papers.events import ScanTaken
from desktop.domain.papers.paper import Paper
from desktop.presenters.services.papers import PapersService
from desktop.presenters.view.message import Message, MessageValue, Tone, failure_message
from desktop.presenters.view.message_code import MessageCode

_FAULTS = {
    ScanFault.NO_CODE: MessageCode.SCAN_NO_CODE,
    ScanFault.OTHER_RECORD: MessageCode.SCAN_OTHER_SESSION,
    ScanFault.OTHER_VERSION: MessageCode.SCAN_OTHER_VERSION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownScan:
    """The signed minutes as a scan. scanned: None: no page came back. told: of the last scan.

    can_add: from here, now.
    """

    scanned: ScannedVersion | None
    told: Message | None
    can_add: bool


class SignedScans:
    """Of one session. What is said of a scan is said when its paper is kept. Thread: MainThread.

    version: that is signed; None: none is. may_add: whoever sits here, now.
    """

    def __init__(
        self,
        *,
        papers: PapersService,
        session_id: SessionId,
        own_site_id: SiteId,
        version: Callable[[], MinutesVersion | None],
        may_add: Callable[[], bool],
    ) -> None:
        self._papers = papers
        self._session_id = session_id
        self._own_site_id = own_site_id
        self._version = version
        self._may_add = may_add
        self._reading: str | None = None
        self._taken: DocumentId | None = None
        self._failure: Message | None = None

    def add(self, untrusted_path: Path) -> None:
        """Take in a file of the officer's."""
        if self._can_add():
            self._forget()
            self._reading = untrusted_path.name
            self._papers.add_scan(self._session_id, untrusted_path)

    def on_event(self, event: Event) -> None:
        """A scan was read, or was not taken in."""
        match event:
            case ScanTaken(session_id=self._session_id, document_id=document_id):
                self._forget()
                self._taken = document_id
            case ActionFailed(action="add_scan"):
                self._forget()
                same = DocumentId(str(event.data.get("document_id", "")))
                if self._is_own(same):
                    self._taken = same
                else:
                    self._failure = failure_message(event)
            case _:
                pass

    def scanned(self) -> ScannedVersion | None:
        """What came back of the version that is signed, from every site."""
        version = self._version()
        return None if version is None else self._scanned(version)

    def shown(self) -> ShownScan | None:
        """None before the freezing."""
        version = self._version()
        if version is None:
            return None
        return ShownScan(
            scanned=self._scanned(version), told=self._told(version), can_add=self._can_add()
        )

    # ---- inside ----------------------------------------------------------------------------

    def _can_add(self) -> bool:
        return self._version() is not None and self._may_add()

    def _forget(self) -> None:
        self._reading = self._taken = self._failure = None

    def _all(self) -> tuple[Paper, ...]:
        return self._papers.papers(self._session_id)

    def _scanned(self, version: MinutesVersion) -> ScannedVersion | None:
        return scanned_version(self._all(), self._session_id, version)

    def _is_own(self, document_id: DocumentId) -> bool:
        own = self._own_site_id
        return any((one.id, one.owner_site_id) == (document_id, own) for one in self._all())

    def _told(self, version: MinutesVersion) -> Message | None:
        if self._failure is not None:
            return self._failure
        paper = next((one for one in self._all() if one.id == self._taken), None)
        if paper is not None:
            return self._outcome(paper, version)
        if self._reading is None:
            return None
        data = {"name": self._reading}
        return Message(code=MessageCode.SCAN_READING, tone=Tone.INFO, data=data)

    def _signed(self, paper: Paper, version: MinutesVersion) -> Message:
        """Of a PDF with digital signatures: whether they hold."""
        if paper not in signed_papers((paper,), self._session_id, version):
            return Message(code=MessageCode.SIGNED_NOT_HELD, tone=Tone.WARN, data={})
        names = ", ".join(dict.fromkeys(one.signer for one in paper.digital_signatures))
        of_all: dict[str, MessageValue] = {"version": version.number, "names": names}
        return Message(code=MessageCode.SIGNED_DIGITALLY, tone=Tone.OK, data=of_all)

    def _outcome(self, paper: Paper, version: MinutesVersion) -> Message:
        """Of the last scan, by what is kept."""
        fault = scan_fault(paper, self._session_id, version)
        if fault is None and paper.digital_signatures:
            return self._signed(paper, version)
        if fault is not None:
            of_what = {"version": version.number}
            return Message(code=_FAULTS[fault], tone=Tone.WARN, data=of_what)
        scanned = self._scanned(version)
        missing = () if scanned is None else scanned.missing
        if not missing:
            of_all = {"version": version.number}
            return Message(code=MessageCode.SCAN_WHOLE, tone=Tone.OK, data=of_all)
        pages = sorted({one.page for one in scanned_pages(paper, self._session_id, version)})
        data: dict[str, MessageValue] = {
            "pages": ", ".join(map(str, pages)),
            "version": version.number,
            "missing": ", ".join(map(str, missing)),
            "count": len(missing),
        }
        code = MessageCode.SCAN_PAGE if len(pages) == 1 else MessageCode.SCAN_LACKING
        return Message(code=code, tone=Tone.INFO, data=data)
