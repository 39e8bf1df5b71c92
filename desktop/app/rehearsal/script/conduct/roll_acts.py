"""Acts of the roll call and of what is announced: noted at one site, seen at all."""

from collections.abc import Mapping

from desktop.app.rehearsal.script.media_watch import QUIET_S
from desktop.app.rehearsal.script.reception import Condition, Press, Reception
from desktop.app.rehearsal.script.seen import current_step
from desktop.app.rehearsal.script.site import Site
from desktop.domain.conduct.announcement import Announcement
from desktop.domain.conduct.roll_call import RollMark
from desktop.domain.ids import PersonId
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.roll.roll_state import RollRow
from desktop.presenters.session.session import SessionPresenter
from desktop.presenters.session.session_state import SessionViewState

ROLL_FIGURE = "roll_visible_ms"
REASON = "Ốm, có báo trước"
GUEST = "Luật sư Mẫu"

Noted = Mapping[PersonId, RollMark]


def begun(reception: Reception) -> None:
    """Nobody is noted at any site, and the city does not let the session go on so."""
    _open_sheets(reception)
    reception.expect(_is_nobody_noted, "that nobody is noted yet", 0.0)
    reception.central.room.desk.channel.set_step(Step.ANNOUNCEMENTS)
    reception.settle(QUIET_S)
    reception.expect(
        lambda state: current_step(state) is Step.ROLL_CALL, "that the roll call lasts", 0.0
    )


def called(reception: Reception) -> None:
    """A site notes its own people, the centre all others; every site sees the same of each."""
    site = reception.others[0]
    own = _rows_at(site, site)
    noted: dict[PersonId, RollMark] = {}
    marks = (RollMark.LATE, RollMark.ABSENT)
    for row, mark in zip(own, marks, strict=False):
        noted[row.person_id] = mark
        _note(reception, site, row.person_id, mark)
    began_s = reception.ask(site, _add_guest, _has_guest, "the guest is added")
    reception.expect(_has_guest, "the guest", began_s, figure=ROLL_FIGURE, but=site.site_id)
    for row in _rows_at(reception.central):
        if row.person_id not in noted:
            noted[row.person_id] = RollMark.PRESENT
            _note(reception, reception.central, row.person_id, RollMark.PRESENT)
    reception.expect(_is_noted(noted), "the roll as it was called", 0.0)


def announced(reception: Reception) -> None:
    """Both were read out; every site sees it."""
    _open_sheets(reception)
    central = reception.central
    for what in Announcement:
        is_said = _is_said(what)
        began_s = reception.ask(central, _announcing(what), is_said, f"{what} is read out")
        reception.expect(is_said, f"that {what} was read out", began_s, figure=ROLL_FIGURE)


def left(reception: Reception) -> None:
    """Somebody of a site leaves before the end; every site sees it, and the sheets go."""
    site = reception.others[0]
    _open_sheets(reception)
    there = [row for row in _rows_at(site, site) if RollMark.LEFT in row.marks]
    if there:
        _note(reception, site, there[0].person_id, RollMark.LEFT)
    else:
        reception.fault(site, "has nobody there who could leave")
    for one in reception.sites:
        reception.ask(one, _shut, lambda state: state.roll is None, "its roll is shut")
    reception.expect(lambda state: state.roll is None, "that the roll is shut", 0.0)


def _note(reception: Reception, site: Site, person_id: PersonId, mark: RollMark) -> None:
    """At this site; every other one sees it."""

    def press(session: SessionPresenter) -> None:
        session.roll.press(person_id, mark)
        if mark is RollMark.ABSENT:
            session.roll.edit_ask(REASON)
        session.roll.confirm_ask()

    is_done = _is_noted({person_id: mark})
    began_s = reception.ask(site, press, is_done, f"somebody is noted as {mark}")
    what = f"somebody noted as {mark}"
    reception.expect(is_done, what, began_s, figure=ROLL_FIGURE, but=site.site_id)


def _open_sheets(reception: Reception) -> None:
    for site in reception.sites:
        if not site.shows(_is_open):
            reception.ask(site, _open, _is_open, "its roll is open")
    reception.expect(_is_open, "its roll", 0.0)


def _is_open(state: SessionViewState) -> bool:
    return state.roll is not None


def _is_nobody_noted(state: SessionViewState) -> bool:
    return state.roll is not None and not _noted(state)


def _open(session: SessionPresenter) -> None:
    if session.roll.sheet() is None:
        session.roll.toggle()


def _shut(session: SessionPresenter) -> None:
    session.roll.close()


def _add_guest(session: SessionPresenter) -> None:
    session.roll.start_adding(GUEST)
    session.roll.choose_role(ParticipantRole.LAWYER)
    session.roll.confirm_adding()


def _announcing(what: Announcement) -> Press:
    def press(session: SessionPresenter) -> None:
        sheet = session.roll.sheet()
        rows = () if sheet is None else sheet.announcements
        if any(one.what is what and one.said is None for one in rows):
            session.roll.announce(what)

    return press


def _rows(state: SessionViewState | None) -> tuple[RollRow, ...]:
    sites = () if state is None or state.roll is None else state.roll.sites
    return tuple(row for site in sites for row in site.rows)


def _rows_at(site: Site, of_site: Site | None = None) -> tuple[RollRow, ...]:
    """As this site shows them. of_site: of that one alone."""
    state = site.state
    sites = () if state is None or state.roll is None else state.roll.sites
    return tuple(
        row
        for one in sites
        if of_site is None or one.site_id == of_site.site_id
        for row in one.rows
    )


def _noted(state: SessionViewState) -> Noted:
    return {row.person_id: row.note.mark for row in _rows(state) if row.note is not None}


def _is_noted(wanted: Noted) -> Condition:
    def is_so(state: SessionViewState) -> bool:
        noted = _noted(state)
        return all(noted.get(person_id) is mark for person_id, mark in wanted.items())

    return is_so


def _is_said(what: Announcement) -> Condition:
    def is_so(state: SessionViewState) -> bool:
        rows = () if state.roll is None else state.roll.announcements
        return any(one.what is what and one.said is not None for one in rows)

    return is_so


def _has_guest(state: SessionViewState) -> bool:
    return any(row.name == GUEST for row in _rows(state))
