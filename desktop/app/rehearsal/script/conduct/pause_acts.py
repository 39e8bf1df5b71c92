"""Acts of a pause: media stop at their sources, and come back."""

from itertools import permutations

from desktop.app.rehearsal.script.media_watch import falls_silent, last_heard_s, stands_still
from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.session.session_state import SessionViewState

STOP_FIGURE = "pause_media_stop_ms"
PAUSE_FIGURE = "pause_visible_ms"
WATCH_S = 2.0
"""A pause is watched for so long, whatever has come to its end before."""


def pause(name: str, verb: Verb, reason: PauseReason, *, is_cut: bool = False) -> Act:
    """The act of a pause for this reason."""
    return Act(name=name, play=lambda one: _pause(one, verb, reason), is_cut=is_cut)


def resume(reception: Reception) -> None:
    """Back to where the pause came from, with pictures."""
    central = reception.central

    def is_on(state: SessionViewState) -> bool:
        return state.status not in {SessionStatus.PAUSED, SessionStatus.READY}

    began_s = reception.ask(
        central, lambda session: session.press(Verb.RESUME), is_on, "the session goes on"
    )
    reception.expect(is_on, "that the session goes on", began_s, figure=PAUSE_FIGURE)
    reception.expect_pictures(began_s)


def _pause(reception: Reception, verb: Verb, reason: PauseReason) -> None:
    def is_paused(state: SessionViewState) -> bool:
        return state.status is SessionStatus.PAUSED and state.pause_reason is reason

    central = reception.central
    began_s = reception.ask(
        central, lambda session: session.press(verb), is_paused, f"paused for {reason}"
    )
    reception.expect(
        is_paused, f"the pause for {reason}", began_s, figure=PAUSE_FIGURE, but=central.site_id
    )
    reception.expect_display(lambda scene: scene.kind is SceneKind.PAUSED, "the pause", began_s)
    reception.settle(WATCH_S)
    for site, other in permutations(reception.sites, 2):
        _check_pictures(reception, site, other, began_s)
    for site in reception.sites:
        _check_sound(reception, site, began_s)


def _check_pictures(reception: Reception, site: Site, other: Site, began_s: float) -> None:
    """The last real picture of another site that arrived, after the press."""
    if not stands_still(reception, site, other):
        reception.fault(site, f"sees pictures of {other.site_id} in the pause")
    seen = site.room.sightings(other.site_id, since_s=began_s)
    reception.sample(STOP_FIGURE, (seen[-1].at_s - began_s) if seen else 0.0)


def _check_sound(reception: Reception, site: Site, began_s: float) -> None:
    """The last sound that was played there, after the press; of a silent room there is none."""
    if not falls_silent(reception, site):
        reception.fault(site, "hears somebody in the pause")
    last_s = last_heard_s(site, began_s)
    if last_s is not None:
        reception.sample(STOP_FIGURE, last_s)
