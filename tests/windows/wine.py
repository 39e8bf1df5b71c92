"""A Windows of its own under Wine, made for one run and removed after it."""

import getpass
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from installers.msi.codec_stubs import COMPILER
from installers.msi.product import NAME

SHIMS: Final = Path(__file__).parent / "shim"
LIMIT_S: Final = 90
DISPLAY_LIMIT_S: Final = 20
# Wine hands on the lowest eight bits of an exit code.
FATAL: Final = 1603 & 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a Windows program ended."""

    code: int
    said: str


class Wine:
    """A context: a display, a prefix with what Wine 10 lacks. Only what it started is ended."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="wine-"))
        self._environment: dict[str, str] = {}
        self._display: subprocess.Popen[bytes] | None = None

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self._folder / "prefix" / "drive_c"

    @property
    def program_folder(self) -> Path:
        """Where the product is installed."""
        return self.drive / "Program Files" / NAME

    @property
    def person(self) -> str:
        """Who is signed in."""
        return os.environ.get("USER") or getpass.getuser()

    def __enter__(self) -> Self:
        self._environment = {
            **os.environ,
            "DISPLAY": self._start_display(),
            "WINEPREFIX": str(self._folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,winedbg.exe=;mscms=n",
            "XDG_RUNTIME_DIR": str(self._folder),
            "LANG": "C.UTF-8",
        }
        self.run("wineserver", "--persistent", tool="")  # else every program starts it anew
        self.run("wineboot", "-i", tool="")
        system = self.drive / "windows" / "system32"
        for source in sorted(SHIMS.glob("*.c")):
            subprocess.run(
                [
                    COMPILER,
                    "-shared",
                    "-s",
                    "-O1",
                    "-w",
                    "-o",
                    system / f"{source.stem}.dll",
                    source,
                ],
                check=True,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.run("wineserver", "-k", tool="")  # of this prefix alone
        if self._display:
            self._display.terminate()
            self._display.wait(DISPLAY_LIMIT_S)
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, *words: str, tool: str = "wine", limit_s: float = LIMIT_S) -> Ended:
        """Runs a program of Windows, or with tool="" one of Wine's own."""
        said = self._folder / "said"
        # Not a pipe: what Wine leaves running would hold it open.
        with said.open("wb") as output:
            process = subprocess.Popen(
                [*([tool] if tool else []), *words],
                env=self._environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                code = process.wait(limit_s)
            except subprocess.TimeoutExpired:
                process.kill()  # what it started goes with the prefix
                code = -1
        return Ended(code=code, said=said.read_text(encoding="utf-8", errors="replace"))

    def program(self, *words: str, limit_s: float = LIMIT_S) -> Ended:
        """Runs the installed program on its console."""
        return self.run(str(self.program_folder / f"{NAME}Ctl.exe"), *words, limit_s=limit_s)

    def msiexec(self, *words: str) -> Ended:
        """Runs the Windows Installer, silently."""
        return self.run("msiexec", *words, "/qn")

    def put(self, path: Path) -> str:
        """Copies a file onto drive C:; its name there."""
        shutil.copyfile(path, self.drive / path.name)
        return f"C:\\{path.name}"

    def value(self, key: str, name: str) -> str:
        """A value below HKLM, in 64 bit; empty if there is none."""
        ended = self.run("reg", "query", rf"HKLM\{key}", "/v", name, "/reg:64")
        for line in ended.said.splitlines():
            words = line.split(None, 2)
            if len(words) == 3 and words[0] == name:
                return words[2].strip()
        return ""

    def set_value(self, key: str, name: str, value: str) -> None:
        """Sets a value below HKLM, in 64 bit."""
        self.run("reg", "add", rf"HKLM\{key}", "/v", name, "/d", value, "/f", "/reg:64")

    def remove_value(self, key: str, name: str) -> None:
        """Removes a value below HKLM, in 64 bit."""
        self.run("reg", "delete", rf"HKLM\{key}", "/v", name, "/f", "/reg:64")

    def keys(self, key: str) -> list[str]:
        """Keys below a key of HKLM."""
        ended = self.run("reg", "query", rf"HKLM\{key}", "/reg:64")
        return [line for line in ended.said.split() if line.startswith("HKEY_")]

    def files(self) -> list[str]:
        """Of the installed product, by path."""
        found = (path for path in self.program_folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.program_folder).as_posix() for path in found)

    def _start_display(self) -> str:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"]
        with (self._folder / "display.log").open("wb") as log:
            self._display = subprocess.Popen(command, pass_fds=(write,), stderr=log)
        os.close(write)
        with os.fdopen(read) as answer:
            return f":{answer.readline().strip()}"
