"""An agency is rung while the session runs: it refuses, then listens, joins in, and is let go."""

from functools import partial

from desktop.app.rehearsal.script.reception import Condition, Reception
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.calls.agency_call import CallFault, CallStage
from desktop.domain.ids import SiteId
from desktop.presenters.conduct.calls.calling import CalledLine
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

RING_FIGURE = "ring_to_face_ms"
"""From the press of who conducts until the face of who was rung is seen there."""
EARLY = "is in the session before it accepted"
_IN = frozenset({CallStage.LISTENING, CallStage.JOINED})
REASON = "Đang có cuộc họp khác"


def agency(reception: Reception) -> None:
    """Of a city that has a desk beside the sites of the session."""
    if reception.scene.open_duty is None:
        return
    with reception.scene.open_duty() as duty:
        _open_sheet(reception)
        _call(reception, duty)
    reception.central.act(lambda session: session.calling.close())


def _call(reception: Reception, duty: Site) -> None:
    """As far as it goes well: what comes after a fault stands on it."""
    if not _refuse(reception, duty):
        _press_let_go(reception)
        return
    began_s = _listen(reception, duty)
    if began_s is None:
        _press_let_go(reception)
        return
    _join_in(reception, duty, began_s)
    _let_go(reception, duty)


def _open_sheet(reception: Reception) -> None:
    reception.central.act(lambda session: session.calling.toggle())
    if reception.wait(partial(reception.central.shows, _asks), reception.limit_s()) is None:
        reception.fault(reception.central, "is not asked whom to call")


def _ring(reception: Reception, duty: Site) -> float | None:
    """The instant of the press, once the desk is rung and the chair knows it; None: it is not."""
    began_s = reception.now_s()
    reception.central.act(partial(_press_ring, site_id=duty.site_id))
    if reception.wait(lambda: duty.view.ringing.card is not None, reception.limit_s()) is None:
        reception.fault(duty, "is not rung")
    _expect(reception, CallStage.RINGING, "that it rings")
    reception.settle()
    if not _has_stage(reception, CallStage.RINGING) or duty.state is not None:
        reception.fault(duty, EARLY)
        return None
    return None if reception.has_fault_of(duty) else began_s


def _refuse(reception: Reception, duty: Site) -> bool:
    """Whether it was rung, and has refused."""
    if _ring(reception, duty) is None:
        return False
    duty.do(lambda desk: desk.ringing.start_refusing())
    duty.do(lambda desk: desk.ringing.edit_reason(REASON))
    duty.do(lambda desk: desk.ringing.refuse())
    if not _expect(reception, CallStage.REFUSED, "the refusal"):
        # on a busy PC who accepts by itself is told as accepted only now
        if reception.wait(partial(_is_in, reception, duty), reception.limit_s()) is not None:
            reception.fault(duty, EARLY)
        return False
    line = _newest(reception)
    if line is None or line.reason != REASON:
        reception.fault(reception.central, "does not show why it refused")
    _expect_line(reception, f"từ chối. Lý do: {REASON}")
    return True


def _is_in(reception: Reception, duty: Site) -> bool:
    """As another room than the chair's is told by the city, or as its own screen shows."""
    told = (
        call
        for site in reception.sites
        if site is not reception.central
        for live in [site.room.desk.channel.live()]
        if live is not None
        for call in live.calls or ()
    )
    stages = {call.stage for call in told if call.site_id == duty.site_id}
    return duty.state is not None or not stages.isdisjoint(_IN)


def _listen(reception: Reception, duty: Site) -> float | None:
    """It sees and hears, and nothing of it arrives anywhere. None: it did not come."""
    began_s = _ring(reception, duty)
    if began_s is None:
        return None
    duty.do(lambda desk: desk.ringing.accept())
    _expect(reception, CallStage.LISTENING, "that it listens")
    if reception.wait(lambda: duty.state is not None, reception.limit_s()) is None:
        reception.fault(duty, "does not come into the session")
        return None
    for other in reception.sites:
        sees = partial(duty.room.has_frame, other.site_id, since_s=began_s)
        if reception.wait(sees, reception.limit_s()) is None:
            reception.fault(duty, f"sees nothing of {other.site_id} while it listens")
    for other in reception.sites:
        if other.room.sightings(duty.site_id, since_s=began_s):
            reception.fault(other, "sees the agency while it only listens")
    _expect_line(reception, "đã nhận lời, nghe trước")
    return began_s


def _join_in(reception: Reception, duty: Site, began_s: float) -> None:
    duty.act(lambda session: session.press(Verb.JOIN_IN))
    _expect(reception, CallStage.JOINED, "that it joined")
    for other in reception.sites:
        sees = partial(_sees, other, duty.site_id, began_s)
        if reception.wait(sees, reception.limit_s()) is None:
            reception.fault(other, "does not see the face of the agency")
    seen = reception.central.room.sightings(duty.site_id, since_s=began_s)
    if seen:
        reception.sample(RING_FIGURE, seen[0].at_s - began_s)
    sheet = None if reception.central.state is None else reception.central.state.calling
    if len(reception.sites) == 3 and (  # noqa: PLR2004 - with the agency as many as there may be
        sheet is None or sheet.fault is not CallFault.TOO_MANY_SITES
    ):
        reception.fault(reception.central, "would ring a fifth site")
    _expect_line(reception, "vào buổi tiếp.")


def _let_go(reception: Reception, duty: Site) -> None:
    began_s = reception.now_s()
    _press_let_go(reception)
    _expect(reception, CallStage.LET_GO, "that it was let go")
    if reception.wait(partial(duty.shows, _is_out), reception.limit_s()) is None:
        reception.fault(duty, "is not told that it was let go")
    reception.expect(partial(_has_no_tile, duty.site_id), "the place free again", began_s)
    _expect_line(reception, "rời buổi tiếp theo lời người chủ trì")


# ---- what is pressed and looked for ------------------------------------------------------------


def _press_ring(session: SessionPresenter, *, site_id: SiteId) -> None:
    session.calling.ring(site_id)


def _press_let_go(reception: Reception) -> None:
    for _ in range(2):
        reception.central.act(_press_newest)


def _press_newest(session: SessionPresenter) -> None:
    sheet = session.calling.sheet()
    if sheet is not None and sheet.calls:
        session.calling.press_call(sheet.calls[0].call_id)


def _expect(reception: Reception, stage: CallStage, what: str) -> bool:
    """Whether the chair is shown it."""
    has_it = partial(_has_stage, reception, stage)
    if reception.wait(has_it, reception.limit_s()) is None:
        reception.fault(reception.central, f"does not show {what}")
        return False
    return True


def _expect_line(reception: Reception, text: str) -> None:
    """Of the agency that was called last."""
    line = _newest(reception)
    expect_line(reception, "" if line is None else line.name, text)


def expect_line(reception: Reception, name: str, text: str) -> None:
    """The program wrote it of this agency, once, at every site."""
    has_line: Condition = partial(_shows_line, name, text)
    for site in reception.sites:
        if reception.wait(partial(site.shows, has_line), reception.limit_s()) is None:
            reception.fault(site, f"does not have the line '{text}' of {name}")
    state = reception.central.state
    rows = () if state is None else state.minutes.rows
    found = [row.text for row in rows if name in row.text and text in row.text]
    reception.written.update(dict.fromkeys(found, reception.central.site_id))


def _has_stage(reception: Reception, stage: CallStage) -> bool:
    line = _newest(reception)
    return line is not None and line.stage is stage


def _newest(reception: Reception) -> CalledLine | None:
    state = reception.central.state
    sheet = None if state is None else state.calling
    return sheet.calls[0] if sheet is not None and sheet.calls else None


def _sees(site: Site, other_id: SiteId, since_s: float) -> bool:
    return bool(site.room.sightings(other_id, since_s=since_s))


def _asks(state: SessionViewState) -> bool:
    return state.calling is not None


def _is_out(state: SessionViewState) -> bool:
    return state.is_out


def _has_no_tile(site_id: SiteId, state: SessionViewState) -> bool:
    return all(tile.site_id != site_id for tile in state.roster.tiles)


def _shows_line(name: str, text: str, state: SessionViewState) -> bool:
    return any(name in row.text and text in row.text for row in state.minutes.rows)
