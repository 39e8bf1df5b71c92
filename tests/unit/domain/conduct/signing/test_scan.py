"""Which sheets of the signed version came back, whoever scanned them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.scan import (
    ScanFault,
    ScannedVersion,
    is_scan_awaited,
    scan_fault,
    scanned_version,
)
from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.ids import DocumentId, PersonId, SessionId, SiteId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.paper import Paper
from desktop.domain.papers.printed_page import PrintedPage
from tests.fakes.fake_clock import NOON
from tests.samples.receptions import COMMUNE, HQ, a_paper
from tests.samples.signed_scans import a_sheet

pytestmark = pytest.mark.unit

SESSION = SessionId("Session-1")
VERSION = MinutesVersion(number=1, text_sha256="a" * 64, sha256="c" * 64, lines=3, frozen_at=NOON)
SHEETS = st.builds(
    a_sheet,
    st.integers(1, 3),
    st.integers(3, 4),
    record_id=st.sampled_from(["session-1", "session-2"]),
    version=st.integers(1, 2),
)


def scanned(*sheets: PrintedPage, name: str = "scan-1") -> Paper:
    return replace(a_paper(name), id=DocumentId(name), printed_pages=sheets)


def found(*papers: Paper) -> ScannedVersion | None:
    return scanned_version(papers, SESSION, VERSION)


def test_pages_of_several_scans_belong_together() -> None:
    one = scanned(a_sheet(1), a_sheet(3))
    assert found(one) == ScannedVersion(pages=3, found=frozenset({1, 3}))
    half = found(one)
    assert half is not None
    assert (half.missing, half.is_whole) == ((2,), False)
    whole = found(one, scanned(a_sheet(2), name="scan-2"))
    assert whole is not None
    assert whole.is_whole


def test_what_is_no_sheet_of_this_version_counts_for_nothing() -> None:
    other_words = replace(a_sheet(2), content_sha256="d" * 64)
    strange = (a_sheet(1, record_id="session-2"), a_sheet(1, version=2), other_words)
    assert found() is None
    assert found(scanned(), scanned(*strange)) is None


def test_a_page_of_a_print_with_more_pages_does_not_fill_a_hole_of_another() -> None:
    before = scanned(a_sheet(1), a_sheet(2))
    later = scanned(a_sheet(3, 4), a_sheet(4, 4), name="scan-2")
    assert found(before, later) == ScannedVersion(pages=3, found=frozenset({1, 2}))
    assert found(before, later, scanned(a_sheet(1, 4), a_sheet(2, 4), name="scan-3")) == (
        ScannedVersion(pages=4, found=frozenset({1, 2, 3, 4}))
    )


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        ((), ScanFault.NO_CODE),
        ((a_sheet(record_id="session-2"),), ScanFault.OTHER_RECORD),
        ((a_sheet(record_id="session-2"), a_sheet(version=2)), ScanFault.OTHER_VERSION),
        ((replace(a_sheet(), content_sha256="d" * 64),), ScanFault.OTHER_VERSION),
        ((a_sheet(version=2), a_sheet()), None),
    ],
)
def test_a_scan_says_why_it_is_none(
    sheets: tuple[PrintedPage, ...], fault: ScanFault | None
) -> None:
    assert scan_fault(scanned(*sheets), SESSION, VERSION) is fault


@given(st.lists(st.lists(SHEETS, max_size=5), max_size=5))
def test_whole_is_only_what_has_every_page_of_one_print(taken: list[list[PrintedPage]]) -> None:
    papers = [scanned(*sheets, name=f"scan-{n}") for n, sheets in enumerate(taken)]
    right = {
        (one.page, one.pages)
        for sheets in taken
        for one in sheets
        if (one.record_id, one.version) == ("session-1", 1)
    }
    is_whole = any({(page, n) for page in range(1, n + 1)} <= right for n in (3, 4))
    state = found(*papers)
    assert (state is None) is (not right)
    assert (state is not None and state.is_whole) is is_whole
    assert (state is not None) is any(scan_fault(one, SESSION, VERSION) is None for one in papers)


def signed(
    form: SignatureForm, *, by: SiteId = COMMUNE, version: int = 1, is_frozen: bool = True
) -> SessionSigning:
    signature = Signature(
        signer_id=PersonId("p1"),
        version=version,
        form=form,
        noted_at=NOON,
        by_site_id=by,
        by_role=Role.ROOM_OFFICER,
    )
    return SessionSigning(
        session_id=SESSION, is_frozen=is_frozen, versions=(VERSION,), signatures=(signature,)
    )


@pytest.mark.parametrize("form", list(SignatureForm))
def test_a_scan_is_awaited_of_who_signed_on_paper(form: SignatureForm) -> None:
    is_on_paper = form in {SignatureForm.BY_HAND, SignatureForm.FINGERPRINT}
    assert is_scan_awaited(signed(form), COMMUNE, ()) is is_on_paper
    assert not is_scan_awaited(signed(form), HQ, ())
    assert not is_scan_awaited(signed(form, version=2), COMMUNE, ())
    assert not is_scan_awaited(signed(form, is_frozen=False), COMMUNE, ())
    nothing = replace(signed(form), versions=())
    assert not is_scan_awaited(nothing, COMMUNE, ())


def test_a_scan_is_awaited_until_every_page_is_there() -> None:
    by_hand = signed(SignatureForm.BY_HAND)
    first, second = scanned(a_sheet(1, 2)), scanned(a_sheet(2, 2), name="scan-2")
    assert is_scan_awaited(by_hand, COMMUNE, (first,))
    assert not is_scan_awaited(by_hand, COMMUNE, (first, second))
    by_key = DigitalSignature(
        signer="Trần Thị Mẫu",
        issuer="Nơi cấp thử",
        certificate_sha256="a" * 64,
        signed_at=NOON,
        is_intact=True,
        is_vouched=None,
    )
    digital = replace(scanned(a_sheet(1, 1)), digital_signatures=(by_key,))
    assert is_scan_awaited(by_hand, COMMUNE, (digital,))
