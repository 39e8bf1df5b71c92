"""Keeps `None`, `True` and their like alive under PySide6 6.12 on Python 3.11."""

import ctypes
import sys

_LAST_MORTAL = (3, 11)
_MANY = 1 << 40
_ENOUGH = 1 << 39
_SMALL_INTEGERS = range(-5, 257)


def protect_immortals() -> None:
    """Gives the objects of PEP 683 so many references that lost ones do not matter.

    PySide6 6.12 is built for interpreters where these objects are immortal (Python 3.12): each
    call into Qt that returns nothing takes one reference of `None` away, so that on Python 3.11
    the program ends with "Fatal Python error: none_dealloc" after some ten thousand calls.
    Does nothing from Python 3.12 on. Idempotent. Thread: any.
    """
    if sys.version_info[:2] > _LAST_MORTAL:
        return
    for kept in (None, True, False, Ellipsis, NotImplemented, (), "", b"", *_SMALL_INTEGERS):
        if sys.getrefcount(kept) < _ENOUGH:
            # The reference count is the first field of every CPython object.
            ctypes.c_ssize_t.from_address(id(kept)).value += _MANY
