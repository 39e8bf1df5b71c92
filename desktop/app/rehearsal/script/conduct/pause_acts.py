"""Acts of a pause: its reason and time are said, media stop at their sources, and come back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import permutations

from desktop.app.rehearsal.script.conduct.countdown_acts import begin_counted
from desktop.app.rehearsal.script.media_watch import falls_silent, last_heard_s, stands_still
from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.seen import SeenScene
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.pause import back_fault
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

STOP_FIGURE = "pause_media_stop_ms"
PAUSE_FIGURE = "pause_visible_ms"
WATCH_S = 2.0
"""A pause is watched for so long, whatever has come to its end before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A pause that is asked for. verb: of the key or button that does it; None: of the sheet.

    ends_in: minutes from now that are told as the time at which it goes on; None: no time.
    """

    reason: PauseReason
    verb: Verb | None = None
    ends_in: int | None = None


def pause(name: str, wanted: Wanted, *, is_cut: bool = False) -> Act:
    """The act of such a pause."""
    return Act(name=name, play=lambda one: _pause(one, wanted), is_cut=is_cut)


def resume(reception: Reception) -> None:
    """Back to where the pause came from, with pictures."""
    _resume(reception, reception.central)


def resume_elsewhere(reception: Reception) -> None:
    """The same, at a site that did not begin the pause."""
    _resume(reception, reception.others[0])


def _resume(reception: Reception, site: Site) -> None:
    def is_on(state: SessionViewState) -> bool:
        return state.status not in {SessionStatus.PAUSED, SessionStatus.READY}

    began_s = begin_counted(reception, site, Verb.RESUME, is_on)
    reception.expect(is_on, "that the session goes on", began_s)
    reception.expect_pictures(began_s)


def _pause(reception: Reception, wanted: Wanted) -> None:
    back_at = _back_at(reception, wanted.ends_in)

    def is_paused(state: SessionViewState) -> bool:
        is_for = (state.pause_reason, state.back_at) == (wanted.reason, back_at)
        return state.status is SessionStatus.PAUSED and is_for

    def is_displayed(scene: SeenScene) -> bool:
        return (scene.pause, scene.back_at) == (wanted.reason, back_at)

    central, what = reception.central, f"the pause for {wanted.reason}"
    press = partial(_ask_to_pause, wanted=wanted, back_at=back_at)
    began_s = reception.ask(central, press, is_paused, what)
    reception.expect(is_paused, what, began_s, figure=PAUSE_FIGURE, but=central.site_id)
    reception.expect_display(is_displayed, what, began_s)
    reception.settle(WATCH_S)
    for site, other in permutations(reception.sites, 2):
        _check_pictures(reception, site, other, began_s)
    for site in reception.sites:
        _check_sound(reception, site, began_s)


def _ask_to_pause(session: SessionPresenter, *, wanted: Wanted, back_at: datetime | None) -> None:
    if wanted.verb is not None:
        session.press(wanted.verb)
        _consult_alone(session)
        return
    session.press(Verb.PAUSE)
    session.pausing.choose(wanted.reason)
    if back_at is not None:
        session.pausing.edit_back_at(f"{back_at.astimezone(LOCAL_ZONE):%H:%M}")
    session.pausing.confirm()


def _consult_alone(session: SessionPresenter) -> None:
    """Where the verb asks who consults: nobody but the central site, at its table."""
    sheet = session.consulting.sheet()
    if sheet is None:
        return
    for site in sheet.sites:
        if site.is_chosen and site.can_choose:
            session.consulting.toggle(site.site_id)
    session.consulting.confirm()


def _back_at(reception: Reception, minutes: int | None) -> datetime | None:
    """A whole minute of today; None late at night, when there is none."""
    if minutes is None:
        return None
    now = reception.scene.clock.now()
    back_at = (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    return back_at if back_fault(back_at, now) is None else None


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
