"""Keeps `None` alive under PySide6 6.12 on Python 3.11."""

import ctypes
import sys

_LAST_MORTAL = (3, 11)
_MANY = 1 << 40
_LEFT_ENOUGH = 1 << 39


def protect_none() -> None:
    """Gives `None` so many references that lost ones do not matter. Idempotent. Thread: any.

    PySide6 6.12 is built for interpreters whose `None` is immortal (PEP 683, Python 3.12): each
    call into Qt that returns nothing takes one reference of `None` away. On Python 3.11 the
    program would end with "Fatal Python error: none_dealloc" after some ten thousand calls.
    """
    if sys.version_info[:2] > _LAST_MORTAL or sys.getrefcount(None) > _LEFT_ENOUGH:
        return
    # The reference count is the first field of every CPython object.
    count = ctypes.c_ssize_t.from_address(id(None))
    count.value += _MANY
