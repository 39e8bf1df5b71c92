"""Asks the city for the person at the desk, once more with a new token where the city wants one."""

from collections.abc import Callable
from typing import TypeVar

from desktop.domain.errors import AccessRefused
from desktop.sync.codes import AccessCode

T = TypeVar("T")


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
