"""What a command answers of a file that was looked at: words or JSON, and an exit code."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop.diagnostics.exit_codes import ExitCode

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    class Look(DataclassInstance, Protocol):
        """fault: None: it is what it says."""

        @property
        def fault(self) -> object:
            """What is wrong with it."""
            ...


L = TypeVar("L", bound="Look")


def answer(
    arguments: argparse.Namespace,
    path: Path,
    look_at: Callable[[bytes | None], L],
    lines: Callable[[L], list[str]],
) -> int:
    """OK when it is what it says; FAILED with what is wrong.

    look_at: given the authority that was asked about, PEM. lines: for people.
    """
    try:
        look = look_at(arguments.authority.read_bytes() if arguments.authority else None)
    except OSError as error:
        sys.stderr.write(f"{error.filename or path}: {error.strerror}\n")
        return ExitCode.FAILED
    except ValueError:
        sys.stderr.write(f"{arguments.authority}: no certificate in PEM\n")
        return ExitCode.FAILED
    if arguments.json:
        sys.stdout.write(json.dumps(asdict(look), indent=2, default=str) + "\n")
    else:
        sys.stdout.write("\n".join(lines(look)) + "\n")
    return ExitCode.OK if look.fault is None else ExitCode.FAILED
