"""Four desks and the real city: 200 papers, added on and off the line, have the same numbers."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from desktop.cityserver.admin.city import put_record
from desktop.domain.clock import SystemClock
from desktop.domain.ids import CaseId, DocumentId, SiteId, UserId
from desktop.domain.sync.operation import EntityKind
from desktop.domain.sync.status import Connectivity
from desktop.mapping.operations import operation_of
from desktop.mapping.records import CASE_PAPER, PAPER_PLACE
from desktop.sync.http.api import HttpCityApi
from desktop.sync.http.city_address import CityAddress
from desktop.sync.records.mapping import record_of
from tests.patience import PATIENCE_S
from tests.rigs.city.running_city_server import (
    AGENCY,
    AGENCY_USER,
    CASE,
    CLERK,
    COMMUNE,
    ELSEWHERE,
    HQ,
    OFFICER,
    PIN,
    STRANGER,
    RunningCityServer,
    session_body,
)
from tests.rigs.desk.desk_sync import DeskSync, desk_sync, wait_until
from tests.samples.casework import CASE_PAPER as A_PAPER

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

PAPERS = 200
PEOPLE: dict[SiteId, UserId] = {
    HQ: CLERK,
    COMMUNE: OFFICER,
    AGENCY: AGENCY_USER,
    ELSEWHERE: STRANGER,
}


@pytest.fixture
def desks(
    running_city_server: RunningCityServer, tmp_path: Path
) -> Iterator[dict[SiteId, DeskSync]]:
    with running_city_server.administration() as database:
        body = session_body(HQ, (COMMUNE, AGENCY, ELSEWHERE))
        put_record(database, EntityKind.SESSION, "session-of-four", body)
    with ExitStack() as stack:
        opened = {}
        for site_id in PEOPLE:
            address = CityAddress(base_url=running_city_server.url)
            opened[site_id] = stack.enter_context(
                desk_sync(
                    tmp_path / site_id,
                    HttpCityApi(address=address, clock=SystemClock()),
                    site_id,
                    enrol_code=running_city_server.new_enrol_code(site_id),
                )
            )
        for site_id, desk in opened.items():
            wait_until(lambda desk=desk: bool(desk.access.officers()), "no sign-in list")  # type: ignore[misc]
            desk.access.sign_in(PEOPLE[site_id], PIN)
        for desk in opened.values():
            wait_until(lambda desk=desk: desk.schedule.case(CaseId(CASE)) is not None, "no case")  # type: ignore[misc]
        yield opened


def add(desk: DeskSync, number: int, pages: int) -> None:
    """An entry of the index, as an officer adds it on any day."""
    paper = replace(
        A_PAPER,
        id=DocumentId(f"paper-{number}"),
        case_id=CaseId(CASE),
        owner_site_id=desk.site_id,
        site_id=desk.site_id,
        sha256="",
        size_bytes=0,
        mime="",
        page_count=pages,
    )
    operation = operation_of(CASE_PAPER, paper.id, paper, made_at=SystemClock().now())
    desk.store.items.record(operation, None).result(PATIENCE_S)


def labels(desk: DeskSync) -> dict[str, str]:
    """What this desk's store says of every paper."""
    places = desk.store.items.list(EntityKind.PAPER_PLACE)
    return {item.entity_id: record_of(PAPER_PLACE, item).label for item in places}


class Watch:
    """What each desk was told so far; nobody is ever told another number of a paper."""

    def __init__(self, desks: dict[SiteId, DeskSync]) -> None:
        self._desks = desks
        self.seen: dict[SiteId, dict[str, str]] = {site_id: {} for site_id in desks}

    def look(self) -> None:
        for site_id, desk in self._desks.items():
            told = labels(desk)
            assert self.seen[site_id].items() <= told.items()
            self.seen[site_id] = told

    def has_all(self) -> bool:
        """Every desk asks the city meanwhile, whatever its back-off says."""
        self.look()
        for desk in self._desks.values():
            desk.loop.wake()
        return all(len(told) == PAPERS for told in self.seen.values())


def test_every_desk_has_the_same_numbers_and_none_was_ever_told_another(
    desks: dict[SiteId, DeskSync], running_city_server: RunningCityServer
) -> None:
    chance = Random(20261129)
    sites = tuple(desks)
    watch = Watch(desks)

    def add_some(numbers: range) -> None:
        for number in numbers:
            add(desks[chance.choice(sites)], number, chance.randint(1, 9))
        watch.look()

    add_some(range(PAPERS // 2))
    with running_city_server.offline():
        for desk in desks.values():
            desk.loop.wake()
        wait_until(lambda: all(is_offline(one) for one in desks.values()), "still on the line")
        add_some(range(PAPERS // 2, PAPERS))
    wait_until(watch.has_all, "not everywhere")
    assert all(watch.seen[site_id] == watch.seen[HQ] for site_id in sites)
    assert len(set(watch.seen[HQ].values())) == PAPERS
    assert any(label[-1].isalpha() for label in watch.seen[HQ].values())


def is_offline(desk: DeskSync) -> bool:
    return desk.loop.status().connectivity is Connectivity.OFFLINE
