"""A commune, headquarters and the real city server: a request is decided, and only lawfully."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import Decision, OnlineGround, RequestDecision
from desktop.domain.clock import SystemClock
from desktop.domain.ids import SiteId, UserId
from desktop.domain.reception.deadlines import LOCAL_ZONE
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import Connectivity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.intakes import IntakeBook
from desktop.sync.records.requests import RequestBook
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    LEADER,
    OFFICER,
    PIN,
    RunningCityServer,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.casework import CITIZEN, ONLINE, REJECTED, REQUEST, TOLD

pytestmark = pytest.mark.integration

ASKED = replace(REQUEST, owner_site_id=COMMUNE, petition_type=PetitionType.COMPLAINT)
WHO = replace(CITIZEN, owner_site_id=COMMUNE)
DECIDED = replace(ONLINE, owner_site_id=HQ, unit_site_id=COMMUNE)
SECRET = replace(
    ASKED,
    petition_type=PetitionType.DENUNCIATION,
    identity_protection_requested=True,
    secrecy_assured=True,
)
Opened = tuple[DeskSync, RequestBook]


class Units:
    """Opens rooms with their requests."""

    def __init__(self, server: RunningCityServer, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack

    def open(self, site_id: SiteId, user_id: UserId, place: str = "first") -> Opened:
        api = HttpCityApi(address=CityAddress(base_url=self.server.url), clock=SystemClock())
        code = self.server.new_enrol_code(site_id)
        desk = self._stack.enter_context(
            desk_sync(self._folder / f"{site_id}-{place}", api, site_id, enrol_code=code)
        )
        items, clock = desk.store.items, SystemClock()
        intakes = IntakeBook(items=items, clock=clock, emit=desk.events, place=str)
        book = RequestBook(items=items, clock=clock, emit=desk.events, citizens=intakes.citizens)
        book.start()
        intakes.citizens.start()
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        desk.loop.set_live(desk.schedule.sessions()[0].id)  # pulls every two seconds
        return desk, book


@pytest.fixture
def units(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[Units]:
    with ExitStack() as stack:
        yield Units(running_city_server, tmp_path / "rooms", stack)


def storage(book: RequestBook) -> RecordStorage | None:
    return next((one.decision_storage for one in book.requests() if one.decision), None)


def has_decided(book: RequestBook, decision: RequestDecision | None) -> bool:
    (known,) = book.requests()
    return known.decision == decision and not known.is_waiting


def test_a_request_taken_without_the_city_is_decided_there_and_known_here(units: Units) -> None:
    desk, commune = units.open(COMMUNE, OFFICER)
    _, headquarters = units.open(HQ, CLERK)
    with units.server.offline():
        wait_until(lambda: desk.loop.status().connectivity is Connectivity.OFFLINE)
        commune.take(ASKED, WHO)
        wait_until(lambda: len(commune.requests()) == 1)
    wait_until(lambda: len(headquarters.requests()) == 1)
    assert headquarters.requests()[0].request == ASKED
    assert headquarters.citizen(WHO.id) is None  # the unit alone knows who it is
    headquarters.decide(DECIDED)
    wait_until(lambda: not commune.requests()[0].is_waiting)
    assert commune.requests()[0].decision == DECIDED


def test_two_who_decide_at_one_moment_end_with_one_decision_everywhere(units: Units) -> None:
    _, commune = units.open(COMMUNE, OFFICER)
    _, clerk = units.open(HQ, CLERK)
    _, leader = units.open(HQ, LEADER, "second")
    commune.take(ASKED, WHO)
    wait_until(lambda: len(clerk.requests()) == len(leader.requests()) == 1)
    in_person = replace(DECIDED, decision=Decision.IN_PERSON, online_ground=None)
    leader.decide(DECIDED)
    clerk.decide(in_person)
    wait_until(lambda: not commune.requests()[0].is_waiting)
    stands = commune.requests()[0].decision
    assert stands in (DECIDED, in_person)
    for book in (clerk, leader):
        wait_until(partial(has_decided, book, stands))


def test_that_a_refusal_was_told_in_writing_is_known_everywhere_and_not_of_days_to_come(
    units: Units,
) -> None:
    _, commune = units.open(COMMUNE, OFFICER)
    _, headquarters = units.open(HQ, CLERK)
    now = SystemClock().now()
    today = now.astimezone(LOCAL_ZONE).date()
    commune.take(replace(ASKED, created_at=now), WHO)
    wait_until(lambda: len(headquarters.requests()) == 1)
    headquarters.decide(replace(REJECTED, owner_site_id=HQ, unit_site_id=COMMUNE))
    wait_until(lambda: not commune.requests()[0].is_waiting)
    sent = replace(TOLD, sent_on=today, noted_at=now)
    commune.note_refusal(ASKED.id, sent)
    wait_until(lambda: headquarters.requests()[0].request.refusal_notice == sent)
    commune.note_refusal(ASKED.id, replace(sent, sent_on=today + timedelta(days=2)))
    wait_until(lambda: commune.requests()[0].storage is RecordStorage.REFUSED)
    assert headquarters.requests()[0].request.refusal_notice == sent


def test_a_protected_denunciation_is_blocked_at_the_city_too(units: Units) -> None:
    _, commune = units.open(COMMUNE, OFFICER)
    _, headquarters = units.open(HQ, CLERK)
    commune.take(SECRET, WHO)
    wait_until(lambda: len(headquarters.requests()) == 1)
    (known,) = headquarters.requests()
    assert known.request.requester_name != ASKED.requester_name
    headquarters.decide(replace(DECIDED, online_ground=OnlineGround.OPEN_DENUNCIATION))
    wait_until(lambda: storage(headquarters) is RecordStorage.REFUSED)
    assert headquarters.requests()[0].is_waiting
    assert commune.requests()[0].decision is None
