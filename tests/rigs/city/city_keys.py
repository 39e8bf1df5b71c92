"""Key pairs of the tests: the city's two, and one that came later. They open nothing real."""

from typing import Final

from desktop.contract.escrow import EscrowIn
from desktop.settings.sealing import public_key_of

FIRST_PRIVATE: Final = "AGE-SECRET-KEY-1R02S306E8NFH97V0ARUMSA8RJYA4J97F0JMX8XH4YC22AHQCW9WQUX3M5G"
SECOND_PRIVATE: Final = "AGE-SECRET-KEY-1Q5VHHGZQKMK2DJ3KHUU79GY5CN5X4X2NXM49XG2HCFW48PNH9T0S25K9MA"
LATER_PRIVATE: Final = "AGE-SECRET-KEY-1QSTP0XA5P8CMREDJ98P699XX4UZWC6KU79V8UWY82KQW25MW9KZSLQNFDE"
CITY_KEYS: Final = (public_key_of(FIRST_PRIVATE), public_key_of(SECOND_PRIVATE))
LATER_KEYS: Final = (CITY_KEYS[0], public_key_of(LATER_PRIVATE))


def an_escrow(label: str = "0123abcd", sealed: str = "sealed") -> EscrowIn:
    """As it travels; the city cannot know that nothing is inside."""
    return EscrowIn(label=label, keys=CITY_KEYS, sealed=sealed)
