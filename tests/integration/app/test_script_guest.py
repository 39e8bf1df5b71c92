"""A guest in Chromium takes part in a played session, and what is wrong of it is found."""

from dataclasses import replace
from functools import partial
from http import HTTPStatus
from pathlib import Path

import pytest

from desktop.app.rehearsal.plan import RehearsalPlan
from desktop.app.rehearsal.script.conduct import conduct_acts as conduct
from desktop.app.rehearsal.script.conduct.full import full_script
from desktop.app.rehearsal.script.guest.browser import GuestBrowser, find_chromium
from desktop.app.rehearsal.script.guest.guest_acts import FACE_FIGURE, GuestActs
from desktop.app.rehearsal.script.minutes import papers_acts as papers
from desktop.app.rehearsal.script.outcome import Played, ScriptLimits, as_text
from desktop.app.rehearsal.script.reception import Act
from desktop.app.rehearsal.script.run import BuildDesk, LineKind, play_full
from desktop.app.wiring.desk import build_desk
from desktop.domain.clock import SystemClock
from tests.patience import PATIENCE_S
from tests.rigs.desk.script_faults import ScriptFault, build_spoilt

pytestmark = [
    pytest.mark.integration,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("untraced_children"),
]

NAMES = [
    "guest_rung",
    "guest_once",
    "guest_joined",
    "guest_unheard",
    "guest_heard",
    "guest_page",
    "guest_left",
]


def play(tmp_path: Path, guest: GuestActs, build: BuildDesk = build_desk) -> Played:
    """From the opening to the guest's leaving; a busy machine has all the time it needs."""

    def script(folder: Path) -> tuple[Act, ...]:
        acts = (
            Act(name="ready", play=conduct.ready),
            Act(name="paper", play=partial(papers.paper, scratch=folder)),
            Act(name="opening", play=conduct.opening),
            *guest.acts(),
        )
        return tuple(replace(one, limit_s=PATIENCE_S) for one in acts)

    plan = RehearsalPlan(folder=tmp_path)
    clock = SystemClock()
    try:
        played = play_full(plan, LineKind.CLEAN, clock=clock, script=script, build=build)
    finally:
        guest.browser.close()
    print(as_text([played], ScriptLimits()))
    return played


@pytest.mark.long
def test_a_guest_takes_part_in_a_played_session(tmp_path: Path) -> None:
    played = play(tmp_path, GuestActs(browser=GuestBrowser(find_chromium())))
    assert [one for one in played.faults if one.act in NAMES] == []
    assert [one.name for one in played.acts if one.name.startswith("guest")] == NAMES
    assert len(played.samples[FACE_FIGURE]) == played.sites


def test_a_guest_heard_without_the_floor_and_a_link_used_twice_are_found(tmp_path: Path) -> None:
    build = build_spoilt({ScriptFault.HEARD_WITHOUT_FLOOR})
    browser = GuestBrowser(find_chromium())
    acts = GuestActs(browser=browser, open_again=lambda _url: HTTPStatus.NO_CONTENT)
    played = play(tmp_path, acts, build)
    told = {(one.act, one.site_id): one.what for one in played.faults if one.act in NAMES}
    assert "lets a link in that was used" in told["guest_once", "city"]
    assert "plays the guest, who has no floor" in told["guest_unheard", "hq"]
    assert ("guest_unheard", "commune") not in told
    assert {act for act, _site in told} == {"guest_once", "guest_unheard"}
    assert [one.name for one in played.acts if one.name.startswith("guest")] == NAMES
    assert len(played.samples[FACE_FIGURE]) == played.sites


def test_the_guest_comes_when_nobody_has_the_floor(tmp_path: Path) -> None:
    guest = GuestActs(browser=GuestBrowser("")).acts()
    names = [one.name for one in partial(full_script, guest=guest)(tmp_path)]
    first = names.index("guest_rung")
    assert names[first : first + len(NAMES)] == NAMES
    assert names[first - 1] == "unheard"
