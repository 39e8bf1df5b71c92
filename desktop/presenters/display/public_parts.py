"""Parts of scenes: sites, people, pictures, turns as everybody in the room may see them. Pure."""

from desktop.domain.conduct.consultation import may_exchange
from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import Participant
from desktop.presenters.conduct.roster.roster import floor_clock, other_veil_kind
from desktop.presenters.conduct.roster.roster_state import Presence, VeilKind
from desktop.presenters.display.chair_display_state import (
    PublicPerson,
    PublicPicture,
    PublicSite,
    PublicText,
    PublicTurn,
)
from desktop.presenters.live.seated_sites import seated_sites, site_name
from desktop.presenters.live.session_context import SessionContext
from desktop.presenters.live.session_facts import SessionFacts, has_call
from desktop.presenters.session.session import SessionPresenter

LOST = frozenset({VeilKind.RECONNECTING, VeilKind.ENGINE_LOST})
"""Over a picture that does not come, and that is awaited."""
_ABSENT = {VeilKind.LEFT: Presence.LEFT, VeilKind.NOT_YET: Presence.NOT_YET}
"""Nobody sits there."""
_NO_PICTURE = frozenset({VeilKind.BESIDE, VeilKind.ELSEWHERE})
"""None is awaited here."""


def main_site(context: SessionContext, facts: SessionFacts) -> SiteId:
    """The site that has the floor; else the first other one, and the chair is the first of all.

    Of sites that wait for the end of a consultation none.
    """
    speaking = facts.speaking_site_id
    own = context.own_site_id
    others = [
        one
        for one in seated_sites(context, facts)
        if one != own and may_exchange(facts.consultation, own, one)
    ]
    if speaking is not None and speaking in others:
        return speaking
    return next(iter(others), own)


def public_person(context: SessionContext, person: Participant) -> PublicPerson:
    """How somebody is shown."""
    is_protected = context.is_protected(person)
    return PublicPerson(
        role=person.role,
        label=None if is_protected else PublicText(person.label),
        is_protected=is_protected,
    )


def public_lead(context: SessionContext, site_id: SiteId, called: str = "") -> PublicPerson | None:
    """Who speaks at a site, or was called there."""
    person = context.speaker(site_id, called)
    return public_person(context, person) if person is not None else None


def public_sites(context: SessionContext, facts: SessionFacts) -> tuple[PublicSite, ...]:
    """Who was invited, by site: as planned, with those that were called in and have a seat."""
    planned = context.plan.site_ids
    return tuple(
        _public_site(context, facts, site_id)
        for site_id in seated_sites(context, facts)
        if site_id in planned or facts.seat(site_id) is not None
    )


def _public_site(context: SessionContext, facts: SessionFacts, site_id: SiteId) -> PublicSite:
    presence = _presence(context, facts, site_id)
    return PublicSite(
        name=PublicText(site_name(context, facts, site_id)),
        is_own=site_id == context.own_site_id,
        is_here=presence is Presence.HERE,
        presence=presence,
        people=tuple(public_person(context, one) for one in context.people_of(site_id)),
    )


def _presence(context: SessionContext, facts: SessionFacts, site_id: SiteId) -> Presence:
    """Of this room itself everybody sees that it is here."""
    if site_id == context.own_site_id:
        return Presence.HERE
    seat = facts.seat(site_id)
    if seat is not None:
        return Presence.HERE if seat.is_connected else Presence.AWAY
    was_here = facts.media.peer_state(site_id) is not None
    return Presence.LEFT if was_here else Presence.NOT_YET


def public_picture(session: SessionPresenter, site_id: SiteId) -> PublicPicture:
    """The picture of a site, or why there is none."""
    context, facts = session.context, session.facts
    is_own = site_id == context.own_site_id
    kind = None if is_own and has_call(facts) else other_veil_kind(facts, site_id)
    is_off = kind is VeilKind.CAMERA_OFF
    if kind is None and is_own:
        is_off = not session.own_media.is_camera_on
    return PublicPicture(
        track_id=facts.media.track_id(site_id),
        site_name=PublicText(site_name(context, facts, site_id)),
        person=public_lead(context, site_id, facts.called(site_id)),
        is_speaking=facts.speaking_site_id == site_id,
        is_lost=kind not in _NO_PICTURE and (not facts.media.is_engine_up or kind in LOST),
        is_off=is_off,
        is_sound_only=kind is VeilKind.SOUND_ONLY,
        is_elsewhere=kind is VeilKind.BESIDE,
        platform=public_platform(facts),
        presence=Presence.HERE if kind is None else _ABSENT.get(kind, Presence.HERE),
    )


def public_platform(facts: SessionFacts) -> PublicText | None:
    """Where it meets, when that is on a platform of somebody else."""
    return PublicText(facts.platform) if facts.platform else None


def public_turn(context: SessionContext, facts: SessionFacts) -> PublicTurn | None:
    """Whose turn it is; None while nobody has the floor."""
    speaking = facts.speaking_site_id
    clock = floor_clock(facts)
    if speaking is None or clock is None:
        return None
    return PublicTurn(
        site_name=PublicText(site_name(context, facts, speaking)),
        person=public_lead(context, speaking, facts.called(speaking)),
        clock=clock,
    )
