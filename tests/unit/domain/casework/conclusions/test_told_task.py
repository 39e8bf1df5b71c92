"""What a line says of a task: the day it names, and the body."""

from datetime import date

import pytest

from desktop.domain.casework.conclusions.told_task import told_body, told_deadline

pytestmark = pytest.mark.unit

DAY = date(2026, 11, 26)
NAMES = [("an-lao", "UBND xã An Lão"), ("an-lao", "An Lão"), ("so", "Sở NN và MT"), ("none", "")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Giao xã trả lời trước 10/12", date(2026, 12, 10)),
        ("Giao xã trả lời trước ngày 10/12/2026", date(2026, 12, 10)),
        ("chậm nhất 05-01", date(2027, 1, 5)),
        ("Từ ngày 01/12 đến ngày 15.12.2026", date(2026, 12, 15)),
        ("Theo Quyết định số 12/10 của xã", None),
        ("hạn 31/02", None),
        ("trước 10/10/2026", None),
        ("ngày 12/10/20261", None),
        ("Trả lời công dân", None),
    ],
)
def test_the_last_day_that_is_still_to_come(text: str, day: date | None) -> None:
    assert told_deadline(text, DAY) == day


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Giao UBND xã An Lão trả lời", "an-lao"),
        ("giao xã AN LÃO, trước 10/12", "an-lao"),
        ("Sở NN và MT cung cấp bản đồ", "so"),
        ("Sở NN và MT cùng xã An Lão kiểm tra", None),
        ("An Lãoo", None),
        ("", None),
    ],
)
def test_the_one_body_that_is_named(text: str, key: str | None) -> None:
    assert told_body(text, NAMES) == key
