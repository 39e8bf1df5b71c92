"""How somebody signed, or that they do not: noted by an officer, never by a key alone. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.access.person import Role
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.ending import plain_reason, reason_fault
from desktop.domain.text import plain_line, spelling

WITNESSES = 2
"""Of who does not sign."""

MAX_WITNESS_CHARACTERS = 100
MAX_SIGNATURES = 256
"""Of one session, of every version of its minutes."""


class SignatureForm(StrEnum):
    """Hình thức: ký tay, điểm chỉ, ký số, không ký."""

    BY_HAND = "by_hand"
    FINGERPRINT = "fingerprint"
    DIGITAL = "digital"
    NOT_SIGNED = "not_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSignature:
    """What somebody wants noted. reason, witnesses: of who does not sign."""

    form: SignatureForm
    reason: str = ""
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The state of one signer of one version.

    noted_at, by_site_id, by_role: when, where and by whom it was noted; aware, of the city's clock.
    """

    signer_id: PersonId
    version: int
    form: SignatureForm
    noted_at: datetime
    by_site_id: SiteId
    by_role: Role
    reason: str = ""
    witnesses: tuple[str, ...] = ()


class SignatureFault(StrEnum):
    """Why it cannot be noted."""

    REASON = "reason"
    WITNESSES = "witnesses"


def tidied(said: SaidSignature) -> SaidSignature:
    """As it is kept: who signs has no reason and no witnesses."""
    if said.form is not SignatureForm.NOT_SIGNED:
        return SaidSignature(form=said.form)
    return SaidSignature(
        form=said.form,
        reason=plain_reason(said.reason),
        witnesses=tuple(filter(None, map(plain_line, said.witnesses))),
    )


def signature_fault(said: SaidSignature) -> SignatureFault | None:
    """Why this is not noted; None when it is.

    Who does not sign says why, before two witnesses (domain.md §4.13).
    """
    said = tidied(said)
    if said.form is not SignatureForm.NOT_SIGNED:
        return None
    if reason_fault(said.reason) is not None:
        return SignatureFault.REASON
    return None if _are_witnesses(said.witnesses) else SignatureFault.WITNESSES


def _are_witnesses(names: Iterable[str]) -> bool:
    """Two people: one name twice is one."""
    there = tuple(names)
    are_short = all(len(one) <= MAX_WITNESS_CHARACTERS for one in there)
    return are_short and len(there) == WITNESSES == len(set(map(spelling, there)))
