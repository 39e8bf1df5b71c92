"""What is counted down: the same numbers at every site, at the same moments, and nothing before."""

from functools import partial

from desktop.app.rehearsal.room import Sighting
from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.seen import SeenScene
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.countdown import COUNTED_S
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.session.session_state import SessionViewState

SPREAD_FIGURE = "zero_spread_ms"
"""Between the first and the last desk or display 2 that came to zero, and the city's moment."""

LATE_S = 1.0
"""A site so far off counts by another clock, whatever its PC is busy with."""

EARLY_S = 0.05
"""Two clocks of one PC are read one after the other."""


def count_stopped(reception: Reception) -> None:
    """A countdown to the opening is stopped, and nothing is opened."""
    central = reception.central
    began_s = reception.ask(
        central, lambda session: session.press(Verb.OPEN), _is_counting, "it is counted"
    )
    reception.expect(_is_counting, "that it is counted", began_s)
    stopped_s = reception.ask(
        central, lambda session: session.press(Verb.STOP_OPENING), _counts_nothing, "it is stopped"
    )
    reception.settle(float(COUNTED_S + 1))
    reception.expect(_counts_nothing, "that nothing is counted", stopped_s)
    reception.expect(
        lambda state: state.status is SessionStatus.READY, "that nothing was opened", stopped_s
    )


def begin_counted(reception: Reception, site: Site, verb: Verb, is_on: Condition) -> float:
    """Press, and let it be counted to zero. Returns the instant of the press."""
    began_s = reception.ask(
        site,
        lambda session: session.press(verb),
        lambda state: state.counted is not None or is_on(state),
        "it is counted",
    )
    all_on = partial(_all_show, reception, is_on)
    if reception.wait(all_on, COUNTED_S + reception.limit_s()) is not None:
        _check(reception, is_on, began_s)
    return began_s


def _check(reception: Reception, is_on: Condition, began_s: float) -> None:
    """Where a line was cut nobody knew what to count."""
    zero_s = _zero_s(reception)
    if zero_s is None:
        reception.fault(None, "does not say when it went on")
        return
    moments = [zero_s]
    for site in reception.sites:
        on_s = site.view.session_at(is_on, began_s)
        if on_s is not None and on_s < zero_s - EARLY_S:
            reception.fault(site, "goes on before zero")
        if not reception.was_cut:
            moments += _moments(reception, site, is_on, began_s)
    for site in reception.sites:
        if any(one.at_s < zero_s for one in _pictures(reception, site, began_s)):
            reception.fault(site, "sees pictures before zero")
    reception.sample(SPREAD_FIGURE, max(moments) - min(moments))


def _moments(
    reception: Reception, site: Site, is_on: Condition, began_s: float
) -> tuple[float, ...]:
    """When its desk and its display 2 came to zero; faults of what they counted."""
    zero_s = _zero_s(reception) or began_s
    desk_s = site.view.session_at(lambda state: state.counted == 0 or is_on(state), began_s)
    display_s = site.view.scene_at(_is_at_zero, began_s)
    for numbers, place in (
        (site.view.numbers(began_s), "its desk"),
        (site.view.displayed_numbers(began_s), "its display 2"),
    ):
        if [one for one in numbers if one] != list(range(COUNTED_S, 0, -1)):
            reception.fault(site, f"{place} does not count from {COUNTED_S} to 1")
    found = tuple(one for one in (desk_s, display_s) if one is not None)
    if any(abs(one - zero_s) > LATE_S for one in found):
        reception.fault(site, "comes to zero at another moment")
    return found


def _pictures(reception: Reception, site: Site, began_s: float) -> list[Sighting]:
    """Of the other sites, since a pause was to end; before the opening everybody is seen."""
    if site.view.session_at(lambda state: state.status is SessionStatus.PAUSED, began_s) is None:
        return []
    return [
        one
        for other in reception.sites
        if other is not site
        for one in site.room.sightings(other.site_id, since_s=began_s)
    ]


def _zero_s(reception: Reception) -> float | None:
    """The moment that the city named, on the clock of this PC."""
    told = reception.scene.read_city().told
    if told is None:
        return None
    at = told.pauses[-1].ended_at if told.pauses else told.opened_at
    if at is None:
        return None
    clock = reception.scene.clock
    return clock.monotonic() + (at - clock.now()).total_seconds()


def _is_at_zero(scene: SeenScene) -> bool:
    waits = {SceneKind.COUNTDOWN, SceneKind.PAUSED, SceneKind.WAITING}
    return scene.counted == 0 or scene.kind not in waits


def _all_show(reception: Reception, is_on: Condition) -> bool:
    return all(site.shows(is_on) for site in reception.sites)


def _is_counting(state: SessionViewState) -> bool:
    return state.counted is not None


def _counts_nothing(state: SessionViewState) -> bool:
    return state.counted is None
