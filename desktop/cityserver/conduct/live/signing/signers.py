"""The state of each signer, and that nothing counts as signed before all have one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.cityserver.conduct.live.signing.freezing import (
    present_sites,
    signing_of,
    with_signing,
)
from desktop.contract.channel.signing import NoteSignature, SetCopies
from desktop.contract.problem import ProblemCode
from desktop.domain.access.person import Role
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.signing.signature import (
    MAX_SIGNATURES,
    SaidSignature,
    Signature,
    SignatureForm,
    signature_fault,
    tidied,
)
from desktop.domain.conduct.signing.signers import signer_ids
from desktop.domain.conduct.signing.signing import MAX_COPIES, with_signature, without_signature
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.status import SessionStatus, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Noter:
    """Who notes. notes_all: signers of every site, not of the own one alone.

    planned: those of the plan who sign, and where.
    """

    site_id: SiteId
    role: Role
    notes_all: bool
    planned: Mapping[PersonId, SiteId] = field(default_factory=dict)
    central: SiteId | None = None


def note_signature(live: Live, message: NoteSignature, noter: Noter, now: datetime) -> Live:
    """The state of a signer of the newest version, or that it was noted by mistake.

    Raises: NotDone, not now, no such signer, of another site, no reason or no two witnesses.
    """
    signing = signing_of(live.told)
    version = signing.version
    if not _is_time(live.told) or version is None:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    signer_id = PersonId(message.signer_id)
    site_id = everybody(live.told, noter.planned, noter.central).get(signer_id)
    if site_id is None:
        raise NotDone(ProblemCode.NOT_FOUND)
    if site_id != noter.site_id and not noter.notes_all:
        raise NotDone(ProblemCode.FORBIDDEN)
    if not message.form:
        return with_signing(live, without_signature(signing, signer_id, version.number))
    said = _said(message)
    signature = Signature(
        signer_id=signer_id,
        version=version.number,
        form=said.form,
        reason=said.reason,
        witnesses=said.witnesses,
        noted_at=now,
        by_site_id=noter.site_id,
        by_role=noter.role,
    )
    signed = with_signature(signing, signature)
    if len(signed.signatures) > MAX_SIGNATURES:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    return with_signing(live, signed)


def set_copies(live: Live, message: SetCopies) -> Live:
    """How many are printed. Raises: NotDone, not now."""
    told = live.told
    is_time = told.step in (Step.READ_BACK, Step.SIGNING)
    if not is_time or told.status is not SessionStatus.MINUTES_REVIEW:
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)
    if not 1 <= message.count <= MAX_COPIES:
        raise NotDone(ProblemCode.BAD_REQUEST)
    return with_signing(live, replace(signing_of(told), copies=message.count))


def check_signed(told: LiveSession, planned: Mapping[PersonId, SiteId]) -> None:
    """Refuse to call the minutes signed while somebody who is there has no state.

    Raises: NotDone, not_allowed_now.
    """
    if signing_of(told).missing(everybody(told, planned, None)):
        raise NotDone(ProblemCode.NOT_ALLOWED_NOW)


def everybody(
    told: LiveSession, planned: Mapping[PersonId, SiteId], central: SiteId | None
) -> dict[PersonId, SiteId]:
    """Who signs: people of every site that is there."""
    return signer_ids(planned, told.roll or RollCall(), present_sites(told, central))


def noted_as(message: NoteSignature) -> str:
    """What the audit log says of it: never a name, never a reason."""
    return message.form or "taken back"


def _said(message: NoteSignature) -> SaidSignature:
    try:
        form = SignatureForm(message.form)
    except ValueError as error:
        raise NotDone(ProblemCode.BAD_REQUEST) from error
    said = SaidSignature(form=form, reason=message.reason, witnesses=message.witnesses)
    if signature_fault(said) is not None:
        raise NotDone(ProblemCode.BAD_REQUEST)
    return tidied(said)


def _is_time(told: LiveSession) -> bool:
    return told.step is Step.SIGNING and told.status is SessionStatus.MINUTES_REVIEW
