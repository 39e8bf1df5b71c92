"""What the engine gives up on this PC, measured in a child that does it and ends."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Final

from desktop.sandbox.measures import ALL, Measure
from desktop.sandbox.windows_child import tie_to_us

LOCK_IN: Final = "--lock-in"
ANSWER_LIMIT_S = 15.0


def held_by_engine(command: Sequence[str]) -> Measure | None:
    """What holds of an engine that is started as the desk starts it; None: it says nothing.

    Takes as long as an engine's start, ANSWER_LIMIT_S at most.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*command, LOCK_IN],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return None
    with _tied(process) as outside:
        try:
            said, _ = process.communicate(timeout=ANSWER_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return None
    inside = _read(said)
    return None if inside is None or process.returncode else inside | outside


def _read(said: bytes) -> Measure | None:
    text = said.strip()
    return Measure(int(text)) if text.isdigit() and int(text) <= ALL else None


@contextlib.contextmanager
def _tied(process: "subprocess.Popen[bytes]") -> Iterator[Measure]:
    """What the desk puts round an engine: under Windows a job, elsewhere nothing."""
    if sys.platform == "win32":
        from desktop.sandbox.windows_calls import WindowsCalls  # noqa: PLC0415 - of Windows only

        calls = WindowsCalls()
        job = tie_to_us(calls, int(process._handle))  # noqa: SLF001 - Popen shows it nowhere
        yield Measure(0) if job is None else Measure.JOB
        if job is not None:
            calls.close(job)
    else:
        yield Measure(0)
