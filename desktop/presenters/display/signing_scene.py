"""The scene "ký biên bản": whose turn it is, and who has a state. Pure.

Everybody who signed *đã ký*, who did not *đã ghi nhận*: why, and before whom, is not for this
display.
"""

from desktop.domain.conduct.roll_call import person_ids
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.signers import Signer
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.ids import PersonId
from desktop.domain.reception.participant import CITIZEN_ROLES, Participant
from desktop.domain.reception.status import Step
from desktop.presenters.display.chair_display_state import (
    PublicHeader,
    PublicPerson,
    PublicSigner,
    PublicSigning,
    PublicSigningSite,
    PublicText,
    SigningScene,
)
from desktop.presenters.display.public_parts import public_person
from desktop.presenters.live.seated_sites import site_name
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.session.session import SessionPresenter


def signing_scene(session: SessionPresenter, header: PublicHeader) -> SigningScene | None:
    """None at every other step, and where the city notes no signers."""
    facts = session.signing.facts
    signing, version = facts.signing, facts.version
    if signing is None or version is None or session.facts.step is not Step.SIGNING:
        return None
    context = session.context
    planned = dict(
        zip(person_ids(context.plan.participants), context.plan.participants, strict=True)
    )
    following = next(iter(facts.missing()), None)
    everybody = facts.signers()
    sites = tuple(
        PublicSigningSite(
            name=PublicText(name),
            people=tuple(
                _signer(context, planned, signing, one, is_next=one == following)
                for one in everybody
                if one.site_id == site_id
            ),
        )
        for site_id, name in facts.sites().items()
    )
    where = None if following is None else site_name(context, session.facts, following.site_id)
    return SigningScene(
        header=header,
        lines=version.lines,
        sites=sites,
        following=None if following is None else _person(context, planned, following),
        place=PublicText(where or ""),
        noted=len(everybody) - len(facts.missing()),
        people=len(everybody),
    )


def _signer(
    context: SessionContext,
    planned: dict[PersonId, Participant],
    signing: Signing,
    one: Signer,
    *,
    is_next: bool,
) -> PublicSigner:
    return PublicSigner(
        person=_person(context, planned, one),
        state=_state(signing, one, is_next=is_next),
    )


def _state(signing: Signing, one: Signer, *, is_next: bool) -> PublicSigning:
    signature = signing.signature(one.id)
    if signature is None:
        return PublicSigning.NOW if is_next else PublicSigning.WAITING
    is_refusal = signature.form is SignatureForm.NOT_SIGNED
    return PublicSigning.NOTED if is_refusal else PublicSigning.SIGNED


def _person(
    context: SessionContext, planned: dict[PersonId, Participant], one: Signer
) -> PublicPerson | None:
    """Who came uninvited is called by their part; None: somebody for the site."""
    person = planned.get(one.id)
    if person is not None:
        return public_person(context, person)
    if one.role is None:
        return None
    is_protected = context.is_denunciation and one.role in CITIZEN_ROLES
    return PublicPerson(role=one.role, label=None, is_protected=is_protected)
