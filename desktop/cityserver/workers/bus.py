"""What the workers of a city tell each other: one seam, within a process or over PostgreSQL."""

import asyncio
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from pydantic import TypeAdapter
from typing_extensions import override

from desktop.cityserver.store.database.database import DatabaseSession
from desktop.cityserver.store.database.notify import call_after_commit
from desktop.contract.channel.minutes import LineTyped
from desktop.contract.channel.recording import LampTold
from desktop.domain.ids import SessionId, SiteId


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveChanged:
    """A session's live state is this now. is_news: its record changed too."""

    session_id: SessionId
    document: str
    is_news: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSent:
    """Something of one engine for another, unread."""

    session_id: SessionId
    from_site_id: SiteId
    to_site_id: SiteId
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """The open line of a site, for the other sites of the session."""

    session_id: SessionId
    line: LineTyped


@dataclass(frozen=True, slots=True, kw_only=True)
class LampShown:
    """The recording lamp of a site, for the other sites of the session."""

    session_id: SessionId
    lamp: LampTold


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsChanged:
    """Something new can be pulled in these sessions."""

    session_ids: tuple[SessionId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInEnded:
    """Channels of this sign-in must end."""

    family_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolFailed:
    """A wrong code was tried; the limit counts over all workers. address: from where."""

    address: str = ""


News = LiveChanged | SignalSent | LineShown | LampShown | RecordsChanged | SignInEnded | EnrolFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Envelope:
    kind: str
    body: dict[str, object]


_KINDS: dict[str, TypeAdapter[News]] = {
    one.__name__: TypeAdapter(one)
    for one in (
        LiveChanged,
        SignalSent,
        LineShown,
        LampShown,
        RecordsChanged,
        SignInEnded,
        EnrolFailed,
    )
}
_ENVELOPE: TypeAdapter[_Envelope] = TypeAdapter(_Envelope)


def dump_news(news: News) -> str:
    """As text; `parse_news` reads it."""
    kind = type(news).__name__
    body = _KINDS[kind].dump_python(news, mode="json")
    return _ENVELOPE.dump_json(_Envelope(kind=kind, body=body)).decode()


def parse_news(text: str) -> News:
    """What `dump_news` wrote.

    Raises:
        ValueError: it is nothing of the kind.
    """
    envelope = _ENVELOPE.validate_json(text)
    if envelope.kind not in _KINDS:
        raise ValueError(envelope.kind)
    return _KINDS[envelope.kind].validate_python(envelope.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who hears the others. Both are called on the event loop and never wait.

    on_news: what another worker said, in the order in which it said it. on_joined: heard from now
    on, under a new number; what was said before may have been missed.
    """

    on_news: Callable[[News], None]
    on_joined: Callable[[], None]


def new_worker_number() -> int:
    """Of one joining, never the same again."""
    return secrets.randbits(31)


class Bus(ABC):
    """Tells the other workers. Nobody hears themselves."""

    def __init__(self) -> None:
        # Not 1 after each start: what an earlier process kept would count as this one's.
        self._worker = new_worker_number()

    @property
    def worker(self) -> int:
        """This worker's number among `workers`; another one after each joining."""
        return self._worker

    @abstractmethod
    async def start(self, receiver: Receiver) -> None:
        """Begin to listen. Thread: the event loop, as all but `publish_with` and `workers`."""

    @abstractmethod
    async def stop(self) -> None:
        """Leave the others; idempotent."""

    @abstractmethod
    def check_joined(self) -> None:
        """Refuse work for which the others must be heard.

        Raises:
            ServerBusy: they cannot be heard just now.
        """

    @abstractmethod
    def publish(self, news: News) -> None:
        """Tell every other worker soon, in order. Never waits.

        Raises:
            ServerBusy: they cannot be told just now.
        """

    @abstractmethod
    def publish_with(self, session: DatabaseSession, news: News) -> None:
        """Tell them when this transaction commits, and only then. Thread: any."""

    @abstractmethod
    def workers(self, session: DatabaseSession) -> frozenset[int]:
        """Numbers of workers that live and listen. Thread: any."""


@dataclass(slots=True, kw_only=True)
class Exchange:
    """Joins the buses of one process."""

    members: list["LocalBus"] = field(default_factory=list)


class LocalBus(Bus):
    """The bus of a process that serves alone; with an exchange, of several in one process."""

    def __init__(self, exchange: Exchange | None = None) -> None:
        super().__init__()
        self._exchange = exchange or Exchange()
        self._exchange.members.append(self)
        self._receiver: Receiver | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @override
    async def start(self, receiver: Receiver) -> None:
        self._receiver, self._loop = receiver, asyncio.get_running_loop()
        receiver.on_joined()

    @override
    async def stop(self) -> None:
        if self in self._exchange.members:
            self._exchange.members.remove(self)

    @override
    def check_joined(self) -> None:
        pass

    @override
    def publish(self, news: News) -> None:
        for other in self._exchange.members:
            if other is not self:
                other.hear(news)

    @override
    def publish_with(self, session: DatabaseSession, news: News) -> None:
        if len(self._exchange.members) > 1:
            call_after_commit(session, partial(self.publish, news))

    @override
    def workers(self, session: DatabaseSession) -> frozenset[int]:
        return frozenset(member.worker for member in self._exchange.members)

    def hear(self, news: News) -> None:
        """Another member of the exchange said this. Thread: any."""
        if self._receiver is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._receiver.on_news, news)
