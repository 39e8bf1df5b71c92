"""Exit codes of the program: what a script or an installer may rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a sub-command ended; the table of the IT guide lists exactly these."""

    OK = 0
    FAILED = 1
    BAD_USAGE = 2  # the number argparse uses
    MISSING_PREREQUISITE = 3
    ROOM_TAKEN = 4  # another program holds this room
    STORE_UNREADABLE = 5
    SERVER_UNREACHABLE = 6
    INTERRUPTED = 130  # 128 + SIGINT, as shells report it
    TERMINATED = 143  # 128 + SIGTERM
