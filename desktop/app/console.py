"""The terminal: lines for the person at it, options that several commands have."""

import argparse
import io
import sys
from pathlib import Path
from typing import TypeAlias


def say(text: str) -> None:
    """One line, shown at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_in_utf8() -> None:
    """Vietnamese goes into a file or a pipe too, where Windows would use its old code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def add_settings(parser: argparse.ArgumentParser) -> None:
    """`--settings FILE`."""
    parser.add_argument("--settings", type=Path, help="a settings file instead of the usual places")


def add_json(parser: argparse.ArgumentParser, what: str = "as JSON on the output") -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help=what)


# argparse gives its table of sub-commands no public name
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
