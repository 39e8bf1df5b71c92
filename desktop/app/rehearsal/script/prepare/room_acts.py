"""The act of the rooms: what was last measured of each before the opening stays with the session.

Every site has it, and prints it.

It is today's session of practice, whose gates are passed: nothing of it rests on the trial.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

from desktop.app.rehearsal.script.prepare.preparation import Preparation
from desktop.app.rehearsal.script.site import Site
from desktop.domain.ids import SessionId
from desktop.domain.reception.status import SessionStatus
from desktop.domain.room.condition import LastCheck, MeasuredItem, RoomCondition
from desktop.domain.room.measurements import CheckItem, RoomReport
from desktop.presenters.conduct.roster.roster_state import Presence
from desktop.presenters.conduct.verb import Verb
from desktop.presenters.desk import DeskPresenter
from desktop.presenters.session.session_state import SessionViewState
from desktop.presenters.shell.shell_state import Screen

_Measured = tuple[MeasuredItem, ...]


def keep_condition(preparation: Preparation) -> None:
    """Every site checks its room, the chair opens, and every site has the checks of all."""
    session_id = _ready(preparation)
    if session_id is None:
        preparation.fault(preparation.headquarters, "has no session that may be opened")
        return
    checks = _check_rooms(preparation)
    if checks is None or not _open(preparation, session_id):
        return
    for site in preparation.sites.values():
        preparation.expect(site, _has(site, session_id), "the condition of the rooms")
        kept = site.room.desk.schedule.condition(session_id)
        if kept is not None:
            _compare(preparation, site, kept, checks)
            _read_minutes(preparation, site, kept)


def _check_rooms(preparation: Preparation) -> Mapping[str, RoomReport] | None:
    """What every site measured, once the city has it; None: one of them has nothing to show."""
    sites = tuple(preparation.sites.values())
    began_at = preparation.now()
    for site in sites:
        site.do(lambda desk: desk.navigate(Screen.ROOM_CHECK))
        preparation.wait(lambda site=site: not _is_checking(site))  # type: ignore[misc]
        site.do(lambda desk: desk.room_check.check())
    for site in sites:
        preparation.expect(site, _is_at_city(site, began_at), "a check that the city has")
    found = ((site.site_id, site.room.desk.room_checker.last) for site in sites)
    checks = {str(site_id): one for site_id, one in found if one is not None}
    return checks if len(checks) == len(sites) else None


def _open(preparation: Preparation, session_id: SessionId) -> bool:
    sites, hq = tuple(preparation.sites.values()), preparation.headquarters
    here = {site.site_id for site in sites}
    for site in sites:
        site.enter(session_id)

    def are_seated(state: SessionViewState) -> bool:
        rows = state.roster.rows
        seated = {row.site_id for row in rows if row.presence is Presence.HERE}
        return state.status is SessionStatus.READY and seated >= here

    preparation.expect(hq, lambda: hq.shows(are_seated), "every site in its seat")
    hq.act(lambda session: session.press(Verb.OPEN))
    is_open = preparation.wait(lambda: hq.shows(_is_open)) is not None
    if not is_open:
        preparation.fault(hq, "cannot open the session")
    return is_open


def _compare(
    preparation: Preparation, site: Site, kept: RoomCondition, checks: Mapping[str, RoomReport]
) -> None:
    for one in kept.sites:
        report, check = checks.get(one.site_id), one.check
        if report is None and check is not None:
            preparation.fault(site, f"has a check of {one.site_id}, which made none")
        elif report is not None and check is None:
            preparation.fault(site, f"has no check of {one.site_id}, which made one")
        elif report is not None and check is not None and not _is_same(check, report):
            preparation.fault(site, f"has other figures of {one.site_id} than were measured there")
    if set(checks) - {one.site_id for one in kept.sites}:
        preparation.fault(site, "has a condition without a site that was there")


def _read_minutes(preparation: Preparation, site: Site, kept: RoomCondition) -> None:
    """The printed minutes say of every room how much of it was good, or that nobody checked it."""
    path = preparation.scratch / f"{site.site_id}-minutes.docx"
    site.room.desk.minutes.export(kept.session_id, path)
    preparation.expect(site, path.exists, "its minutes written")
    pdf = path.with_suffix(".pdf")
    site.room.desk.minutes.export(kept.session_id, pdf)
    preparation.expect(site, pdf.exists, "its minutes written as PDF")
    text = _printed(path) if path.exists() else ""
    for one in kept.sites:
        known = site.room.desk.schedule.site(one.site_id)
        name = "" if known is None else known.name
        said = "chưa kiểm tra" if one.check is None else _count(one.check)
        if not re.search(f"- {re.escape(name)}: [^.]*{said}", text):
            preparation.fault(site, f"has minutes without what was measured of {one.site_id}")


def _printed(path: Path) -> str:
    """The text of a DOCX."""
    with ZipFile(path) as parts:
        return re.sub("<[^>]+>", "", parts.read("word/document.xml").decode("utf-8"))


def _count(check: LastCheck) -> str:
    total = len(check.measured)
    return f"đạt {total - len(check.short)}/{total} mục"


def _is_same(check: LastCheck, report: RoomReport) -> bool:
    measured: _Measured = tuple(_item(one) for one in report.items)
    return (check.checked_at, check.overall, check.items) == (
        report.checked_at,
        report.overall,
        measured,
    )


def _item(item: CheckItem) -> MeasuredItem:
    return MeasuredItem(
        code=item.code, result=item.result, value=item.value, unit=item.unit, limit=item.limit
    )


def _ready(preparation: Preparation) -> SessionId | None:
    """Of all sites: in the afternoon another one, of two sites, stands before it."""
    plans = preparation.headquarters.room.desk.schedule.sessions()
    ready = (one for one in plans if one.status is SessionStatus.READY)
    return next((one.id for one in ready if {*one.site_ids} >= {*preparation.sites}), None)


def _is_open(state: SessionViewState) -> bool:
    return state.status is SessionStatus.IN_SESSION


def _is_checking(site: Site) -> bool:
    return bool(site.read(lambda desk: desk.room_check.state().is_running))


def _is_at_city(site: Site, since: datetime) -> Callable[[], bool]:
    def look(desk: DeskPresenter) -> bool:
        state = desk.room_check.state()
        is_new = state.checked_at is not None and state.checked_at >= since
        return is_new and state.is_at_city and not state.is_running

    return lambda: bool(site.read(look))


def _has(site: Site, session_id: SessionId) -> Callable[[], bool]:
    return lambda: site.room.desk.schedule.condition(session_id) is not None
