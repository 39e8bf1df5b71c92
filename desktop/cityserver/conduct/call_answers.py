"""A desk answers a call: it has no seat in the session yet, so it asks without a channel."""

import asyncio

from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct.live.calls.calls import CallAnswer, answer
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.cityserver.conduct.live_states import LiveStore, Plan
from desktop.cityserver.conduct.open_sessions import OpenSessions
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.audit import Action
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import AgencyCall, CallStage, CallTarget, call_of
from desktop.domain.ids import SessionId

ANSWERED = "answer_call"


class CallAnswers:
    """Of one worker. Thread: the event loop; the database is asked in others."""

    def __init__(self, *, store: LiveStore, clock: Clock, sessions: OpenSessions) -> None:
        self._store = store
        self._clock = clock
        self._sessions = sessions

    async def take(self, person: Person, session_id: SessionId, said: CallAnswer) -> CallStage:
        """Accept or refuse; the first answer counts. Returns what the call is then.

        Raises:
            Rejected: not_found for a call that is not this site's or is kept from the person;
                not_allowed_now, too_many_sites.
            ServerBusy: nothing was changed.
        """

        def move(plan: Plan, live: Live) -> Live:
            call = call_of(live.told.calls or (), said.call_id)
            if call is None or not _is_for(call, plan, person):
                raise NotDone(ProblemCode.NOT_FOUND)
            return answer(live, said, self._clock.now(), site_ids=plan.site_ids)

        try:
            live = await self._sessions.change_anywhere(session_id, move)
        except NotDone as refused:
            await self._note(person, session_id, refused.code)
            raise Rejected(refused.code) from refused
        call = None if live is None else call_of(live.told.calls or (), said.call_id)
        if call is None:
            raise Rejected(ProblemCode.NOT_FOUND)
        await self._note(person, session_id, call.stage)
        return call.stage

    async def _note(self, person: Person, session_id: SessionId, outcome: str) -> None:
        await asyncio.to_thread(
            self._store.note, person, session_id, Action.CONDUCT, ANSWERED, outcome
        )


def _is_for(call: AgencyCall, plan: Plan, person: Person) -> bool:
    """Whether it is this desk that is rung, and the person may know of the session."""
    is_here = call.target is CallTarget.SITE and call.site_id == person.site_id
    return is_here and plan.is_known_to(person.user_id)
