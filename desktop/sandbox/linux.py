"""Takes rights from this process for good (prctl(2), seccomp(2), landlock(7)); Linux only."""

import ctypes
import logging
import os
import platform
import struct
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from desktop.sandbox.filter import Instruction, packed
from desktop.sandbox.syscalls import Architecture, architecture_of

logger = logging.getLogger(__name__)

_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_SET_MODE_FILTER: Final = 1
_ALL_THREADS: Final = 1  # SECCOMP_FILTER_FLAG_TSYNC
_CREATE_RULESET_VERSION: Final = 1
_RULE_PATH_BENEATH: Final = 1
_READ_FILE: Final = 1 << 2
_READ_FOLDER: Final = 1 << 3
# Rights that a version (from 1) of landlock knows, cut from the newest: linux/landlock.h.
_FILE_RIGHTS: Final = ((5, 1 << 15), (3, 1 << 14), (2, 1 << 13), (1, 0x1FFF))
_NETWORK_FROM: Final = 4
_NETWORK_RIGHTS: Final = 0x3
_SCOPES_FROM: Final = 6
_SCOPES: Final = 0x3  # abstract sockets and signals of others


def this_architecture() -> Architecture | None:
    """None where we know no numbers of system calls: another system, another processor."""
    is_ours = sys.platform == "linux" and sys.byteorder == "little" and sys.maxsize > 2**32
    return architecture_of(platform.machine()) if is_ours else None


def give_up_new_rights() -> bool:
    """Whatever this process starts has no more rights than itself; False: not kept."""
    return bool(_library().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def refuse_files(readable: Sequence[Path], architecture: Architecture) -> bool:
    """No file or folder is opened any more but those below `readable`; no TCP either.

    Of the calling thread and what it starts: call while there is one only, after
    `give_up_new_rights`. False: the kernel has no landlock, nothing is kept.
    """
    call = _caller(architecture)
    version = call("landlock_create_ruleset", None, 0, _CREATE_RULESET_VERSION)
    if version < 1:
        return False
    attributes = _ruleset(version)
    ruleset = call("landlock_create_ruleset", attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    try:
        for folder in readable:
            _leave(call, ruleset, folder)
        return call("landlock_restrict_self", ruleset, 0) == 0
    finally:
        os.close(ruleset)


def refuse_calls(program: Sequence[Instruction], architecture: Architecture) -> bool:
    """System calls go through this filter from now on, of every thread; False: not kept.

    Call after `give_up_new_rights`.
    """
    code = ctypes.create_string_buffer(packed(program))
    # struct sock_fprog: a count, and after the gap that alignment leaves, an address.
    described = struct.pack("@HP", len(program), ctypes.addressof(code))
    result = _caller(architecture)(
        "seccomp", _SECCOMP_SET_MODE_FILTER, _ALL_THREADS, ctypes.create_string_buffer(described)
    )
    return result == 0


def _leave(call: Callable[..., int], ruleset: int, folder: Path) -> None:
    try:
        opened = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # nothing there to be read
    try:
        rule = struct.pack("=Qi", _READ_FILE | _READ_FOLDER, opened)
        if call("landlock_add_rule", ruleset, _RULE_PATH_BENEATH, rule, 0) != 0:
            logger.warning("folder not left readable folder=%s", folder)
    finally:
        os.close(opened)


def _ruleset(version: int) -> bytes:
    """As struct landlock_ruleset_attr, as long as this version of the kernel's has it."""
    files = sum(rights for since, rights in _FILE_RIGHTS if version >= since)
    if version >= _SCOPES_FROM:
        return struct.pack("=QQQ", files, _NETWORK_RIGHTS, _SCOPES)
    if version >= _NETWORK_FROM:
        return struct.pack("=QQ", files, _NETWORK_RIGHTS)
    return struct.pack("=Q", files)


def _caller(architecture: Architecture) -> Callable[..., int]:
    """syscall(2) by name; -1 for a failure."""
    syscall = _library().syscall
    syscall.restype = ctypes.c_long

    def call(name: str, *arguments: object) -> int:
        words = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
        return int(syscall(ctypes.c_long(architecture.numbers[name]), *words))

    return call


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
