"""Problem details (RFC 9457): every refusal of the server has this shape."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from desktop.contract.base import Answer


class ProblemCode(StrEnum):
    """Machine-readable reasons; the desk maps them to message codes."""

    BAD_REQUEST = "bad_request"
    WRONG_VERSION = "wrong_version"
    NOT_SIGNED_IN = "not_signed_in"
    WRONG_PIN = "wrong_pin"
    WRONG_CREDENTIALS = "wrong_credentials"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    ISSUER_REFUSED = "issuer_refused"
    ISSUER_UNREACHABLE = "issuer_unreachable"
    UNKNOWN_PERSON = "unknown_person"
    ENROL_CODE_REFUSED = "enrol_code_refused"
    CERTIFICATE_REFUSED = "certificate_refused"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    GONE = "gone"
    TOO_LARGE = "too_large"
    HASH_MISMATCH = "hash_mismatch"
    RECORDING_REFUSED = "recording_refused"
    NOT_ALLOWED_NOW = "not_allowed_now"
    STORAGE_LOW = "storage_low"
    TOO_MANY_SITES = "too_many_sites"
    BUSY = "busy"
    INTERNAL = "internal"


class Unmet(Answer):
    """One thing that must be there first. word: as in PlanFaultOut; subject: whose it is."""

    word: Annotated[str, Field(max_length=32)]
    subject: Annotated[str, Field(max_length=250)] = ""


class Problem(Answer):
    """application/problem+json. `type` is always about:blank; `code` decides.

    unmet: what must be there before it is done, where that is known.
    """

    type: str = "about:blank"
    title: str
    status: int
    code: ProblemCode
    detail: str = ""
    attempts_left: int | None = None
    unmet: tuple[Unmet, ...] = ()
