"""What was taken from a process, as a set of bits that it can tell another process."""

import sys
from enum import IntFlag
from typing import Final


class Measure(IntFlag):
    """One thing that the operating system keeps from now on, whoever steers the process.

    LIMITS: memory, processor time, files, processes. NO_NEW_RIGHTS: no program that it starts has
    more. FILES: it opens none but those it is left. CALLS: system calls that it does not need are
    refused, network and new processes among them. JOB: Windows' limits, and its end with the desk.
    TOKEN: Windows: no privileges, and it writes nothing of the person's; it may still read.
    """

    LIMITS = 1
    NO_NEW_RIGHTS = 2
    FILES = 4
    CALLS = 8
    JOB = 16
    TOKEN = 32


ALL: Final = (1 << len(Measure)) - 1
"""As a number: whoever tells more bits says nonsense."""

_LINUX: Final = Measure.LIMITS | Measure.NO_NEW_RIGHTS | Measure.FILES | Measure.CALLS
_LINUX_ENGINE: Final = Measure.NO_NEW_RIGHTS | Measure.CALLS
_WINDOWS: Final = Measure.JOB | Measure.TOKEN


def expected_here() -> Measure:
    """What a process that reads foreign bytes lacks on this system when all of it works."""
    if sys.platform == "win32":
        return _WINDOWS
    return _LINUX if sys.platform == "linux" else Measure.LIMITS


def expected_of_engine() -> Measure:
    """The same of the engine, which must keep files, network and processes to do its work."""
    if sys.platform == "win32":
        return Measure.JOB
    return _LINUX_ENGINE if sys.platform == "linux" else Measure(0)


def words(measures: Measure) -> str:
    """For a log: "limits,calls"; "none" for none."""
    return ",".join(one.name.lower() for one in Measure if one in measures and one.name) or "none"
