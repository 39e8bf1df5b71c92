"""What a derivation cost: read from a hash of argon2id or from a passphrase file of age."""

import re
from base64 import b64decode
from typing import Any

from desktop.domain.access.kdf_cost import KdfCost


def cost_of(parameters: Any) -> KdfCost:
    """Of a hasher, or of a hash that was taken apart."""
    return KdfCost(
        memory_kib=parameters.memory_cost,
        passes=parameters.time_cost,
        lanes=parameters.parallelism,
    )


def scrypt_log_n(armoured: bytes) -> int:
    """The work factor that a passphrase file of age names; 0 when it is none."""
    try:
        header = b64decode(b"".join(armoured.strip().splitlines()[1:-1]))
    except ValueError:
        return 0
    found = re.match(rb"age-encryption.org/v1\n-> scrypt \S+ (\d+)\n", header)
    return int(found[1]) if found else 0
