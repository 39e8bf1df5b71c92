"""A child without rights on Windows: in which order it is made, and what holds when a step fails.

It is made asleep, with a token that has no privileges and may write nowhere, put into a job with
its limits, and only then woken. The calls themselves stand in windows_calls.py.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from subprocess import TimeoutExpired, list2cmdline
from typing import IO, Protocol

from desktop.sandbox.measures import Measure

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLimits:
    """What a job's processes may use, each and together. processes: at one time."""

    memory_bytes: int
    cpu_s: float
    processes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A child that sleeps. process, thread: handles. stdin, stdout: our ends of its pipes."""

    pid: int
    process: int
    thread: int
    stdin: IO[bytes]
    stdout: IO[bytes]


class Calls(Protocol):
    """What is asked of Windows; handles are numbers. Each raises OSError when it is refused."""

    def make_token(self) -> int:
        """Ours without privileges and administrators' rights, of low integrity."""
        ...

    def is_low(self, token: int) -> bool:
        """Whether Windows has really lowered it; Wine says yes and does not."""
        ...

    def make_job(self, limits: JobLimits | None) -> int:
        """Whose processes end with its last handle; None: that alone."""
        ...

    def make_sleeping(self, token: int, command_line: str, environment: Mapping[str, str]) -> Made:
        """A child that does nothing yet and holds no handle but its pipes."""
        ...

    def put_into(self, job: int, process: int) -> None:
        """From now on the job's limits hold for it."""
        ...

    def wake(self, thread: int) -> None:
        """It begins."""
        ...

    def end(self, process: int) -> None:
        """At once; one that has ended already is no fault."""
        ...

    def wait(self, process: int, timeout_s: float) -> bool:
        """Whether it ended in time."""
        ...

    def close(self, handle: int) -> None:
        """Lets go of it."""
        ...


class ConfinedChild:
    """As much of `subprocess.Popen` as the preview takes. Thread: kill any, the rest one."""

    def __init__(self, calls: Calls, made: Made, job: int) -> None:
        self._calls = calls
        self._made = made
        self._job: int | None = job
        self.stdin: IO[bytes] | None = made.stdin
        self.stdout: IO[bytes] | None = made.stdout

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._made.pid

    def kill(self) -> None:
        """At once. Idempotent."""
        if self._job is not None:
            self._calls.end(self._made.process)

    def wait(self, timeout: float | None = None) -> int:
        """Its end; its handles are let go of, and `kill` does nothing any more.

        Raises: subprocess.TimeoutExpired.
        """
        seconds = 0.0 if timeout is None else timeout
        if self._job is None:
            return 0
        if not self._calls.wait(self._made.process, seconds):
            raise TimeoutExpired("preview", seconds)
        job, self._job = self._job, None
        self._calls.close(self._made.process)
        self._calls.close(job)
        return 0


def tie_to_us(calls: Calls, process: int) -> int | None:
    """A job that ends this process, and what it starts, when our own process ends.

    process: a handle. Returns the job, to be closed when it is over; None: Windows refused.
    """
    try:
        job = calls.make_job(None)
    except OSError as error:
        logger.warning("process not tied to us errno=%s", error.errno)
        return None
    try:
        calls.put_into(job, process)
    except OSError as error:
        logger.warning("process not tied to us errno=%s", error.errno)
        calls.close(job)
        return None
    return job


def start_confined(
    calls: Calls, arguments: Sequence[str], environment: Mapping[str, str], limits: JobLimits
) -> tuple[ConfinedChild, Measure]:
    """The child, and what holds of it. Raises: OSError; then no child is left."""
    job = calls.make_job(limits)
    try:
        made, held = _sleeping(calls, arguments, environment)
        try:
            calls.put_into(job, made.process)
            calls.wake(made.thread)
        except OSError:
            _undo(calls, made)
            raise
    except OSError:
        calls.close(job)
        raise
    calls.close(made.thread)
    return ConfinedChild(calls, made, job), held | Measure.JOB


def _sleeping(
    calls: Calls, arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[Made, Measure]:
    token = calls.make_token()
    try:
        held = Measure.TOKEN if calls.is_low(token) else Measure(0)
        return calls.make_sleeping(token, list2cmdline(arguments), environment), held
    finally:
        calls.close(token)


def _undo(calls: Calls, made: Made) -> None:
    calls.end(made.process)
    calls.close(made.thread)
    calls.close(made.process)
    made.stdin.close()
    made.stdout.close()
