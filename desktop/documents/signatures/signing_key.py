"""What a PDF is signed with: a file with a certificate, or a token. The password is never kept."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from desktop.domain.papers.digital_signature import SigningFault

MAX_KEY_FILE_BYTES: Final = 256 * 1024
"""A PFX with its chain has some 5 kB."""
MAX_PASSWORD: Final = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A PKCS#12 file (.pfx, .p12)."""

    data: bytes = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A device with PKCS#11. module: path of its library, which runs with all rights."""

    module: str
    password: str = field(repr=False)


SigningKey = KeyFile | Token


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningWords:
    """What stands in the signature beside the certificate. at: now; aware."""

    reason: str
    at: datetime


class NotSigned(Exception):
    """Nothing was signed."""

    def __init__(self, fault: SigningFault) -> None:
        super().__init__(fault)
        self.fault = fault
