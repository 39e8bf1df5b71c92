"""Owner and rights of files and folders of Windows in words (aclapi.h, sddl.h); Windows only."""

import sys

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from pathlib import Path
    from typing import BinaryIO, Final

    _SE_FILE_OBJECT: Final = 1
    _OWNER_AND_RIGHTS: Final = 0x1 | 0x4
    _SDDL_REVISION_1: Final = 1
    _READ_CONTROL: Final = 0x2_0000
    _SHARE_ALL: Final = 0x7
    _OPEN_EXISTING: Final = 3
    # A folder; and where a link stands, the link itself: whoever made that is asked about.
    _FOLDER_NOT_ITS_TARGET: Final = 0x0200_0000 | 0x0020_0000
    _INVALID: Final = ctypes.c_void_p(-1).value

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = ctypes.c_void_p
    _kernel.CreateFileW.argtypes = (
        ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p,
        ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p,
    )  # fmt: skip
    _kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    _kernel.LocalFree.argtypes = (ctypes.c_void_p,)
    _kernel.LocalFree.restype = ctypes.c_void_p
    _advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    _advapi.GetSecurityInfo.argtypes = (
        ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32, *(ctypes.c_void_p,) * 5,
    )  # fmt: skip
    _describe = _advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW
    _describe.argtypes = (
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p,
    )  # fmt: skip

    def of_file(file: BinaryIO) -> str:
        """Of an open file, as SDDL: "O:BAD:(A;;FA;;;SY)". Raises: OSError."""
        return _rights_of_handle(msvcrt.get_osfhandle(file.fileno()))

    def of_folder(path: Path) -> str:
        """As `of_file`, of a folder. Raises: OSError."""
        handle = _kernel.CreateFileW(
            str(path), _READ_CONTROL, _SHARE_ALL, None, _OPEN_EXISTING, _FOLDER_NOT_ITS_TARGET, None
        )
        if handle == _INVALID:
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            return _rights_of_handle(handle)
        finally:
            _kernel.CloseHandle(handle)

    def _rights_of_handle(handle: int) -> str:
        descriptor = ctypes.c_void_p()
        error = _advapi.GetSecurityInfo(
            handle, _SE_FILE_OBJECT, _OWNER_AND_RIGHTS,
            None, None, None, None, ctypes.byref(descriptor),
        )  # fmt: skip
        if error:
            raise ctypes.WinError(error)
        words = ctypes.c_wchar_p()
        try:
            if not _describe(
                descriptor, _SDDL_REVISION_1, _OWNER_AND_RIGHTS, ctypes.byref(words), None
            ):
                raise ctypes.WinError(ctypes.get_last_error())
            return words.value or ""
        finally:
            _kernel.LocalFree(words)
            _kernel.LocalFree(descriptor)
