import json
from datetime import date
from pathlib import Path

import pytest

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.directory.site import SiteKind
from desktop.domain.errors import SettingsError
from desktop.domain.papers.paper import PaperKind
from desktop.forms.record.minutes_wording import load_minutes_wording
from tests.paths import ROOT

pytestmark = pytest.mark.unit

TEMPLATE = ROOT / "resources" / "forms" / "minutes-v1.json"


def test_the_template_knows_every_word_it_may_need() -> None:
    wording = load_minutes_wording(TEMPLATE)
    assert set(wording.petition_types) == set(PetitionType)
    assert set(wording.paper_kinds) == set(PaperKind)
    assert set(wording.issuers) == set(wording.numbers) == set(SiteKind)
    assert set(wording.grounds) == {1, 2, 3, 4, 5}


def test_a_template_is_valid_between_its_days() -> None:
    wording = load_minutes_wording(TEMPLATE)
    assert not wording.is_valid_on(date(2026, 6, 30))
    assert wording.is_valid_on(date(2026, 7, 1))
    ended = wording.model_copy(update={"valid_until": date(2027, 1, 31)})
    assert ended.is_valid_on(date(2027, 1, 31))
    assert not ended.is_valid_on(date(2027, 2, 1))


@pytest.mark.parametrize("change", ["missing", "extra", "garbage", "no file"])
def test_a_template_that_cannot_be_used_is_told_by_its_name(tmp_path: Path, change: str) -> None:
    path = tmp_path / "minutes-v9.json"
    data = json.loads(TEMPLATE.read_text(encoding="utf-8"))
    if change == "missing":
        del data["motto"]
    elif change == "extra":
        data["mottto"] = "x"
    if change == "garbage":
        path.write_text("{", encoding="utf-8")
    elif change != "no file":
        path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_minutes_wording(path)
    assert caught.value.code == "B-430"
    assert caught.value.data == {"file": "minutes-v9.json"}
