"""PINs and passwords of the city: hashed at the cost that is handed in, checked at a hash's own."""

import pytest
from argon2 import PasswordHasher, Type, extract_parameters

from desktop.cityserver.secrets.pins import Pins
from desktop.domain.access.kdf_cost import KdfCost
from tests.rigs.system.derivations import cost_of
from tests.samples.kdf_cost import CHEAP_PINS, CHEAPEST_KDF_COST

pytestmark = pytest.mark.unit

PIN = "246813"


@pytest.mark.parametrize(
    "cost", [CHEAPEST_KDF_COST, KdfCost(memory_kib=32, passes=3, lanes=2)], ids=["cheapest", "more"]
)
def test_a_hash_is_made_at_the_cost_that_is_handed_in(cost: KdfCost) -> None:
    found = extract_parameters(Pins(cost=cost).hash(PIN))
    assert cost_of(found) == cost
    assert found.type is Type.ID


def test_only_the_pin_that_was_hashed_is_right() -> None:
    pin_hash = CHEAP_PINS.hash(PIN)
    assert PIN not in pin_hash
    assert CHEAP_PINS.hash(PIN) != pin_hash
    assert CHEAP_PINS.is_right(pin_hash, PIN)
    assert not CHEAP_PINS.is_right(pin_hash, "246814")
    assert not CHEAP_PINS.is_right("no hash", PIN)


def test_a_hash_of_another_cost_is_still_right() -> None:
    """A city whose hashes are older than its cost lets its people in."""
    dearer = Pins(cost=KdfCost(memory_kib=64, passes=2, lanes=1))
    assert dearer.is_right(CHEAP_PINS.hash(PIN), PIN)


def test_a_person_who_does_not_exist_costs_one_derivation_and_is_wrong(
    derivations: list[KdfCost],
) -> None:
    assert not CHEAP_PINS.is_right(None, PIN)
    assert derivations == [CHEAPEST_KDF_COST]
    assert not CHEAP_PINS.is_right(PasswordHasher(1, 8, 1).hash("000000"), PIN)
    assert derivations == [CHEAPEST_KDF_COST] * 3
