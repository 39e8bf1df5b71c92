"""Where fonts, icons, styles and translations lie, in a checkout and in an installed program."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_CANDIDATES = (_PACKAGE / "_resources", _PACKAGE.parent / "resources")


class ResourceMissingError(FileNotFoundError):
    """A file that belongs to the program is not there: the installation is damaged."""

    def __init__(self, relative: str, searched: tuple[Path, ...]) -> None:
        self.relative = relative
        self.searched = searched
        places = ", ".join(str(place) for place in searched)
        super().__init__(f"resource {relative!r} not found in {places}")


def resource_path(*parts: str) -> Path:
    """The path of one resource file or folder.

    parts: the way below `resources/`, e.g. `resource_path("icons", "mic.svg")`.
    An installed wheel carries the folder as `desktop/_resources`; a checkout as `resources`.
    Thread: any.

    Raises:
        ResourceMissingError: the file does not exist.
    """
    for folder in _CANDIDATES:
        path = folder.joinpath(*parts)
        if path.exists():
            return path
    raise ResourceMissingError("/".join(parts), _CANDIDATES)
