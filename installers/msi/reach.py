"""Nothing that the program may import, directly or through packages, is left out of the installer.

Every import statement counts, wherever it stands: inside functions and behind conditions too, only
those for type checkers do not. What a package imports by a name that it puts together is not seen
here; tests/windows/parts.py imports the whole program under Wine.
"""

import ast
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final

from installers.msi.errors import BuildError

_KINDS: Final = (".py", ".pyd")
_BODIES: Final = ("body", "orelse", "finalbody", "handlers", "cases")
# Reached by their statements, and done without.
_DONE_WITHOUT: Final = (
    "numpy.f2py*",  # a compiler; numpy imports it when somebody names it
    "PySide6.QtNetwork",  # PySide6 tries it to set up OpenSSL, and goes on without
)

IsWanted = Callable[[PurePosixPath], bool]


def modules_below(folder: Path) -> dict[str, PurePosixPath]:
    """Every module below a folder of packages: its path by its name."""
    found: dict[str, PurePosixPath] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in _KINDS:
            relative = PurePosixPath(path.relative_to(folder).as_posix())
            found.setdefault(module_name(relative), relative)
    return found


def module_name(path: PurePosixPath) -> str:
    """Of "package/module.cp313-win_amd64.pyd" or "package/__init__.py"."""
    name = path.name.partition(".")[0]
    return ".".join((*path.parts[:-1], *([] if name == "__init__" else [name])))


def imported_names(source: str, module: str, *, is_package: bool) -> Iterator[str]:
    """What a module's statements may import: packages, modules, and names that may be modules."""
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, module, is_package=is_package)
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def reached(program: Mapping[str, Path], packages: Mapping[str, Path]) -> dict[str, str]:
    """Modules of packages that the program may import, each with one that imports it.

    program, packages: paths of all modules by name.
    """
    found: dict[str, str] = {}
    waiting = deque((name, path) for name, path in program.items())
    while waiting:
        module, path = waiting.popleft()
        if path.suffix != ".py":
            continue
        is_package = path.stem == "__init__"
        source = path.read_text(encoding="utf-8")
        for name in imported_names(source, module, is_package=is_package):
            for one in _with_parents(name):
                if one in packages and one not in found:
                    found[one] = module
                    waiting.append((one, packages[one]))
    return found


def missed_modules(program: Path, wheels: Path, is_wanted: IsWanted) -> list[tuple[str, str]]:
    """(module, who imports it) for each that is reached and left out.

    program: the folder of its package. wheels: where they were installed, everything still there.
    """
    own = {
        f"{program.name}.{name}" if name else program.name: program / path
        for name, path in modules_below(program).items()
    }
    paths = modules_below(wheels)
    importers = reached(own, {name: wheels / path for name, path in paths.items()})
    return sorted(
        (name, importer)
        for name, importer in importers.items()
        if not is_wanted(paths[name]) and not _is_done_without(name)
    )


def check_reach(program: Path, wheels: Path, is_wanted: IsWanted) -> None:
    """Raises: BuildError naming what is left out and who imports it."""
    if missed := missed_modules(program, wheels, is_wanted):
        told = "; ".join(f"{importer} imports {name}" for name, importer in missed[:20])
        message = f"{len(missed)} modules are left out that may be needed: {told}"
        raise BuildError(message)


def _is_done_without(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _DONE_WITHOUT)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[:count]) for count in range(len(parts), 0, -1))


def _origin(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    kept = len(parts) - node.level + is_package
    return ".".join((*parts[:kept], *([node.module] if node.module else [])))


def _statements(tree: ast.Module) -> Iterator[ast.AST]:
    """Every statement that runs outside of a type checker."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for field in _BODIES:
            if field != "body" or not (isinstance(node, ast.If) and _is_for_types(node.test)):
                waiting.extend(getattr(node, field, ()))


def _is_for_types(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return name == "TYPE_CHECKING"
