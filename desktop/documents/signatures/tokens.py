"""Devices with PKCS#11, by python-pkcs11: the one file that knows it.

The library of a device is code of its maker: it is loaded by a process that ends with the signing,
and only where a policy names it.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import pkcs11
from pkcs11 import Attribute, ObjectClass
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error

from desktop.documents.signatures.signing_key import NotSigned, Token
from desktop.domain.papers.digital_signature import SigningFault

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenToken:
    """A token that let us in. session: of the library. certificates: DER, by the id of their key.

    Only those whose private key lies there too.
    """

    session: pkcs11.Session
    certificates: Mapping[bytes, bytes]


@contextmanager
def opened(token: Token) -> Iterator[OpenToken]:
    """The first token that is plugged in. Raises: NotSigned."""
    try:
        slots = pkcs11.lib(token.module).get_slots(token_present=True)
        plugged = next(iter(slots), None)
        if plugged is None:
            raise NotSigned(SigningFault.NO_TOKEN)
        session = plugged.get_token().open(user_pin=token.password)
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        raise NotSigned(SigningFault.PIN) from error
    except PinLocked as error:
        raise NotSigned(SigningFault.PIN_LOCKED) from error
    except (PKCS11Error, OSError, RuntimeError) as error:
        logger.warning("token not opened error=%s", type(error).__name__)
        raise NotSigned(SigningFault.NO_TOKEN) from error
    with session:
        yield OpenToken(session=session, certificates=_certificates(session))


def _certificates(session: pkcs11.Session) -> dict[bytes, bytes]:
    keys = session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True})
    ids = {bytes(one[Attribute.ID]) for one in keys}
    found = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    there = {bytes(one[Attribute.ID]): bytes(one[Attribute.VALUE]) for one in found}
    return {key_id: data for key_id, data in there.items() if key_id in ids}
