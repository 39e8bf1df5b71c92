"""What of the installed wheels goes into the installer: an allow-list, so nothing sneaks in."""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

_QT_LIBRARIES: Final = frozenset({
    "Qt6Core.dll", "Qt6Gui.dll", "Qt6PrintSupport.dll", "Qt6Svg.dll", "Qt6Widgets.dll",
    "pyside6.abi3.dll", "QtCore.pyd", "QtGui.pyd", "QtPrintSupport.pyd", "QtSvg.pyd",
    "QtWidgets.pyd",
})  # fmt: skip
_QT_PLUGINS: Final = frozenset({
    "iconengines/qsvgicon.dll", "imageformats/qico.dll", "imageformats/qjpeg.dll",
    "imageformats/qsvg.dll", "platforms/qoffscreen.dll", "platforms/qwindows.dll",
    "printsupport/windowsprintersupport.dll", "styles/qmodernwindowsstyle.dll",
})  # fmt: skip
_SHIBOKEN_LIBRARIES: Final = frozenset({"Shiboken.pyd", "shiboken6.abi3.dll"})
_PYSIDE_MODULES: Final = ("__init__.py", "_config.py", "_git_pyside_version.py", "support/*.py")
_CODE: Final = frozenset({".py", ".pyd", ".dll"})
# Files beside code that a package reads when it runs.
_DATA: Final = (
    "certifi/cacert.pem", "docx/templates/*", "livekit/rtc/resources/LICENSE.md",
    "pypdfium2/version.json", "pypdfium2_raw/version.json",  # read when it is imported
    "tzdata/zoneinfo/Asia/Ho_Chi_Minh", "tzdata/zoneinfo/UTC", "webrtc/openh264_license.txt",
    "tzdata/zoneinfo/Europe/Brussels",  # pyHanko reads it when it is imported
)  # fmt: skip
# Code that nobody runs in a room: tests, types, command-line tools, other platforms' libraries.
_LEFT_OUT: Final = (
    "*/tests/*", "*/test/*", "*/__pycache__/*", "*/_examples/*", "bin/*", "google-stubs/*",
    "numpy/f2py/*", "numpy/_pyinstaller/*", "numpy/conftest.py", "numpy/_core/_simd.*",
    "numpy/_core/_*_tests.*", "pypdfium2_cli/*",
    "lxml/isoschematron/*", "lxml/objectify.*", "lxml/html/*", "lxml/sax.*", "lxml/builder.*",
    "lxml/doctestcompare.*", "lxml/usedoctest.*", "lxml/cssselect.*", "lxml/ElementInclude.*",
    "docx/templates/default-docx-template/*", "PIL/_avif*",
    "apsw/sqlite_extra_binaries/*", "apsw/_unicode.*", "apsw/unicode.*", "apsw/ext.*",
    "apsw/fts5*", "apsw/shell.*", "apsw/speedtest.*", "apsw/trace.*", "apsw/__main__.*",
    "alembic/templates/*", "alembic/testing/*", "sqlalchemy/testing/*",
    # A room keeps to SQLite; columns of some tables are spelt for PostgreSQL too.
    "sqlalchemy/dialects/mssql/*", "sqlalchemy/dialects/mysql/*", "sqlalchemy/dialects/oracle/*",
    # What only the libraries need that stand_ins.py replaces.
    "av.libs/libstdc++-*", "av.libs/libsharpyuv-*",
    "*/libportaudio32bit*.dll", "*/libportaudioarm64*.dll", "*/libportaudio*-asio.dll",
)  # fmt: skip
_TYPES_ONLY: Final = ("types_*.dist-info",)
_ABOUT: Final = ("METADATA", "entry_points.txt")
_LICENCE_WORDS: Final = ("licen", "copying", "notice", "authors")


def is_wanted(path: PurePosixPath) -> bool:
    """Whether a file of the wheels is shipped. path: below the folder they were installed into."""
    top = path.parts[0]
    text = path.as_posix()
    if top.endswith(".dist-info"):
        return not _matches(top, _TYPES_ONLY) and is_about(path)
    if top == "PySide6":
        return _is_wanted_of_qt(PurePosixPath(*path.parts[1:]))
    if top == "shiboken6":
        return path.name in _SHIBOKEN_LIBRARIES or fnmatchcase(text, "shiboken6/*.py")
    if _matches(text, _LEFT_OUT):
        return False
    return path.suffix in _CODE or _matches(text, _DATA)


def is_about(path: PurePosixPath) -> bool:
    """Whether a file of a dist-info folder says what the package is and under which licence."""
    inner = path.parts[1:]
    return inner in {(name,) for name in _ABOUT} or is_licence(path)


def is_licence(path: PurePosixPath) -> bool:
    """Whether a file of a dist-info folder is the text of a licence or a notice."""
    inner = path.parts[1:]
    return inner[0].lower() in {"licenses", "licences"} or any(
        word in path.name.lower() for word in _LICENCE_WORDS
    )


def _is_wanted_of_qt(path: PurePosixPath) -> bool:
    text = path.as_posix()
    if text == "support/generate_pyi.py":
        return False
    if text.startswith("plugins/"):
        return text.removeprefix("plugins/") in _QT_PLUGINS
    return text in _QT_LIBRARIES or _matches(text, _PYSIDE_MODULES)


def _matches(text: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(text, pattern) for pattern in patterns)
