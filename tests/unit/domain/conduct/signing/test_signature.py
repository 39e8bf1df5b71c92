"""Who signs needs nothing else; who does not says why, before two witnesses."""

import pytest

from desktop.domain.conduct.signing.signature import (
    MAX_WITNESS_CHARACTERS,
    SaidSignature,
    SignatureFault,
    SignatureForm,
    signature_fault,
    tidied,
)

pytestmark = pytest.mark.unit

REASON = "Chưa đồng ý phần đơn giá"
WITNESSES = ("Trưởng thôn Mẫu", "Cán bộ tư pháp Mẫu")


def refusal(reason: str = REASON, witnesses: tuple[str, ...] = WITNESSES) -> SaidSignature:
    return SaidSignature(form=SignatureForm.NOT_SIGNED, reason=reason, witnesses=witnesses)


@pytest.mark.parametrize("form", [SignatureForm.BY_HAND, SignatureForm.FINGERPRINT])
def test_who_signs_has_no_reason_and_no_witness(form: SignatureForm) -> None:
    said = SaidSignature(form=form, reason="ngắn", witnesses=("một",))
    assert signature_fault(said) is None
    assert tidied(said) == SaidSignature(form=form)


def test_who_does_not_sign_says_why_before_two_witnesses() -> None:
    said = refusal(f"  {REASON} ", (*WITNESSES, " "))
    assert signature_fault(said) is None
    assert tidied(said) == refusal()


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (refusal("ngắn"), SignatureFault.REASON),
        (refusal("a" * 501), SignatureFault.REASON),
        (refusal(witnesses=()), SignatureFault.WITNESSES),
        (refusal(witnesses=("Một người",)), SignatureFault.WITNESSES),
        (refusal(witnesses=("Một người", " một  NGƯỜI ")), SignatureFault.WITNESSES),
        (refusal(witnesses=("Một", "Hai", "Ba")), SignatureFault.WITNESSES),
        (
            refusal(witnesses=("Một", "a" * (MAX_WITNESS_CHARACTERS + 1))),
            SignatureFault.WITNESSES,
        ),
    ],
)
def test_a_refusal_without_them_is_not_noted(said: SaidSignature, fault: SignatureFault) -> None:
    assert signature_fault(said) is fault
