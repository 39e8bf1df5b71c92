"""Versions, objections and states of signers of one session."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.access.person import Role
from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.signing import (
    MinutesNumber,
    Signing,
    frozen,
    kept_signing,
    may_freeze,
    with_objection,
    with_signature,
    with_text,
    without_signature,
)
from desktop.domain.conduct.signing.version import MAX_VERSIONS, SiteText, version_hash
from desktop.domain.ids import PersonId, SessionId, SiteId
from desktop.domain.reception.status import Step
from tests.fakes.fake_clock import NOON
from tests.unit.domain.conduct.signing.test_version import COMMUNE, HQ, OBJECTION, ONE, OTHER

pytestmark = pytest.mark.unit

CHAIR, CITIZEN = PersonId("chair"), PersonId("citizen")
FROZEN = frozen(Signing(), ONE, 3, NOON)


def signature(
    signer_id: PersonId = CHAIR,
    version: int = 1,
    form: SignatureForm = SignatureForm.BY_HAND,
) -> Signature:
    return Signature(
        signer_id=signer_id,
        version=version,
        form=form,
        noted_at=NOON,
        by_site_id=HQ,
        by_role=Role.SECRETARY,
    )


def text(site_id: SiteId, sha256: str) -> SiteText:
    return SiteText(site_id=site_id, sha256=sha256, lines=3)


def test_what_a_site_told_last_counts() -> None:
    told = with_text(with_text(Signing(), text(HQ, ONE)), text(COMMUNE, ONE))
    told = with_text(told, text(HQ, OTHER))
    assert told.texts == (text(COMMUNE, ONE), text(HQ, OTHER))


def test_the_first_version_has_number_one_and_the_hash_of_its_content() -> None:
    version = FROZEN.version
    assert version is not None
    assert (version.number, version.lines, version.frozen_at) == (1, 3, NOON)
    assert version.sha256 == version_hash(ONE, ())
    assert Signing().version is None


def test_the_same_content_stays_the_version_that_is_signed() -> None:
    assert frozen(FROZEN, ONE, 3, NOON + timedelta(minutes=1)) == FROZEN
    other = frozen(FROZEN, OTHER, 4, NOON)
    assert [one.number for one in other.versions] == [1, 2]


def test_more_versions_than_can_be_kept_are_not_frozen() -> None:
    assert may_freeze(FROZEN)
    assert not may_freeze(replace(FROZEN, versions=FROZEN.versions * MAX_VERSIONS))


def test_an_objection_after_the_freezing_makes_a_version_that_nobody_signed() -> None:
    signed = with_signature(FROZEN, signature())
    later = replace(OBJECTION, at=NOON + timedelta(minutes=5))
    objected = with_objection(signed, later, is_frozen=True)
    version = objected.version
    assert version is not None
    assert (version.number, version.text_sha256, version.frozen_at) == (2, ONE, later.at)
    assert version.sha256 == version_hash(ONE, (later,))
    assert objected.versions[0] == FROZEN.version
    assert objected.signature(CHAIR) is None
    assert objected.signatures == (signature(),)


def test_an_objection_while_it_is_read_is_part_of_the_version_to_come() -> None:
    noted = with_objection(Signing(), OBJECTION, is_frozen=False)
    assert noted == Signing(objections=(OBJECTION,))
    assert with_objection(Signing(), OBJECTION, is_frozen=True) == noted


def test_a_signer_has_one_state_of_each_version() -> None:
    signing = with_signature(FROZEN, signature())
    signing = with_signature(signing, signature(form=SignatureForm.FINGERPRINT))
    assert signing.signatures == (signature(form=SignatureForm.FINGERPRINT),)
    assert signing.missing((CHAIR, CITIZEN)) == (CITIZEN,)
    assert without_signature(signing, CHAIR, 2) == signing
    assert without_signature(signing, CHAIR, 1) == FROZEN


def test_before_the_freezing_nobody_has_a_state() -> None:
    assert Signing(signatures=(signature(),)).signature(CHAIR) is None
    assert Signing().missing((CHAIR,)) == (CHAIR,)


@pytest.mark.parametrize(
    ("signing", "step", "is_frozen"),
    [
        (FROZEN, Step.SIGNING, True),
        (FROZEN, Step.CLOSING, True),
        (FROZEN, Step.READ_BACK, False),
        (Signing(), Step.SIGNING, False),
    ],
)
def test_the_city_keeps_all_but_what_sites_tell(
    signing: Signing, step: Step, *, is_frozen: bool
) -> None:
    whole = replace(signing, copies=3, number=MinutesNumber(number=12, year=2026))
    told = with_text(whole, text(HQ, ONE))
    kept = kept_signing(SessionId("s"), told, step)
    assert kept.is_frozen is is_frozen
    assert kept.signing == whole
