"""Keep libraries that print to the standard error away from the terminal."""

import contextlib
import os
from collections.abc import Iterator

_STANDARD_ERROR = 2


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Whatever C code prints to descriptor 2 inside goes nowhere.

    ALSA explains at length that a PC has no sound card each time PortAudio looks. For the whole
    process, so only around short calls.
    """
    try:
        saved = os.dup(_STANDARD_ERROR)
    except OSError:  # a windowed program has no standard error
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(saved, _STANDARD_ERROR)
        os.close(saved)
        os.close(nowhere)
