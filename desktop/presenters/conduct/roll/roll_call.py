"""Kiểm tra thành phần và công bố: who is there, and what was read out, noted at once."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from typing_extensions import override

from desktop.domain.access.rights import Right
from desktop.domain.casework.people.citizen import is_name, tidied_name
from desktop.domain.conduct.announcement import Announced, Announcement, may_announce
from desktop.domain.conduct.events import LiveSessionChanged
from desktop.domain.conduct.roll_call import (
    AddedPerson,
    RollCall,
    RollFault,
    RollMark,
    Said,
    roll_fault,
)
from desktop.domain.events import Event
from desktop.domain.ids import PersonId, SiteId, new_id
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.reception.participant import ParticipantRole
from desktop.domain.reception.status import Step
from desktop.presenters.conduct.live_sheet import LiveSheet, SheetParts
from desktop.presenters.conduct.roll.roll_people import RollPeople
from desktop.presenters.conduct.roll.roll_state import (
    AnnouncementRow,
    AskFault,
    NewPerson,
    RollAsk,
    RollButton,
    RollCounts,
    RollSheet,
)
from desktop.presenters.conduct.verb import Obstacle

_HOUR = re.compile(r"(?P<hour>\d{1,2})[:hg.](?P<minute>\d{2})", re.ASCII)
_ROLES = tuple(one for one in ParticipantRole if one is not ParticipantRole.CHAIR)
_FIRST_ROLE = ParticipantRole.CITIZEN
_FAULTS = {
    RollFault.NOT_NOW: AskFault.NOT_NOW,
    RollFault.BAD_TIME: AskFault.BAD_TIME,
    RollFault.TOO_LONG: AskFault.TOO_LONG,
}


class RollPresenter(LiveSheet):
    """A press on a mark is said to the city at once; a reason or an hour is asked first."""

    def __init__(self, parts: SheetParts, *, on_open: Callable[[], None]) -> None:
        super().__init__(parts, on_open=on_open)
        self._service = parts.entry.services.roll
        self._people = RollPeople(entry=parts.entry)
        self._ask: RollAsk | None = None
        self._adding: NewPerson | None = None

    # ---- what the officer does -------------------------------------------------------------

    @override
    def close(self) -> None:
        """Nothing that was noted is lost; what is being typed is."""
        self._is_open = False
        self._stop_typing()

    def back(self) -> None:
        """Esc: what is being typed goes, or else the sheet."""
        if self._ask is not None or self._adding is not None:
            self._stop_typing()
        else:
            self.close()

    def press(self, person_id: PersonId, mark: RollMark) -> None:
        """A mark of a person: there at once, else it is asked why or when."""
        row = self._people.row(person_id)
        if row is None or mark not in row.marks or not self._is_reached():
            return
        self._adding = None
        if mark is RollMark.PRESENT:
            self._ask = None
            self._service.note_presence(person_id, Said(mark=mark))
        else:
            now = self._session.city_now().astimezone(LOCAL_ZONE)
            text = "" if mark is RollMark.ABSENT else f"{now:%H:%M}"
            self._ask = RollAsk(
                person_id=person_id, name=row.name, mark=mark, text=text, fault=None
            )
        self._on_changed()

    def edit_ask(self, text: str) -> None:
        """A key in the field of the reason or of the hour."""
        if self._ask is not None:
            self._ask = replace(self._ask, text=text, fault=None)
            self._on_changed()

    def confirm_ask(self) -> None:
        """Note it, or say what is wrong."""
        ask = self._ask
        if ask is None or not self._is_reached():
            return
        said = self._said(ask)
        fault = AskFault.BAD_TIME if said is None else self._fault_of(ask, said)
        if said is None or fault is not None:
            self._ask = replace(ask, fault=fault)
        else:
            self._service.note_presence(ask.person_id, said)
            self._ask = None
        self._on_changed()

    def start_adding(self, full_name: str = "") -> None:
        """Somebody came who was not invited. full_name: of who was taken in here."""
        sites = self._people.own_sites()
        if not sites or not self._people.is_open():
            return
        self._ask = None
        self._adding = NewPerson(
            full_name=full_name,
            role=_FIRST_ROLE,
            site_id=sites[0][0],
            roles=_ROLES,
            sites=sites,
            fault=None,
        )
        self._on_changed()

    def edit_name(self, text: str) -> None:
        """A key in the field of the name."""
        self._edit(lambda former: replace(former, full_name=text, fault=_of_site(former.fault)))

    def choose_role(self, role: ParticipantRole) -> None:
        """What they are here."""
        self._edit(lambda former: replace(former, role=role))

    def choose_site(self, site_id: SiteId) -> None:
        """Where they sit."""
        self._edit(lambda former: replace(former, site_id=site_id, fault=None))

    def confirm_adding(self) -> None:
        """Add them, or say what is missing."""
        adding = self._adding
        if adding is None or adding.fault is AskFault.SITE_GONE or not self._is_reached():
            return
        name = tidied_name(adding.full_name)
        if not is_name(name):
            self._adding = replace(adding, fault=AskFault.NO_NAME)
        elif (self._people.roll or RollCall()).is_full:
            self._adding = replace(adding, fault=AskFault.TOO_MANY)
        else:
            self._service.add_person(
                AddedPerson(
                    person_id=PersonId(new_id()),
                    site_id=adding.site_id,
                    full_name=name,
                    role=adding.role,
                )
            )
            self._adding = None
        self._on_changed()

    def drop(self, person_id: PersonId) -> None:
        """They were added by mistake."""
        row = self._people.row(person_id)
        if row is not None and row.can_drop and self._is_reached():
            self._service.drop_person(person_id)

    def announce(self, what: Announcement) -> None:
        """It was read out; a second press takes that back."""
        if self._may_announce() and self._is_reached():
            is_read = all(one.what is not what for one in self._announced())
            self._service.note_announcement(what, is_read=is_read)

    # ---- what happens ----------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """The session went on: what can be noted no more is asked no more."""
        if not isinstance(event, LiveSessionChanged):
            return
        if not self.can_show():
            self._is_open = False
        if not self._people.is_open():
            self._ask, self._adding = None, None
        self._follow_sites()

    # ---- reading ---------------------------------------------------------------------------

    @override
    def can_show(self) -> bool:
        return self._people.is_open()

    @property
    def is_whole(self) -> bool:
        """Whether of everybody something was noted."""
        return self._people.is_whole

    def counts(self) -> RollCounts | None:
        """How many are there; None while nothing was noted of anybody."""
        counts = self._people.counts()
        return counts if counts.noted else None

    def button(self) -> RollButton | None:
        """What opens the sheet; None where there is nothing to note or to see yet."""
        if not self.can_show():
            return None
        is_announcing = self._session.step is Step.ANNOUNCEMENTS
        return RollButton(
            counts=self._people.counts(),
            announced=len(self._announced()) if is_announcing else None,
        )

    def sheet(self) -> RollSheet | None:
        """What is drawn; None while it is shut."""
        if not self._is_open:
            return None
        can_add = self._people.is_open() and bool(self._people.own_sites())
        return RollSheet(
            sites=self._people.sites(),
            counts=self._people.counts(),
            announcements=self._announcement_rows(),
            received=self._people.received() if can_add else (),
            ask=self._ask,
            adding=self._adding,
            can_add=can_add,
            obstacle=None if self._session.is_connected else Obstacle.CITY_LOST,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _stop_typing(self) -> None:
        self._ask, self._adding = None, None
        self._on_changed()

    def _follow_sites(self) -> None:
        """A site came or left while a name is typed; who is noted never moves by itself."""
        adding = self._adding
        sites = self._people.own_sites()
        if adding is None or adding.sites == sites:
            return
        is_there = any(site_id == adding.site_id for site_id, _name in sites)
        fault = adding.fault if is_there else AskFault.SITE_GONE
        self._adding = replace(adding, sites=sites, fault=fault)

    def _edit(self, change: Callable[[NewPerson], NewPerson]) -> None:
        if self._adding is not None:
            self._adding = change(self._adding)
            self._on_changed()

    def _said(self, ask: RollAsk) -> Said | None:
        """None: the hour cannot be read."""
        if ask.mark is RollMark.ABSENT:
            return Said(mark=ask.mark, reason=ask.text)
        at = hour_before(ask.text, self._session.city_now())
        return None if at is None else Said(mark=ask.mark, at=at)

    def _fault_of(self, ask: RollAsk, said: Said) -> AskFault | None:
        live = self._session.live
        former = (self._people.roll or RollCall()).note(ask.person_id)
        fault = roll_fault(
            former,
            said,
            step=self._session.step,
            opened_at=None if live is None else live.opened_at,
            now=self._session.city_now(),
        )
        return None if fault is None else _FAULTS[fault]

    def _announced(self) -> tuple[Announced, ...]:
        live = self._session.live
        return (live.announced if live is not None else None) or ()

    def _may_announce(self) -> bool:
        is_now = may_announce(self._session.status, self._session.step)
        return is_now and self._entry.may_write(Right.SET_STEP)

    def _announcement_rows(self) -> tuple[AnnouncementRow, ...]:
        if self._session.step is Step.ROLL_CALL:
            return ()
        said = {one.what: one for one in self._announced()}
        return tuple(
            AnnouncementRow(
                what=what,
                said=said.get(what),
                by=self._context.site_name(said[what].by_site_id) if what in said else "",
                can_change=self._may_announce(),
            )
            for what in Announcement
        )


def _of_site(fault: AskFault | None) -> AskFault | None:
    """What another name does not mend."""
    return fault if fault is AskFault.SITE_GONE else None


def hour_before(text: str, now: datetime) -> datetime | None:
    """The last time before now at which a clock in Hai Phong showed this; None: no hour of a day.

    text: 9:05 or 09:05, also with h, g or a point.
    """
    found = _HOUR.fullmatch(text.strip())
    if found is None:
        return None
    local = now.astimezone(LOCAL_ZONE)
    try:
        at = local.replace(
            hour=int(found["hour"]), minute=int(found["minute"]), second=0, microsecond=0
        )
    except ValueError:
        return None
    return at if at <= local else at - timedelta(days=1)
