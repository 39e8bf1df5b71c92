import base64

import pytest

from desktop.cityserver.exchange.cursor import Cursor, parse_cursor
from desktop.cityserver.http.refusals import Rejected
from desktop.cityserver.secrets.audit_keys import AuditKeys
from desktop.cityserver.store.audit import Head
from desktop.contract.problem import ProblemCode

pytestmark = pytest.mark.unit

EPOCH = "epoch-1"
SEAL = "0" * 64
FORMER, NEWEST = b"f" * 32, b"n" * 32
KEYS = AuditKeys(secrets={"former": FORMER, "newest": NEWEST}, newest="newest")
TOLD = Cursor(revision=9, whole=4, tag="0123456789abcdef", head=Head(seq=7, seal=SEAL))


def packed(*parts: object) -> str:
    """As version 0.1.x wrote it."""
    return base64.urlsafe_b64encode("|".join(map(str, parts)).encode()).decode()


@pytest.mark.parametrize("told", [TOLD, Cursor(), Cursor(revision=2**63 - 1, whole=2**63 - 1)])
def test_a_room_brings_back_what_it_was_given(told: Cursor) -> None:
    assert parse_cursor(told.text(KEYS, EPOCH), KEYS, EPOCH) == told


def test_the_beginning_is_an_empty_text() -> None:
    assert parse_cursor("", KEYS, EPOCH) == Cursor()


def test_what_a_former_secret_has_sealed_is_known_until_it_is_gone() -> None:
    before = AuditKeys(secrets={"former": FORMER}, newest="former")
    text = TOLD.text(before, EPOCH)
    assert parse_cursor(text, KEYS, EPOCH) == TOLD
    with pytest.raises(Rejected):
        parse_cursor(text, AuditKeys(secrets={"newest": NEWEST}, newest="newest"), EPOCH)


def test_nothing_of_the_place_can_be_read_or_compared() -> None:
    cursors = [TOLD, TOLD, Cursor(), Cursor(revision=2**62, whole=2**62)]
    texts = [one.text(KEYS, EPOCH) for one in cursors]
    assert len(set(texts)) == len(texts)
    assert len({len(text) for text in texts}) == 1
    sealed = base64.urlsafe_b64decode(texts[0].partition(".")[2])
    assert TOLD.tag.encode() not in sealed
    assert (9).to_bytes(8) not in sealed


def test_no_sign_of_it_can_be_changed() -> None:
    text = TOLD.text(KEYS, EPOCH)
    for place, sign in enumerate(text.rstrip("=")[:-1]):
        forged = text[:place] + ("A" if sign != "A" else "B") + text[place + 1 :]
        with pytest.raises(Rejected) as refused:
            parse_cursor(forged, KEYS, EPOCH)
        assert refused.value.code is ProblemCode.GONE


@pytest.mark.parametrize(
    "untrusted_text",
    [
        "é",
        "AAA",
        "newest",
        "newest.",
        "newest.é",
        "newest.AAAA",
        "unknown.AAAA",
        TOLD.text(KEYS, "another"),
        packed(EPOCH),
        packed(EPOCH, 9),
        packed(EPOCH, 9, 4, "tag", 7, SEAL),
        packed(EPOCH, 9, 9, "", 0, ""),
    ],
)
def test_what_the_city_has_not_written_sends_the_room_to_the_beginning(
    untrusted_text: str,
) -> None:
    with pytest.raises(Rejected) as refused:
        parse_cursor(untrusted_text, KEYS, EPOCH)
    assert refused.value.code is ProblemCode.GONE
