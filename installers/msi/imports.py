"""Every module of a package that the program imports is in the payload."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from installers.msi.errors import BuildError

_ENDINGS: Final = (".pyc", ".py", ".pyd", ".cp3*-win_amd64.pyd")
# Stand in the code for the type checker only.
_TYPES_ONLY: Final = frozenset({"_typeshed"})
# A city on PostgreSQL or with an object store has a server of its own; that of a room has neither.
_EXTRAS: Final = frozenset({"obstore", "psycopg"})


def imported_modules(source: str) -> Iterator[str]:
    """Names of the modules that a source imports by statement, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def foreign_modules(program: Path) -> set[str]:
    """Modules that sources below `program` import, neither Python's nor of an extra."""
    names = {
        name
        for path in program.rglob("*.py")
        for name in imported_modules(path.read_text(encoding="utf-8"))
    }
    known = sys.stdlib_module_names | _TYPES_ONLY | _EXTRAS
    return {name for name in names if name.partition(".")[0] not in known}


def missing_modules(program: Path, library: Path) -> list[str]:
    """Modules that sources below `program` import and that neither `library` nor Python has."""
    return sorted(name for name in foreign_modules(program) if not _is_in(library, name))


def check_modules(program: Path, library: Path) -> None:
    """Raises: BuildError naming what is missing."""
    if missing := missing_modules(program, library):
        message = f"the program imports what is not shipped: {', '.join(missing)}"
        raise BuildError(message)


def _is_in(library: Path, name: str) -> bool:
    path = library.joinpath(*name.split("."))
    if path.is_dir():
        return True
    return any(next(path.parent.glob(path.name + ending), None) for ending in _ENDINGS)
