"""Digital signatures as presenters see them: the fake, and the real one with real certificates."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop.app.printing.desk_signing import DeskSigning, SigningTools
from desktop.documents.context import SIGNATURES, SIGNATURES_S
from desktop.documents.preview.process import WorkerCommand
from desktop.documents.signatures.process import look_at_pdf
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.signing.digital import SigningOrder, signatures_of
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.events import ActionFailed, EventSink
from desktop.domain.ids import DocumentId, PersonId, SessionId
from desktop.domain.papers.events import MinutesSigned, ScanTaken
from desktop.domain.papers.paper import Paper
from desktop.forms.pdf.document import draw_pdf
from desktop.presenters.services.roll_call import DigitalSigningService
from tests.fakes.fake_clock import NOON, FakeClock
from tests.fakes.fake_digital_signing import FakeDigitalSigning
from tests.fakes.fake_records import FakePapers
from tests.rigs.desk.event_recorder import EventRecorder
from tests.samples.forms import AT, EVERY_FORM
from tests.samples.receptions import COMMUNE, a_paper
from tests.samples.signed_scans import a_sheet
from tests.samples.signing_keys import PASSWORD, holder

pytestmark = pytest.mark.contract

SESSION, SIGNER = SessionId("session-1"), PersonId("p1")
VERSION = MinutesVersion(number=1, text_sha256="a" * 64, sha256="c" * 64, lines=3, frozen_at=NOON)
COMMAND = WorkerCommand(arguments=SIGNATURES, wall_s=10 * SIGNATURES_S)


class Shelf:
    """Papers that are taken in at once, their signatures looked at by the real worker."""

    def __init__(self, emit: EventSink) -> None:
        self._emit = emit
        self._papers: list[Paper] = []
        self.bytes: dict[str, bytes] = {}

    def papers(self, _session_id: SessionId) -> tuple[Paper, ...]:
        return tuple(self._papers)

    def add_signed(self, session_id: SessionId, title: str, pdf: bytes) -> None:
        sha256 = hashlib.sha256(pdf).hexdigest()
        self.bytes[sha256] = pdf
        paper = replace(
            a_paper(title),
            id=DocumentId(sha256[:8]),
            sha256=sha256,
            is_local=True,
            added_at=NOON,
            printed_pages=(a_sheet(1, 1),),
            digital_signatures=look_at_pdf(COMMAND, pdf),
        )
        self._papers.append(paper)
        self._emit(ScanTaken(session_id=session_id, document_id=paper.id))


MINUTES = draw_pdf(EVERY_FORM["minutes"](), AT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningBench:
    service: DigitalSigningService
    papers: Callable[[SessionId], tuple[Paper, ...]]
    events: EventRecorder


@pytest.fixture(params=["fake", "real"])
def bench(request: pytest.FixtureRequest) -> Iterator[SigningBench]:
    events, clock = EventRecorder(), FakeClock()
    if request.param == "fake":
        papers = FakePapers(emit=events, clock=clock, own_site_id=COMMUNE)
        fake = FakeDigitalSigning(emit=events, papers=papers, clock=clock, own_site_id=COMMUNE)
        yield SigningBench(service=fake, papers=papers.papers, events=events)
        return
    shelf = Shelf(events)
    real = DeskSigning(
        draw=lambda _session_id: MINUTES,
        papers=shelf,
        open_bytes=lambda sha256: io.BytesIO(shelf.bytes[sha256]),
        tools=SigningTools(worker=COMMAND, module=None),
        clock=SystemClock(),  # certificates are made today
        emit=events,
    )
    real.start()
    yield SigningBench(service=real, papers=shelf.papers, events=events)
    real.stop()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "nguoi-ky.pfx"
    path.write_bytes(holder().pfx)
    return path


def order(certificate: Path | None) -> SigningOrder:
    return SigningOrder(
        session_id=SESSION,
        signer_id=SIGNER,
        version=VERSION,
        certificate=certificate,
        password=PASSWORD,
    )


def test_what_is_signed_is_told_and_kept(bench: SigningBench, certificate: Path) -> None:
    bench.service.sign(order(certificate))
    signed = bench.events.wait_for(MinutesSigned)
    assert (signed.session_id, signed.signer_id) == (SESSION, SIGNER)
    bench.events.wait_for(ScanTaken)
    (found,) = signatures_of(bench.papers(SESSION), SESSION, VERSION)
    assert (found.signer, found.is_intact) == ("Trần Thị Mẫu", True)
    assert not bench.events.of(ActionFailed)


def test_the_next_one_signs_the_same_paper(
    bench: SigningBench, certificate: Path, tmp_path: Path
) -> None:
    bench.service.sign(order(certificate))
    bench.events.wait_for(ScanTaken)
    other = tmp_path / "nguoi-khac.p12"
    other.write_bytes(holder("Lê Văn Mẫu").pfx)
    bench.service.sign(replace(order(other), signer_id=PersonId("p2")))
    bench.events.wait_for(ScanTaken, count=2)
    last = bench.papers(SESSION)[-1]
    assert [one.signer for one in last.digital_signatures] == ["Trần Thị Mẫu", "Lê Văn Mẫu"]
    assert all(one.is_intact for one in last.digital_signatures)


def test_another_password_signs_nothing(bench: SigningBench, certificate: Path) -> None:
    bench.service.sign(replace(order(certificate), password="khác"))
    failed = bench.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("sign_minutes", "B-450")
    assert bench.papers(SESSION) == ()


def test_without_a_library_there_is_no_token(bench: SigningBench) -> None:
    assert not bench.service.has_token
    bench.service.sign(order(None))
    failed = bench.events.wait_for(ActionFailed)
    assert (failed.action, failed.code) == ("sign_minutes", "B-455")
