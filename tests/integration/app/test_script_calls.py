"""What a played session does not show of calls: nobody answers, a desk leaves, and what it sees.

With real desks, their engines and the city. A refusal, a letting go and a guest in Chromium who
sees the led page are acts of the full script (test_script.py, test_script_guest.py).
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.conduct import conduct_acts as conduct
from desktop.app.rehearsal.script.conduct.call_acts import expect_line
from desktop.app.rehearsal.script.outcome import Played, ScriptLimits, as_text
from desktop.app.rehearsal.script.reception import Act, Reception
from desktop.app.rehearsal.script.run import LineKind, play_full
from desktop.app.rehearsal.script.site import Site
from desktop.domain.clock import SystemClock
from desktop.domain.conduct.calls.agency_call import MIN_RING_S, CallStage
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.calls.calling import CalledLine
from desktop.presenters.conduct.roster.roster_state import VeilKind
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.display.chair_display_state import SceneKind
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message_code import MessageCode
from tests.patience import PATIENCE_S

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

RING_S = 2 * MIN_RING_S
"""Short, and a busy PC has the time to be rung."""


def ring(reception: Reception, duty: Site, ring_s: int = 4 * RING_S) -> None:
    """The chair's desk rings the agency, and its own desk shows the call."""
    calls = reception.central.room.desk.channel.calls
    reception.central.act(lambda _session: calls.ring(duty.site_id, "", ring_s))
    if reception.wait(lambda: duty.view.ringing.card is not None, PATIENCE_S) is None:
        reception.fault(duty, "is not rung")


def newest(reception: Reception) -> CalledLine | None:
    state = reception.central.state
    sheet = None if state is None else state.calling
    return sheet.calls[0] if sheet is not None and sheet.calls else None


def expect(reception: Reception, is_so: Callable[[], bool], site: Site, what: str) -> None:
    if reception.wait(is_so, PATIENCE_S) is None:
        reception.fault(site, f"does not show {what}")


def has_stage(reception: Reception, stage: CallStage) -> bool:
    line = newest(reception)
    return line is not None and line.stage is stage


def name_of(reception: Reception) -> str:
    line = newest(reception)
    return "" if line is None else line.name


def has_no_place(site_id: SiteId, state: SessionViewState) -> bool:
    tiles = {one.site_id for one in state.roster.tiles}
    return site_id not in tiles | {one.site_id for one in state.roster.rows}


def expect_no_place(reception: Reception, duty: Site) -> None:
    for site in reception.sites:
        shows = partial(site.shows, partial(has_no_place, duty.site_id))
        expect(reception, shows, site, "the place of the agency free")


def can_join(desk: DeskPresenter) -> bool:
    """It sits in the session and listens."""
    verbs = () if desk.session is None else desk.session.state().verbs
    return any(one.verb is Verb.JOIN_IN and one.is_enabled for one in verbs)


def come_in(reception: Reception, duty: Site) -> None:
    """It is rung, accepts and joins; every site sees its face."""
    began_s = reception.now_s()
    ring(reception, duty)
    duty.do(lambda desk: desk.ringing.accept())
    expect(reception, lambda: bool(duty.read(can_join)), duty, "the session")
    expect(reception, lambda: has_stage(reception, CallStage.LISTENING), reception.central, "it")
    duty.act(lambda session: session.press(Verb.JOIN_IN))
    expect(reception, lambda: has_stage(reception, CallStage.JOINED), reception.central, "it there")
    for site in reception.sites:
        sees = partial(site.room.has_frame, duty.site_id, since_s=began_s)
        expect(reception, sees, site, "the agency's face")


def silent(reception: Reception, duty: Site) -> None:
    """Nobody sits at the agency's desk."""
    ring(reception, duty, RING_S)
    expect(reception, lambda: has_stage(reception, CallStage.NO_ANSWER), reception.central, "it")
    expect(reception, lambda: duty.view.ringing.card is None, duty, "that it rings no more")
    expect(reception, partial(reception.central.shows, is_told), reception.central, "K-161")
    expect_line(reception, name_of(reception), f"không trả lời sau {RING_S} giây")
    expect_no_place(reception, duty)


def is_told(state: SessionViewState) -> bool:
    return MessageCode.CALL_NOT_ANSWERED in {one.code for one in state.banners}


def leaves(reception: Reception, duty: Site) -> None:
    """Rời phòng, at the agency's own desk."""
    come_in(reception, duty)
    duty.act(lambda session: session.leave())
    expect(reception, lambda: has_stage(reception, CallStage.LET_GO), reception.central, "it gone")
    line = newest(reception)
    if line is None or not line.left_itself:
        reception.fault(reception.central, "says that somebody let it go")
    expect_line(reception, name_of(reception), "tự rời buổi tiếp")
    expect_no_place(reception, duty)


def let_go(reception: Reception, duty: Site) -> None:
    """Cho rời buổi: the agency's desk says that it is out, and of nobody that it comes back."""
    come_in(reception, duty)
    line = newest(reception)
    call_id = "" if line is None else line.call_id
    for _ in range(2):
        reception.central.act(lambda session: session.calling.press_call(call_id))  # type: ignore[arg-type]
    expect(reception, partial(duty.shows, lambda state: state.is_out), duty, "that it is out")
    expect(reception, partial(duty.shows, is_out_everywhere), duty, "it over every picture")
    crest = partial(duty.displays, lambda scene: scene.kind is SceneKind.CREST)
    expect(reception, crest, duty, "the crest on display 2")
    expect_line(reception, name_of(reception), "rời buổi tiếp theo lời người chủ trì")
    expect_no_place(reception, duty)


def is_out_everywhere(state: SessionViewState) -> bool:
    return {one.veil.kind if one.veil else None for one in state.roster.tiles} == {VeilKind.OUT}


def calls(reception: Reception) -> None:
    """Three calls of one agency."""
    assert reception.scene.open_duty is not None
    reception.central.act(lambda session: session.calling.toggle())
    with reception.scene.open_duty() as duty:
        for part in (silent, leaves, let_go):
            part(reception, duty)
            if reception.faults:
                return


def play(tmp_path: Path) -> Played:
    """From the opening on; a busy machine has all the time it needs."""

    def script(_folder: Path) -> tuple[Act, ...]:
        acts = (
            Act(name="ready", play=conduct.ready),
            Act(name="opening", play=conduct.opening),
            Act(name="calls", play=calls),
        )
        return tuple(replace(one, limit_s=PATIENCE_S) for one in acts)

    plan = RehearsalPlan(folder=tmp_path)
    played = play_full(plan, LineKind.CLEAN, clock=SystemClock(), script=script)
    print(as_text([played], ScriptLimits()))
    return played


@pytest.mark.long
def test_an_agency_is_silent_leaves_by_itself_and_is_let_go(tmp_path: Path) -> None:
    played = play(tmp_path)
    assert [one for one in played.faults if one.act == "calls"] == []
    assert [one.name for one in played.acts] == ["ready", "opening", "calls"]
