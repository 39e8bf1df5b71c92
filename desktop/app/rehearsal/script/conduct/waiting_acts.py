"""Hàng chờ: who was taken in waits; the chair warns, calls, takes back and calls again."""

from functools import partial

from desktop.app.rehearsal.script.group_intake import said, take_in
from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.seen import SeenScene
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SessionId
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.home.waiting_state import WaitingRow, WaitingState, WaitingVerb
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.view.message_code import MessageCode


def waiting(reception: Reception) -> None:
    """Somebody comes to the first room for the case of the session."""
    site, session_id = reception.others[0], reception.scene.session_id
    plan = site.room.desk.schedule.session(session_id)
    if plan is None:
        reception.fault(site, "does not know the session")
        return
    site.do(partial(_take_in, case_id=plan.case_ids[0]))
    if not _stands(reception, WaitingState.WAITING):
        told = site.read(said)
        reception.fault(reception.central, f"does not see that somebody waits ({told})")
    row = _row(reception)
    if row is not None and row.room is not None and not row.room.is_here:
        reception.fault(reception.central, "says that the room is not connected")


def called(reception: Reception) -> None:
    """The room is told ahead and called; a wrong call is taken back at once."""
    site = reception.others[0]
    _press(reception, WaitingVerb.WARN, WaitingState.WARNED)
    _expect(reception, site, _says(MessageCode.NEXT_HERE), "that it is next")
    _press(reception, WaitingVerb.CALL, WaitingState.CALLED)
    _expect(reception, site, _says(MessageCode.CALLED_HERE), "that it is called")
    _expect_display(reception, site, is_called=True)
    _press(reception, WaitingVerb.WITHDRAW, WaitingState.WAITING)
    _expect(reception, site, _says_neither, "that the call was taken back")
    _expect_display(reception, site, is_called=False)
    _press(reception, WaitingVerb.CALL, WaitingState.CALLED)
    _expect(reception, site, _says(MessageCode.CALLED_HERE), "that it is called again")


def _take_in(desk: DeskPresenter, case_id: str) -> None:
    desk.intake.start()
    take_in(desk, case_id)


def _row(reception: Reception) -> WaitingRow | None:
    session_id = reception.scene.session_id
    return reception.central.read(partial(_row_of, session_id))


def _row_of(session_id: SessionId, desk: DeskPresenter) -> WaitingRow | None:
    return next((one for one in desk.waiting.state().rows if one.session_id == session_id), None)


def _stands(reception: Reception, state: WaitingState) -> bool:
    def is_so() -> bool:
        row = _row(reception)
        return row is not None and row.state is state

    return reception.wait(is_so, reception.limit_s()) is not None


def _press(reception: Reception, verb: WaitingVerb, state: WaitingState) -> None:
    session_id = reception.scene.session_id
    reception.central.do(lambda desk: desk.waiting.press(session_id, verb))
    if not _stands(reception, state):
        reception.fault(reception.central, f"does not show that somebody is {state}")


def _says(code: MessageCode) -> Condition:
    return lambda state: any(one.code == code for one in state.banners)


def _says_neither(state: SessionViewState) -> bool:
    told = (MessageCode.NEXT_HERE, MessageCode.CALLED_HERE)
    return all(one.code not in told for one in state.banners)


def _expect(reception: Reception, site: Site, condition: Condition, what: str) -> None:
    if reception.wait(partial(site.shows, condition), reception.limit_s()) is None:
        reception.fault(site, f"does not say {what}")


def _expect_display(reception: Reception, site: Site, *, is_called: bool) -> None:
    """Display 2 of the room that is called has the number, and no other one."""

    def has_number(scene: SeenScene) -> bool:
        return (scene.called is not None) is is_called

    if reception.wait(partial(site.displays, has_number), reception.limit_s()) is None:
        word = "does not show" if is_called else "still shows"
        reception.fault(site, f"display 2 {word} the number that is called")
    for other in reception.sites:
        if other is not site and other.displays(lambda scene: scene.called is not None):
            reception.fault(other, "display 2 shows a number that is called elsewhere")
