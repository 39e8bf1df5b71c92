"""Between our processes go bytes and typed messages, and nobody unpickles what a process sent.

import-linter keeps `pickle` out of the whole program, the preview's worker too, and the standard
library's connections in three modules; here these three use what carries bytes and no more.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.unit

DESKTOP = ROOT / "desktop"
OPENERS = (
    "app/desk/single_instance.py",
    "media/pipe/joining.py",
    "media/pipe/pipe_end.py",
)
ALLOWED = {"AuthenticationError", "Client", "Connection", "Listener"}
PICKLING = {"send", "recv"}


def test_three_modules_open_pipes_between_processes() -> None:
    users = {
        path.relative_to(DESKTOP).as_posix()
        for path in DESKTOP.rglob("*.py")
        if set(taken_from_multiprocessing(path.read_text("utf-8")))
    }
    assert users == set(OPENERS)


@pytest.mark.parametrize("name", OPENERS)
def test_who_opens_a_pipe_sends_and_receives_bytes(name: str) -> None:
    text = (DESKTOP / name).read_text("utf-8")
    assert set(taken_from_multiprocessing(text)) <= ALLOWED
    assert not PICKLING & attributes(text)


@pytest.mark.parametrize(
    ("source", "taken"),
    [
        ("from multiprocessing import Queue", {"Queue"}),
        ("from multiprocessing.connection import Client, Pipe", {"Client", "Pipe"}),
        ("import multiprocessing.connection as c", {"multiprocessing.connection"}),
        ("import json\nfrom os import path", set()),
    ],
)
def test_each_way_to_import_counts(source: str, taken: set[str]) -> None:
    assert set(taken_from_multiprocessing(source)) == taken


@pytest.mark.parametrize("source", ["pipe.recv()", "say = line.pipe.send", "(a or b).send(1)"])
def test_each_way_to_pickle_counts(source: str) -> None:
    assert PICKLING & attributes(source)


def taken_from_multiprocessing(source: str) -> Iterator[str]:
    if "multiprocessing" not in source:
        return  # a thousand modules that need not be parsed
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if is_multiprocessing(one.name))
        elif isinstance(node, ast.ImportFrom) and is_multiprocessing(node.module or ""):
            yield from (one.name for one in node.names)


def is_multiprocessing(module: str) -> bool:
    return module.split(".", maxsplit=1)[0] == "multiprocessing"


def attributes(source: str) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
