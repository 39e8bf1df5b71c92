"""The table that a build prints: what takes how much room."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

_PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "CPython": ("runtime/*.dll", "runtime/*.pyd", "runtime/*.zip", "runtime/*._pth"),
    "Qt and PySide6": ("runtime/lib/PySide6/**/*", "runtime/lib/shiboken6/**/*"),
    "FFmpeg (av)": ("runtime/lib/av/**/*", "runtime/lib/av.libs/**/*"),
    "libwebrtc (wrtc)": ("runtime/lib/wrtc*.pyd", "runtime/lib/webrtc/**/*"),
    "audio processing (livekit)": ("runtime/lib/livekit/**/*",),
    "numpy": ("runtime/lib/numpy/**/*", "runtime/lib/numpy.libs/**/*"),
    "the program itself": ("*.exe", "runtime/lib/desktop/**/*"),
    "licences and SBOM": ("licenses/*", "runtime/lib/*.dist-info/**/*"),
}
_REST: Final = "other packages"
_MEGABYTE: Final = 1_000_000


def measure(payload: Path) -> dict[str, tuple[int, int]]:
    """(files, bytes) of every part, the rest last."""
    sizes = {path: path.stat().st_size for path in payload.rglob("*") if path.is_file()}
    parts: dict[str, tuple[int, int]] = {}
    for name, patterns in _PARTS.items():
        found = {path for pattern in patterns for path in payload.glob(pattern)} & set(sizes)
        parts[name] = (len(found), sum(sizes.pop(path) for path in found))
    return {**parts, _REST: (len(sizes), sum(sizes.values()))}


def table(parts: Mapping[str, tuple[int, int]], *, package_bytes: int) -> Iterator[str]:
    """Lines for a person, the total and the installer's own size below."""
    for name, (files, size) in parts.items():
        yield f"{name:<28}{files:>6} files {size / _MEGABYTE:>8.1f} MB"
    files, size = (sum(column) for column in zip(*parts.values(), strict=True))
    yield f"{'installed':<28}{files:>6} files {size / _MEGABYTE:>8.1f} MB"
    yield f"{'installer':<28}{1:>6} file  {package_bytes / _MEGABYTE:>8.1f} MB"
