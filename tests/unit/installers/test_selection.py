"""Only what a room runs is shipped."""

from pathlib import PurePosixPath

import pytest

from installers.msi.selection import is_wanted

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Core.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/support/deprecated.py",
        "shiboken6/Shiboken.pyd",
        "lxml/etree.cp313-win_amd64.pyd",
        "lxml/_elementpath.cp313-win_amd64.pyd",
        "apsw/__init__.cp313-win_amd64.pyd",
        "apsw/aio.py",
        "numpy/_core/_multiarray_umath.cp313-win_amd64.pyd",
        "sqlalchemy/dialects/postgresql/base.py",
        "sqlalchemy/dialects/sqlite/pysqlite.py",
        "PIL/_webp.cp313-win_amd64.pyd",
        "av.libs/avcodec-63-2756d4ff.dll",
        "_sounddevice_data/portaudio-binaries/libportaudio64bit.dll",
        "tzdata/zoneinfo/Asia/Ho_Chi_Minh",
        "certifi/cacert.pem",
        "numpy/typing/__init__.py",
        "webrtc/openh264_license.txt",
        "pypdfium2/version.json",
        "pypdfium2_raw/version.json",
        "aiortc/rtcpeerconnection.py",
        "wrtc-0.1.0.dist-info/METADATA",
        "wrtc-0.1.0.dist-info/licenses/LICENSE",
        "numpy-2.5.5.dist-info/licenses/numpy/_core/src/highway/LICENSE",
    ],
)
def test_what_the_program_runs_is_shipped(path: str) -> None:
    assert is_wanted(PurePosixPath(path))


@pytest.mark.parametrize(
    "path",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/QtNetwork.pyd",
        "PySide6/plugins/sqldrivers/qsqlite.dll",
        "PySide6/translations/qt_fr.qm",
        "PySide6/designer.exe",
        "shiboken6/shiboken6.abi3.lib",
        "shiboken6/msvcp140.dll",
        "PySide6/vcruntime140.dll",
        "av.libs/libstdc++-6-7ad22040.dll",
        "lxml/objectify.cp313-win_amd64.pyd",
        "lxml/html/__init__.py",
        "apsw/_unicode.cp313-win_amd64.pyd",
        "numpy/_core/_simd.cp313-win_amd64.pyd",
        "numpy/_core/_umath_tests.cp313-win_amd64.pyd",
        "sqlalchemy/dialects/mysql/base.py",
        "numpy/_core/tests/test_array.py",
        "numpy/random/mtrand.cp313-win_amd64.lib",
        "_sounddevice_data/portaudio-binaries/libportaudio32bit.dll",
        "_sounddevice_data/portaudio-binaries/libportaudio64bit-asio.dll",
        "apsw/sqlite_extra_binaries/fileio.dll",
        "bin/alembic",
        "pydantic/py.typed",
        "fastapi/.agents/skills/fastapi/SKILL.md",
        "types_protobuf-7.35.dist-info/METADATA",
        "wrtc-0.1.0.dist-info/RECORD",
        "tzdata/zoneinfo/Europe/Paris",
    ],
)
def test_everything_else_stays_behind(path: str) -> None:
    assert not is_wanted(PurePosixPath(path))
