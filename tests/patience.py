"""How long a test waits for what must come.

A busy PC is slow and not wrong: only what hangs takes so long. What must come within a time that
somebody promised has a limit of its own, and is measured alone.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Final

PATIENCE_S: Final = 60.0
LOOK_S: Final = 0.005


def wait_until(is_so: Callable[[], bool], what: str = "") -> None:
    """Wait for a condition of which no event tells. Fails when it has not come in PATIENCE_S."""
    until_s = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until_s, what or "it did not come"
        time.sleep(LOOK_S)


async def wait_in_loop(is_so: Callable[[], bool]) -> None:
    """The same on an event loop, which goes on meanwhile. Raises TimeoutError after PATIENCE_S."""
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(LOOK_S)
