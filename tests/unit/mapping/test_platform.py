"""The platform of a session on the wire: left out by older cities, never with a password."""

from dataclasses import replace

import pytest

from desktop.contract.records.reception import SessionBody
from desktop.mapping.codec import Unfit
from desktop.mapping.records import SESSION
from tests.samples.receptions import SESSION as SESSION_ID
from tests.samples.receptions import a_plan

pytestmark = pytest.mark.unit

PLATFORM = "Hội nghị truyền hình của Chính phủ"


def test_a_session_elsewhere_comes_back_as_it_was() -> None:
    plan = replace(a_plan(), platform=PLATFORM)
    body = SESSION.codec.write(plan)
    assert body["platform"] == PLATFORM
    SESSION.check(body)
    assert SESSION.codec.read(body, id=SESSION_ID) == plan


def test_a_city_that_knows_none_says_nothing_of_it() -> None:
    body = SESSION.codec.write(a_plan())
    assert body["platform"] is None
    del body["platform"]
    SESSION.check(SessionBody.model_validate(body).model_dump(mode="json"))
    assert SESSION.codec.read(body, id=SESSION_ID).platform == ""


@pytest.mark.parametrize("platform", [" ", "hai\ndòng", "Họp, mật khẩu 123"])
def test_what_is_no_name_or_tells_a_password_is_refused(platform: str) -> None:
    body = SESSION.codec.write(a_plan()) | {"platform": platform}
    with pytest.raises(Unfit):
        SESSION.check(body)


@pytest.mark.parametrize("platform", ["", "x" * 81])
def test_beyond_the_limits_of_the_wire_it_is_no_body(platform: str) -> None:
    body = SESSION.codec.write(a_plan()) | {"platform": platform}
    with pytest.raises(Unfit):
        SESSION.codec.taken(body)
