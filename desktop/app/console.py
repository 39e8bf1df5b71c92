"""Lines for the person at the terminal."""

import io
import sys


def say(text: str) -> None:
    """One line, shown at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def write_in_utf8() -> None:
    """Vietnamese goes into a file or a pipe too, where Windows would use its old code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
