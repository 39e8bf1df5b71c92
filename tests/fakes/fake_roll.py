"""A roll call and announcements in the live session of a fake channel, by the domain's rules."""

from dataclasses import replace

from desktop.domain.access.person import Role
from desktop.domain.clock import Clock
from desktop.domain.conduct.announcement import (
    Announced,
    Announcement,
    may_announce,
    with_announced,
    without_announced,
)
from desktop.domain.conduct.live_session import LiveSession
from desktop.domain.conduct.read_back import ReadBack
from desktop.domain.conduct.roll_call import (
    AddedPerson,
    RollCall,
    Said,
    is_roll_open,
    note_of,
    roll_fault,
    with_added,
    with_note,
    without_added,
)
from desktop.domain.ids import MinuteLineId, PersonId, SiteId
from tests.fakes.fake_channel import FakeChannel


class FakeRoll:
    """Notes for the own site; every person is taken for one of the plan."""

    def __init__(self, *, channel: FakeChannel, clock: Clock, own_site_id: SiteId) -> None:
        self._channel = channel
        self._clock = clock
        self._own_site_id = own_site_id

    # ---- RollService ----

    def note_presence(self, person_id: PersonId, said: Said) -> None:
        live = self._open("note_presence")
        if live is None:
            return
        roll, now = live.roll or RollCall(), self._clock.now()
        former = roll.note(person_id)
        fault = roll_fault(former, said, step=live.step, opened_at=live.opened_at, now=now)
        if fault is not None:
            self._channel.refuse("note_presence")
            return
        note = note_of(person_id, former, said, by=self._own_site_id, now=now)
        self._tell(with_note(roll, note))

    def add_person(self, person: AddedPerson) -> None:
        live = self._open("add_person")
        if live is not None:
            self._tell(with_added(live.roll or RollCall(), person))

    def drop_person(self, person_id: PersonId) -> None:
        live = self._open("drop_person")
        if live is not None:
            self._tell(without_added(live.roll or RollCall(), person_id))

    def read_line(self, line_id: MinuteLineId | None) -> None:
        live = self._channel.allowed("read_line")
        if live is not None:
            self._channel.change(lambda one: replace(one, read_back=ReadBack(line_id=line_id)))

    def note_announcement(self, what: Announcement, *, is_read: bool) -> None:
        live = self._channel.allowed("note_announcement")
        if live is None:
            return
        if not may_announce(live.status, live.step):
            self._channel.refuse("note_announcement")
            return
        former = live.announced or ()
        one = Announced(
            what=what, at=self._clock.now(), by_site_id=self._own_site_id, by_role=Role.SECRETARY
        )
        announced = with_announced(former, one) if is_read else without_announced(former, what)
        self._channel.change(lambda before: replace(before, announced=announced))

    # ---- inside ----

    def _open(self, action: str) -> LiveSession | None:
        live = self._channel.allowed(action)
        if live is not None and not is_roll_open(live.status, live.step):
            self._channel.refuse(action)
            return None
        return live

    def _tell(self, roll: RollCall) -> None:
        self._channel.change(lambda before: replace(before, roll=roll))
