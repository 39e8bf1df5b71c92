"""Takes from the preview worker what it does not need to draw, before a foreign byte is read."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop.documents.preview.limits import limit_this_process
from desktop.sandbox.filter import Call, Condition, allow_only
from desktop.sandbox.linux import (
    give_up_new_rights,
    refuse_calls,
    refuse_files,
    this_architecture,
)
from desktop.sandbox.measures import Measure

FONTS: Final = tuple(
    map(Path, ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts"))
)
"""Where PDFium looks for a font that a PDF names and does not bring: words would be missing."""

_NEEDED: Final = (
    "brk", "clock_getres", "clock_gettime", "clock_nanosleep", "close", "exit", "exit_group",
    "fstat", "futex", "getpid", "getrandom", "gettid", "gettimeofday", "lseek", "madvise",
    "membarrier", "mremap", "munmap", "nanosleep", "pread64", "read", "readv", "restart_syscall",
    "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_yield", "set_robust_list",
    "sigaltstack", "sysinfo", "time", "write", "writev",
)  # fmt: skip
_PROT_EXEC: Final = 0x4
_AT_EMPTY_PATH: Final = 0x1000
_ALL_64_BITS: Final = 0xFFFF_FFFF_FFFF_FFFF
_ALL_32_BITS: Final = 0xFFFF_FFFF
_OPENS_TO_WRITE: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def lock_in() -> Measure:
    """From now on, for good; returns what holds. Whoever is short of something says so.

    Call on the only thread, when all code is loaded: none can be loaded any more.
    """
    held = limit_this_process()
    architecture = this_architecture()
    if architecture is None or not give_up_new_rights():
        return held
    held |= Measure.NO_NEW_RIGHTS
    if refuse_files(FONTS, architecture):
        held |= Measure.FILES
    calls = tuple(needed_calls(may_open=Measure.FILES in held, process=os.getpid()))
    if refuse_calls(allow_only(calls, architecture), architecture):
        held |= Measure.CALLS
    return held


def needed_calls(*, may_open: bool, process: int) -> Iterator[Call]:
    """What drawing takes. may_open: fonts, for which files are kept to their folders.

    process: this one's id, the only one that it may send a signal to (abort does).
    """
    for name in _NEEDED:
        yield Call(name=name)
    not_executable = (Condition(argument=2, mask=_PROT_EXEC, value=0),)
    yield Call(name="mmap", only_if=not_executable)
    yield Call(name="mprotect", only_if=not_executable)
    only_descriptors = (Condition(argument=3, mask=_AT_EMPTY_PATH, value=_AT_EMPTY_PATH),)
    yield Call(name="newfstatat", only_if=only_descriptors)
    only_asked = (Condition(argument=2, mask=_ALL_64_BITS, value=0),)
    yield Call(name="prlimit64", only_if=only_asked)
    to_itself = (Condition(argument=0, mask=_ALL_32_BITS, value=process),)
    yield Call(name="tgkill", only_if=to_itself)
    if may_open:
        to_read = (Condition(argument=2, mask=_OPENS_TO_WRITE, value=0),)
        yield Call(name="openat", only_if=to_read)
        yield Call(name="getdents64")
