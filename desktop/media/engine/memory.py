"""Returns freed memory of the engine to the system, and keeps garbage collection short.

Threads of libwebrtc come and go with every connection and take pictures of a megabyte from the
heap. glibc gives them up to eight arenas for each core, and lets the first large block that is
freed (22 MB, in the first minute of a call) raise what an arena may hold back to twice as much. An
engine grew so while nothing leaked: on a line that was cut every 15 s, from 220 to 390 MB in ten
minutes, of which 60 MB were in use, and 240 MB lay free in 16 arenas. `malloc_trim` finds the holes
in them, half of it, but not their free ends, and locks an arena for up to 25 ms. With the bounds
below, on another line (four rooms' pattern, a cut a minute, eight minutes), 165 to 190 MB were
left, for no processor time that could be measured; with the thresholds but all arenas 226 to 229 MB
on the first line (six minutes) and 229 to 287 MB on the second. Pages of its own for every picture
(`OWN_PAGES_BYTES` of 256 kB) left 183 to 191 MB on the first, for a tenth more of the processor.

A closed connection is a ring of objects, ours and those of `webrtc`, with 0.8 MB of libwebrtc
behind it. Python looks for such rings when a quarter of all objects is new: with the 50,000 objects
of the start, 13 of them waited after a quarter of an hour, and the look takes 40 ms and more.
"""

import asyncio
import ctypes
import gc
import logging
import os
import sys
from itertools import count

MOST_ARENAS = 2
HELD_BACK_BYTES = 2 * 1024 * 1024
"""Of free memory at the end of an arena: the next picture comes from here."""

OWN_PAGES_BYTES = 4 * 1024 * 1024
"""A block of this size has pages of its own. A picture of 1080 lines has three megabytes."""

SWEEP_EVERY_S = 10.0
"""A sweep takes a millisecond, for it does not look at what was loaded at the start."""

SWEEPS_PER_LOOK = 6
"""How often a debug log tells of the heap: counting walks over what is free, some milliseconds."""

# malloc.h of glibc: M_…
_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
_ARENA_MAX = -8

logger = logging.getLogger(__name__)


def bound_heap() -> bool:
    """Before the first thread: arenas that exist stay. False where the system has other rules."""
    if sys.platform != "linux":
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:  # another C library than glibc
        return False
    limits = {
        _ARENA_MAX: MOST_ARENAS,
        _TRIM_THRESHOLD: HELD_BACK_BYTES,
        _MMAP_THRESHOLD: OWN_PAGES_BYTES,
    }
    refused = [which for which, value in limits.items() if mallopt(which, value) != 1]
    if refused:
        logger.warning("heap not bound refused=%s", refused)
    return not refused


def freeze_start() -> None:
    """What was loaded by now is not garbage; no later collection looks at it."""
    gc.collect()
    gc.freeze()


class _HeapFigures(ctypes.Structure):
    """struct mallinfo2 of glibc 2.33 and later, of all arenas; bytes where it matters."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd",
            "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost",
        )
    )  # fmt: skip


def bytes_in_use() -> int | None:
    """What was asked of the C library and not given back; None where it does not say.

    Tells a leak from memory that is free and only held: that goes up and down by tens of megabytes.
    """
    if sys.platform != "linux":
        return None
    look = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if look is None:  # another C library, or an older one
        return None
    look.restype = _HeapFigures
    found = look()
    return int(found.uordblks + found.hblkhd)


async def sweep() -> None:
    """Let go of closed connections, until it is cancelled."""
    for number in count(1):
        await asyncio.sleep(SWEEP_EVERY_S)
        gc.collect()
        if number % SWEEPS_PER_LOOK == 0 and logger.isEnabledFor(logging.DEBUG):
            logger.debug("heap pid=%d in_use_bytes=%s", os.getpid(), bytes_in_use())
