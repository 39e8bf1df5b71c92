"""Acts of a deputy: the chair's desk has no city, and whom the plan names conducts meanwhile.

With two sites nobody is named, and nothing is played.
"""

from functools import partial
from typing import Final

from desktop.app.practice.names import AGENCY
from desktop.app.rehearsal.script.conduct.pause_acts import resume
from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.deputy import passed_text, returned_text
from desktop.domain.ids import SiteId
from desktop.domain.reception.status import PauseReason, SessionStatus
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message_code import MessageCode

DEPUTY: Final = AGENCY
"""Where who is named sits."""

FEWEST_SITES: Final = 3
PASSED_FIGURE = "deputy_visible_s"
"""From the loss of the chair until the deputy's desk says that it conducts."""

PASS_LIMIT_S = 60.0
"""The city waits half a minute for the chair."""


def deputised(reception: Reception) -> None:
    """It pauses the session, and the chair, back again, conducts what is paused."""
    if len(reception.sites) < FEWEST_SITES:
        return
    deputy = reception.site(SiteId(DEPUTY))
    others = [one for one in reception.others if one is not deputy]
    began_s = reception.now_s()
    reception.scene.lines.cut_chair()
    conducts = _says(MessageCode.CONDUCTS_FOR_CHAIR)
    if reception.wait(partial(deputy.shows, conducts), PASS_LIMIT_S) is None:
        reception.fault(deputy, "does not conduct for the lost chair")
        return
    for site in others:
        _expect(reception, site, _says(MessageCode.DEPUTY_CONDUCTS), "who conducts for the chair")
    reception.samples.setdefault(PASSED_FIGURE, []).append(reception.now_s() - began_s)
    deputy.act(_pause)
    for site in (deputy, *others):
        _expect(reception, site, _is_paused, "that its deputy pauses the session")
    reception.scene.lines.mend()
    _expect(reception, reception.central, _is_paused, "what its deputy did")
    for site in reception.sites:
        _expect(reception, site, _says_neither, "that the chair conducts again")
    _note_lines(reception, deputy)


def deputised_back(reception: Reception) -> None:
    """The chair lets go on what its deputy paused."""
    if reception.central.shows(_is_paused):
        resume(reception)


def _pause(session: SessionPresenter) -> None:
    session.press(Verb.PAUSE)
    session.pausing.choose(PauseReason.ORDER)
    session.pausing.confirm()


def _is_paused(state: SessionViewState) -> bool:
    is_told = state.pause_reason is PauseReason.ORDER
    return state.is_connected and state.status is SessionStatus.PAUSED and is_told


def _says(code: MessageCode) -> Condition:
    return lambda state: any(one.code == code for one in state.banners)


def _says_neither(state: SessionViewState) -> bool:
    told = {MessageCode.CONDUCTS_FOR_CHAIR, MessageCode.DEPUTY_CONDUCTS}
    return state.is_connected and all(one.code not in told for one in state.banners)


def _expect(reception: Reception, site: Site, condition: Condition, what: str) -> None:
    if reception.wait(partial(site.shows, condition), reception.back_limit_s()) is None:
        reception.fault(site, f"does not show {what}")


def _note_lines(reception: Reception, deputy: Site) -> None:
    """The deputy's desk writes both by itself."""
    plan = deputy.room.desk.schedule.session(reception.scene.session_id)
    people = () if plan is None else plan.participants
    label = next((one.label for one in people if one.site_id == deputy.site_id), "")
    for text in (passed_text(label), returned_text()):
        reception.written[text] = deputy.site_id
        for site in reception.sites:
            _expect(reception, site, partial(_has_line, text), f"the line '{text}'")


def _has_line(text: str, state: SessionViewState) -> bool:
    return any(row.text == text for row in state.minutes.rows)
