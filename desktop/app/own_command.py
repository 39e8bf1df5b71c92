"""Command lines of this program's own processes, and another start of the program itself."""

import subprocess
import sys

from desktop.app.console import say
from desktop.diagnostics.exit_codes import ExitCode


def own_command(sub_command: str, *arguments: str) -> tuple[str, ...]:
    """The command line that starts another process of this program."""
    return (sys.executable, "-m", "desktop", sub_command, *arguments)


def start_again(command: tuple[str, ...]) -> int:
    """Starts this program anew, after everything of the former run was let go.

    Returns the exit code of the former run.
    """
    try:
        subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        say(f"Chưa khởi động lại được, hãy mở lại chương trình. / Not started again: {error}")
        return ExitCode.FAILED
    return ExitCode.OK
