"""A person's choice is kept in their file, beside everything that stands there already."""

import errno
import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.devices.display import SecondDisplay
from desktop.domain.errors import SettingsError
from desktop.settings.load import load_settings
from desktop.settings.model import parse_setting
from desktop.settings.paths import places_below
from desktop.settings.sources import FILE_LIMIT_BYTES, Source
from desktop.settings.user_file import NOT_WRITTEN, UNUSABLE, save_choice

pytestmark = pytest.mark.unit


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "of-a-person" / "settings.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())


def left(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_the_file_is_made_when_it_is_missing(path: Path) -> None:
    save_choice(path, "language", parse_setting("language", "en"))
    save_choice(path, "text_scale", parse_setting("text_scale", "1.5"))
    save_choice(path, "high_contrast", parse_setting("high_contrast", "True"))
    save_choice(path, "second_display", SecondDisplay.OFF)
    assert path.read_text(encoding="utf-8") == (
        'language = "en"\ntext_scale = 1.5\nhigh_contrast = true\nsecond_display = "off"\n'
    )
    assert left(path) == ["settings.toml"]


def test_the_next_start_uses_it(tmp_path: Path) -> None:
    places = places_below(tmp_path)
    save_choice(places.user_file, "high_contrast", True)
    loaded = load_settings(places, {})
    assert loaded.settings.high_contrast
    assert loaded.origins["high_contrast"].source is Source.USER
    assert loaded.problems == ()


def test_everything_else_stays_as_it_was_written(path: Path) -> None:
    """Notepad's mark at the beginning and its ends of lines, words of a person, another value."""
    write(
        path,
        "\ufeff# của phòng\r\nsupport_phone = '0000'  # gọi ai\r\n'text_scale'=1.25\r\n\r\n",
    )
    save_choice(path, "text_scale", 2.0)
    assert path.read_bytes().decode() == (
        "# của phòng\r\nsupport_phone = '0000'  # gọi ai\r\ntext_scale = 2.0\r\n\r\n"
    )
    save_choice(path, "language", "en")
    assert path.read_bytes().decode().endswith('text_scale = 2.0\r\nlanguage = "en"\r\n')


def test_a_value_is_not_written_into_a_table(path: Path) -> None:
    write(path, 'proxy = "none"\n[other]\nlanguage = "vi"\n')
    save_choice(path, "language", "en")
    text = 'proxy = "none"\nlanguage = "en"\n[other]\nlanguage = "vi"\n'
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("language = \n", "not_toml"),
        ('note = """\nlanguage = 1\n"""\n', "not_kept"),
        ('note = """\n[\n"""\n', "not_kept"),
        ("#" * (FILE_LIMIT_BYTES - 3) + "\n", "not_kept"),
        ("#" * (FILE_LIMIT_BYTES + 1), "too_long"),
    ],
    ids=["no TOML", "a name in a text", "a table in a text", "full", "too long"],
)
def test_a_file_that_cannot_be_kept_whole_is_left_alone(path: Path, text: str, reason: str) -> None:
    write(path, text)
    with pytest.raises(SettingsError) as caught:
        save_choice(path, "language", "en")
    assert caught.value.code == UNUSABLE
    assert (caught.value.data["file"], caught.value.data["reason"]) == (str(path), reason)
    assert path.read_bytes() == text.encode()
    assert left(path) == ["settings.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_who_may_read_the_file_stays_as_it_was(path: Path) -> None:
    write(path, "enrol_code = 'once'\n")
    path.chmod(0o640)
    save_choice(path, "language", "en")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text("text_scale = 1.5\n", encoding="utf-8")
    path.parent.mkdir()
    path.symlink_to(real)
    save_choice(path, "language", "en")
    assert path.is_symlink()
    assert real.read_text(encoding="utf-8") == 'text_scale = 1.5\nlanguage = "en"\n'


def test_a_disk_that_takes_nothing_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_number: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    write(path, "text_scale = 1.5\n")
    monkeypatch.setattr("desktop.files.durable.os.fsync", fail)
    with pytest.raises(SettingsError) as caught:
        save_choice(path, "language", "en")
    assert caught.value.code == NOT_WRITTEN
    assert caught.value.data == {"file": str(path), "reason": f"errno_{errno.ENOSPC}"}
    assert path.read_text(encoding="utf-8") == "text_scale = 1.5\n"
    assert left(path) == ["settings.toml"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(SettingsError) as caught:
        save_choice(blocked / "settings.toml", "language", "en")
    assert caught.value.code in {NOT_WRITTEN, UNUSABLE}
    assert os.fspath(blocked) in str(caught.value.data["file"])


_NAMES = st.sampled_from(["language", "text_scale", "note", "proxy"])
_VALUES = st.one_of(
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=12),
    st.integers(0, 9),
    st.booleans(),
)


@given(before=st.dictionaries(_NAMES, _VALUES), key=_NAMES, value=_VALUES)
def test_any_file_keeps_its_other_values(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, str | int | bool],
    key: str,
    value: str | int | bool,
) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.toml"
    for name, one in before.items():
        save_choice(path, name, one)
    save_choice(path, key, value)
    assert tomllib.loads(path.read_text(encoding="utf-8")) == {**before, key: value}
