"""What the program imports is shipped, or the build stops."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from installers.msi.errors import BuildError
from installers.msi.imports import check_modules, foreign_modules, missing_modules
from installers.msi.product import ROOT

pytestmark = pytest.mark.unit

SOURCE = """
import os.path
import numpy.typing as npt
from one.two import three
def later() -> None:
    import native
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "module.py").write_text(SOURCE)
    return folder


def ship(library: Path, *names: str) -> None:
    for name in names:
        (library / name).parent.mkdir(parents=True, exist_ok=True)
        (library / name).write_text("")


def test_packages_modules_and_native_modules_are_found(program: Path, tmp_path: Path) -> None:
    ship(tmp_path / "lib", "numpy/typing/__init__.pyc", "one/two.pyc", "native.cp313-win_amd64.pyd")
    check_modules(program, tmp_path / "lib")


def test_a_part_of_a_package_that_was_left_out_is_missed(program: Path, tmp_path: Path) -> None:
    ship(tmp_path / "lib", "numpy/__init__.pyc", "one/two.pyc", "native.pyd")
    assert missing_modules(program, tmp_path / "lib") == ["numpy.typing"]
    with pytest.raises(BuildError, match=r"numpy\.typing"):
        check_modules(program, tmp_path / "lib")


def test_what_the_program_imports_is_locked_for_the_installer() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    owners = packages_distributions()
    tops = {name.partition(".")[0] for name in foreign_modules(ROOT / "desktop")} - {"desktop"}
    assert len(tops) > 10
    unlocked = {
        top
        for top in tops
        if top in owners
        and locked.isdisjoint(re.sub(r"[-_.]+", "-", owner).lower() for owner in owners[top])
    }
    assert not unlocked
