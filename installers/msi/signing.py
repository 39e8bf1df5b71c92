"""Signs what nobody signed yet, and the installer itself, when the city gives a certificate."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installers.msi.contents import binaries
from installers.msi.fetch import run_tool
from installers.msi.product import TITLE

_SIGNER: Final = "osslsigncode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A code-signing certificate. path: PKCS #12. password_file: its password, one line.

    stamp_url: of a time-stamp server, or empty; without one a signature ends with its certificate.
    epoch: the time that the signature tells where there is no time stamp.
    """

    path: Path
    password_file: Path
    stamp_url: str
    epoch: int

    def sign(self, path: Path) -> None:
        """Signs one program or installer in its place. Raises: BuildError."""
        signed = path.with_name(path.name + ".signed")
        signed.unlink(missing_ok=True)
        stamp = ("-ts", self.stamp_url) if self.stamp_url else ("-time", str(self.epoch))
        run_tool((
            _SIGNER, "sign", "-pkcs12", str(self.path), "-readpass", str(self.password_file),
            "-h", "sha256", "-n", TITLE, *stamp, "-in", str(path), "-out", str(signed),
        ))  # fmt: skip
        signed.replace(path)


def sign_payload(payload: Path, certificate: Certificate) -> int:
    """Signs every binary without a signature; returns how many."""
    unsigned = [binary.path for binary in binaries(payload) if not binary.is_signed]
    for path in unsigned:
        certificate.sign(payload / path)
    return len(unsigned)
