"""Sorts what was noted of the signing, and what was added later, for the printed minutes. Pure."""

from collections.abc import Iterable

from desktop.domain.conduct.roll_call import RollCall, person_ids
from desktop.domain.conduct.signing.signature import Signature
from desktop.domain.conduct.signing.signers import site_signer
from desktop.domain.conduct.signing.signing import SessionSigning
from desktop.domain.directory.site import Site
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.session import SessionPlan
from desktop.domain.record.amendment import MinutesAmendment, in_time_order
from desktop.domain.record.minutes import MinuteLine
from desktop.domain.record.minutes_text import text_digest
from desktop.domain.record.printed_signing import (
    PrintedAmendment,
    PrintedSignature,
    PrintedSigning,
)

_Known = tuple[str, ParticipantRole | None, SiteId]


def printed_signing(
    kept: SessionSigning,
    plan: SessionPlan,
    roll: RollCall,
    sites: Iterable[Site],
    lines: Iterable[MinuteLine],
) -> PrintedSigning:
    """As it is printed now. sites: that are known here. lines: of the session, in any order."""
    version = kept.versions[-1] if kept.is_frozen and kept.versions else None
    known = {site.id: site for site in sites}
    people = _people(plan, roll, known)
    signatures = () if version is None else kept.signatures
    number = 0 if version is None else version.number
    sent = (one for one in lines if one.revision)
    return PrintedSigning(
        version=version,
        former=kept.versions[:-1] if version is not None else (),
        objections=kept.objections,
        signatures=tuple(
            _printed(one, people, known) for one in signatures if one.version == number
        ),
        is_other_here=version is not None
        and text_digest(sent, version.frozen_at).sha256 != version.text_sha256,
    )


def printed_amendments(
    amendments: Iterable[MinutesAmendment], sites: Iterable[Site], lines: Iterable[MinuteLine]
) -> tuple[PrintedAmendment, ...]:
    """In the order of time, each with the words that it is about."""
    known = {site.id: site for site in sites}
    texts = {one.id: one.text for one in lines}
    return tuple(
        PrintedAmendment(
            amendment=one,
            site=known.get(one.owner_site_id),
            amended="" if one.line_id is None else texts.get(one.line_id, "").strip(),
        )
        for one in in_time_order(amendments)
    )


def _people(plan: SessionPlan, roll: RollCall, known: dict[SiteId, Site]) -> dict[PersonId, _Known]:
    ids = person_ids(plan.participants)
    planned: dict[PersonId, _Known] = {
        person_id: (one.full_name or one.label, one.role, one.site_id)
        for person_id, one in zip(ids, plan.participants, strict=True)
    }
    added: dict[PersonId, _Known] = {
        one.person_id: (one.full_name, one.role, one.site_id) for one in roll.added
    }
    of_sites: dict[PersonId, _Known] = {
        site_signer(site_id): (site.name, None, site_id) for site_id, site in known.items()
    }
    return of_sites | added | planned


def _printed(
    signature: Signature, people: dict[PersonId, _Known], known: dict[SiteId, Site]
) -> PrintedSignature:
    """Who is not known here stands with the site that noted it."""
    nobody: _Known = ("", None, signature.by_site_id)
    name, role, site_id = people.get(signature.signer_id, nobody)
    return PrintedSignature(name=name, role=role, site=known.get(site_id), signature=signature)
