"""Believable states of the table of working days, said by the real presenters."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from desktop.app.working_days import load_working_days
from desktop.domain.access.person import Role
from desktop.domain.reception.calendar_day import CalendarDay, DayKind, KnownDay
from desktop.domain.reception.working_days import PROGRAM_TABLE
from desktop.domain.sync.operation import RecordStorage
from desktop.files.resources import resource_path
from desktop.presenters.reception.calendar.calendar_state import DayField
from desktop.presenters.shell.shell_state import Screen
from tests.samples import showcase as city
from tests.samples.calendar import EXTRA, WORKED
from tests.screens.session_states import Drive
from tests.screens.shown_room import REAL, ShownRoom

_FACTS = replace(REAL, working_days=load_working_days(resource_path(*PROGRAM_TABLE)))
_CULTURE_DAY = CalendarDay(
    day=date(2026, 11, 24), kind=DayKind.HOLIDAY, name="Ngày Văn hóa Việt Nam"
)
_WORKED = CalendarDay(day=WORKED.day, kind=DayKind.WORKDAY, name="Làm bù ngày 28/12")


def _room() -> ShownRoom:
    officer = replace(city.LEADER, role=Role.CITY_ADMIN)
    room = ShownRoom(own_site_id=city.HQ, officer=officer, facts=_FACTS)
    room.fake.calendar.learn(
        _CULTURE_DAY, KnownDay(day=EXTRA, storage=RecordStorage.HERE, is_at_city=False)
    )
    room.go_to(Screen.CALENDAR)
    return room


def calendar() -> ShownRoom:
    """A year, with a day in the form that is not announced yet."""
    room = _room()
    room.desk.calendar.select("2026-08-31")
    room.deliver()
    return room


def calendar_faulty() -> ShownRoom:
    """A date that is none, and no name."""
    room = _room()
    room.desk.calendar.edit(DayField.DAY, "31/02/2027")
    room.desk.calendar.save()
    room.deliver()
    return room


def calendar_clash() -> ShownRoom:
    """Two PCs wrote of one day; the city would not have another one."""
    room = _room()
    ours = CalendarDay(day=_WORKED.day, kind=DayKind.ORDINARY)
    refused = CalendarDay(day=date(2026, 1, 10), kind=DayKind.ORDINARY)
    room.fake.calendar.learn(
        KnownDay(day=_WORKED, other=ours),
        KnownDay(day=refused, storage=RecordStorage.REFUSED, is_at_city=False),
    )
    room.deliver()
    room.desk.calendar.select(WORKED.day.isoformat())
    return room


def calendar_empty() -> ShownRoom:
    """A year of which nobody has said anything."""
    room = _room()
    room.desk.calendar.turn_year(2)
    return room


CALENDAR: Mapping[str, Drive] = {
    "calendar": calendar,
    "calendar-faulty": calendar_faulty,
    "calendar-clash": calendar_clash,
    "calendar-empty": calendar_empty,
}
"""Pictures of this screen, by the name of the picture."""
