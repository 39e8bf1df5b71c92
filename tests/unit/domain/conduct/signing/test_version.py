"""A version is known by its hash: the same content has the same one, any other has another."""

from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from desktop.domain.conduct.signing.version import (
    MAX_OBJECTION_CHARACTERS,
    MAX_OBJECTOR_CHARACTERS,
    Objection,
    ObjectionResult,
    SiteText,
    differing,
    is_objection,
    short_code,
    shortened,
    version_hash,
)
from desktop.domain.ids import MinuteLineId, SiteId
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

HQ, COMMUNE, AGENCY = SiteId("hq"), SiteId("commune"), SiteId("agency")
ONE, OTHER = "1" * 64, "2" * 64
OBJECTION = Objection(
    number=1,
    line_id=MinuteLineId("line-1"),
    former="Đã gửi đơn hai lần.",
    text="Đã gửi đơn ba lần.",
    by="Công dân A",
    result=ObjectionResult.ACCEPTED,
    at=NOON,
    site_id=COMMUNE,
)


def text(site_id: SiteId, sha256: str = ONE, unsettled: int = 0) -> SiteText:
    return SiteText(site_id=site_id, sha256=sha256, lines=3, unsettled=unsettled)


def test_equal_content_has_one_hash_in_whatever_zone_its_hours_are_told() -> None:
    elsewhere = replace(OBJECTION, at=NOON.astimezone(timezone(timedelta(hours=7))))
    assert version_hash(ONE, (OBJECTION,)) == version_hash(ONE, (elsewhere,))


@pytest.mark.parametrize(
    "other",
    [
        replace(OBJECTION, number=2),
        replace(OBJECTION, line_id=None),
        replace(OBJECTION, former="Khác."),
        replace(OBJECTION, text="Khác."),
        replace(OBJECTION, by="Công dân B"),
        replace(OBJECTION, result=ObjectionResult.KEPT),
        replace(OBJECTION, at=NOON + timedelta(microseconds=1)),
        replace(OBJECTION, site_id=HQ),
    ],
)
def test_whatever_is_another_word_is_another_hash(other: Objection) -> None:
    assert version_hash(ONE, (other,)) != version_hash(ONE, (OBJECTION,))


def test_other_lines_or_no_objection_are_another_version() -> None:
    hashes = {version_hash(ONE, ()), version_hash(OTHER, ()), version_hash(ONE, (OBJECTION,))}
    assert len(hashes) == 3


def test_a_site_with_another_text_or_two_texts_of_a_line_is_named() -> None:
    texts = (text(HQ), text(COMMUNE, OTHER), text(AGENCY, unsettled=1))
    assert differing(texts, (HQ, COMMUNE, AGENCY), ONE) == (COMMUNE, AGENCY)


def test_of_a_site_that_is_gone_or_told_nothing_nothing_is_said() -> None:
    assert differing((text(COMMUNE, OTHER),), (HQ, AGENCY), ONE) == ()


def test_long_words_of_a_line_are_cut_where_an_objection_keeps_them() -> None:
    assert shortened("  Hai\n lần ") == "Hai lần"
    cut = shortened("a" * (MAX_OBJECTION_CHARACTERS + 1))
    assert len(cut) == MAX_OBJECTION_CHARACTERS
    assert cut.endswith("…")


@pytest.mark.parametrize(
    ("words", "by", "is_one"),
    [
        ("Sửa lại.", "Công dân A", True),
        (" ", "Công dân A", False),
        ("Sửa lại.", "", False),
        ("a" * (MAX_OBJECTION_CHARACTERS + 1), "Công dân A", False),
        ("Sửa lại.", "a" * (MAX_OBJECTOR_CHARACTERS + 1), False),
    ],
)
def test_an_objection_says_something_and_who_said_it(words: str, by: str, *, is_one: bool) -> None:
    assert is_objection(words, by) is is_one


def test_people_compare_the_begin_of_a_hash() -> None:
    assert short_code("7f3a19c2" + "0" * 56) == "7F3A 19C2"
