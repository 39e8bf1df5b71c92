import pytest

from desktop.domain.ids import CaseId, SessionId, SiteId
from tests.contract.services.benches import ScheduleBench

pytestmark = pytest.mark.contract


def test_a_session_comes_with_its_sites_and_its_case(schedule_bench: ScheduleBench) -> None:
    service = schedule_bench.service
    plan = next(one for one in service.sessions() if one.id == schedule_bench.session_id)
    assert service.own_site().id in plan.site_ids
    assert all(service.site(site_id) is not None for site_id in plan.site_ids)
    assert all(service.case(case_id) is not None for case_id in plan.case_ids)


def test_sessions_come_by_their_scheduled_start(schedule_bench: ScheduleBench) -> None:
    starts = [plan.scheduled_start for plan in schedule_bench.service.sessions()]
    assert starts == sorted(starts)


def test_every_session_is_told_with_those_that_have_a_seat_here(
    schedule_bench: ScheduleBench,
) -> None:
    service = schedule_bench.service
    plans = service.every_session()
    starts = [plan.scheduled_start for plan in plans]
    assert starts == sorted(starts)
    own = tuple(plan for plan in plans if service.own_site().id in plan.site_ids)
    assert own == service.sessions()


def test_what_is_unknown_is_none(schedule_bench: ScheduleBench) -> None:
    assert schedule_bench.service.site(SiteId("unknown")) is None
    assert schedule_bench.service.case(CaseId("unknown")) is None
    assert schedule_bench.service.condition(SessionId("unknown")) is None
    assert schedule_bench.service.ticket(SessionId("unknown")) is None


def test_every_site_is_known_once_and_a_session_that_is_not_has_no_revision(
    schedule_bench: ScheduleBench,
) -> None:
    service = schedule_bench.service
    sites = service.known_sites()
    assert len({site.id for site in sites}) == len(sites)
    assert service.own_site() in sites
    assert service.revision(SessionId("unknown")) == 0
