from dataclasses import replace

import pytest

from desktop.contract.problem import Problem, ProblemCode, Unmet
from desktop.domain.errors import AccessRefused, ProtocolError, ServerBusy
from desktop.sync.http.problems import MAX_RETRY_AFTER_S, Refusal, refusal_error

pytestmark = pytest.mark.unit


def _refusal(status: int, body: bytes = b"", retry_after: str = "") -> Refusal:
    return Refusal(status=status, retry_after=retry_after, body=body)


def _problem(code: ProblemCode, status: int = 400, **fields: int) -> Refusal:
    problem = Problem(title="x", status=status, code=code, **fields)
    return _refusal(status, problem.model_dump_json().encode())


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (ProblemCode.NOT_SIGNED_IN, "D-107"),
        (ProblemCode.WRONG_PIN, "D-102"),
        (ProblemCode.TOO_MANY_ATTEMPTS, "D-104"),
        (ProblemCode.ENROL_CODE_REFUSED, "D-103"),
        (ProblemCode.FORBIDDEN, "D-108"),
        (ProblemCode.CERTIFICATE_REFUSED, "D-115"),
    ],
)
def test_what_a_person_may_not_do_is_told_by_its_code(code: ProblemCode, told: str) -> None:
    error = refusal_error(_problem(code, attempts_left=2))

    assert isinstance(error, AccessRefused)
    assert (error.code, error.data) == (told, {"left": 2})


@pytest.mark.parametrize(
    "code",
    [
        ProblemCode.BAD_REQUEST,
        ProblemCode.WRONG_VERSION,
        ProblemCode.NOT_FOUND,
        ProblemCode.CONFLICT,
        ProblemCode.GONE,
        ProblemCode.TOO_LARGE,
        ProblemCode.HASH_MISMATCH,
        ProblemCode.NOT_ALLOWED_NOW,
    ],
)
def test_what_we_did_wrongly_keeps_the_city_s_code(code: ProblemCode) -> None:
    error = refusal_error(_problem(code))

    assert isinstance(error, ProtocolError)
    assert error.code == code


def test_what_must_be_there_first_is_told_with_the_refusal() -> None:
    unmet = (Unmet(word="no_dossier", subject="commune"),)
    problem = Problem(title="", status=409, code=ProblemCode.NOT_ALLOWED_NOW, unmet=unmet)
    body = problem.model_dump_json().encode()
    error = refusal_error(Refusal(status=409, retry_after="", body=body))
    assert isinstance(error, ProtocolError)
    assert error.unmet == (("no_dossier", "commune"),)


def test_every_code_of_the_contract_is_understood() -> None:
    for code in ProblemCode:
        assert refusal_error(_problem(code)) is not None


@pytest.mark.parametrize(
    ("status", "retry_after", "delay_s"),
    [
        (503, "7", 7.0),
        (500, "", 5.0),
        (502, "soon", 5.0),
        (429, "99999", MAX_RETRY_AFTER_S),
        # of a proxy or a filter: the city itself says why in a document
        *((status, "", 5.0) for status in (400, 405, 408, 409, 410, 413, 418, 422)),
    ],
)
def test_a_server_in_trouble_is_left_alone_for_a_while(
    status: int, retry_after: str, delay_s: float
) -> None:
    error = refusal_error(_refusal(status, b"<html>", retry_after))

    assert isinstance(error, ServerBusy)
    assert error.retry_after_s == delay_s


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (401, AccessRefused, "D-107"),
        (403, AccessRefused, "D-108"),
        (404, ProtocolError, "not_found"),
    ],
)
def test_without_a_document_the_status_speaks_of_persons_and_things(
    status: int, kind: type[AccessRefused | ProtocolError], code: str
) -> None:
    error = refusal_error(_refusal(status))
    assert isinstance(error, kind)
    assert error.code == code

    of_a_paper = replace(_refusal(status, b"<html>"), needs_document=True)
    assert isinstance(refusal_error(of_a_paper), ServerBusy)


def test_a_line_too_slow_for_the_city_is_no_verdict() -> None:
    for code in (ProblemCode.BAD_REQUEST, ProblemCode.BUSY):
        assert isinstance(refusal_error(_problem(code, status=408)), ServerBusy)
    assert isinstance(refusal_error(_problem(ProblemCode.BAD_REQUEST, status=429)), ServerBusy)
