"""The act of a second PC: the secretary of a site writes beside its officer, without media."""

from functools import partial

from desktop.app.rehearsal.script.media_watch import QUIET_S, hears
from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

SECRETARY_LINE = "Thư ký ghi ở máy thứ hai."


def second_pc(reception: Reception) -> None:
    """It is told that the seat is in use, sits beside it, writes, sends nothing, and is killed."""
    first = reception.others[0]
    before = _media_numbers(reception)
    with reception.scene.open_second(first.site_id) as second:
        began_s = reception.now_s()
        second.enter(reception.scene.session_id)
        if reception.wait(partial(_is_asked, second), reception.back_limit_s()) is None:
            reception.fault(first, "its second PC is not told that the seat is in use")
            return
        second.do(_enter_beside)
        reception.expect(_desks(first.site_id, 1), f"the second PC of {first.site_id}", began_s)
        began_s = reception.now_s()
        reception.written[SECRETARY_LINE] = first.site_id
        second.act(_write)
        reception.expect(_has_line, f"the line '{SECRETARY_LINE}'", began_s)
        reception.settle(QUIET_S)
        _check_media(reception, second, first)
        if _media_numbers(reception) != before:
            reception.fault(None, "the engines of other desks connected anew")
    reception.expect(_desks(first.site_id, 0), f"that {first.site_id} has one PC", began_s)


def _check_media(reception: Reception, second: Site, first: Site) -> None:
    """Nothing goes out there and nothing comes in: two PCs of one room give no echo."""
    if hears(second, 0.0):
        reception.fault(first, "its second PC plays sound")
    for site in reception.sites:
        if second.room.has_frame(site.site_id, since_s=0.0):
            reception.fault(first, f"its second PC takes pictures of {site.site_id}")
    if second.shows(lambda state: state.is_microphone_on or state.is_camera_on):
        reception.fault(first, "its second PC sends picture or sound")


def _media_numbers(reception: Reception) -> dict[SiteId, int]:
    told = reception.scene.read_city().told
    seats = () if told is None else told.seats
    return {seat.site_id: seat.media_number for seat in seats}


def _is_asked(second: Site) -> bool:
    return second.read(_seat_in_use) is True


def _seat_in_use(desk: DeskPresenter) -> bool:
    return desk.pre_join is not None and desk.pre_join.state().is_seat_in_use


def _enter_beside(desk: DeskPresenter) -> None:
    if desk.pre_join is not None:
        desk.pre_join.enter()


def _write(session: SessionPresenter) -> None:
    session.minutes.edit_text(SECRETARY_LINE)
    session.minutes.new_line()


def _has_line(state: SessionViewState) -> bool:
    return sum(row.text == SECRETARY_LINE for row in state.minutes.rows) == 1


def _desks(site_id: SiteId, companions: int) -> Condition:
    """The site is there in rows of its own, with so many desks beside its seat."""

    def are_told(state: SessionViewState) -> bool:
        rows = [one for one in state.roster.rows if one.site_id == site_id]
        told = {(one.companions, one.presence) for one in rows}
        return told == {(companions, Presence.HERE)}

    return are_told
