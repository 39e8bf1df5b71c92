"""Waits at the city for the word that something new can be pulled, so that nobody polls for it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from desktop.contract.version import LISTEN_S
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused, Offline, ProtocolError, RetryableError, TimedOut
from desktop.sync.http.city_api import CityApi

logger = logging.getLogger(__name__)

HASTY_S: Final = LISTEN_S / 2
"""Whatever says sooner that there is nothing did not wait: it is not asked again and again."""
MAX_LOST: Final = 3
"""Questions in a row that died with their line, after which no pull is asked for any more."""
MAX_LEFT_BEHIND: Final = 3
"""Questions on dead lines at one time; each ends by itself after LISTEN_S and the answer's time."""


class _Told(Enum):
    """What became of a question."""

    NEWS = "news"
    NO_NEWS = "no_news"
    LOST = "lost"
    """Its line was cut."""
    UNKNOWN = "unknown"
    """It cannot be said; the next pull tells what is wrong, and mends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Up to where everything was pulled, and by whom."""

    access_token: str
    cursor: str


class NewsWatch:
    """Asks from where the last pull ended. Thread: any; its own, `news`, waits for the network.

    on_news: something can be pulled, or the line was cut and a pull finds out when it is back.
    After news, and after whatever else goes wrong, it rests until the next pull: a city that knows
    no such question is asked at the pace of pulls.
    """

    def __init__(self, *, api: CityApi, clock: Clock, on_news: Callable[[], None]) -> None:
        self._api = api
        self._clock = clock
        self._on_news = on_news
        self._changed = threading.Condition()
        self._place: _Place | None = None
        self._news_after = ""
        self._lost = 0
        self._turn = 0
        self._left_behind = 0
        self._is_asking = False
        self._is_stopping = False

    def start(self) -> None:
        """Rest until the first pull."""
        threading.Thread(target=self._run, args=(self._turn,), name="news", daemon=True).start()

    def renew(self) -> None:
        """The city is there again: a question from before may wait on a dead line.

        It is left to end by itself, and the next one is asked on a line of its own.
        """
        with self._changed:
            may_leave = self._is_asking and self._left_behind < MAX_LEFT_BEHIND
            if not may_leave or self._is_stopping:
                return
            self._left_behind += 1
            self._turn += 1
            self._is_asking = False
            self._place = None
            self.start()

    def stop(self) -> None:
        """Never waits: a question under way ends by itself, after LISTEN_S and the answer's time.

        It holds nothing but its connection.
        """
        with self._changed:
            self._is_stopping = True
            self._place = None
            self._changed.notify_all()

    def listen(self, access_token: str, cursor: str) -> None:
        """Everything up to the cursor was pulled.

        Where the city has said that there is more, and the pull brought nothing, it is not asked.
        """
        with self._changed:
            if cursor != self._news_after and not self._is_stopping:
                self._place = _Place(access_token=access_token, cursor=cursor)
                self._changed.notify_all()

    def rest(self) -> None:
        """Ask no more: nobody is signed in, or the line belongs to a call."""
        with self._changed:
            self._place = None

    # ---- thread `news` -----------------------------------------------------------------------

    def _run(self, turn: int) -> None:
        while (place := self._next(turn)) is not None:
            told = self._ask(place)
            if self._take(turn, place, told):
                self._on_news()

    def _next(self, turn: int) -> _Place | None:
        """Where to ask from; None: no more."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._place is not None or self._is_stopping or turn != self._turn
            )
            if turn != self._turn:
                return None
            self._is_asking = self._place is not None
            return self._place

    def _ask(self, place: _Place) -> _Told:
        began_s = self._clock.monotonic()
        try:
            has_news = self._api.wait_for_changes(place.access_token, place.cursor)
        except (Offline, TimedOut) as error:
            logger.debug("line of the question for news lost error=%s", type(error).__name__)
            return _Told.LOST
        except (RetryableError, AccessRefused, ProtocolError) as error:
            logger.debug("not told of news error=%s", type(error).__name__)
            return _Told.UNKNOWN
        except Exception:
            logger.exception("not asked for news")
            return _Told.UNKNOWN
        if has_news:
            return _Told.NEWS
        is_hasty = self._clock.monotonic() - began_s < HASTY_S
        return _Told.UNKNOWN if is_hasty else _Told.NO_NEWS

    def _take(self, turn: int, place: _Place, told: _Told) -> bool:
        """Whether a pull is wanted: something is new, or the city is to be found again."""
        with self._changed:
            if turn != self._turn:
                self._left_behind -= 1
                return False
            self._is_asking = False
            self._lost = self._lost + 1 if told is _Told.LOST else 0
            if self._place != place:
                return False
            if told is not _Told.NO_NEWS:
                self._place = None
            if told is _Told.NEWS:
                self._news_after = place.cursor
            return told is _Told.NEWS or 0 < self._lost <= MAX_LOST
