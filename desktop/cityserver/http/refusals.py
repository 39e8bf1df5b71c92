"""Why the server refuses a request; problems.py tells it in the web framework's terms."""

from collections.abc import Iterable, Mapping

from desktop.contract.problem import ProblemCode, Unmet
from desktop.domain.errors import ReceptionError

_STATUS: dict[ProblemCode, int] = {
    ProblemCode.BAD_REQUEST: 400,
    ProblemCode.WRONG_VERSION: 400,
    ProblemCode.NOT_SIGNED_IN: 401,
    ProblemCode.WRONG_PIN: 401,
    ProblemCode.WRONG_CREDENTIALS: 401,
    ProblemCode.TOO_MANY_ATTEMPTS: 429,
    ProblemCode.ISSUER_REFUSED: 401,
    ProblemCode.ISSUER_UNREACHABLE: 503,
    ProblemCode.UNKNOWN_PERSON: 403,
    ProblemCode.ENROL_CODE_REFUSED: 403,
    ProblemCode.CERTIFICATE_REFUSED: 403,
    ProblemCode.FORBIDDEN: 403,
    ProblemCode.NOT_FOUND: 404,
    ProblemCode.CONFLICT: 409,
    ProblemCode.GONE: 410,
    ProblemCode.TOO_LARGE: 413,
    ProblemCode.HASH_MISMATCH: 422,
    ProblemCode.RECORDING_REFUSED: 422,
    ProblemCode.NOT_ALLOWED_NOW: 409,
    ProblemCode.STORAGE_LOW: 507,
    ProblemCode.TOO_MANY_SITES: 409,
    ProblemCode.BUSY: 503,
    ProblemCode.INTERNAL: 500,
}


class Rejected(ReceptionError):
    """The request is understood and not carried out; leaves the server as a problem document.

    unmet: what must be there first.
    """

    def __init__(
        self,
        code: ProblemCode,
        *,
        status: int | None = None,
        detail: str = "",
        attempts_left: int | None = None,
        headers: Mapping[str, str] | None = None,
        unmet: Iterable[Unmet] = (),
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = status or _STATUS[code]
        self.detail = detail
        self.attempts_left = attempts_left
        self.headers: Mapping[str, str] = headers or {}
        self.unmet = tuple(unmet)


class SignInRevoked(Rejected):
    """A token was used by two: every token of the sign-in stops working, its channels must end."""

    def __init__(self, family_id: str) -> None:
        super().__init__(ProblemCode.NOT_SIGNED_IN)
        self.family_id = family_id


def busy(retry_after_s: float, *, status: int | None = None) -> Rejected:
    """Come back later: nothing was changed."""
    return Rejected(
        ProblemCode.BUSY, status=status, headers={"Retry-After": str(max(1, round(retry_after_s)))}
    )
