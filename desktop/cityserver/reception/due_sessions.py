"""Calls the rooms of each session whose hour is near, by itself (domain.md §5)."""

import asyncio
import logging
from typing import NoReturn

from desktop.cityserver.reception.sessions import call_due_sessions
from desktop.cityserver.store.database.database import Database
from desktop.domain.clock import Clock
from desktop.domain.errors import ServerBusy

CALL_EVERY_S = 20.0

logger = logging.getLogger(__name__)


async def call_sessions(database: Database, clock: Clock) -> NoReturn:
    """Look again and again which sessions are due; until it is cancelled."""
    while True:
        try:
            called = await asyncio.to_thread(call_due_sessions, database, now=clock.now())
        except ServerBusy:
            called = ()
        except Exception:
            logger.exception("sessions that are due were not looked at")
            called = ()
        for session_id in called:
            logger.info("rooms called session=%s", session_id)
        await asyncio.sleep(CALL_EVERY_S)
