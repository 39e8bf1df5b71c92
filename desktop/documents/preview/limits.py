"""What a preview worker may use, kept by the operating system; Windows has a Job Object for it."""

import sys

from desktop.sandbox.measures import Measure

MAX_MEMORY_BYTES = 1_200_000_000
MAX_CPU_S = 8
MAX_OPEN_FILES = 64


def limit_this_process() -> Measure:
    """From now on, for good; returns what holds. Call before a foreign byte is read.

    Pipes are no files: what it writes there has no limit.
    """
    if sys.platform == "win32":
        return Measure(0)
    import resource  # noqa: PLC0415 - does not exist on Windows

    limits = (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),  # a core file would be a plain copy of the paper on disk
    )
    for kind, most in limits:
        _, ceiling = resource.getrlimit(kind)
        allowed = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
        resource.setrlimit(kind, (allowed, allowed))
    return Measure.LIMITS
