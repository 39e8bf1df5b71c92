import base64

import pytest

from desktop.cityserver.cursor import Cursor, parse_cursor
from desktop.cityserver.problems import Rejected
from desktop.cityserver.store.audit import Head
from desktop.contract.problem import ProblemCode

pytestmark = pytest.mark.unit

EPOCH = "epoch-1"
SEAL = "0" * 64


def packed(*parts: object) -> str:
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode()).decode()


def test_a_room_brings_back_what_it_was_given() -> None:
    told = Cursor(revision=9, whole=4, tag="tag", head=Head(seq=7, seal=SEAL))
    assert parse_cursor(told.text(EPOCH), EPOCH) == told
    assert parse_cursor(packed(EPOCH, 9), EPOCH) == Cursor(revision=9, whole=9)
    assert parse_cursor("", EPOCH) == Cursor()


@pytest.mark.parametrize(
    "untrusted_text",
    [
        "é",
        "AAA",
        packed(EPOCH),
        packed("another", 9),
        packed(EPOCH, -1),
        packed(EPOCH, 2**63),
        packed(EPOCH, 4, 9, "", 0, ""),
        packed(EPOCH, 9, -1, "", 0, ""),
        packed(EPOCH, 9, 9, "", 2**70, SEAL),
        packed(EPOCH, 9, 9, "", -1, SEAL),
        packed(EPOCH, 9, 9, "", "seven", SEAL),
        packed(EPOCH, 9, 9),
    ],
)
def test_what_is_no_place_of_this_city_sends_the_room_to_the_beginning(
    untrusted_text: str,
) -> None:
    with pytest.raises(Rejected) as refused:
        parse_cursor(untrusted_text, EPOCH)
    assert refused.value.code is ProblemCode.GONE
