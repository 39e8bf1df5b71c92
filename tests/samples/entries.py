"""An officer who has just entered a session; nothing was heard of the city yet."""

from desktop.domain.access.person import Role
from desktop.domain.reception.status import SessionStatus
from desktop.presenters.live.session_context import build_session_context
from desktop.presenters.live.session_entry import SessionEntry
from desktop.presenters.live.session_facts import SessionFacts
from tests.fakes.fake_clock import FakeClock
from tests.fakes.fake_services import build_fake_desk
from tests.samples.receptions import COMMUNE, SESSION, an_officer


def an_entry(role: Role = Role.ROOM_OFFICER) -> SessionEntry:
    """Into SESSION, from the commune's room; all services are fakes."""
    clock = FakeClock()
    services = build_fake_desk(clock=clock, own_site_id=COMMUNE).services
    context = build_session_context(services.schedule, SESSION, an_officer(role))
    assert context is not None
    facts = SessionFacts(
        session_id=SESSION,
        own_site_id=COMMUNE,
        clock=clock,
        planned_status=SessionStatus.SCHEDULED,
        clock_offset_s=0.0,
    )
    return SessionEntry(services=services, clock=clock, context=context, facts=facts)
