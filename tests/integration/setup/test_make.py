"""The words of the Makefile do what the README says, in that order."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paths import ROOT
from tests.patience import PATIENCE_S

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(sys.platform != "linux", reason="make"),
]

STAGES = (
    "setup.sh test", "ruff check", "ruff format --check", "lint-imports", "deptry", "mypy",
    "coverage erase", "tests/unit", "tests/contract", "tests/ui", "tests/integration",
    "coverage combine", "--fail-under=100", "setup.sh can-test-msi", "setup.sh test-msi",
)  # fmt: skip


def planned(*words: str) -> list[str]:
    """The commands `make` would run, without running them."""
    make = shutil.which("make")
    assert make is not None
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [make, "--dry-run", "--no-print-directory", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    return done.stdout.splitlines()


def position(commands: list[str], part: str) -> int:
    found = [index for index, command in enumerate(commands) if part in command]
    assert found, part
    return found[0]


def test_run_sets_up_and_starts_practice() -> None:
    commands = planned("run")
    assert commands[0].endswith("installers/dev/setup.sh run")
    assert commands[-1].split() == [".venv/bin/reception-room", "practice"]
    assert planned("run", "ARGS=--reset")[-1].endswith("practice --reset")
    assert planned("run-hq")[-1].split()[1:] == ["practice", "--site", "hq"]


def test_the_installer_is_built_in_one_word_and_tried_in_another() -> None:
    commands = planned("msi", "ARGS=--out elsewhere")
    assert commands[0].endswith("installers/dev/setup.sh msi")
    assert commands[-1] == ".venv-msi/bin/python -m installers.msi --out elsewhere"
    setup, trial = planned("test-msi")
    assert setup.endswith("installers/dev/setup.sh test-msi")
    assert trial.split()[-3:] == [".venv-msi/bin/python", "-m", "tests.windows"]
    assert trial.startswith("timeout ")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, ["can-test-msi", "test-msi", "tried --brief"]),
        (4, ["can-test-msi", "The Windows installer is not tried: no root"]),
    ],
)
def test_the_installer_is_tried_briefly_or_one_line_says_why_not(
    tmp_path: Path, code: int, said: list[str]
) -> None:
    run = installer_stage(tmp_path, code)
    assert run.returncode == 0
    assert run.stdout.splitlines() == said


@pytest.mark.parametrize("code", [1, 2, 3])
def test_a_set_up_that_fails_is_no_reason_to_leave_the_installer_out(
    tmp_path: Path, code: int
) -> None:
    assert installer_stage(tmp_path, code).returncode != 0


def installer_stage(folder: Path, code: int) -> "subprocess.CompletedProcess[str]":
    """`make installer` with a set-up that ends so when it is asked whether it can."""
    setup = folder / "setup"
    setup.write_text(
        "#!/bin/sh\necho $1 >&2\n"
        f"if [ $1 = can-test-msi ]; then [ {code} = 0 ] || echo no root; exit {code}; fi\n"
    )
    setup.chmod(0o755)
    make = shutil.which("make")
    assert make is not None
    return subprocess.run(
        [make, "--no-print-directory", f"SETUP={setup}", "TRY_MSI=echo tried", "installer"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def test_everything_runs_once_and_the_cheap_before_the_dear() -> None:
    commands = planned("test")
    order = [position(commands, part) for part in STAGES]
    assert order == sorted(order)
    assert len(commands) == len(set(commands))


def test_a_part_of_the_unit_tests_runs_alone_and_counts_no_lines() -> None:
    (setup, part) = planned("unit", "PART=presenters/record")
    assert setup.endswith("setup.sh test")
    assert " -m pytest " in part
    assert "tests/unit/presenters/record -n 2" in part
    assert "coverage" not in part
    assert "tests/unit -n 2" in planned("unit")[-1]
    assert planned("test", "PART=presenters/record") == planned("test")


def test_torture_runs_what_is_marked_at_full_length() -> None:
    command = " ".join(planned("torture")[1:])
    assert '-m "torture or long" tests/integration' in command
    wanted = set(re.findall(r"\b([A-Z_]+)=\d+", command))
    modules = {
        path: path.read_text()
        for folder in ("tests/integration", "tests/ui")
        for path in (ROOT / folder).rglob("test_*.py")
    }
    lengths = {
        path: set(re.findall(r"os\.environ\.get\(\s*\"([A-Z_]+)\"", text))
        for path, text in modules.items()
    }
    assert set().union(*lengths.values()) == wanted
    unmarked = [
        path.name
        for path, names in lengths.items()
        if names and "pytest.mark.torture" not in modules[path]
    ]
    assert not unmarked


def test_no_process_of_the_tests_compiles_the_program_anew() -> None:
    assert "unexport PYTHONDONTWRITEBYTECODE" in (ROOT / "Makefile").read_text()


def test_the_rules_of_the_reception_are_wholly_covered() -> None:
    gate = planned("coverage")[-1]
    for room in ("domain", "contract", "presenters"):
        assert f"desktop/{room}/*" in gate


def test_every_stage_shows_its_slowest_thirty_and_nothing_is_tried_again() -> None:
    stages = [command for command in planned("test") if "-m pytest" in command]
    assert len(stages) == 6
    assert all("--durations=30" in stage for stage in stages)
    assert not [stage for stage in stages if "rerun" in stage or "--lf" in stage]


def test_what_measures_shares_the_cores_with_nothing() -> None:
    stages = [command for command in planned("test") if "-m pytest" in command]
    *shared, light, alone = stages
    assert [stage for stage in stages if " -n 2" in stage] == [*shared, light]
    assert '-m "not alone and not light and not long"' in shared[-1]
    assert '-m "light and not alone and not long"' in light
    assert '-m "alone and not long"' in alone
    assert " -n " not in alone


def test_ci_types_what_a_person_types(tmp_path: Path) -> None:
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$PWD: $*"\n')
    make.chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / ".ci/run")],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert done.stdout == f"{ROOT}: test\n"
