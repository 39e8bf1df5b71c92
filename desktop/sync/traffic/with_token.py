"""Asks the city for the person at the desk, once more with a new token where the city wants one."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop.domain.errors import AccessRefused, ProtocolError, RetryableError
from desktop.domain.events import EventSink
from desktop.sync.codes import AccessCode
from desktop.sync.http.city_api import CityApi

T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAtCity:
    """The city as the person at the desk asks it. Thread: any.

    current_token: the access token of who is signed in; a refused one is renewed first; None:
    nobody is. renew: the tokens, which tells too which denunciations the person may know of.
    wake: lets sync bring what the city has written.
    """

    api: CityApi
    current_token: Callable[[str | None], str | None]
    renew: Callable[[], None]
    wake: Callable[[], None]
    emit: EventSink

    def ask(self, ask: Callable[[str], T]) -> T:
        """What the city answers to a token. Raises AccessRefused, and what `ask` raises."""
        return with_token(self.current_token, ask)

    def learn_lists(self) -> None:
        """Let the city say anew of which denunciations the person may know.

        Where it does not answer nothing is lost: it says so at every later renewal.
        """
        try:
            self.renew()
        except (AccessRefused, RetryableError, ProtocolError) as error:
            logger.info("lists not told yet error=%s", type(error).__name__)


def with_token(current_token: Callable[[str | None], str | None], ask: Callable[[str], T]) -> T:
    """What the city answers. current_token: a refused one is renewed first; None: nobody is there.

    Raises AccessRefused, and what `ask` raises.
    """
    token = _held(current_token(None))
    try:
        return ask(token)
    except AccessRefused as refused:
        if refused.code != AccessCode.SIGNED_OUT:
            raise
        return ask(_held(current_token(token)))


def _held(token: str | None) -> str:
    if token is None:
        raise AccessRefused(AccessCode.SIGNED_OUT)
    return token
