"""Refusals of the city (problem details, RFC 9457) as errors of ours."""

import re
from dataclasses import dataclass
from http import HTTPStatus

from pydantic import ValidationError

from desktop.contract.problem import Problem, ProblemCode
from desktop.domain.errors import AccessRefused, ProtocolError, ReceptionError, ServerBusy
from desktop.sync.codes import AccessCode

BUSY_DELAY_S = 5.0
MAX_RETRY_AFTER_S = 300.0

_CODE_OF_STATUS: dict[int, ProblemCode] = {
    HTTPStatus.UNAUTHORIZED: ProblemCode.NOT_SIGNED_IN,
    HTTPStatus.FORBIDDEN: ProblemCode.FORBIDDEN,
    HTTPStatus.NOT_FOUND: ProblemCode.NOT_FOUND,
}
"""What a status alone says: about a person, a room or a thing, never about what was sent."""
_COME_BACK = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})
_ACCESS: dict[ProblemCode, AccessCode] = {
    ProblemCode.NOT_SIGNED_IN: AccessCode.SIGNED_OUT,
    ProblemCode.WRONG_PIN: AccessCode.PIN_WRONG,
    ProblemCode.WRONG_CREDENTIALS: AccessCode.ACCOUNT_WRONG,
    ProblemCode.TOO_MANY_ATTEMPTS: AccessCode.LOCKED,
    ProblemCode.ISSUER_REFUSED: AccessCode.ISSUER_REFUSED,
    ProblemCode.ISSUER_UNREACHABLE: AccessCode.ISSUER_UNREACHABLE,
    ProblemCode.UNKNOWN_PERSON: AccessCode.UNKNOWN_PERSON,
    ProblemCode.ENROL_CODE_REFUSED: AccessCode.ENROL_REFUSED,
    ProblemCode.CERTIFICATE_REFUSED: AccessCode.CERTIFICATE,
    ProblemCode.FORBIDDEN: AccessCode.FORBIDDEN,
}


_UNKNOWN = re.compile(r"(?:^|[ .])([a-z0-9_]+): extra_forbidden(?=;|$)")
"""Of places and kinds of faults, as every city so far names them: fields that it does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An answer that is not the one hoped for. body: untrusted.

    needs_document: a status alone says nothing here, whichever it is.
    """

    status: int
    retry_after: str
    body: bytes
    needs_document: bool = False


def refusal_error(refusal: Refusal) -> ReceptionError:
    """The error to raise: AccessRefused, ServerBusy or ProtocolError(ProblemCode).

    A proxy, a filter or a dying server answers without a problem document (and HEAD without a
    body): that is no verdict of the city, so the same is tried again later.
    """
    problem = _problem(refusal)
    code = problem.code
    is_late = refusal.status in _COME_BACK and code not in _ACCESS
    if is_late or code in {ProblemCode.BUSY, ProblemCode.INTERNAL}:
        return ServerBusy(_delay_s(refusal.retry_after))
    if code in _ACCESS:
        left = problem.attempts_left
        return AccessRefused(_ACCESS[code], {} if left is None else {"left": left})
    unmet = ((one.word, one.subject) for one in problem.unmet)
    return ProtocolError(code, unmet=unmet, unknown=_UNKNOWN.findall(problem.detail))


def _problem(refusal: Refusal) -> Problem:
    try:
        return Problem.model_validate_json(refusal.body)
    except ValidationError:
        known = {} if refusal.needs_document else _CODE_OF_STATUS
        code = known.get(refusal.status, ProblemCode.BUSY)
        return Problem(title="", status=refusal.status, code=code)


def _delay_s(retry_after: str) -> float:
    if not retry_after.isdecimal():
        return BUSY_DELAY_S
    return min(float(retry_after), MAX_RETRY_AFTER_S)
