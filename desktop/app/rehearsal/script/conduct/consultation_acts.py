"""Acts of a consultation: who consults sees and hears each other, and not a packet comes to others.

With two sites nobody would wait, and nothing is played.
"""

from functools import partial
from itertools import pairwise, permutations

from desktop.app.rehearsal.script.media_watch import falls_silent, hears, stands_still
from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.seen import SeenScene, current_step
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import PauseReason
from desktop.presenters.conduct.roster.roster_state import VeilKind
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

TOLD_FIGURE = "consultation_visible_ms"
GAP_FIGURE = "consultation_gap_ms"
"""Without a picture among who consults, while the new connections are made."""

BACK_FIGURE = "consultation_back_ms"
FEWEST_SITES = 3
UNDER_WAY_S = 1.0
"""What was sent before everybody was told has come by then."""

WATCH_S = 2.0


def consulted(reception: Reception) -> None:
    """Sites without citizens consult; the others see a clock, and nothing else of it."""
    if len(reception.sites) < FEWEST_SITES:
        return
    central = reception.central
    began_s = reception.ask(central, _begin, _is_held, "sites consult")
    reception.wait(partial(central.shows, _is_held), reception.limit_s())
    chosen = _chosen(reception)
    consulting = tuple(site for site in reception.sites if site.site_id in chosen)
    waiting = tuple(site for site in reception.sites if site.site_id not in chosen)
    if len(consulting) < len(reception.others) or not waiting:
        reception.fault(central, "does not join the sites without citizens")
    for site in reception.sites:
        _expect(reception, site, _waits if site in waiting else _is_held, began_s)
    for site in waiting:
        _expect_display(reception, site)
    for site, other in permutations(consulting, 2):
        _expect_picture(reception, site, other, began_s)
    _watch(reception, consulting, waiting)


def consulted_back(reception: Reception) -> None:
    """The chair ends it: everybody is back at the step before, with pictures."""
    if len(reception.sites) < FEWEST_SITES:
        return
    central = reception.central
    step = None if central.state is None else current_step(central.state)

    def is_back(state: SessionViewState) -> bool:
        return not _is_held(state) and current_step(state) is step

    began_s = reception.ask(
        central, lambda session: session.press(Verb.END_CONSULT), is_back, "everybody is back"
    )
    reception.expect(is_back, "that everybody is back", began_s)
    reception.expect_pictures(began_s)
    for site in reception.others:
        seen = site.room.sightings(central.site_id, since_s=began_s)
        if seen:
            reception.sample(BACK_FIGURE, seen[0].at_s - began_s)


def _begin(session: SessionPresenter) -> None:
    session.press(Verb.CONSULT)
    session.consulting.confirm()


def _is_held(state: SessionViewState) -> bool:
    return any(one.verb is Verb.END_CONSULT for one in state.verbs)


def _waits(state: SessionViewState) -> bool:
    veils = {None if one.veil is None else one.veil.kind for one in state.roster.tiles}
    return veils == {VeilKind.CONSULTING}


def _chosen(reception: Reception) -> frozenset[SiteId]:
    """As the city says it."""
    told = reception.scene.read_city().told
    consultation = None if told is None else told.consultation
    return frozenset(consultation.site_ids if consultation is not None else ())


def _expect(reception: Reception, site: Site, condition: Condition, since_s: float) -> None:
    if reception.wait(partial(site.shows, condition), reception.limit_s()) is None:
        what = "waits for a consultation" if condition is _waits else "consults"
        reception.fault(site, f"does not show that it {what}")
        return
    seen_s = site.view.session_at(condition, since_s)
    if seen_s is not None and site is not reception.central:
        reception.sample(TOLD_FIGURE, seen_s - since_s)


def _expect_display(reception: Reception, site: Site) -> None:
    def is_displayed(scene: SeenScene) -> bool:
        return scene.pause is PauseReason.CONSULTATION

    if reception.wait(partial(site.displays, is_displayed), reception.limit_s()) is None:
        reception.fault(site, "display 2 does not show the consultation")


def _expect_picture(reception: Reception, site: Site, other: Site, since_s: float) -> None:
    """Of a connection that was made for it: the former ones were closed."""
    fresh_s = since_s + UNDER_WAY_S

    def sees() -> bool:
        return bool(site.room.sightings(other.site_id, since_s=fresh_s))

    if reception.wait(sees, reception.back_limit_s()) is None:
        reception.fault(site, f"sees no picture of {other.site_id} in the consultation")
        return
    seen = [one.at_s for one in site.room.sightings(other.site_id, since_s=since_s)]
    gaps = [later - earlier for earlier, later in pairwise((since_s, *seen))]
    reception.sample(GAP_FIGURE, max(gaps))


def _watch(reception: Reception, consulting: tuple[Site, ...], waiting: tuple[Site, ...]) -> None:
    """Somebody speaks, and is heard by who consults alone."""
    for site in waiting:
        _expect_quiet(reception, site)
    speaker = next((one for one in consulting if one is not reception.central), reception.central)
    since_s = reception.now_s()
    before = {site.site_id: reception.scene.lines.arrived(site.site_id) for site in waiting}
    speaker.act(lambda session: session.toggle_microphone())
    for site in consulting:
        if site is not speaker:
            _expect_sound(reception, site, speaker, since_s)
    reception.settle(WATCH_S)
    for site in waiting:
        arrived = reception.scene.lines.arrived(site.site_id) - before[site.site_id]
        if arrived:
            reception.fault(site, f"gets {arrived} packets in a consultation of others")
        if hears(site, since_s):
            reception.fault(site, "hears a consultation of others")
    speaker.act(lambda session: session.toggle_microphone())


def _expect_quiet(reception: Reception, site: Site) -> None:
    """What was under way comes to its end, and nothing more comes."""
    for other in reception.sites:
        if other is not site and not stands_still(reception, site, other):
            reception.fault(site, f"sees pictures of {other.site_id} in a consultation of others")
    if not falls_silent(reception, site):
        reception.fault(site, "hears a consultation of others")


def _expect_sound(reception: Reception, site: Site, speaker: Site, since_s: float) -> None:
    if reception.wait(lambda: hears(site, since_s), reception.back_limit_s()) is None:
        reception.fault(site, f"does not hear {speaker.site_id} in the consultation")
