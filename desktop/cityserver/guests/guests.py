"""Guests without a seat yet: they open a link once, read, answer; their browser is known again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from desktop.cityserver.access.callers import Person, guest_at
from desktop.cityserver.conduct.hub import Hub
from desktop.cityserver.conduct.live.calls.calls import CallAnswer
from desktop.cityserver.conduct.live.calls.guests import (
    answer_as_guest,
    call_with,
    is_seated,
    open_link,
)
from desktop.cityserver.conduct.live.live_state import Live, NotDone
from desktop.cityserver.conduct.live.rules import check_right
from desktop.cityserver.conduct.live_states import LiveStore, Plan
from desktop.cityserver.conduct.seats import actor_at
from desktop.cityserver.guests.shown_page import ShownPage, is_page_shown
from desktop.cityserver.guests.stage_pages import StagePages
from desktop.cityserver.guests.summary import call_summary
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.tokens import new_token, token_hash
from desktop.cityserver.store.audit import Action
from desktop.cityserver.store.database.database import Database
from desktop.contract.base import Identifier
from desktop.contract.guests import MAX_PAGE_BYTES, PAGE_MAGIC, GuestCallOut
from desktop.contract.problem import ProblemCode
from desktop.domain.access.rights import Right
from desktop.domain.clock import Clock
from desktop.domain.conduct.calls.agency_call import AgencyCall, has_guest
from desktop.domain.ids import SessionId

OPENED = "open_guest_link"
ANSWERED = "answer_as_guest"
SAW = "see_page_as_guest"
_IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)
Move = Callable[[Plan, Live], Live]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGuest:
    """Whose browser it is. person: as the channel knows who sits there."""

    session_id: SessionId
    call: AgencyCall

    @property
    def person(self) -> Person:
        """Without any right of a role."""
        return guest_at(self.call.site_id)


def _has_place(plan: Plan, person: Person) -> bool:
    return plan.is_known_to(person.user_id) and person.site_id in plan.site_ids


class Guests:
    """Thread: the event loop; the database is asked in others."""

    def __init__(
        self, *, database: Database, store: LiveStore, hub: Hub, pages: StagePages, clock: Clock
    ) -> None:
        self._database = database
        self._store = store
        self._hub = hub
        self._pages = pages
        self._clock = clock

    async def open(self, session_id: SessionId, token: str) -> str:
        """Spend a link. Returns what the browser shows from now on, which is kept nowhere.

        Raises:
            Rejected: gone.
        """
        secret = new_token()
        link_hash, seat_hash = token_hash(token), token_hash(secret)

        def move(_plan: Plan, live: Live) -> Live:
            return open_link(live, link_hash, seat_hash, self._clock.now())

        live = await self._change(session_id, move)
        call = call_with(live, seat_hash)
        if call is None:
            raise Rejected(ProblemCode.GONE)
        await self._note(KnownGuest(session_id=session_id, call=call), OPENED, "done")
        return f"{session_id}.{secret}"

    async def known(self, cookie: str) -> KnownGuest:
        """Whose browser shows this.

        Raises:
            Rejected: not_signed_in.
        """
        untrusted_id, _, secret = cookie.partition(".")
        try:
            session_id = SessionId(_IDENTIFIER.validate_python(untrusted_id))
        except ValidationError as error:
            raise Rejected(ProblemCode.NOT_SIGNED_IN) from error
        found = await asyncio.to_thread(self._store.load, session_id)
        call = None if found is None else call_with(found.live, token_hash(secret))
        if call is None:
            raise Rejected(ProblemCode.NOT_SIGNED_IN)
        return KnownGuest(session_id=session_id, call=call)

    async def call(self, known: KnownGuest) -> GuestCallOut:
        """What this guest reads.

        Raises:
            Rejected: gone.
        """
        told = await asyncio.to_thread(self._read, known)
        if told is None:
            raise Rejected(ProblemCode.GONE)
        return told

    async def answer(self, known: KnownGuest, *, accepts: bool, reason: str) -> None:
        """Accept the call, or refuse it.

        Raises:
            Rejected: not_allowed_now, it is too late or was answered otherwise; too_many_sites;
                bad_request for a refusal without a reason.
        """
        said = CallAnswer(call_id=known.call.id, accepts=accepts, reason=reason)

        def move(plan: Plan, live: Live) -> Live:
            return answer_as_guest(live, said, self._clock.now(), site_ids=plan.site_ids)

        await self._change(known.session_id, move)
        await self._note(known, ANSWERED, "accepted" if accepts else "refused")

    async def keep_page(
        self, person: Person, session_id: SessionId, shown: ShownPage, data: bytes
    ) -> None:
        """Keep the picture of the page that is on the stage, as a desk of the session drew it.

        Raises:
            Rejected: not_found for who has no place in the session; forbidden; not_allowed_now when
                the page is not on the stage, or no guest may see it; bad_request for no picture.
        """
        if not data.startswith(PAGE_MAGIC) or len(data) > MAX_PAGE_BYTES:
            raise Rejected(ProblemCode.BAD_REQUEST)
        await asyncio.to_thread(self._keep_page, person, session_id, shown, data)

    async def page(self, known: KnownGuest, shown: ShownPage) -> Path:
        """Where the picture of the page lies that is on the stage of the guest's own session.

        Raises:
            Rejected: forbidden for who has not accepted, or has left; not_found for every other
                page than the one that is shown.
        """
        path = await asyncio.to_thread(self._find_page, known, shown)
        await self._note(known, SAW, "done")
        return path

    def _keep_page(
        self, person: Person, session_id: SessionId, shown: ShownPage, data: bytes
    ) -> None:
        found = self._store.load(session_id)
        if found is None or not _has_place(found.plan, person):
            raise Rejected(ProblemCode.NOT_FOUND)
        try:
            check_right(actor_at(found.plan, person), Right.PRESENT_PAPER)
        except NotDone as refused:
            raise Rejected(refused.code) from refused
        is_shown = is_page_shown(found.plan, found.live, shown)
        if not is_shown or not has_guest(found.live.told.calls or ()):
            raise Rejected(ProblemCode.NOT_ALLOWED_NOW)
        self._pages.keep(session_id, shown.document_id, shown.page, data)

    def _find_page(self, known: KnownGuest, shown: ShownPage) -> Path:
        found = self._store.load(known.session_id)
        if found is None or not is_seated(found.live, known.call.site_id):
            raise Rejected(ProblemCode.FORBIDDEN)
        if found.live.told.stage is None:
            self._pages.forget(known.session_id)
        is_shown = is_page_shown(found.plan, found.live, shown, to=known.call.site_id)
        path = self._pages.find(known.session_id, shown.document_id, shown.page)
        if not is_shown or path is None:
            raise Rejected(ProblemCode.NOT_FOUND)
        try:
            self._store.check_presentable(known.session_id, shown.document_id)
        except NotDone as cleared_no_more:
            raise Rejected(ProblemCode.NOT_FOUND) from cleared_no_more
        return path

    def _read(self, known: KnownGuest) -> GuestCallOut | None:
        found = self._store.load(known.session_id)
        if found is None:
            return None
        with self._database.read() as session:
            return call_summary(
                session, known.session_id, found.live, known.call, self._clock.now()
            )

    async def _change(self, session_id: SessionId, move: Move) -> Live:
        try:
            live = await self._hub.change_anywhere(session_id, move)
        except NotDone as refused:
            raise Rejected(refused.code) from refused
        if live is None:
            raise Rejected(ProblemCode.GONE)
        return live

    async def _note(self, known: KnownGuest, what: str, outcome: str) -> None:
        await asyncio.to_thread(
            self._store.note, known.person, known.session_id, Action.CONDUCT, what, outcome
        )
