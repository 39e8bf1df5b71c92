"""What a preview worker may use, kept by the operating system where it can.

Windows has no rlimit (a Job Object is to come); there the desk's time limit holds alone.
"""

import sys

MAX_MEMORY_BYTES = 1_200_000_000
MAX_CPU_S = 8
MAX_FILE_BYTES = 32 * 1024 * 1024
MAX_OPEN_FILES = 64


def limit_this_process() -> None:
    """From now on, for good. Call before a foreign byte is read."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    limits = (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_S),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),  # a core file would be a plain copy of the paper on disk
    )
    for kind, most in limits:
        _, ceiling = resource.getrlimit(kind)
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(kind, (allowed, allowed))
