"""PDFs signed and looked at by the real worker, with files and with a token that is none."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pikepdf import Pdf

from desktop.documents.context import SIGNATURES, SIGNATURES_S
from desktop.documents.preview.process import WorkerCommand
from desktop.documents.signatures.process import has_signature, look_at_pdf, sign_pdf
from desktop.documents.signatures.pyhanko_pdf import BrokenPdf, PdfSignatures
from desktop.documents.signatures.signing_key import KeyFile, NotSigned, SigningWords, Token
from desktop.domain.clock import SystemClock
from desktop.domain.papers.digital_signature import DigitalSignature, SigningFault
from desktop.forms.pdf.document import draw_pdf
from tests.rigs.system.verapdf import IS_MISSING, MISSING, validate
from tests.samples.forms import AT, EVERY_FORM
from tests.samples.signing_keys import PASSWORD, Holder, authority, holder

pytestmark = pytest.mark.integration

COMMAND = WorkerCommand(arguments=SIGNATURES, wall_s=10 * SIGNATURES_S)
KNOWN = authority()


@pytest.fixture(scope="module")
def minutes() -> bytes:
    return draw_pdf(EVERY_FORM["minutes"](), AT)


def signed(pdf: bytes, who: Holder, password: str = PASSWORD) -> bytes:
    words = SigningWords(reason="Ký biên bản", at=SystemClock().now())
    return sign_pdf(COMMAND, pdf, KeyFile(data=who.pfx, password=password), words)


def looked_at(pdf: bytes, known: bytes = KNOWN.pem) -> tuple[DigitalSignature, ...]:
    return look_at_pdf(COMMAND, pdf, known)


@pytest.fixture(scope="module")
def twice(minutes: bytes) -> bytes:
    return signed(signed(minutes, holder(has_rsa=True)), holder("Lê Văn Mẫu"))


def test_two_people_sign_one_after_the_other(minutes: bytes, twice: bytes) -> None:
    assert twice.startswith(minutes)
    found = looked_at(twice)
    assert [one.signer for one in found] == ["Trần Thị Mẫu", "Lê Văn Mẫu"]
    assert all(one.is_intact and one.is_vouched for one in found)
    assert {one.issuer for one in found} == {"Nơi cấp thử"}
    assert abs(found[0].signed_at - SystemClock().now()) < timedelta(hours=1)


@pytest.mark.skipif(IS_MISSING, reason=MISSING)
def test_what_was_signed_is_still_fit_for_the_archive(twice: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(twice)
    (verdict,) = validate([path])
    assert verdict.faults == {}
    assert verdict.is_compliant


def test_who_issued_it_is_told_apart_from_whether_it_holds(twice: bytes) -> None:
    assert {one.is_vouched for one in looked_at(twice, b"")} == {None}
    stranger = authority("Nơi cấp khác")
    found = looked_at(twice, stranger.pem)
    assert {(one.is_intact, one.is_vouched) for one in found} == {(True, False)}


def test_every_change_is_found(minutes: bytes, twice: bytes) -> None:
    """In the pages, and in what a signature says."""
    for place in (200, len(minutes) // 2, twice.index(b"/Reason") + 12):
        found = looked_at(flipped(twice, place))
        assert not found or not all(one.is_intact for one in found)


def test_no_changed_byte_is_too_odd_to_be_told(twice: bytes) -> None:
    """But in the zeros that are kept free for a signature: they are of none."""
    chance = Random(20261202)
    signatures, known = PdfSignatures(), KNOWN.pem
    for place in (chance.randrange(len(twice)) for _ in range(80)):
        if twice[place] == ord("0"):
            continue
        try:
            found = signatures.look(flipped(twice, place), known)
        except BrokenPdf:
            continue
        assert not found or not all(one.is_intact for one in found), place
    signatures.close()


def flipped(pdf: bytes, place: int) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= 1
    return bytes(changed)


def test_a_page_that_is_put_over_a_signed_one_is_found(twice: bytes) -> None:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(twice)) as pdf:
        pdf.pages[0].MediaBox = [0, 0, 10, 10]
        pdf.save(out)
    found = looked_at(out.getvalue())
    assert not any(one.is_intact for one in found)


@pytest.mark.parametrize(
    ("who", "password", "fault"),
    [
        (holder(), "khác", SigningFault.KEY_FILE),
        (holder(), "", SigningFault.KEY_FILE),
        (
            holder(starts=SystemClock().now() - timedelta(days=400)),
            PASSWORD,
            SigningFault.NOT_NOW,
        ),
        (holder(starts=SystemClock().now() + timedelta(days=2)), PASSWORD, SigningFault.NOT_NOW),
        (holder(signs=False), PASSWORD, SigningFault.NOT_FOR_SIGNING),
        (KNOWN, PASSWORD, SigningFault.NOT_FOR_SIGNING),
    ],
)
def test_why_nothing_is_signed(
    minutes: bytes, who: Holder, password: str, fault: SigningFault
) -> None:
    with pytest.raises(NotSigned) as raised:
        signed(minutes, who, password)
    assert raised.value.fault is fault


def test_what_is_no_pdf_and_no_key_is_no_end_of_the_desk(minutes: bytes) -> None:
    words = SigningWords(reason="", at=SystemClock().now())
    for pdf, key in ((b"no pdf", holder().pfx), (minutes, b"no key")):
        with pytest.raises(NotSigned):
            sign_pdf(COMMAND, pdf, KeyFile(data=key, password=PASSWORD), words)
    assert not has_signature(minutes)
    assert look_at_pdf(COMMAND, minutes) == ()
    assert look_at_pdf(COMMAND, b"%PDF-1.7 /ByteRange") == ()


def test_a_worker_that_is_none_signs_nothing(minutes: bytes) -> None:
    late = replace(COMMAND, arguments=("/bin/sleep", "60"), wall_s=0.5)
    words = SigningWords(reason="", at=SystemClock().now())
    with pytest.raises(NotSigned) as raised:
        sign_pdf(late, minutes, KeyFile(data=holder().pfx, password=PASSWORD), words)
    assert raised.value.fault is SigningFault.BROKEN


# ---- a token -------------------------------------------------------------------------------


MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "4321"


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of SoftHSM with one token."""
    assert shutil.which("softhsm2-util"), "softhsm2 is not installed"
    folder = tmp_path / "tokens"
    folder.mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    run("--init-token", "--free", "--label", "thu", "--so-pin", "12345678", "--pin", PIN)
    return tmp_path


def run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)  # noqa: S607


def put(folder: Path, who: Holder, number: str) -> None:
    """A key and its certificate on the token."""
    path = folder / f"{number}.pem"
    path.write_bytes(who.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    run("--import", str(path), "--token", "thu", "--label", number, "--id", number, "--pin", PIN)
    script = (
        "import sys, pkcs11; from pkcs11 import Attribute, ObjectClass\n"
        "lib, pin, key_id, der = sys.argv[1:]\n"
        "token = pkcs11.lib(lib).get_token(token_label='thu')\n"
        "with token.open(user_pin=pin, rw=True) as session:\n"
        "    session.create_object({Attribute.CLASS: ObjectClass.CERTIFICATE,\n"
        "        Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509, Attribute.TOKEN: True,\n"
        "        Attribute.ID: bytes.fromhex(key_id), Attribute.LABEL: key_id,\n"
        "        Attribute.SUBJECT: b'-', Attribute.VALUE: bytes.fromhex(der)})\n"
    )
    der = who.certificate.public_bytes(Encoding.DER).hex()
    command = [*SIGNATURES[:1], "-c", script, MODULE, PIN, number, der]
    subprocess.run(command, check=True)


def with_token(pdf: bytes, pin: str = PIN) -> bytes:
    words = SigningWords(reason="Ký biên bản", at=SystemClock().now())
    return sign_pdf(COMMAND, pdf, Token(module=MODULE, password=pin), words)


def test_a_token_signs(minutes: bytes, token: Path) -> None:
    put(token, holder(has_rsa=True), "01")
    (found,) = looked_at(with_token(minutes))
    assert (found.signer, found.is_intact, found.is_vouched) == ("Trần Thị Mẫu", True, True)


@pytest.mark.parametrize(
    ("holders", "pin", "fault"),
    [
        ((), PIN, SigningFault.NOT_FOR_SIGNING),
        ((holder(has_rsa=True),), "9999", SigningFault.PIN),
        ((holder(signs=False, has_rsa=True),), PIN, SigningFault.NOT_FOR_SIGNING),
        (
            (holder(has_rsa=True), holder("Lê Văn Mẫu", has_rsa=True)),
            PIN,
            SigningFault.SEVERAL,
        ),
    ],
)
def test_why_a_token_does_not_sign(
    minutes: bytes, token: Path, holders: tuple[Holder, ...], pin: str, fault: SigningFault
) -> None:
    for number, who in enumerate(holders, 1):
        put(token, who, f"{number:02d}")
    with pytest.raises(NotSigned) as raised:
        with_token(minutes, pin)
    assert raised.value.fault is fault


def test_a_token_that_is_not_there_is_told(minutes: bytes) -> None:
    words = SigningWords(reason="", at=SystemClock().now())
    with pytest.raises(NotSigned) as raised:
        sign_pdf(COMMAND, minutes, Token(module="/nowhere/token.so", password=PIN), words)
    assert raised.value.fault is SigningFault.NO_TOKEN
