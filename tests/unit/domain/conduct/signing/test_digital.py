"""Which papers are the signed version with digital signatures that hold, and whose they are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.conduct.signing.digital import signatures_of, signed_papers
from desktop.domain.conduct.signing.version import MinutesVersion
from desktop.domain.ids import DocumentId, SessionId
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.domain.papers.paper import Paper
from tests.fakes.fake_clock import NOON
from tests.samples.receptions import a_paper
from tests.samples.signed_scans import a_sheet

pytestmark = pytest.mark.unit

SESSION = SessionId("session-1")
VERSION = MinutesVersion(number=1, text_sha256="a" * 64, sha256="c" * 64, lines=3, frozen_at=NOON)
WHOLE = (a_sheet(1, 2), a_sheet(2, 2))
FIRST = DigitalSignature(
    signer="Trần Thị Mẫu",
    issuer="Nơi cấp thử",
    certificate_sha256="1" * 64,
    signed_at=NOON,
    is_intact=True,
    is_vouched=None,
)
SECOND = replace(
    FIRST, signer="Lê Văn Mẫu", certificate_sha256="2" * 64, signed_at=NOON + timedelta(minutes=2)
)


def signed(name: str, *signatures: DigitalSignature) -> Paper:
    paper = replace(a_paper(name), id=DocumentId(name))
    return replace(paper, printed_pages=WHOLE, digital_signatures=signatures)


def test_the_paper_with_the_most_signatures_comes_first() -> None:
    one, both = signed("one", FIRST), signed("both", FIRST, SECOND)
    assert signed_papers((one, both), SESSION, VERSION) == (both, one)
    assert signatures_of((both, one), SESSION, VERSION) == (FIRST, SECOND)


def test_two_who_signed_at_once_are_both_told_of() -> None:
    papers = (signed("two", SECOND), signed("one", FIRST))
    assert signatures_of(papers, SESSION, VERSION) == (FIRST, SECOND)


def test_nothing_counts_that_was_changed_or_is_of_other_words() -> None:
    broken = signed("broken", FIRST, replace(SECOND, is_intact=False))
    lacking = replace(signed("lacking", FIRST), printed_pages=WHOLE[:1])
    other = replace(VERSION, number=2)
    papers = (broken, lacking, signed("unsigned"))
    assert signed_papers(papers, SESSION, VERSION) == ()
    assert signatures_of(papers, SESSION, VERSION) == ()
    assert signed_papers((signed("one", FIRST),), SESSION, other) == ()
