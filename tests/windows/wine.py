"""A Windows of its own under Wine, made for one run and removed after it."""

import contextlib
import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from installers.msi.product import NAME
from installers.msi.stand_ins import COMPILER
from tests.windows.c_run_time import LIBRARY, complete_run_time
from tests.windows.screen import save_screen

SHIMS: Final = Path(__file__).parent / "shim"
TOOLS: Final = Path(__file__).parent / "tools"
LIMIT_S: Final = 240
STANDARD_PLACE: Final = f"Program Files/{NAME}"
DISPLAY_LIMIT_S: Final = 20
# Wine hands on the lowest eight bits of an exit code.
FATAL: Final = 1603 & 255
PUT_OFF: Final = 1602 & 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a Windows program ended."""

    code: int
    said: str


class Started:
    """A Windows program that runs beside."""

    def __init__(self, process: subprocess.Popen[bytes], said: Path) -> None:
        self._process = process
        self._said = said

    @property
    def is_running(self) -> bool:
        """It has not ended yet."""
        return self._process.poll() is None

    def wait(self, limit_s: float = LIMIT_S) -> Ended:
        """Its end, or -1: ended by us after a time."""
        try:
            code = self._process.wait(limit_s)
        except subprocess.TimeoutExpired:
            code = -1
            self.end()
        return Ended(code=code, said=self._said.read_text(encoding="utf-8", errors="replace"))

    def end(self) -> None:
        """By force; what it started goes with the prefix."""
        self._process.kill()
        self._process.wait(LIMIT_S)


class Wine:
    """A context: a display, a prefix with what Wine 10 lacks. Only what it started is ended."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="wine-"))
        self._environment: dict[str, str] = {}
        self._display: subprocess.Popen[bytes] | None = None
        self._count = 0
        self._place = STANDARD_PLACE

    @property
    def drive(self) -> Path:
        """Drive C:."""
        return self._folder / "prefix" / "drive_c"

    @property
    def program_folder(self) -> Path:
        """Where the product is looked for."""
        return self.drive / self._place

    def look_in(self, place: str = STANDARD_PLACE) -> None:
        """Chooses that folder. place: below drive C:, with "/"."""
        self._place = place

    @property
    def person(self) -> str:
        """Who is signed in."""
        return os.environ.get("USER") or getpass.getuser()

    def __enter__(self) -> Self:
        # Wine's server crashes when it is told another folder than /tmp.
        own = {name: value for name, value in os.environ.items() if name != "TMPDIR"}
        self._environment = {
            **own,
            "DISPLAY": self._start_display(),
            "WINEPREFIX": str(self._folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"mscoree,mshtml,winedbg.exe=;mscms=n;{LIBRARY}=n,b",
            "XDG_RUNTIME_DIR": str(self._folder),
            "LANG": "C.UTF-8",
        }
        self._keep_server()
        self.run("wineboot", "-i", tool="")
        system = self.drive / "windows" / "system32"
        for source in sorted(SHIMS.glob("*.c")):
            if source.stem == LIBRARY:
                complete_run_time(system, source)
            else:
                _compile(source, system / f"{source.stem}.dll", "-shared")
        for source in sorted(TOOLS.glob("*.c")):
            _compile(source, self.drive / f"{source.stem}.exe", "-municode")
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
        """Runs a program of Windows, or with tool="" one of Wine's own; on one core."""
        with _one_core():
            started = self.start(*words, tool=tool)
        return started.wait(limit_s)

    def start(self, *words: str, tool: str = "wine") -> "Started":
        """As `run`, but does not wait, and on all cores."""
        self._count += 1
        said = self._folder / f"said-{self._count}"
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
        return Started(process, said)

    def save_screen(self, out: Path) -> int:
        """A picture of everything on the display, PNG; returns how many colours it has."""
        return save_screen(self._folder / "Xvfb_screen0", out)

    def program(self, *words: str, limit_s: float = LIMIT_S) -> Ended:
        """Runs the installed program on its console, alone."""
        return self.run(self._console, *words, limit_s=limit_s)

    def programs(self, *words: str, limit_s: float = LIMIT_S) -> Ended:
        """As `program`, with those that it starts: all cores are theirs."""
        return self.start(self._console, *words).wait(limit_s)

    def msiexec(self, *words: str) -> Ended:
        """Runs the Windows Installer, silently."""
        return self.run("msiexec", *words, "/qn")

    def put(self, path: Path) -> str:
        """Copies a file onto drive C:; its name there."""
        shutil.copyfile(path, self.drive / path.name)
        return f"C:\\{path.name}"

    def values(self, key: str) -> dict[str, str]:
        """Those of a key below HKLM, in 64 bit, empty ones too; none if there is no such key."""
        ended = self.run("reg", "query", rf"HKLM\{key}", "/reg:64")
        lines = (line.split(None, 2) for line in ended.said.splitlines())
        return {words[0]: "".join(words[2:]).strip() for words in lines if words[1:2] == ["REG_SZ"]}

    def value(self, key: str, name: str) -> str:
        """One of them; empty if there is none."""
        return self.values(key).get(name, "")

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

    @property
    def _console(self) -> str:
        return str(self.program_folder / f"{NAME}Ctl.exe")

    def _keep_server(self) -> None:
        """Else each program that runs alone boots server, services and devices anew.

        Raises: OSError if it does not start.
        """
        # It makes no prefix: without the folder it ends at once.
        (self._folder / "prefix").mkdir()
        ended = self.run("wineserver", "--persistent", tool="")
        if ended.code:
            raise OSError(ended.said)

    def _start_display(self) -> str:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24"]
        command += ["-fbdir", str(self._folder)]
        with (self._folder / "display.log").open("wb") as log:
            self._display = subprocess.Popen(command, pass_fds=(write,), stderr=log)
        os.close(write)
        with os.fdopen(read) as answer:
            return f":{answer.readline().strip()}"


@contextlib.contextmanager
def _one_core() -> Iterator[None]:
    """What is started meanwhile stays on one core, Wine's server and its devices among it.

    A program asks the server for each file and each key, and waits for the answer. Between two
    cores that takes longer: a removal took 11 s instead of 4, while the cores were mostly idle.
    """
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _compile(source: Path, out: Path, kind: str) -> None:
    subprocess.run([COMPILER, kind, "-s", "-O1", "-w", "-o", out, source, "-lmsi"], check=True)
