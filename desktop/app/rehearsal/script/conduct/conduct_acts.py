"""Acts of the conduct: opening, steps, hands, the floor, closing."""

from collections.abc import Callable
from functools import partial

from desktop.app.rehearsal.script.conduct.countdown_acts import begin_counted
from desktop.app.rehearsal.script.media_watch import QUIET_S, falls_silent, hears
from desktop.app.rehearsal.script.reception import Act, Condition, Reception
from desktop.app.rehearsal.script.seen import current_step
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from desktop.domain.reception.session import status_of_step
from desktop.domain.reception.status import SessionStatus, Step
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.conduct.steps_state import StepState
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

STEP_FIGURE = "step_visible_ms"
FLOOR_FIGURE = "floor_visible_ms"
HAND_FIGURE = "hand_visible_ms"
REASON = "Không ai có câu hỏi nào thêm"

SPEECH_S = 8.0
UNDER_WAY_S = 1.0
"""Sound of before the microphone opened would be no proof of it."""


def ready(reception: Reception) -> None:
    """Sẵn sàng: every site sits, is seen and may be opened."""
    here = frozenset(site.site_id for site in reception.sites)

    def is_ready(state: SessionViewState) -> bool:
        rows = state.roster.rows
        seated = {row.site_id for row in rows if row.presence is Presence.HERE}
        return state.status is SessionStatus.READY and state.is_connected and seated == here

    reception.expect(is_ready, "every site ready", 0.0)
    reception.expect_pictures(0.0)


def opening(reception: Reception) -> None:
    """Mở buổi."""
    began_s = begin_counted(reception, reception.central, Verb.OPEN, _is_opened)
    reception.expect(_is_opened, "the step opening", began_s)
    reception.expect_display(
        lambda scene: scene.kind is SceneKind.DIALOGUE, "the conversation", 0.0
    )


def step(name: str, wanted: Step, verb: Verb = Verb.NEXT_STEP, *, is_cut: bool = False) -> Act:
    """The act of going to a step by a verb of the central desk."""
    return Act(
        name=name, play=lambda one: _step(one, wanted, _pressing(verb, times=2)), is_cut=is_cut
    )


def no_jump(reception: Reception) -> None:
    """From the first step nobody comes to the conclusion, whatever reason is given."""
    central = reception.central
    central.room.desk.channel.set_step(Step.CONCLUSION, REASON)
    reception.settle(QUIET_S)
    reception.expect(
        lambda state: current_step(state) is Step.OPENING, "that the step is still opening", 0.0
    )


def leave_out(reception: Reception) -> None:
    """The questions are left out for a reason; no site says that they were asked."""
    _step(reception, Step.CONCLUSION, _leaving_out)
    reception.expect(
        lambda state: any(
            row.step is Step.QUESTIONS and row.state is StepState.SKIPPED
            for row in state.steps.rows
        ),
        "that the questions were left out",
        0.0,
    )


def hand(reception: Reception) -> None:
    """A component site asks for the floor."""
    site = reception.others[0]
    up = _hands({site.site_id})
    began_s = reception.ask(site, _pressing(Verb.ASK_FLOOR), up, "its hand is up")
    reception.expect(up, f"the hand of {site.site_id} alone", began_s, figure=HAND_FIGURE)


def floor(reception: Reception) -> None:
    """The chair invites the raised hand; one site has the floor, its microphone opens."""
    site = reception.others[0]
    has_floor = _floor(site.site_id)
    began_s = reception.ask(
        reception.central,
        lambda session: session.press_row(site.site_id),
        has_floor,
        "the floor is given",
    )
    _expect_floor(reception, has_floor, site, began_s)
    reception.expect(_hands(frozenset()), "no hand up any more", began_s)
    _expect_voice(reception, site)


def speech(reception: Reception) -> None:
    """Who has the floor speaks for a while; the others hear it all along, and can hear it again."""
    reception.settle(SPEECH_S)
    late_s = reception.now_s() - SPEECH_S / 2
    for site in (reception.central, *reception.others[1:]):
        if reception.wait(partial(hears, site, late_s), reception.limit_s()) is None:
            reception.fault(site, f"does not hear {reception.others[0].site_id} all along")


def end_turn(reception: Reception) -> None:
    """The turn ends, and with it the sound of that site."""
    is_quiet = _floor(None)
    began_s = reception.ask(
        reception.central, _pressing(Verb.END_TURN), is_quiet, "nobody has the floor"
    )
    _expect_floor(reception, is_quiet, None, began_s)
    _expect_silence(reception, reception.others[0])


def hand_withdrawn(reception: Reception) -> None:
    """The last site asks and thinks better of it."""
    site = reception.others[-1]
    for verb, word in ((Verb.ASK_FLOOR, "up"), (Verb.LOWER_HAND, "down")):
        wanted = _hands({site.site_id} if word == "up" else frozenset())
        began_s = reception.ask(site, _pressing(verb), wanted, f"its hand is {word}")
        what = f"the hand of {site.site_id} {word}"
        reception.expect(wanted, what, began_s, figure=HAND_FIGURE, but=site.site_id)


def signing(reception: Reception) -> None:
    """Ký: what was read out stays; no line can be changed, and nothing is called signed yet."""
    _step(reception, Step.SIGNING, _pressing(Verb.NEXT_STEP, times=2))
    reception.expect(_are_lines_fixed, "that lines stay as they are", 0.0)


def closing(reception: Reception) -> None:
    """Đóng: the session is closed at every site, and display 2 says so."""
    is_closed = _status(SessionStatus.CLOSED)
    began_s = reception.ask(
        reception.central, _pressing(Verb.CLOSE, times=2), is_closed, "it is closed"
    )
    central = reception.central.site_id
    reception.expect(is_closed, "the close", began_s, figure=STEP_FIGURE, but=central)
    reception.expect_display(lambda scene: scene.kind is SceneKind.ENDED, "the end", began_s)


def _is_opened(state: SessionViewState) -> bool:
    is_there = current_step(state) is Step.OPENING
    return is_there and state.status is SessionStatus.IN_SESSION


def _leaving_out(session: SessionPresenter) -> None:
    session.press(Verb.SKIP_STEP)
    session.skipping.edit_reason(REASON)
    session.skipping.confirm()


def _step(reception: Reception, wanted: Step, press: Callable[[SessionPresenter], None]) -> None:
    """Go there, and let every site show it, and this one step alone."""

    def is_there(state: SessionViewState) -> bool:
        return current_step(state) is wanted and state.status is status_of_step(wanted)

    central = reception.central
    before = {site.site_id: len(site.view.steps()) for site in reception.sites}
    began_s = reception.ask(central, press, is_there, f"at {wanted}")
    reception.expect(
        is_there, f"the step {wanted}", began_s, figure=STEP_FIGURE, but=central.site_id
    )
    for site in reception.sites:
        path = site.view.steps()[before[site.site_id] :]
        if path != (wanted,) and not reception.has_fault_of(site):
            reception.fault(site, f"went {', '.join(path) or 'nowhere'} and not to {wanted} alone")


def _pressing(verb: Verb, *, times: int = 1) -> Callable[[SessionPresenter], None]:
    def press(session: SessionPresenter) -> None:
        for _ in range(times):
            session.press(verb)

    return press


def _expect_floor(
    reception: Reception, condition: Condition, site: Site | None, began_s: float
) -> None:
    what = "that nobody has the floor" if site is None else f"the floor of {site.site_id} alone"
    reception.expect(condition, what, began_s, figure=FLOOR_FIGURE, but=reception.central.site_id)


def _expect_voice(reception: Reception, site: Site) -> None:
    """With the floor that it asked for, the microphone opens; all the others hear it."""
    if reception.wait(partial(site.shows, _is_microphone_on), reception.limit_s()) is None:
        reception.fault(site, "its microphone does not open with the floor")
        return
    since_s = reception.now_s() + UNDER_WAY_S
    for other in reception.sites:
        if other is not site:
            is_heard = partial(hears, other, since_s)
            if reception.wait(is_heard, reception.back_limit_s()) is None:
                reception.fault(other, f"does not hear {site.site_id}")


def _expect_silence(reception: Reception, site: Site) -> None:
    """Its microphone is shut; what was under way has been played, then nothing comes."""
    if not site.shows(lambda state: not state.is_microphone_on):
        reception.fault(site, "its microphone stays open without the floor")
    reception.settle(QUIET_S)
    for other in reception.sites:
        if other is not site and not falls_silent(reception, other):
            reception.fault(other, f"still hears {site.site_id}, whose turn is over")


def _is_microphone_on(state: SessionViewState) -> bool:
    return state.is_microphone_on


def _hands(up: set[SiteId] | frozenset[SiteId]) -> Condition:
    return lambda state: {row.site_id for row in state.roster.rows if row.has_hand_up} == up


def _floor(site_id: SiteId | None) -> Condition:
    speaking = set() if site_id is None else {site_id}
    return lambda state: {one.site_id for one in state.roster.rows if one.is_speaking} == speaking


def _status(status: SessionStatus) -> Condition:
    return lambda state: state.status is status


def _are_lines_fixed(state: SessionViewState) -> bool:
    return not any(row.can_edit for row in state.minutes.rows)
