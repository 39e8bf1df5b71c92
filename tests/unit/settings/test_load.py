"""The stronger source wins, each value knows where it came from, and nothing stops the start."""

import logging
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import SettingsError
from desktop.settings.load import LoadedSettings, choose_settings, load_settings, log_problems
from desktop.settings.model import KEYS, Language, Settings
from desktop.settings.paths import Places, places_below
from desktop.settings.sources import Layer, Source

pytestmark = pytest.mark.unit

STRONGEST_FIRST = (Source.POLICY, Source.ENVIRONMENT, Source.MACHINE, Source.USER)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_below(tmp_path)


def _scale_layers(sources: set[Source]) -> list[Layer]:
    return [
        Layer(source=source, place=source, untrusted_values={"text_scale": 1 + index / 10})
        for index, source in enumerate(STRONGEST_FIRST)
        if source in sources
    ]


@given(st.sets(st.sampled_from(STRONGEST_FIRST)))
def test_the_strongest_source_that_speaks_wins(sources: set[Source]) -> None:
    loaded = choose_settings(_scale_layers(sources))
    winner = next((one for one in STRONGEST_FIRST if one in sources), Source.DEFAULT)
    assert loaded.origins["text_scale"].source is winner
    expected = 1 + STRONGEST_FIRST.index(winner) / 10 if sources else 1.0
    assert loaded.settings.text_scale == expected
    assert not loaded.problems


def test_all_four_places_of_a_pc_are_read(places: Places) -> None:
    places.policy_file.write_text("relay_only = true\nlog_level = 'error'\n")
    places.machine_file.write_text("site_id = '31-11629'\nlanguage = 'en'\n")
    places.user_file.write_text("language = 'vi'\nhigh_contrast = true\n")
    loaded = load_settings(places, {"RECEPTION_ROOM_LOG_LEVEL": "debug"})
    assert loaded.settings == Settings.model_validate(
        {
            "relay_only": True,
            "log_level": "error",
            "site_id": "31-11629",
            "language": "en",
            "high_contrast": True,
        }
    )
    assert loaded.origins["log_level"].is_locked
    assert loaded.origins["language"].source is Source.MACHINE
    assert loaded.origins["language"].place == str(places.machine_file)
    assert not loaded.origins["language"].is_locked
    assert loaded.origins["proxy"].source is Source.DEFAULT
    assert set(loaded.origins) == set(KEYS)


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_only_administrators_say_what_holds_for_the_pc(places: Places) -> None:
    places.machine_file.write_text("language = 'en'\n")
    places.machine_file.chmod(0o666)
    assert load_settings(places, {}).settings.language is Language.ENGLISH, (
        "the person's own folder"
    )
    loaded = load_settings(replace(places, is_own=False), {})
    assert loaded.settings.language is Language.VIETNAMESE
    (problem,) = loaded.problems
    assert problem.code == "C-110"
    assert problem.data["file"] == str(places.machine_file)
    assert problem.data["reason"] in {"others_may_write", "other_owner"}


def test_without_any_source_the_defaults_hold(places: Places) -> None:
    loaded = load_settings(places, {})
    assert loaded.settings == Settings()
    assert not loaded.problems


def test_a_broken_file_is_told_and_the_rest_still_holds(places: Places) -> None:
    places.machine_file.write_text("language = \n")
    places.user_file.write_text("language = 'en'\n")
    loaded = load_settings(places, {})
    assert loaded.settings.language is Language.ENGLISH
    (problem,) = loaded.problems
    assert problem.code == "C-110"
    assert problem.data == {"file": str(places.machine_file), "reason": "not_toml", "line": 1}


def test_a_value_that_is_not_allowed_gives_way_to_the_next_source(places: Places) -> None:
    places.machine_file.write_text("\ntext_scale = 40\nlanguage = 'en'\n")
    places.user_file.write_text("text_scale = 1.5\n")
    loaded = load_settings(places, {})
    assert loaded.settings.text_scale == 1.5
    assert loaded.settings.language is Language.ENGLISH
    assert loaded.origins["text_scale"].source is Source.USER
    (problem,) = loaded.problems
    assert problem.code == "C-111"
    assert problem.data == {
        "file": str(places.machine_file),
        "key": "text_scale",
        "line": 2,
        "reason": "less_than_equal",
    }


def test_unknown_names_are_listed_and_do_no_harm(places: Places) -> None:
    places.user_file.write_text("colour = 'red'\n[section]\nlanguage = 'en'\n")
    loaded = load_settings(places, {"RECEPTION_ROOM_NOISE": "1"})
    assert loaded.settings == Settings()
    assert [(one.code, one.data["key"], one.data.get("line")) for one in loaded.problems] == [
        ("C-112", "noise", None),
        ("C-112", "colour", 1),
        ("C-112", "section", 2),
    ]


def test_a_stronger_source_that_cannot_be_used_does_not_hide_the_weaker(places: Places) -> None:
    places.user_file.write_text("proxy = 'none'\n")
    loaded = load_settings(places, {"RECEPTION_ROOM_PROXY": "http://me:secret@proxy.example"})
    assert loaded.settings.proxy == "none"
    assert all("secret" not in str(one.data) for one in loaded.problems)


def test_problems_are_logged_without_what_was_written(
    places: Places, caplog: pytest.LogCaptureFixture
) -> None:
    places.user_file.write_text('enrol_code = "S3CRET\\n"\nserver_url = "https://me:pw9@c.example"')
    loaded = load_settings(places, {})
    assert not caplog.records  # the log is not open yet: its place and level are settings
    log_problems(loaded)
    assert [one.levelno for one in caplog.records] == [logging.WARNING] * len(loaded.problems)
    assert f"code=C-111 file={places.user_file} key=server_url line=2" in caplog.text
    assert "reason=url_with_login" in caplog.text
    assert "pw9" not in caplog.text


def _lines(loaded: LoadedSettings) -> dict[str, tuple[str, str]]:
    return {name: (value, source) for name, value, source in loaded.lines()}


def test_lines_for_it_hide_secrets_and_name_sources(places: Places) -> None:
    places.user_file.write_text("enrol_code = 'S3CRET'\nice_port_range = '50000-50099'\n")
    lines = _lines(load_settings(places, {}))
    assert lines["enrol_code"] == ("••••", "user")
    assert lines["ice_port_range"] == ("50000-50099", "user")
    assert lines["server_url"] == ("", "default")
    assert lines["language"] == ("vi", "default")
    assert "S3CRET" not in str(lines)


@given(st.binary(max_size=300))
def test_any_bytes_in_a_file_never_stop_the_start(content: bytes) -> None:
    layer = Layer(source=Source.USER, place="x")
    assert layer.problem is None
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - tmp_path is one per test, not per example

    with TemporaryDirectory() as folder:
        places = places_below(Path(folder))
        places.user_file.write_bytes(content)
        loaded = load_settings(places, {})
    assert isinstance(loaded.settings, Settings)
    assert all(isinstance(one, SettingsError) for one in loaded.problems)
