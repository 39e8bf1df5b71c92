"""Digital signatures without a certificate: papers that say they were signed."""

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.clock import Clock
from desktop.domain.conduct.signing.digital import SigningOrder, signed_papers
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import DocumentId, PersonId, SessionId, SiteId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.events import MinutesSigned, ScanTaken
from desktop.domain.papers.paper import Paper, PaperKind, PaperTransfer
from desktop.domain.papers.printed_page import PrintedPage
from tests.fakes.fake_records import FakePapers
from tests.samples.signing_keys import PASSWORD

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE, NO_TOKEN, BROKEN = "B-450", "B-455", "B-457"


class FakeDigitalSigning:
    """names: of the certificates that are used, one after the other. is_slow: nothing ends.

    holds: False: the paper says that its signature does not.
    """

    def __init__(
        self, *, emit: EventSink, papers: FakePapers, clock: Clock, own_site_id: SiteId
    ) -> None:
        self._emit = emit
        self._papers = papers
        self._clock = clock
        self._own_site_id = own_site_id
        self.names = ["Trần Thị Mẫu", "Lê Văn Mẫu"]
        self.token = False
        self.is_slow = False
        self.holds = True
        self.asked: list[tuple[PersonId, Path | None]] = []

    @property
    def has_token(self) -> bool:
        return self.token

    def sign(self, order: SigningOrder) -> None:
        self.asked.append((order.signer_id, order.certificate))
        if self.is_slow:
            return
        if order.certificate is None and not self.token:
            self._fail(NO_TOKEN)
        elif order.certificate is not None and order.password != PASSWORD:
            self._fail(KEY_FILE)
        else:
            self._emit(MinutesSigned(session_id=order.session_id, signer_id=order.signer_id))
            self._keep(order.session_id, order.version)

    def _fail(self, code: str) -> None:
        self._emit(ActionFailed(action="sign_minutes", code=code, data={}))

    def _keep(self, session_id: SessionId, version: MinutesVersion) -> None:
        there = self._papers.papers(session_id)
        former = next(iter(signed_papers(there, session_id, version)), None)
        signatures = () if former is None else former.digital_signatures
        number = len(there) + 1
        signature = DigitalSignature(
            signer=self.names[len(signatures) % len(self.names)],
            issuer="Nơi cấp thử",
            certificate_sha256=f"{len(signatures) + 1:064x}",
            signed_at=self._clock.now(),
            is_intact=self.holds,
            is_vouched=None,
        )
        paper = _paper(session_id, version, number)
        paper = replace(
            paper,
            owner_site_id=self._own_site_id,
            added_at=self._clock.now(),
            digital_signatures=(*signatures, signature),
        )
        self._emit(ScanTaken(session_id=session_id, document_id=paper.id))
        self._papers.put(paper)


def _paper(session_id: SessionId, version: MinutesVersion, number: int) -> Paper:
    sheet = PrintedPage(
        record_id=session_id.lower(),
        version=version.number,
        content_sha256=version.sha256,
        page=1,
        pages=1,
    )
    return Paper(
        id=DocumentId(f"signed-{number}"),
        session_id=session_id,
        case_id=None,
        owner_site_id=SiteId(""),
        title=f"Biên bản ký số, bản {version.number}",
        kind=PaperKind.OTHER,
        mime="application/pdf",
        size_bytes=1_000,
        sha256=f"{number:064x}",
        page_count=1,
        added_at=version.frozen_at,
        is_local=True,
        transfer=PaperTransfer.HERE,
        printed_pages=(sheet,),
    )
