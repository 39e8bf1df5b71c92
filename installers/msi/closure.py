"""Every library that a binary of the payload needs is there, or belongs to Windows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError
from installers.msi.portable_executable import SUFFIXES, PortableExecutable

# Of Windows 10 1903 and later, in System32.
_WINDOWS: Final = frozenset({
    "advapi32.dll", "authz.dll", "avicap32.dll", "avrt.dll", "bcrypt.dll", "bcryptprimitives.dll",
    "cfgmgr32.dll", "combase.dll", "comctl32.dll", "comdlg32.dll", "crypt32.dll", "d2d1.dll",
    "d3d11.dll", "d3d12.dll", "d3d9.dll", "dbghelp.dll", "dcomp.dll", "dnsapi.dll", "dsound.dll",
    "dwmapi.dll", "dwrite.dll", "dxgi.dll", "dxguid.dll", "evr.dll", "gdi32.dll", "icuuc.dll",
    "imm32.dll", "iphlpapi.dll", "kernel32.dll", "mf.dll", "mfplat.dll", "mfreadwrite.dll",
    "mfuuid.dll", "mpr.dll", "mscms.dll", "msdmo.dll", "msvcrt.dll", "ncrypt.dll", "netapi32.dll",
    "ntdll.dll", "ole32.dll", "oleaut32.dll", "opengl32.dll", "pdh.dll", "powrprof.dll",
    "propsys.dll", "psapi.dll", "rpcrt4.dll", "secur32.dll", "setupapi.dll", "shcore.dll",
    "shell32.dll", "shlwapi.dll", "synchronization.dll", "ucrtbase.dll", "uiautomationcore.dll",
    "user32.dll", "userenv.dll", "uxtheme.dll", "version.dll", "wevtapi.dll", "winhttp.dll",
    "winmm.dll", "winspool.drv", "ws2_32.dll", "wsock32.dll", "wtsapi32.dll",
})  # fmt: skip
_WINDOWS_SETS: Final = ("api-ms-win-", "ext-ms-")


def missing_libraries(payload: Path) -> Iterator[tuple[str, str]]:
    """(binary, library) for each library that is neither in the payload nor Windows'."""
    paths = [path for path in sorted(payload.rglob("*")) if path.suffix.lower() in SUFFIXES]
    shipped = {path.name.lower() for path in paths}
    for path in paths:
        for name in sorted(PortableExecutable.read(path).imports()):
            if not (name in shipped or name in _WINDOWS or name.startswith(_WINDOWS_SETS)):
                yield path.relative_to(payload).as_posix(), name


def check_libraries(payload: Path) -> None:
    """Raises: BuildError naming the first libraries that are missing."""
    missing = [f"{path} needs {name}" for path, name in missing_libraries(payload)]
    if missing:
        message = f"{len(missing)} libraries are missing: {'; '.join(missing[:20])}"
        raise BuildError(message)
