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


def test_the_address_of_a_meeting_is_left_out_when_empty_and_comes_back_as_it_was() -> None:
    assert "conference_address" not in SESSION.codec.write(replace(a_plan(), platform=PLATFORM))
    plan = replace(a_plan(), platform=PLATFORM, conference_address="987 6543 2100")
    body = SESSION.codec.write(plan)
    SESSION.check(body)
    assert SESSION.codec.read(body, id=SESSION_ID) == plan
    del body["conference_address"]
    assert SESSION.codec.read(body, id=SESSION_ID).conference_address == ""


@pytest.mark.parametrize(
    ("platform", "address"),
    [(None, "987 6543 2100"), (PLATFORM, "hop.example/j/1?pwd=abc"), (PLATFORM, " ")],
)
def test_an_address_without_a_platform_or_with_a_password_is_refused(
    platform: str | None, address: str
) -> None:
    told = {"platform": platform, "conference_address": address}
    with pytest.raises(Unfit):
        SESSION.check(SESSION.codec.write(a_plan()) | told)
