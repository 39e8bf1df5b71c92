"""The settings of this start, and choices for the next one."""

from pathlib import Path

import pytest

from desktop.app.services.exporter import Exporter
from desktop.app.services.settings import ChosenSettings
from desktop.domain.events import ActionFailed, Event, SettingSaved
from desktop.presenters.services.desk import SettingLine
from desktop.settings.load import HIDDEN_VALUE, load_settings
from desktop.settings.paths import Places, places_below
from desktop.settings.sources import Source

pytestmark = pytest.mark.unit


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_below(tmp_path)


def chosen(
    places: Places, told: list[Event], *choices: tuple[str, str], is_kept: bool = True
) -> ChosenSettings:
    exporter = Exporter(emit=told.append)
    exporter.start()
    settings = ChosenSettings(
        loaded=load_settings(places, {}),
        user_file=places.user_file if is_kept else None,
        exporter=exporter,
    )
    for key, value in choices:
        settings.choose(key, value)
    exporter.stop()
    return settings


def test_every_line_says_where_it_comes_from(places: Places) -> None:
    places.policy_file.write_text('paper_hours = "18:00-06:00"\n', encoding="utf-8")
    places.machine_file.write_text('enrol_code = "once"\nnonsense = 1\n', encoding="utf-8")
    settings = chosen(places, [])
    lines = {line.key: line for line in settings.lines()}
    assert lines["paper_hours"] == SettingLine(
        key="paper_hours",
        value="18:00-06:00",
        source=Source.POLICY,
        place=str(places.policy_file),
        is_locked=True,
    )
    assert lines["enrol_code"].value == HIDDEN_VALUE
    assert lines["enrol_code"].source is Source.MACHINE
    assert lines["check_limits"] == SettingLine(key="check_limits", value="", source=Source.DEFAULT)
    assert [problem.code for problem in settings.problems()] == ["C-112"]


def test_a_choice_is_on_the_disk_before_it_is_told(places: Places) -> None:
    told: list[Event] = []
    settings = chosen(places, told, ("text_scale", "1.5"), ("high_contrast", "True"))
    assert told == [
        SettingSaved(key="text_scale", value="1.5"),
        SettingSaved(key="high_contrast", value="True"),
    ]
    assert (
        places.user_file.read_text(encoding="utf-8") == "text_scale = 1.5\nhigh_contrast = true\n"
    )
    again = load_settings(places, {}).settings
    assert (again.text_scale, again.high_contrast) == (1.5, True)
    assert {line.key: line.value for line in settings.lines()}["text_scale"] == "1.0", "until then"


def test_a_file_that_cannot_be_read_is_told_and_kept(places: Places) -> None:
    places.user_file.write_text("language = \n", encoding="utf-8")
    told: list[Event] = []
    chosen(places, told, ("language", "en"))
    (failed,) = told
    assert isinstance(failed, ActionFailed)
    assert (failed.action, failed.code, failed.data["line"]) == ("choose_setting", "C-113", 1)
    assert places.user_file.read_text(encoding="utf-8") == "language = \n"


def test_without_a_file_nothing_is_kept(places: Places) -> None:
    told: list[Event] = []
    settings = chosen(places, told, ("language", "en"), is_kept=False)
    assert not settings.can_choose()
    assert told == []
    assert not places.user_file.exists()
