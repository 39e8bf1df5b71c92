"""Lines for the person at the terminal."""

import sys


def say(text: str) -> None:
    """One line, shown at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
