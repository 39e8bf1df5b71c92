"""What is started with `python -m`, named in a comment or imported by a text is there."""

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paths import ROOT

pytestmark = pytest.mark.unit

OURS = "(?:desktop|tests|installers)"
STARTED = re.compile(rf"(?:python\w*\)?|PYTHON_IN_VENV\)|--) +-m +({OURS}[\w.]*)")
NAMED = re.compile(rf"\b({OURS}(?:/[\w-]+)+\.py)\b")
IMPORTED = re.compile(
    rf"(?:^|[;\"'])[ \t]*(?:from ({OURS}[\w.]*) import ([^;\"'\n]+)|import ({OURS}[\w.]*))",
    re.MULTILINE,
)
PLACES = ("Makefile", ".github/**/*", ".ci/*", "installers/**/*", "docs/**/*.md", "README.md")
KINDS = {"", ".md", ".yml", ".sh", ".py", ".c", ".h", ".rc", ".service", ".socket", ".timer"}


@functools.cache
def texts() -> dict[str, str]:
    paths = {path for place in PLACES for path in ROOT.glob(place) if path.is_file()}
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in sorted(paths | {*sources("desktop"), *sources("tests")})
        if path.suffix in KINDS and "__pycache__" not in path.parts
    }


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def is_there(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def can_be_started(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


def test_every_module_that_is_started_is_there() -> None:
    started = {
        f"{name}: {module}": module
        for name, text in texts().items()
        for module in STARTED.findall(text)
    }
    assert len(started) > 20
    assert not [
        where for where, module in started.items() if not can_be_started(module.rstrip("."))
    ]


def test_every_module_that_is_named_is_there() -> None:
    """A comment that leads nowhere after a move is worse than none."""
    named = {
        f"{name}: {path}": path
        for name, text in texts().items()
        if not name.startswith(("docs/adr/", "docs/api/", "tests/unit/"))
        for path in NAMED.findall(text)
    }
    assert len(named) > 20
    assert not [where for where, path in named.items() if not (ROOT / path).is_file()]


def test_every_program_in_a_text_imports_what_is_there() -> None:
    """Programs that tests start stand in texts: neither the linter nor mypy looks into them.

    Imports of the modules themselves are looked at on the way.
    """
    found = {
        (module, name): where
        for where, text in texts().items()
        if where.endswith(".py")
        for module, name in imports(text)
    }
    assert len(found) > 2_000
    lost = [f"{found[one]}: {'.'.join(one)}" for one in found if not holds(*one)]
    assert not lost


def imports(text: str) -> Iterator[tuple[str, str]]:
    """Each (module, name); the name is empty for `import module`."""
    for module, names, alone in IMPORTED.findall(text):
        for name in names.partition("#")[0].split(",") if names else ("",):
            yield module or alone, name.strip(" ()").partition(" ")[0]


def holds(module: str, name: str) -> bool:
    if not is_there(module):
        return False
    if not name.isidentifier() or is_there(f"{module}.{name}"):
        return True
    return re.search(rf"\b{name}\b", source_of(module)) is not None


@functools.cache
def source_of(module: str) -> str:
    path = ROOT.joinpath(*module.split("."))
    alone = path.with_suffix(".py")
    file = alone if alone.is_file() else path / "__init__.py"
    return file.read_text(encoding="utf-8") if file.is_file() else ""
