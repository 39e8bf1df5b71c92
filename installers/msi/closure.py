"""Every library that a binary of the payload needs is where Windows looks for it, or Windows' own.

Windows looks beside the binary, in `runtime` (the launcher names it) and in the folders that a
package names when it is imported; never in PATH.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
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
_PACKAGES: Final = PurePosixPath("runtime/lib")
# Folders that packages add to the search when they are imported.
_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "av": ("av.libs",),
    "google_crc32c": ("google_crc32c/extra-dll",),
    "numpy": ("numpy.libs",),
    "pikepdf": ("pikepdf.libs",),
    "PySide6": ("PySide6", "shiboken6"),
}


def missing_libraries(payload: Path) -> Iterator[tuple[str, str]]:
    """(binary, library) for each library that Windows would not find."""
    paths = [path for path in sorted(payload.rglob("*")) if path.suffix.lower() in SUFFIXES]
    names = [PurePosixPath(path.relative_to(payload).as_posix()) for path in paths]
    libraries: dict[str, set[str]] = {}
    for name in names:
        libraries.setdefault(name.parent.as_posix(), set()).add(name.name.lower())
    for path, name in zip(paths, names, strict=True):
        folders = searched_folders(name)
        found = set().union(*(libraries.get(folder, set()) for folder in folders))
        for library in sorted(PortableExecutable.read(path).imports()):
            if not (library in found | _WINDOWS or library.startswith(_WINDOWS_SETS)):
                yield name.as_posix(), library


def searched_folders(binary: PurePosixPath) -> tuple[str, ...]:
    """Where Windows looks for what a binary of the payload needs, below the payload."""
    named: tuple[str, ...] = ()
    if binary.is_relative_to(_PACKAGES) and binary != _PACKAGES:
        package = binary.relative_to(_PACKAGES).parts[0]
        named = tuple((_PACKAGES / folder).as_posix() for folder in _NAMED.get(package, ()))
    return (binary.parent.as_posix(), "runtime", *named)


def check_libraries(payload: Path) -> None:
    """Raises: BuildError naming the first libraries that are missing."""
    missing = [f"{path} needs {name}" for path, name in missing_libraries(payload)]
    if missing:
        message = f"{len(missing)} libraries are missing: {'; '.join(missing[:20])}"
        raise BuildError(message)
