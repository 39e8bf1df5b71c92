"""Whatever the program may import through packages is shipped, or the build stops."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from installers.msi.errors import BuildError
from installers.msi.reach import check_reach, imported_names, missed_modules, module_name
from installers.msi.selection import is_wanted

pytestmark = pytest.mark.unit

SOURCE = """
import os, one.two
from three import four as five
from . import near
from .. import far
from ..other import thing
if TYPE_CHECKING:
    import only_for_types
else:
    import for_others
if typing.TYPE_CHECKING:
    from types_again import T
try:
    import tried
except ImportError:
    import instead
def later():
    with open("x"):
        import deep
match word:
    case 1:
        import chosen
"""


def lay(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_every_statement_counts_but_those_for_type_checkers() -> None:
    names = set(imported_names(SOURCE, "top.sub.module", is_package=False))
    assert names == {
        "os", "one.two", "three", "three.four", "top.sub", "top.sub.near", "top", "top.far",
        "top.other", "top.other.thing", "for_others", "tried", "instead", "deep", "chosen",
    }  # fmt: skip


def test_a_package_is_its_own_folder() -> None:
    assert set(imported_names("from . import a", "top.sub", is_package=True)) == {
        "top.sub", "top.sub.a",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("lxml/etree.cp313-win_amd64.pyd", "lxml.etree"),
        ("lxml/__init__.py", "lxml"),
        ("wrtc.cp313-win_amd64.pyd", "wrtc"),
    ],
)
def test_a_module_has_its_name_by_its_path(path: str, name: str) -> None:
    assert module_name(PurePosixPath(path)) == name


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return lay(
        tmp_path / "program",
        {"__init__.py": "", "main.py": "def run():\n    from outer import core\n"},
    )


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    files = {
        "outer/__init__.py": "",
        "outer/core.py": "from .parts import native",
        "outer/parts/__init__.py": "from outer import lazy",
        "outer/parts/native.cp313-win_amd64.pyd": "",
        "outer/lazy.py": "",
        "outer/unused.py": "import outer.never",
        "outer/never.py": "",
    }
    return lay(tmp_path / "wheels", files)


def without(*names: str) -> frozenset[PurePosixPath]:
    return frozenset(map(PurePosixPath, names))


def test_what_nothing_reaches_may_be_left_out(program: Path, wheels: Path) -> None:
    left_out = without("outer/unused.py", "outer/never.py")
    check_reach(program, wheels, lambda path: path not in left_out)


def test_a_module_that_a_package_imports_is_missed(program: Path, wheels: Path) -> None:
    left_out = without("outer/lazy.py", "outer/parts/native.cp313-win_amd64.pyd", "outer/never.py")
    assert missed_modules(program, wheels, lambda path: path not in left_out) == [
        ("outer.lazy", "outer.parts"),
        ("outer.parts.native", "outer.core"),
    ]
    with pytest.raises(BuildError, match=r"2 modules .* outer\.parts imports outer\.lazy"):
        check_reach(program, wheels, lambda path: path not in left_out)


def test_the_real_selection_misses_what_it_leaves_out(tmp_path: Path) -> None:
    program = lay(tmp_path / "program", {"__init__.py": "", "main.py": "import lxml.html"})
    files = {"lxml/__init__.py": "", "lxml/html/__init__.py": ""}
    wheels = lay(tmp_path / "wheels", files)
    assert missed_modules(program, wheels, is_wanted) == [("lxml.html", "program.main")]
