"""The cheapest key derivation: what unit tests and seeded cities hash their PINs with."""

from typing import Final

from desktop.cityserver.secrets.pins import Pins
from desktop.domain.access.kdf_cost import KdfCost

CHEAPEST_KDF_COST: Final = KdfCost(memory_kib=8, passes=1, lanes=1)
CHEAP_PINS: Final = Pins(cost=CHEAPEST_KDF_COST)
