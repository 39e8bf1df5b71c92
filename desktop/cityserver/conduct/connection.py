"""One room's end of the channel: a bounded outbox, so that a slow reader slows nobody else."""

import asyncio
from itertools import count

from desktop.cityserver.access.callers import Person
from desktop.cityserver.conduct.live.calls.guest_view import guest_view
from desktop.contract.base import Answer
from desktop.contract.channel.media import SignalRelayed
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.recording import LampTold
from desktop.domain.conduct.companion import JoinWay
from desktop.domain.ids import SessionId, SiteId, new_id

MAX_WAITING_MESSAGES = 256
MAX_WAITING_BYTES = 4 * 1024 * 1024
MAX_MESSAGES_BEFORE_SIGNAL = 64
MAX_BYTES_BEFORE_SIGNAL = 1024 * 1024
"""A signal behind more than this comes too late; its engine says it again. The rest of the room is
for what the city itself tells, so that no other seat can end this room's channel."""
NORMAL = 1000
GOING_AWAY = 1001
"""RFC 6455 §7.4.1: the room may dial again at once."""


class Connection:
    """Messages on their way to one room. Thread: the event loop; `send` and `end` never wait."""

    def __init__(
        self, *, session_id: SessionId, person: Person, way: JoinWay = JoinWay.TAKE
    ) -> None:
        self.id = new_id()
        self.session_id = session_id
        self.person = person
        self.way = way
        self.can_depute = False
        self.program_id = ""
        self._waiting: dict[int | str, str] = {}
        self._numbers = count()
        self._waiting_bytes = 0
        self._has_news = asyncio.Event()
        self._close_code: int | None = None
        self._is_overrun = False
        self._is_ending = asyncio.Event()

    @property
    def site_id(self) -> SiteId:
        """The site that sits here."""
        return self.person.site_id

    @property
    def is_beside(self) -> bool:
        """It is that of a companion desk, which has no media."""
        return self.way is JoinWay.BESIDE

    @property
    def typist(self) -> str:
        """What tells it from other desks of its site; empty: it has the seat."""
        return self.program_id if self.is_beside else ""

    @property
    def close_code(self) -> int | None:
        """Why the server ends this connection; None while it lives."""
        return self._close_code

    def send(self, message: Answer) -> None:
        """Queue a message. A room that does not read loses its connection, not its seat."""
        self._queue(next(self._numbers), message)

    def send_line(self, line: LineTyped) -> None:
        """Queue the open line of another desk, in the place of its former one that still waits.

        So no desk fills the outbox of another one by typing; rooms show one line of each.
        """
        self._replace(f"{line.site_id} {line.typist}", line)

    def send_lamp(self, lamp: LampTold) -> None:
        """Queue the lamp of another seat, in the place of its former one that still waits."""
        self._replace(f"lamp {lamp.site_id}", lamp)

    def send_signal(self, signal: SignalRelayed) -> bool:
        """Queue something of another seat's engine. False: too much waits, it is dropped."""
        is_late = (
            len(self._waiting) >= MAX_MESSAGES_BEFORE_SIGNAL
            or self._waiting_bytes >= MAX_BYTES_BEFORE_SIGNAL
        )
        if not is_late:
            self.send(signal)
        return not is_late

    def end(self, close_code: int) -> None:
        """Close after what is on its way; the first reason counts."""
        if self._close_code is None:
            self._close_code = close_code
        self._is_ending.set()
        self._has_news.set()

    async def wait_for_end(self, flush_s: float) -> int:
        """Wait until the connection must be closed. Returns the close code.

        flush_s: how long what is on its way may still take; nothing after an overrun.
        """
        await self._is_ending.wait()
        if not self._is_overrun:
            await asyncio.sleep(flush_s)
        return GOING_AWAY if self._close_code is None else self._close_code

    async def next_texts(self) -> list[str]:
        """Wait for messages; an empty list means that the connection ends."""
        while not self._waiting and self._close_code is None:
            self._has_news.clear()
            await self._has_news.wait()
        texts = list(self._waiting.values())
        self._waiting.clear()
        self._waiting_bytes = 0
        return texts

    def _replace(self, key: str, message: Answer) -> None:
        if self._close_code is None:
            self._waiting_bytes -= len(self._waiting.pop(key, ""))
            self._queue(key, message)

    def _queue(self, key: int | str, message: Answer) -> None:
        if self._close_code is not None:
            return
        shown = guest_view(message, self.site_id) if self.person.is_guest else message
        if shown is None:
            return
        text = shown.model_dump_json()
        self._waiting[key] = text
        self._waiting_bytes += len(text)
        is_full = len(self._waiting) > MAX_WAITING_MESSAGES
        if is_full or self._waiting_bytes > MAX_WAITING_BYTES:
            self._waiting.clear()
            self._is_overrun = True
            self.end(GOING_AWAY)
        self._has_news.set()
