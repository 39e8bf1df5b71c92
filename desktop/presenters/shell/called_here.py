"""What the window says beside the menu: who waits or is called here, what is overdue. Pure."""

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.casework.conclusions.conclusion_book import is_overdue
from desktop.domain.conduct.calls.waiting_ticket import WaitingTicket, is_called, waits
from desktop.domain.reception.session import SessionPlan
from desktop.presenters.services.services import Services
from desktop.presenters.view.gate_cell import local_day
from desktop.presenters.view.message import Message
from desktop.presenters.view.ticket import called_message


def called_here(services: Services) -> list[Message]:
    """Of sessions for which somebody waits in this room."""
    own = services.schedule.own_site().id
    found = (called_message(ticket) for plan, ticket in _waiting(services) if ticket.site_id == own)
    return [one for one in found if one is not None]


def waiting_count(services: Services, now: datetime) -> int:
    """Sessions of the day for which somebody waits and was not called yet."""
    today = local_day(now)
    return sum(
        local_day(plan.scheduled_start) == today and not is_called(ticket, plan.status)
        for plan, ticket in _waiting(services)
    )


def overdue_tasks(services: Services, now: datetime) -> int:
    """Tasks of conclusions that are overdue, given here or to be done here."""
    own, today = services.schedule.own_site().id, local_day(now)
    items = (one.item for one in services.conclusions.items())
    own_items = (one for one in items if own in {one.giving_site_id, one.agency_site_id})
    return sum(is_overdue(one, today) for one in own_items)


def _waiting(services: Services) -> Iterator[tuple[SessionPlan, WaitingTicket]]:
    for plan in services.schedule.sessions():
        ticket = services.schedule.ticket(plan.id)
        if ticket is not None and waits(ticket, plan.status):
            yield plan, ticket
