"""Named mutexes and events of Windows (synchapi.h); none on other systems."""

import ctypes
import sys
from typing import Final

from desktop.app.desk.installer_signal import NamedObjects

# The system, administrators and whoever made it. Security descriptor string format: sddl.h.
_ACCESS: Final = "D:(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;OW)"
_SDDL_REVISION_1: Final = 1
_WAIT_OBJECT_0: Final = 0


def system_objects() -> NamedObjects | None:
    """Those of this system, None where there are none."""
    if sys.platform == "win32":
        return WindowsObjects()
    return None


class _SecurityAttributes(ctypes.Structure):
    _fields_ = (
        ("nLength", ctypes.c_uint32),
        ("lpSecurityDescriptor", ctypes.c_void_p),
        ("bInheritHandle", ctypes.c_int),
    )


if sys.platform == "win32":

    class WindowsObjects:
        """Fulfils NamedObjects."""

        def __init__(self) -> None:
            self._kernel = ctypes.WinDLL("kernel32")
            self._kernel.CreateMutexW.restype = ctypes.c_void_p
            self._kernel.CreateMutexW.argtypes = (
                ctypes.c_void_p, ctypes.c_int, ctypes.c_wchar_p,
            )  # fmt: skip
            self._kernel.CreateEventW.restype = ctypes.c_void_p
            self._kernel.CreateEventW.argtypes = (
                ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_wchar_p,
            )  # fmt: skip
            self._kernel.WaitForSingleObject.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
            self._kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
            self._kernel.LocalFree.argtypes = (ctypes.c_void_p,)
            convert = ctypes.WinDLL("advapi32").ConvertStringSecurityDescriptorToSecurityDescriptorW
            convert.argtypes = (
                ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p,
            )  # fmt: skip
            self._describe = convert

        def show(self, name: str) -> int | None:
            """A mutex that nobody waits for."""
            handle: int | None = self._kernel.CreateMutexW(None, 0, name)
            return handle

        def listen(self, name: str) -> int | None:
            """An event that stays rung."""
            descriptor = ctypes.c_void_p()
            if not self._describe(_ACCESS, _SDDL_REVISION_1, ctypes.byref(descriptor), None):
                return None
            size = ctypes.sizeof(_SecurityAttributes)
            attributes = _SecurityAttributes(size, descriptor, 0)
            handle: int | None = self._kernel.CreateEventW(ctypes.byref(attributes), 1, 0, name)
            self._kernel.LocalFree(descriptor)
            return handle

        def is_rung(self, handle: int) -> bool:
            """Looks, never waits."""
            return bool(self._kernel.WaitForSingleObject(handle, 0) == _WAIT_OBJECT_0)

        def close(self, handle: int) -> None:
            """The object goes when no other program holds it."""
            self._kernel.CloseHandle(handle)
