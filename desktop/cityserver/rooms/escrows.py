"""Escrowed room keys: kept sealed for the city's key holders, who alone can open them."""

import logging

from desktop.cityserver.access.callers import Room
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.store.database.database import Database
from desktop.cityserver.store.rooms import escrows
from desktop.cityserver.store.tables.rooms import RoomEscrowRow
from desktop.contract.escrow import EscrowIn, EscrowKept
from desktop.contract.problem import ProblemCode
from desktop.domain.clock import Clock

MAX_PER_ROOM = 8
"""A PC has one key for life; a few more for one that was set up anew."""

logger = logging.getLogger(__name__)


class Escrows:
    """Thread: any; every method waits for the disk. Nothing here gives one out to a room."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def take(self, room: Room, escrow: EscrowIn) -> EscrowKept:
        """Keep it in place of this PC's earlier one of the same key.

        Raises:
            Rejected: conflict for more than MAX_PER_ROOM keys of one PC.
        """
        keys = ",".join(escrow.keys)
        with self._database.write() as session:
            row = escrows.find_escrow(session, room.room_id, escrow.label)
            if row is None:
                if escrows.count_escrows(session, room.room_id) >= MAX_PER_ROOM:
                    raise Rejected(ProblemCode.CONFLICT)
                row = RoomEscrowRow(room_id=room.room_id, label=escrow.label, site_id=room.site_id)
                session.add(row)
            elif (row.keys, row.sealed) == (keys, escrow.sealed):
                return EscrowKept(label=row.label, received_at=row.received_at)
            row.keys, row.sealed, row.received_at = keys, escrow.sealed, self._clock.now()
        logger.info("escrow kept site=%s room=%s", room.site_id, room.room_id)
        return EscrowKept(label=row.label, received_at=row.received_at)
