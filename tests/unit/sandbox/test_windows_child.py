"""In which order a child without rights is made on Windows, and that none is left half-made."""

import io
import subprocess
from collections.abc import Mapping

import pytest
from typing_extensions import override

from desktop.sandbox.measures import Measure
from desktop.sandbox.windows_child import (
    ConfinedChild,
    JobLimits,
    Made,
    start_confined,
    tie_to_us,
)

pytestmark = pytest.mark.unit

LIMITS = JobLimits(memory_bytes=1_000, cpu_s=8, processes=1)
ENVIRONMENT = {"SYSTEMROOT": "C:\\Windows"}
TOKEN, JOB, PROCESS, THREAD = 11, 22, 33, 44


class FakeWindows:
    """Notes what is asked of it; handles stay open until they are closed."""

    def __init__(self, *, refused: str = "", is_low: bool = True) -> None:
        self._refused = refused
        self._is_low = is_low
        self.asked: list[str] = []
        self.open: set[int] = set()
        self.is_running = False
        self.has_ended = False
        self.made: Made | None = None

    def _ask(self, what: str) -> None:
        self.asked.append(what)
        if what == self._refused:
            raise OSError(5, "access denied")

    def make_token(self) -> int:
        self._ask("make_token")
        self.open.add(TOKEN)
        return TOKEN

    def is_low(self, token: int) -> bool:
        self._ask("is_low")
        assert token == TOKEN
        return self._is_low

    def make_job(self, limits: JobLimits | None) -> int:
        self._ask("make_job")
        assert limits == LIMITS
        self.open.add(JOB)
        return JOB

    def make_sleeping(self, token: int, command_line: str, environment: Mapping[str, str]) -> Made:
        self._ask("make_sleeping")
        assert (token, environment) == (TOKEN, ENVIRONMENT)
        assert command_line == '"C:\\Program Files\\a.exe" preview-worker'
        self.open |= {PROCESS, THREAD}
        self.is_running = True
        self.made = Made(
            pid=7, process=PROCESS, thread=THREAD, stdin=io.BytesIO(), stdout=io.BytesIO()
        )
        return self.made

    def put_into(self, job: int, process: int) -> None:
        self._ask("put_into")
        assert (job, process) == (JOB, PROCESS)

    def wake(self, thread: int) -> None:
        self._ask("wake")
        assert thread == THREAD

    def end(self, process: int) -> None:
        assert process in self.open, "a number that Windows may have given to another process"
        self.is_running = False
        self.has_ended = True

    def wait(self, process: int, timeout_s: float) -> bool:
        assert process in self.open
        assert timeout_s >= 0
        return not self.is_running

    def close(self, handle: int) -> None:
        self.open.remove(handle)


def started(windows: FakeWindows) -> tuple[ConfinedChild, Measure]:
    return start_confined(
        windows, ("C:\\Program Files\\a.exe", "preview-worker"), ENVIRONMENT, LIMITS
    )


def test_a_child_wakes_only_when_its_limits_hold() -> None:
    windows = FakeWindows()
    child, held = started(windows)
    assert windows.asked == [
        "make_job", "make_token", "is_low", "make_sleeping", "put_into", "wake",
    ]  # fmt: skip
    assert held == Measure.JOB | Measure.TOKEN
    assert windows.open == {JOB, PROCESS}, "the job ends with its last handle"
    assert child.pid == 7
    assert windows.made is not None
    assert (child.stdin, child.stdout) == (windows.made.stdin, windows.made.stdout)


def test_a_token_that_was_not_lowered_is_not_told_as_held() -> None:
    _, held = started(FakeWindows(is_low=False))
    assert held == Measure.JOB


@pytest.mark.parametrize(
    "step", ["make_job", "make_token", "is_low", "make_sleeping", "put_into", "wake"]
)
def test_a_step_that_fails_leaves_no_child_and_no_handle(step: str) -> None:
    windows = FakeWindows(refused=step)
    with pytest.raises(OSError, match="access denied"):
        started(windows)
    assert windows.open == set()
    assert not windows.is_running
    assert windows.has_ended is (step in {"put_into", "wake"})
    if windows.made is not None:
        assert windows.made.stdin.closed
        assert windows.made.stdout.closed


def test_a_child_that_lives_on_is_told_so_and_one_that_is_killed_ends() -> None:
    windows = FakeWindows()
    child, _ = started(windows)
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(0.0)
    child.kill()
    assert child.wait(1.0) == 0
    assert windows.open == set()


def test_nobody_else_is_killed_by_a_number_that_is_free_again() -> None:
    windows = FakeWindows()
    child, _ = started(windows)
    child.kill()
    child.wait()
    child.kill()
    assert child.wait(1.0) == 0
    assert windows.open == set()


class FakeJobs(FakeWindows):
    """A job without limits, for a process that others started."""

    @override
    def make_job(self, limits: JobLimits | None) -> int:
        self._ask("make_job")
        assert limits is None
        self.open.add(JOB)
        return JOB


def test_a_process_is_tied_to_us_by_a_job_that_stays_open() -> None:
    windows = FakeJobs()
    assert tie_to_us(windows, PROCESS) == JOB
    assert windows.open == {JOB}


@pytest.mark.parametrize("step", ["make_job", "put_into"])
def test_a_process_that_cannot_be_tied_goes_on_and_the_log_says_so(
    step: str, caplog: pytest.LogCaptureFixture
) -> None:
    windows = FakeJobs(refused=step)
    assert tie_to_us(windows, PROCESS) is None
    assert windows.open == set()
    assert "process not tied to us errno=5" in caplog.text
