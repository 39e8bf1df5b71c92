"""Chốt và ký: one text at every site, frozen with one hash; nobody has signed by a key alone."""

from collections.abc import Callable
from functools import partial

from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.roll_call import RollCall
from desktop.domain.conduct.signing.signature import SignatureForm
from desktop.domain.conduct.signing.signers import Signer, signer_ids, signing_people, signing_sites
from desktop.domain.conduct.signing.signing import Signing
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import CITIZEN_ROLES
from desktop.domain.reception.status import Step
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

REASON = "Chưa đồng ý phần đơn giá"
WITNESSES = ("Trưởng thôn Mẫu", "Cán bộ tư pháp Mẫu")
WISH = "Gia đình đã gửi đơn ba lần."
HELD_S = 1.0
"""So long the city is watched: a step that it refuses does not come."""


def objected(reception: Reception) -> None:
    """A component site notes a wish to correct; every site shows it."""
    site = reception.others[0]
    began_s = reception.ask(site, _object, _has_objections(1), "its wish is noted")
    reception.expect(_has_objections(1), "the wish to correct the minutes", began_s)


def same_text(reception: Reception) -> None:
    """Every site tells what its minutes are, and all have what the centre has."""
    reception.wait(lambda: not _other_sites(reception), reception.limit_s())
    for site in _other_sites(reception):
        reception.fault(site, "has other minutes than the centre")
    reception.wait(lambda: reception.central.shows(_is_settled), reception.limit_s())


def frozen(reception: Reception) -> None:
    """Every site has the frozen version, by its hash; display 2 says whose turn it is."""
    reception.expect(_is_frozen, "that its minutes are the frozen version", 0.0)
    codes = {site.site_id: site.read(lambda desk: _code(desk.session)) for site in reception.sites}
    if len(set(codes.values())) != 1:
        reception.fault(None, f"has not one version at all sites: {codes}")
    reception.expect_display(
        lambda scene: scene.kind is SceneKind.SIGNING, "whose turn it is to sign", 0.0
    )


def unsigned(reception: Reception) -> None:
    """The city does not call it signed while somebody has no state, whatever a desk asks for."""
    reception.central.room.desk.channel.set_step(Step.CLOSING)
    reception.settle(HELD_S)
    told = reception.scene.read_city().told
    if told is None or told.step is not Step.SIGNING:
        reception.fault(None, "goes on to the closing with signers without a state")


def signers(reception: Reception) -> None:
    """Each site notes its own people, one of whom does not sign; all see it.

    Where a site could not, who conducts notes the rest, so that the session can be closed.
    """
    refusing = _site_of_citizens(reception)
    for site in reception.sites:
        own = own_signers(reception, site)
        site.act(_sign(site.site_id, is_refused=site.site_id == refusing))
        have_states = partial(_have_states, reception, own)
        if reception.wait(have_states, reception.limit_s()) is None:
            reception.fault(site, "does not get that its people have a state")
    reception.wait(partial(reception.central.shows, _is_noted), reception.limit_s())
    reception.central.act(_sign(None))
    reception.expect(_is_noted, "that everybody has a state", 0.0)
    _expect_refusal(reception)


def _expect_refusal(reception: Reception) -> None:
    """It is told everywhere with its reason and both witnesses."""
    for site in reception.sites:
        live = site.room.desk.channel.live()
        found = () if live is None or live.signing is None else live.signing.signatures
        kept = [one for one in found if one.form is SignatureForm.NOT_SIGNED]
        if not any((one.reason, one.witnesses) == (REASON, WITNESSES) for one in kept):
            reception.fault(site, "does not have the refusal with its reason and its witnesses")


def _object(session: SessionPresenter) -> None:
    signing = session.signing
    if signing.sheet() is None:
        signing.toggle()
    signing.begin_objection()
    signing.edit_objection(WISH)
    signing.note_objection(ObjectionResult.ACCEPTED)
    signing.close()


def _sign(
    site_id: SiteId | None, *, is_refused: bool = False
) -> Callable[[SessionPresenter], None]:
    """Notes the signers of a site, None: of all, as far as they have no state."""

    def press(session: SessionPresenter) -> None:
        signing, refuses = session.signing, is_refused
        waiting = [one for one in signing.facts.missing() if site_id in (None, one.site_id)]
        for one in waiting:
            if refuses and _is_citizen(one):
                refuses = False
                _refuse(session, one.id)
            else:
                signing.press(one.id, SignatureForm.BY_HAND)

    return press


def _refuse(session: SessionPresenter, signer_id: PersonId) -> None:
    signing = session.signing
    signing.press(signer_id, SignatureForm.NOT_SIGNED)
    signing.edit_reason(REASON)
    for place, name in enumerate(WITNESSES):
        signing.edit_witness(place, name)
    signing.confirm_refusal()


def _is_citizen(one: Signer) -> bool:
    return one.role in CITIZEN_ROLES


def _site_of_citizens(reception: Reception) -> SiteId | None:
    plan = reception.central.room.desk.schedule.session(reception.scene.session_id)
    people = () if plan is None else plan.participants
    return next((one.site_id for one in people if one.role in CITIZEN_ROLES), None)


def own_signers(reception: Reception, site: Site) -> tuple[PersonId, ...]:
    """Of a site, by the plan and what the city tells: no desk is asked of itself."""
    told = reception.scene.read_city().told
    plan = site.room.desk.schedule.session(reception.scene.session_id)
    if told is None or plan is None:
        return ()
    seated = (one.site_id for one in told.seats if one.is_connected)
    there = signing_sites(seated, told.calls or (), reception.scene.central_site_id)
    people = signer_ids(signing_people(plan.participants), told.roll or RollCall(), there)
    return tuple(one for one, where in people.items() if where == site.site_id)


def _have_states(reception: Reception, people: tuple[PersonId, ...]) -> bool:
    told = reception.scene.read_city().told
    return not _signing(told).missing(people)


def _signing(told: LiveSession | None) -> Signing:
    return Signing() if told is None or told.signing is None else told.signing


def _other_sites(reception: Reception) -> list[Site]:
    """Those that told nothing yet too."""
    told = reception.scene.read_city().told
    texts = {one.site_id: (one.sha256, one.unsettled) for one in _signing(told).texts}
    central = texts.get(reception.central.site_id)
    return [one for one in reception.sites if central is None or texts.get(one.site_id) != central]


def _is_settled(state: SessionViewState) -> bool:
    bar = state.signing
    return bar is not None and not bar.differing and not bar.unsent


def _has_objections(count: int) -> Condition:
    return lambda state: state.signing is not None and state.signing.objections == count


def _is_frozen(state: SessionViewState) -> bool:
    bar = state.signing
    return bar is not None and bar.version is not None and bar.version.is_same is True


def _is_noted(state: SessionViewState) -> bool:
    return state.signing is not None and state.signing.is_noted


def _code(session: SessionPresenter | None) -> str:
    version = None if session is None else session.signing.facts.version
    return "" if version is None else version.sha256
