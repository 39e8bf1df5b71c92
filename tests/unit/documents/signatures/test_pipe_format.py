"""What desk and signature worker say to each other: whole, or refused."""

import io
import json
from dataclasses import replace

import pytest

from desktop.documents.preview.pipe_format import BrokenAnswer
from desktop.documents.signatures.pipe_format import (
    MAX_HEADER_BYTES,
    SIZES,
    LookQuestion,
    Question,
    SignatureAnswer,
    SignQuestion,
    pack_answer,
    pack_question,
    read_answer,
    read_question,
)
from desktop.documents.signatures.signing_key import KeyFile, SigningWords, Token
from desktop.domain.papers.digital_signature import DigitalSignature, SigningFault
from tests.fakes.fake_clock import NOON

pytestmark = pytest.mark.unit

WORDS = SigningWords(reason="Ký biên bản", at=NOON)
FOUND = DigitalSignature(
    signer="Trần Thị Mẫu",
    issuer="Nơi cấp thử",
    certificate_sha256="ab" * 32,
    signed_at=NOON,
    is_intact=True,
    is_vouched=None,
)


@pytest.mark.parametrize(
    "question",
    [
        LookQuestion(pdf=b"%PDF", authorities=b"pem"),
        SignQuestion(pdf=b"%PDF", key=KeyFile(data=b"pfx", password="mật khẩu"), words=WORDS),
        SignQuestion(pdf=b"%PDF", key=Token(module="/lib/t.so", password="1234"), words=WORDS),
    ],
)
def test_a_question_comes_as_it_was_asked(question: Question) -> None:
    assert read_question(io.BytesIO(pack_question(question))) == question


@pytest.mark.parametrize(
    "answer",
    [
        SignatureAnswer(fault=SigningFault.PIN),
        SignatureAnswer(pdf=b"%PDF signed"),
        SignatureAnswer(signatures=(FOUND, replace(FOUND, is_intact=False, is_vouched=True))),
    ],
)
def test_an_answer_comes_as_it_was_given(answer: SignatureAnswer) -> None:
    assert read_answer(io.BytesIO(pack_answer(answer))) == answer


def told(header: object, pdf: bytes = b"") -> bytes:
    words = json.dumps(header).encode()
    return SIZES.pack(len(words), len(pdf), 0) + words + pdf


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        SIZES.pack(MAX_HEADER_BYTES + 1, 0, 0),
        SIZES.pack(4, 0, 0) + b"{}",
        told([]),
        told({}),
        told({"fault": "another", "signatures": []}),
        told({"fault": None, "signatures": None}),
        told({"fault": None, "signatures": [{}]}),
        told({"fault": None, "signatures": ["text"]}),
    ],
)
def test_an_answer_out_of_bounds_is_none(untrusted: bytes) -> None:
    with pytest.raises(BrokenAnswer):
        read_answer(io.BytesIO(untrusted))


@pytest.mark.parametrize(
    ("name", "value"),
    [("certificate_sha256", "x" * 64), ("certificate_sha256", "ab"), ("signed_at", "2026-09-03")],
)
def test_a_signature_out_of_bounds_is_none(name: str, value: str) -> None:
    answer = pack_answer(SignatureAnswer(signatures=(FOUND,)))
    header = json.loads(answer[SIZES.size :])
    header["signatures"][0][name] = value
    with pytest.raises(BrokenAnswer):
        read_answer(io.BytesIO(told(header)))


def test_no_name_of_a_certificate_steers_a_line() -> None:
    long = replace(FOUND, signer="Tên\n\u202ehai" + "x" * 300)
    (found,) = read_answer(io.BytesIO(pack_answer(SignatureAnswer(signatures=(long,))))).signatures
    assert found.signer == ("Tên hai" + "x" * 300)[:200]


def test_nobody_reads_a_password_in_a_log() -> None:
    assert "mật" not in repr(KeyFile(data=b"pfx", password="mật"))
    assert "1234" not in repr(Token(module="/lib/t.so", password="1234"))
