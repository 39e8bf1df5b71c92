"""The set-up script installs what is missing, once, and otherwise says the one line to type.

The script runs for real in a folder of its own; the programs that would change this PC (apt-get,
uv) or tell about it (dpkg-query, id, sudo) are little scripts that note how they were called.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(sys.platform != "linux", reason="Debian's set-up"),
]

TOOLS = (
    "sh", "cat", "dirname", "env", "flock", "grep", "mkdir", "printf", "rm", "sed", "sha256sum",
    "sort", "tail",
)  # fmt: skip
LOCKS = (
    "requirements.lock", "requirements-dev.lock", "requirements-build.lock",
    "requirements-msi.lock",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the script ended, what it said and which programs it called."""

    code: int
    said: str
    calls: list[str]


class Machine:
    """A clone and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "clone"
        self.programs = folder / "bin"
        self.programs.mkdir()
        for name in TOOLS:
            found = shutil.which(name)
            assert found is not None, name
            (self.programs / name).symlink_to(found)
        (self.clone / "installers" / "dev").mkdir(parents=True)
        for name in (*LOCKS, "pyproject.toml", "installers/dev/setup.sh"):
            shutil.copy(ROOT / name, self.clone / name)
        self.log = folder / "calls"
        self.program("apt-get", "echo apt-get $* >> $LOG")
        self.set_installed()
        self.set_user(number=0)

    def program(self, name: str, body: str) -> None:
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def set_installed(self, *missing: str) -> None:
        """Everything the script asks for is installed but these."""
        script = (self.clone / "installers/dev/setup.sh").read_text()
        words = {word.strip('"') for word in script.split()} - set(missing)
        lines = "".join(f"installed {word}\n" for word in sorted(words) if word.isprintable())
        (self.programs.parent / "installed").write_text(lines)
        self.program("dpkg-query", f"cat {self.programs.parent / 'installed'}")

    def set_user(self, *, number: int) -> None:
        self.program("id", f"echo {number}")

    def set_python(self, name: str = "python3.13") -> None:
        (self.programs / name).symlink_to(sys.executable)

    def set_environments(self) -> None:
        """.tools and .venv as an earlier set-up left them."""
        pinned = next(
            line.split()[0].removeprefix("uv==")
            for line in (ROOT / "requirements-dev.lock").read_text().splitlines()
            if line.startswith("uv==")
        )
        tools = self.clone / ".tools" / "bin"
        tools.mkdir(parents=True)
        uv = tools / "uv"
        uv.write_text(
            f"#!/bin/sh\nif [ $1 = --version ]; then echo uv {pinned}; exit; fi\n"
            "echo uv $* >> $LOG\nexit ${UV_FAILS:-0}\n"
        )
        uv.chmod(0o755)
        environment = self.clone / ".venv" / "bin"
        environment.mkdir(parents=True)
        (environment / "python").symlink_to(sys.executable)

    def setup(self, *words: str, **environment: str) -> Outcome:
        self.log.write_text("")
        done = subprocess.run(
            [str(self.programs / "sh"), "installers/dev/setup.sh", *words],
            cwd=self.clone,
            env={
                "PATH": str(self.programs),
                "LOG": str(self.log),
                "DISPLAY": ":0",
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return Outcome(
            code=done.returncode,
            said=done.stdout + done.stderr,
            calls=self.log.read_text().splitlines(),
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def ready(machine: Machine) -> Machine:
    """A clone that was set up for running before."""
    machine.set_environments()
    assert machine.setup("run").code == 0
    return machine


def test_an_unknown_word_is_bad_usage(machine: Machine) -> None:
    outcome = machine.setup("everything")
    assert outcome.code == 2
    assert "usage" in outcome.said


def test_without_a_python_that_fits_it_says_which_is_needed(machine: Machine) -> None:
    outcome = machine.setup("run")
    assert outcome.code == 3
    assert "Python 3.11, 3.12 or 3.13 is needed" in outcome.said


def test_a_python_that_does_not_fit_is_passed_over(machine: Machine) -> None:
    machine.program("python3.13", "exit 1")
    assert machine.setup("run").code == 3


def test_root_installs_only_what_is_missing(machine: Machine) -> None:
    machine.set_environments()
    machine.set_installed("libegl1", "libportaudio2", "chromium")
    outcome = machine.setup("run")
    assert outcome.code == 0
    assert outcome.calls[:2] == [
        "apt-get update --quiet=2",
        "apt-get install --no-install-recommends --yes --quiet=2 libegl1 libportaudio2",
    ]


def test_the_test_set_needs_more(machine: Machine) -> None:
    machine.set_environments()
    machine.set_installed("chromium")
    outcome = machine.setup("test")
    assert outcome.calls[1].endswith(" chromium")


def test_the_relay_of_the_tests_does_not_stay_as_a_service(machine: Machine) -> None:
    machine.set_environments()
    machine.program("systemctl", "echo systemctl $* >> $LOG")
    machine.set_installed("coturn")
    outcome = machine.setup("test")
    assert outcome.code == 0
    assert outcome.calls[1].endswith(" coturn")
    assert outcome.calls[2] == "systemctl disable --quiet --now coturn"
    machine.set_installed("chromium")
    assert not [call for call in machine.setup("test").calls if "systemctl" in call]


def test_a_machine_without_a_screen_gets_one_in_memory(machine: Machine) -> None:
    machine.set_environments()
    machine.set_installed("xvfb")
    assert not [call for call in machine.setup("run").calls if "xvfb" in call]
    assert [call for call in machine.setup("run", DISPLAY="").calls if call.endswith(" xvfb")]


def test_a_plain_user_with_sudo_installs_through_it(machine: Machine) -> None:
    machine.set_environments()
    machine.set_user(number=1000)
    machine.set_installed("libegl1")
    machine.program("sudo", 'echo sudo $* >> $LOG; shift; "$@"')
    outcome = machine.setup("run")
    assert outcome.code == 0
    assert "apt-get update --quiet=2" in outcome.calls
    assert outcome.calls[0] == "sudo -n true"


@pytest.mark.parametrize("has_sudo", [True, False])
def test_a_plain_user_without_rights_reads_the_one_line_to_type(
    machine: Machine, has_sudo: bool
) -> None:
    machine.set_user(number=1000)
    machine.set_python()
    machine.set_installed("libegl1", "libgl1")
    if has_sudo:
        machine.program("sudo", "exit 1")
    outcome = machine.setup("run")
    assert outcome.code == 3
    assert not outcome.calls
    assert outcome.said.splitlines()[-1] == (
        f"{'sudo sh' if has_sudo else 'su'} -c 'apt-get update && "
        "apt-get install --no-install-recommends --yes libegl1 libgl1'"
    )


def test_packages_that_cannot_be_installed_end_with_three(machine: Machine) -> None:
    machine.set_environments()
    machine.set_installed("libegl1")
    machine.program("apt-get", "echo no network; exit 100")
    outcome = machine.setup("run")
    assert outcome.code == 3
    assert "could not be installed: libegl1" in outcome.said


def test_another_system_is_told_what_it_may_lack(machine: Machine) -> None:
    machine.set_environments()
    (machine.programs / "dpkg-query").unlink()
    outcome = machine.setup("run")
    assert outcome.code == 0
    assert "libegl1" in outcome.said


def test_packages_come_with_hashes_and_the_program_itself_without_any(machine: Machine) -> None:
    machine.set_environments()
    outcome = machine.setup("run")
    assert outcome.code == 0
    assert outcome.calls == [
        "uv pip sync --quiet --require-hashes requirements.lock",
        "uv pip install --quiet --no-deps --build-constraints requirements-build.lock --editable .",
    ]


def test_a_second_set_up_does_nothing(ready: Machine) -> None:
    outcome = ready.setup("run")
    assert outcome == Outcome(code=0, said="", calls=[])


def test_a_changed_lock_is_followed(ready: Machine) -> None:
    with (ready.clone / "requirements.lock").open("a") as file:
        file.write("# changed\n")
    assert len(ready.setup("run").calls) == 2
    assert not ready.setup("run").calls


def test_running_takes_no_test_package_away(ready: Machine) -> None:
    assert "requirements-dev.lock" in ready.setup("test").calls[0]
    assert not ready.setup("run").calls
    with (ready.clone / "requirements.lock").open("a") as file:
        file.write("# changed\n")
    assert "requirements-dev.lock" in ready.setup("run").calls[0]


def test_a_set_up_that_failed_half_way_is_done_again(ready: Machine) -> None:
    with (ready.clone / "requirements.lock").open("a") as file:
        file.write("# changed\n")
    assert ready.setup("run", UV_FAILS="1").code == 1
    assert len(ready.setup("run").calls) == 2


def test_a_clone_that_was_moved_gets_a_new_environment(ready: Machine, tmp_path: Path) -> None:
    ready.set_python()
    ready.clone = ready.clone.rename(tmp_path / "moved")
    outcome = ready.setup("run")
    assert outcome.calls[0].startswith("uv venv --quiet --clear --python ")


def test_another_python_asked_for_gets_a_new_environment(ready: Machine) -> None:
    ready.program(
        "other",
        f'case "$2" in *version_info*) echo 3.12 {ready.programs}/other yes;; esac',
    )
    outcome = ready.setup("run", PYTHON="other")
    assert outcome.code == 0
    assert outcome.calls[0] == (f"uv venv --quiet --clear --python {ready.programs}/other .venv")


def test_the_same_python_asked_for_changes_nothing(ready: Machine) -> None:
    assert not ready.setup("run", PYTHON=os.path.realpath(sys.executable)).calls


def test_an_environment_whose_python_is_gone_is_made_anew(ready: Machine) -> None:
    ready.set_python()
    (ready.clone / ".venv/bin/python").unlink()
    (ready.clone / ".venv/bin/python").symlink_to("/nowhere/python")
    assert ready.setup("run").calls[0].startswith("uv venv")


def installer_machine(machine: Machine, *, version: str = "3.13") -> str:
    """A clone with uv and a Python that says its version; its path."""
    machine.set_environments()
    python = machine.programs / "some-python"
    machine.program(python.name, f"echo {version} {python} yes")
    machine.program("uname", "echo Linux")
    uv = machine.clone / ".tools" / "bin" / "uv"
    making = "if [ $1 = venv ]; then mkdir -p .venv-msi/bin; cp $0 .venv-msi/bin/python; fi"
    uv.write_text(uv.read_text().replace("echo uv $* >> $LOG", f"{making}\necho uv $* >> $LOG"))
    for name in ("mkdir", "cp"):
        (machine.programs / name).unlink(missing_ok=True)
        (machine.programs / name).symlink_to(str(shutil.which(name)))
    return str(python)


def test_the_installer_is_built_with_an_environment_of_its_own(machine: Machine) -> None:
    python = installer_machine(machine)
    outcome = machine.setup("msi", PYTHON=python)
    assert outcome.code == 0, outcome.said
    assert outcome.calls == [
        f"uv venv --quiet --clear --python {python} .venv-msi",
        "uv pip sync --quiet --require-hashes requirements-msi.lock",
    ]
    assert not machine.setup("msi", PYTHON=python).calls


def test_what_builds_and_tries_the_installer_is_installed_when_missing(machine: Machine) -> None:
    python = installer_machine(machine)
    machine.set_installed("wixl", "wine")
    outcome = machine.setup("msi", PYTHON=python)
    assert next(call for call in outcome.calls if " install " in call).endswith(" wixl")
    outcome = machine.setup("test-msi", PYTHON=python)
    assert next(call for call in outcome.calls if " install " in call).endswith(" wine wixl")


def test_whether_the_installer_can_be_tried_is_told_without_a_change(machine: Machine) -> None:
    python = installer_machine(machine)
    assert machine.setup("can-test-msi", PYTHON=python) == Outcome(code=0, said="", calls=[])
    machine.set_installed("wine", "wixl")
    outcome = machine.setup("can-test-msi", PYTHON=python)
    assert outcome.code == 0
    (simulated,) = outcome.calls
    assert simulated.endswith(" --simulate --quiet=2 wine wixl")


@pytest.mark.parametrize(
    ("lacking", "why"),
    [
        ("dpkg-query", "this is not a Debian system"),
        ("python", "it is built with Python 3.13, which is not here"),
        ("root", "only root can install wine"),
        ("packages", "apt-get does not offer all of wine"),
    ],
)
def test_one_line_says_why_the_installer_cannot_be_tried_here(
    machine: Machine, lacking: str, why: str
) -> None:
    python = installer_machine(machine, version="3.12" if lacking == "python" else "3.13")
    machine.set_installed("wine")
    if lacking == "dpkg-query":
        (machine.programs / "dpkg-query").unlink()
    elif lacking == "root":
        machine.set_user(number=1000)
    elif lacking == "packages":
        machine.program("apt-get", "echo apt-get $* >> $LOG; [ $1 = update ]")
    outcome = machine.setup("can-test-msi", PYTHON=python)
    assert (outcome.code, outcome.said) == (4, why + "\n")


def test_lists_of_packages_that_are_not_there_yet_are_fetched_before_it_says_no(
    machine: Machine,
) -> None:
    python = installer_machine(machine)
    machine.set_installed("wine")
    machine.program(
        "apt-get",
        "echo apt-get $* >> $LOG; if [ $1 = update ]; then : > $LOG.lists; fi; [ -e $LOG.lists ]",
    )
    outcome = machine.setup("can-test-msi", PYTHON=python)
    assert outcome.code == 0
    assert [call.split()[1] for call in outcome.calls] == ["install", "update", "install"]


def test_another_python_cannot_make_the_installers_bytecode(machine: Machine) -> None:
    outcome = machine.setup("msi", PYTHON=installer_machine(machine, version="3.11"))
    assert outcome.code == 3
    assert "3.13" in outcome.said
    assert not outcome.calls
