"""An escrow gives the key of its own room to the city, and to nobody else."""

import pytest

from desktop.settings.escrow import (
    Escrow,
    escrow_text,
    make_escrow,
    open_escrow,
    read_escrow,
)
from desktop.settings.sealing import EscrowFault, EscrowRefused, seal
from tests.rigs.city.city_keys import CITY_KEYS, FIRST_PRIVATE, LATER_PRIVATE, SECOND_PRIVATE

pytestmark = pytest.mark.unit

ROOM_KEY = bytes(range(32))


@pytest.fixture
def escrow() -> Escrow:
    return make_escrow(ROOM_KEY, site_id="site-a", label="0123abcd", keys=CITY_KEYS)


def fault(escrow: Escrow, private_key: str = FIRST_PRIVATE, site_id: str = "site-a") -> EscrowFault:
    with pytest.raises(EscrowRefused) as refused:
        open_escrow(escrow, private_key, site_id=site_id)
    return refused.value.fault


@pytest.mark.parametrize("private_key", [FIRST_PRIVATE, SECOND_PRIVATE])
def test_it_comes_back_from_its_file_and_opens_with_either_key(
    escrow: Escrow, private_key: str
) -> None:
    text = escrow_text(escrow)
    assert len(text) < 2_000
    assert open_escrow(read_escrow(text), private_key, site_id="site-a") == ROOM_KEY


def test_a_key_it_was_not_sealed_with(escrow: Escrow) -> None:
    assert fault(escrow, LATER_PRIVATE) is EscrowFault.OTHER_KEY
    told_otherwise = escrow.model_copy(update={"keys": (CITY_KEYS[0], CITY_KEYS[0])})
    assert fault(told_otherwise, SECOND_PRIVATE) is EscrowFault.OTHER_KEY


def test_another_room_or_another_name_outside(escrow: Escrow) -> None:
    assert fault(escrow, site_id="site-b") is EscrowFault.OTHER_ROOM
    renamed = escrow.model_copy(update={"label": "ffffffff"})
    assert fault(renamed) is EscrowFault.OTHER_ROOM


def test_damage_inside(escrow: Escrow) -> None:
    spoilt = escrow.model_copy(update={"sealed": escrow.sealed.replace("AGE", "AGF")})
    assert fault(spoilt) is EscrowFault.DAMAGED


@pytest.mark.parametrize(
    "inner",
    [
        b"",
        b"{}",
        b'{"site_id": "site-a", "label": "0123abcd", "room_key": "%s"}' % (b"!" * 44),
        b'{"site_id": "site-a", "label": "0123abcd", "room_key": "c2hvcnQ="}',
    ],
)
def test_what_somebody_else_sealed_is_no_escrow(escrow: Escrow, inner: bytes) -> None:
    forged = escrow.model_copy(update={"sealed": seal(inner, CITY_KEYS)})
    assert fault(forged) is EscrowFault.DAMAGED


@pytest.mark.parametrize(
    "change",
    [("version", "2"), ('"site_id"', '"site"'), ("0123abcd", "0123abcg"), ("age1", "age2")],
)
def test_a_file_that_is_no_escrow(escrow: Escrow, change: tuple[str, str]) -> None:
    for text in ("", "{", escrow_text(escrow).replace(*change), escrow_text(escrow) + " " * 20_000):
        with pytest.raises(EscrowRefused) as refused:
            read_escrow(text)
        assert refused.value.fault is EscrowFault.DAMAGED
