"""Two PCs of a commune, headquarters and the real city server: who is taken in, and who is told."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.domain.casework.intake import Intake, joined
from desktop.domain.casework.visit import VisitStatus
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CitizenId, PetitionId, SiteId, UserId, VisitId
from desktop.domain.sync.operation import RecordStorage
from desktop.domain.sync.status import Connectivity
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.intakes import IntakeBook
from tests.rigs.city.running_city_server import (
    CLERK,
    COMMUNE,
    HQ,
    OFFICER,
    PIN,
    RunningCityServer,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.casework import DENUNCIATION, INTAKE

pytestmark = pytest.mark.integration


def of_site(intake: Intake, site_id: SiteId) -> Intake:
    return replace(
        intake,
        visit=replace(intake.visit, owner_site_id=site_id),
        citizens=tuple(replace(one, owner_site_id=site_id) for one in intake.citizens),
        checks=tuple(replace(one, owner_site_id=site_id) for one in intake.checks),
        standings=tuple(replace(one, owner_site_id=site_id) for one in intake.standings),
        petitions=tuple(replace(one, owner_site_id=site_id) for one in intake.petitions),
    )


TAKEN = of_site(INTAKE, COMMUNE)
VISIT = TAKEN.visit
Opened = tuple[DeskSync, IntakeBook]


class Rooms:
    """Opens rooms with their intakes."""

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
        book = IntakeBook(
            items=desk.store.items, clock=SystemClock(), emit=desk.events, place=lambda: site_id
        )
        book.start()
        self._stack.callback(book.stop)
        wait_until(lambda: len(desk.access.officers()) > 0, "no sign-in list")
        desk.access.sign_in(user_id, PIN)
        wait_until(lambda: bool(desk.schedule.sessions()), "no schedule")
        desk.loop.set_live(desk.schedule.sessions()[0].id)  # pulls every two seconds
        return desk, book


@pytest.fixture
def rooms(running_city_server: RunningCityServer, tmp_path: Path) -> Iterator[Rooms]:
    with ExitStack() as stack:
        yield Rooms(running_city_server, tmp_path / "rooms", stack)


def storage(book: IntakeBook) -> RecordStorage | None:
    known = book.find(VISIT.id)
    return None if known is None else known.storage


def test_who_was_taken_in_without_the_city_is_known_at_the_units_other_pc_alone(
    rooms: Rooms,
) -> None:
    desk, first = rooms.open(COMMUNE, OFFICER)
    _, second = rooms.open(COMMUNE, OFFICER, "second")
    hq_desk, headquarters = rooms.open(HQ, CLERK)
    with rooms.server.offline():
        wait_until(lambda: desk.loop.status().connectivity is Connectivity.OFFLINE)
        for status in (VisitStatus.ARRIVED, VisitStatus.IDENTIFYING, VisitStatus.WAITING):
            first.keep(replace(TAKEN, visit=replace(VISIT, status=status)))
        wait_until(lambda: storage(first) is RecordStorage.HERE)
    wait_until(lambda: storage(first) is storage(second) is RecordStorage.CITY)
    known = second.find(VISIT.id)
    assert known is not None
    assert (known.intake, known.is_whole) == (joined(TAKEN), True)
    (found,) = second.recognise(replace(TAKEN.citizens[0], id=CitizenId("typed")))
    assert found.citizen == TAKEN.citizens[0]
    hq_desk.loop.send_now()
    somebody = replace(INTAKE.citizens[0], id=CitizenId("somebody"))
    content = replace(INTAKE.petitions[0], id=PetitionId("content"))
    visit = replace(VISIT, id=VisitId("visit-of-hq"))
    theirs = Intake(
        visit=visit, citizens=(somebody,), checks=(), standings=(), group=None, petitions=(content,)
    )
    headquarters.keep(of_site(theirs, HQ))
    wait_until(lambda: (own := headquarters.intakes()) != () and own[0].is_at_city)
    assert {one.intake.visit.owner_site_id for one in headquarters.intakes()} == {HQ}
    assert {one.record.owner_site_id for one in headquarters.citizens.known()} == {HQ}


def test_two_who_change_one_person_offline_lose_nothing_and_one_of_them_settles_it(
    rooms: Rooms,
) -> None:
    first_desk, first = rooms.open(COMMUNE, OFFICER)
    second_desk, second = rooms.open(COMMUNE, OFFICER, "second")
    first.keep(TAKEN)
    wait_until(lambda: storage(first) is storage(second) is RecordStorage.CITY)
    one, other = (
        replace(TAKEN, citizens=(replace(TAKEN.citizens[0], address_text=text),))
        for text in ("Thôn Đông, xã An Lão", "Thôn Đoài, xã An Lão")
    )
    with rooms.server.offline():
        for desk in (first_desk, second_desk):
            wait_until(
                lambda desk=desk: desk.loop.status().connectivity is Connectivity.OFFLINE  # type: ignore[misc]
            )
        first.keep(one)
        second.keep(other)
        wait_until(lambda: storage(first) is storage(second) is RecordStorage.HERE)
    books = (first, second)
    wait_until(lambda: any(_other(book) is not None for book in books))
    loser = first if _other(first) is not None else second
    known = loser.find(VISIT.id)
    assert known is not None
    assert known.other is not None
    texts = {known.intake.citizens[0].address_text, known.other.citizens[0].address_text}
    assert texts == {one.citizens[0].address_text, other.citizens[0].address_text}
    loser.keep(known.other)
    kept = known.other.citizens[0]
    wait_until(lambda: all(_address(book) == kept.address_text for book in books))
    wait_until(lambda: _other(first) is _other(second) is None)


def _other(book: IntakeBook) -> Intake | None:
    known = book.find(VISIT.id)
    return None if known is None else known.other


def _address(book: IntakeBook) -> str:
    known = book.find(VISIT.id)
    return "" if known is None else known.intake.citizens[0].address_text


def test_what_the_city_would_not_have_stays_and_is_shown_as_refused(rooms: Rooms) -> None:
    _, first = rooms.open(COMMUNE, OFFICER)
    unasked = replace(DENUNCIATION, owner_site_id=COMMUNE, secrecy_assured=None)
    first.keep(replace(TAKEN, petitions=(unasked,)))
    wait_until(lambda: storage(first) is RecordStorage.REFUSED)
    known = first.find(VISIT.id)
    assert known is not None
    assert known.intake.petitions == (unasked,)
    asked = replace(unasked, secrecy_assured=True)
    first.keep(replace(TAKEN, petitions=(asked,)))
    wait_until(lambda: storage(first) is RecordStorage.CITY)
