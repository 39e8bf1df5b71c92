"""Rooms that wait until something can be pulled: each is answered soon after it was written.

Every worker looks at the city's counter of revisions by itself, so whoever wrote (another worker,
a command of IT) is noticed alike. The answer says no more than that a pull brings something.
"""

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, NoReturn

from desktop.cityserver.access.callers import Person
from desktop.cityserver.exchange.pull import Changes
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.records.records import newest_revision, sites_told_after
from desktop.domain.errors import ServerBusy
from desktop.domain.ids import SiteId

logger = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 0.5
"""One small question while somebody waits; the share of the city in what a plan takes."""


@dataclass(slots=True, kw_only=True)
class _Listener:
    """One room that waits. due: look again, or give up (is_over)."""

    site_id: SiteId
    is_over: bool = False
    due: asyncio.Event = field(default_factory=asyncio.Event)

    def end(self) -> None:
        """Answer it now, with nothing."""
        self.is_over = True
        self.due.set()


class Listeners:
    """Thread: the event loop."""

    def __init__(self, *, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes
        self._listeners: dict[str, _Listener] = {}
        self._newest = 0
        self._is_stopping = False

    async def wait(self, person: Person, cursor: str, wait_s: float) -> bool:
        """Whether a pull after the cursor brings the person something; waits for that.

        What is kept from the person ends no wait. A room waits once: a newer question of it ends
        the one before.
        """
        former = self._listeners.get(person.room_id)
        if former is not None:
            former.end()
        listener = _Listener(site_id=person.site_id, is_over=self._is_stopping)
        self._listeners[person.room_id] = listener
        try:
            return await self._wait(listener, person, cursor, wait_s)
        finally:
            if self._listeners.get(person.room_id) is listener:
                del self._listeners[person.room_id]

    async def follow(self) -> NoReturn:
        """Look for what is new while somebody waits; until it is cancelled."""
        while True:
            try:
                await self._look()
            except ServerBusy:
                pass  # the database has logged it
            except Exception:
                logger.exception("not looked for what is new")
            await asyncio.sleep(LOOK_EVERY_S)

    def stop(self) -> None:
        """Answer everybody now: a server that stops waits for no room."""
        self._is_stopping = True
        for one in self._listeners.values():
            one.end()

    # ---- inside ----------------------------------------------------------------------------

    async def _wait(self, listener: _Listener, person: Person, cursor: str, wait_s: float) -> bool:
        limit_s = asyncio.get_running_loop().time() + wait_s
        after = 0
        while True:
            listener.due.clear()
            # What is written from here on makes it due again.
            looked = await asyncio.to_thread(self._changes.look, person, cursor, after)
            if looked.has_news:
                return True
            after = looked.revision
            if listener.is_over or not await _is_due(listener, limit_s):
                return False

    async def _look(self) -> None:
        site_ids = {one.site_id for one in self._listeners.values()}
        if not site_ids:
            return
        told, self._newest = await asyncio.to_thread(self._told_after, site_ids, self._newest)
        for one in self._listeners.values():
            if one.site_id in told:
                one.due.set()

    def _told_after(
        self, site_ids: Collection[SiteId], revision: int
    ) -> tuple[frozenset[SiteId], int]:
        """Those of the sites for which something was written since, and the newest revision."""
        with self._database.read() as session:
            newest = newest_revision(session)
            if newest == revision:
                return frozenset(), newest
            return sites_told_after(session, site_ids, revision), newest


async def _is_due(listener: _Listener, limit_s: float) -> bool:
    try:
        async with asyncio.timeout_at(limit_s):
            await listener.due.wait()
    except TimeoutError:
        return False
    return not listener.is_over
