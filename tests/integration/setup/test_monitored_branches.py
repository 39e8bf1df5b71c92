"""What is counted by `sys.monitoring` is what coverage.py counts by tracing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = [pytest.mark.integration, pytest.mark.usefixtures("untraced_children")]

PLUGIN = "tests.rigs.system.monitored_branches"
COUNTED = '''
"""Every kind of branch; of some one way is gone, of others both."""

import asyncio
import contextlib


def choose(number):
    if number > 2:
        return "many"
    elif number == 1:
        return "one"
    return "none" if number < 1 else "two"


def loop(numbers):
    total = 0
    for number in numbers:
        if number == 3:
            continue
        if number == 7:
            break
        total += number
    else:
        total = -total
    while total > 5:
        total -= 4
    return total


def fail(number):
    try:
        if number > 1:
            raise ValueError(number)
    except ValueError as error:
        return str(error)
    except KeyError:
        return "never"
    finally:
        number += 1
    return "fine"


def held(number):
    with contextlib.suppress(KeyError), contextlib.nullcontext():
        if number:
            raise KeyError(number)
        return "inside"
    return "after"


def kind(thing):
    match thing:
        case int():
            return "number"
        case [first, *_] if first:
            return "list"
        case _:
            return "other"


def odd(numbers):
    for number in numbers:
        if number % 2 and number != 5:
            yield number


def fall(depth):
    if depth:
        fall(depth - 1)
    return [one for one in range(depth) if one or depth > 1]


async def numbers(count):
    for number in range(count):
        await asyncio.sleep(0)
        yield number


async def gather(count):
    found = []
    async for number in numbers(count):
        if number == 1:
            continue
        found.append(number)
    async with contextlib.AsyncExitStack():
        if found:
            return found
    return None


class Thing:
    if True:
        size = 1

    def never(self):
        if self.size:
            return 1
        return 2
'''
FEW = """
import counted
counted.choose(1), counted.loop([1, 3]), counted.fail(1), counted.held(0)
counted.kind(4), list(counted.odd([2])), counted.fall(1), counted.asyncio.run(counted.gather(1))
"""
MANY = """
import counted
for number in range(5):
    counted.choose(number), counted.fail(number), counted.held(number), counted.fall(number)
for numbers in ([1, 3], [3, 7], [9], [], [7]):
    counted.loop(numbers), list(counted.odd(numbers)), counted.kind(numbers)
counted.kind(4), counted.kind("4"), list(counted.odd([5, 2, 3]))
for count in (3, 2, 0, 1):
    counted.asyncio.run(counted.gather(count))
counted.Thing().never()
"""


def counted(folder: Path, program: str, core: str) -> dict[str, object]:
    """What coverage.py says of the module, once by tracing, once by the plugin."""
    folder.mkdir(exist_ok=True)
    (folder / "counted.py").write_text(COUNTED, "utf-8")
    (folder / "program.py").write_text(program, "utf-8")
    plugin = f"plugins = {PLUGIN}\n" if core == "monitored" else "core = ctrace\n"
    (folder / "rc").write_text(f"[run]\nbranch = true\n{plugin}", "utf-8")

    def coverage(*arguments: str) -> None:
        command = [sys.executable, "-m", "coverage", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COVERAGE_RCFILE": str(folder / "rc")}
        subprocess.run(command, cwd=folder, env=environment, timeout=PATIENCE_S, check=True)

    coverage("run", "program.py")
    coverage("json", "--include=counted.py", "-q", "-o", "counted.json")
    told = json.loads((folder / "counted.json").read_text("utf-8"))["files"]["counted.py"]
    parts = ("executed_lines", "missing_lines", "executed_branches", "missing_branches")
    return {part: told[part] for part in parts}


@pytest.mark.skipif(sys.version_info < (3, 12), reason="this Python only traces")
@pytest.mark.parametrize("program", [FEW, MANY], ids=["few", "many"])
def test_both_count_the_same(tmp_path: Path, program: str) -> None:
    traced = counted(tmp_path, program, "traced")
    assert counted(tmp_path, program, "monitored") == traced
    assert traced["missing_branches"]
    assert traced["executed_branches"]
