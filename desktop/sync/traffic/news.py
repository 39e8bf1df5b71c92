"""Waits at the city for the word that something new can be pulled, so that nobody polls for it."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from desktop.contract.version import LISTEN_S
from desktop.domain.clock import Clock
from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError
from desktop.sync.http.city_api import CityApi

logger = logging.getLogger(__name__)

HASTY_S: Final = LISTEN_S / 2
"""Whatever says sooner that there is nothing did not wait: it is not asked again and again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Up to where everything was pulled, and by whom."""

    access_token: str
    cursor: str


class NewsWatch:
    """Asks from where the last pull ended. Thread: any; its own, `news`, waits for the network.

    on_news: something can be pulled. After news, and after whatever goes wrong, it rests until the
    next pull: a city that knows no such question is asked at the pace of pulls.
    """

    def __init__(self, *, api: CityApi, clock: Clock, on_news: Callable[[], None]) -> None:
        self._api = api
        self._clock = clock
        self._on_news = on_news
        self._changed = threading.Condition()
        self._place: _Place | None = None
        self._news_after = ""
        self._is_stopping = False

    def start(self) -> None:
        """Rest until the first pull."""
        threading.Thread(target=self._run, name="news", daemon=True).start()

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

    def _run(self) -> None:
        while (place := self._next()) is not None:
            try:
                has_news = self._ask(place)
            except Exception:
                logger.exception("not asked for news")
                has_news = None
            if self._take(place, has_news=has_news):
                self._on_news()

    def _next(self) -> _Place | None:
        """Where to ask from; None: no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._place is not None or self._is_stopping)
            return self._place

    def _ask(self, place: _Place) -> bool | None:
        """None: it cannot be said."""
        began_s = self._clock.monotonic()
        try:
            has_news = self._api.wait_for_changes(place.access_token, place.cursor)
        except (RetryableError, AccessRefused, ProtocolError) as error:
            # the next pull tells what is wrong, and mends it
            logger.debug("not told of news error=%s", type(error).__name__)
            return None
        is_hasty = self._clock.monotonic() - began_s < HASTY_S
        return None if is_hasty and not has_news else has_news

    def _take(self, place: _Place, *, has_news: bool | None) -> bool:
        """Whether there is something that was not pulled meanwhile."""
        with self._changed:
            if self._place != place:
                return False
            if has_news is not False:
                self._place = None
            if has_news:
                self._news_after = place.cursor
            return bool(has_news)
