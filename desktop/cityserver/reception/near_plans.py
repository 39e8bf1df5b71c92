"""Sessions planned so near that their notice is late: by a leader's PIN and reason alone."""

from desktop.cityserver.access.access import Access
from desktop.cityserver.access.callers import Person, Room
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.reception.scheduling import AllowedNear, Planned, Scheduling
from desktop.contract.problem import ProblemCode
from desktop.contract.scheduling import NearPlanRequest
from desktop.domain.access.person import Role
from desktop.domain.clock import Clock
from desktop.domain.faults import is_reason
from desktop.domain.ids import SessionId, UserId
from desktop.domain.text import normalised


class NearPlans:
    """Thread: any; waits for the disk and for a key."""

    def __init__(self, *, scheduling: Scheduling, access: Access, clock: Clock) -> None:
        self._scheduling = scheduling
        self._access = access
        self._clock = clock

    def plan(self, person: Person, session_id: SessionId, request: NearPlanRequest) -> Planned:
        """Plan it; the PIN is asked for only where the late notice alone is in the way.

        The leader is of this room's list, beside whoever is signed in. Raises Rejected: as
        `Scheduling.plan`, and wrong_pin, too_many_attempts, forbidden for who is no leader.
        """
        leave = request.leave
        reason = normalised(leave.reason)
        if not is_reason(reason):
            raise Rejected(ProblemCode.BAD_REQUEST)
        if not self._scheduling.needs_leave(person, session_id, request.plan):
            return self._scheduling.plan(person, session_id, request.plan)
        room = Room(room_id=person.room_id, site_id=person.site_id)
        leader = self._access.prove(room, UserId(leave.leader), leave.pin)
        if leader.role != Role.LEADER:
            raise Rejected(ProblemCode.FORBIDDEN)
        allowed = AllowedNear(
            leader=UserId(leader.user_id),
            label=leader.display_name,
            reason=reason,
            at=self._clock.now(),
        )
        return self._scheduling.plan(person, session_id, request.plan, allowed)
