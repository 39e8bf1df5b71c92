"""Chữ ký số: what a signature in a PDF says, and what was found when it was checked. Pure.

Source: domain.md §4.13 (ký số), PAdES (ETSI EN 319 142-1), level B-B: no time of somebody else's.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

MAX_SIGNATURES_OF_PAPER: Final = 32
MAX_NAME: Final = 200
"""Characters of a name in a certificate; what is longer is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitalSignature:
    """One signature of a PDF, as it was found when the paper was taken in.

    signer, issuer: as the certificate says. certificate_sha256: of its bytes. signed_at: by the
    clock of who signed; aware. is_intact: it fits the bytes, and after it nothing was added but
    signatures. is_vouched: an authority that this PC trusts stands behind the certificate; None:
    this PC knows none.
    """

    signer: str
    issuer: str
    certificate_sha256: str
    signed_at: datetime
    is_intact: bool
    is_vouched: bool | None


class SigningFault(StrEnum):
    """Why nothing was signed.

    KEY_FILE: it cannot be opened, or another password. NOT_NOW: the certificate is not valid today.
    NOT_FOR_SIGNING: it is for something else. PIN: another PIN. PIN_LOCKED: the token let nobody in
    any more. NO_TOKEN: none is plugged in, or its library does not answer. SEVERAL: more than one
    certificate on it can sign. BROKEN: the minutes, or the signing, ended in a fault.
    """

    KEY_FILE = "key_file"
    NOT_NOW = "not_now"
    NOT_FOR_SIGNING = "not_for_signing"
    PIN = "pin"
    PIN_LOCKED = "pin_locked"
    NO_TOKEN = "no_token"  # noqa: S105 - a word, no secret
    SEVERAL = "several"
    BROKEN = "broken"
