"""Unit tests hold on a busy PC: they do not sleep, measure time or start processes.

What must come is waited for with tests/patience.py, time is that of tests/fakes/fake_clock.py or
tests/fakes/fake_loop.py, and what needs a process is tried below tests/integration.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.unit

UNIT = ROOT / "tests" / "unit"
SHORTEST_LIMIT_S = 1.0
"""Whoever waits for an event for less than that does not wait for it."""

PAUSES = {"time.sleep"}
MEASURES = {
    f"time.{name}{unit}"
    for name in ("time", "monotonic", "perf_counter", "process_time", "thread_time")
    for unit in ("", "_ns")
}
PROCESSES = {
    "asyncio.create_subprocess_exec",
    "asyncio.create_subprocess_shell",
    "concurrent.futures.ProcessPoolExecutor",
    "multiprocessing.Pool",
    "multiprocessing.Process",
    "multiprocessing.get_context",
    "os.fork",
    "os.forkpty",
    "os.popen",
    "os.posix_spawn",
    "os.posix_spawnp",
    "os.system",
    "subprocess.Popen",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "subprocess.run",
}
FORBIDDEN = PAUSES | MEASURES | PROCESSES
SPELLED = re.compile(
    rf"\b(?:sleep|wait|{'|'.join(sorted(name.rpartition('.')[2] for name in FORBIDDEN))})\b"
)
"""Whoever does any of it has one of these words; the others need not be parsed."""

# Who may, and why. May only shrink: one that no longer does it leaves the list.
EXCEPTIONS = {
    ("conftest.py", "subprocess.Popen"): "it is there that starting one is refused",
    ("project/test_files.py", "subprocess.run"): "git alone knows which files are tracked",
}


def found_in(source: str) -> Iterator[str]:
    """What a module does that does not hold on a busy PC, by its full name."""
    if SPELLED.search(source) is None:
        return
    tree = ast.parse(source)
    names = dict(imported(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and full_name(node, names) in FORBIDDEN:
            yield full_name(node, names)
        elif isinstance(node, ast.Call):
            yield from pauses_of(node, names)


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The name in the module, and what it stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for one in node.names:
                root = one.name.partition(".")[0]
                yield (one.asname, one.name) if one.asname else (root, root)
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                yield one.asname or one.name, f"{node.module}.{one.name}"


def full_name(node: ast.expr, names: dict[str, str]) -> str:
    """Empty for what does not begin with an imported name."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        owner = full_name(node.value, names)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def pauses_of(call: ast.Call, names: dict[str, str]) -> Iterator[str]:
    """Waiting for nothing: asyncio's sleep, and an event that has hardly a moment to come."""
    named = [word.value for word in call.keywords if word.arg in {"timeout", "delay"}]
    seconds = next((one.value for one in call.args + named if isinstance(one, ast.Constant)), None)
    is_sleep = full_name(call.func, names) == "asyncio.sleep"
    is_wait = isinstance(call.func, ast.Attribute) and call.func.attr == "wait"
    if is_sleep and seconds != 0:
        yield "asyncio.sleep"
    elif is_wait and isinstance(seconds, int | float) and 0.0 < seconds < SHORTEST_LIMIT_S:
        yield "wait"


def calls() -> set[tuple[str, str]]:
    """Every file below tests/unit, with what it does of these."""
    return {
        (path.relative_to(UNIT).as_posix(), name)
        for path in UNIT.rglob("*.py")
        for name in found_in(path.read_text(encoding="utf-8"))
    }


def test_no_unit_test_sleeps_measures_or_starts_a_process() -> None:
    found = calls()
    assert found - set(EXCEPTIONS) == set()
    assert set(EXCEPTIONS) - found == set(), "no longer needed: take it out"
    assert all((UNIT / name).is_file() for name, _ in EXCEPTIONS)
    assert all(EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import time\ntime.sleep(1)", ["time.sleep"]),
        ("import time as t\nnow_s = t.monotonic", ["time.monotonic"]),
        ("from time import perf_counter_ns as now\nnow()", ["time.perf_counter_ns"]),
        ("import asyncio\nasync def f(): await asyncio.sleep(0.01)", ["asyncio.sleep"]),
        ("from asyncio import sleep\nasync def f(): await sleep(delay=1)", ["asyncio.sleep"]),
        ("import threading\nthreading.Event().wait(0.01)", ["wait"]),
        ("done.wait(timeout=0.5)", ["wait"]),
        ("import subprocess\nsubprocess.run(['a'])", ["subprocess.run"]),
        ("import multiprocessing as m\nm.Process(target=f).start()", ["multiprocessing.Process"]),
        ("import os\nos.fork()", ["os.fork"]),
    ],
)
def test_what_does_not_hold_on_a_busy_pc_is_found(source: str, expected: list[str]) -> None:
    assert list(found_in(source)) == expected


@pytest.mark.parametrize(
    "source",
    [
        "import asyncio\nasync def f(): await asyncio.sleep(0)",
        "import asyncio\nasync def f(): await asyncio.Event().wait()",
        "done.wait(PATIENCE_S)",
        "done.wait(5.0)",
        "clock.monotonic()",
        "import time\nmonkeypatch.setattr(time, 'sleep', waits.append)",
        "from multiprocessing.connection import Client\nClient('a')",
        "import subprocess\nsubprocess.TimeoutExpired",
    ],
)
def test_what_waits_for_what_must_come_is_no_pause(source: str) -> None:
    assert list(found_in(source)) == []
