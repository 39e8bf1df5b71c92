"""What the signing says of a signer, of an objection, and of the version."""

from desktop.domain.conduct.signing.signature import Signature, SignatureForm
from desktop.domain.conduct.signing.version import ObjectionResult
from desktop.domain.papers.digital_signature import DigitalSignature
from desktop.presenters.conduct.signing.signing_state import ObjectionRow, ShownVersion, SignerRow
from desktop.ui.texts import formats, words
from desktop.ui.texts.texts import translate


def signature_text(signature: Signature | None) -> str:
    """How somebody signed, and when that was noted; that nothing was."""
    if signature is None:
        return translate("Signing", "Chưa có trạng thái ký")
    at = formats.hour(signature.noted_at)
    match signature.form:
        case SignatureForm.BY_HAND:
            return translate("Signing", "Ký tay, ghi lúc {time}").format(time=at)
        case SignatureForm.FINGERPRINT:
            return translate("Signing", "Điểm chỉ, ghi lúc {time}").format(time=at)
        case SignatureForm.DIGITAL:
            return translate("Signing", "Ký số, ghi lúc {time}").format(time=at)
        case SignatureForm.NOT_SIGNED:
            text = translate(
                "Signing", "Không ký, ghi lúc {time}. Lý do: {reason}. Chứng kiến: {witnesses}"
            )
            reason = signature.reason.rstrip(" .")
            return text.format(time=at, reason=reason, witnesses=", ".join(signature.witnesses))


def signer_text(row: SignerRow) -> str:
    """The state, which site noted it, and what the signer is here."""
    part = (
        translate("Signing", "người ký thay điểm cầu")
        if row.role is None
        else words.word(words.PEOPLE, row.role)
    )
    parts = [signature_text(row.signature)]
    if row.by:
        parts.append(translate("Signing", "{site} ghi").format(site=row.by))
    return " · ".join((*parts, part))


def objection_text(row: ObjectionRow) -> str:
    """The old words, the new ones, who wanted them, and what was done."""
    if row.line_number:
        where = translate("Signing", "Dòng {number}").format(number=row.line_number)
    else:
        where = translate("Signing", "Cả biên bản")
    said = translate("Signing", "{where}, {by} lúc {time}: {text}")
    first = said.format(where=where, by=row.by, time=formats.hour(row.at), text=row.text)
    if row.result is ObjectionResult.ACCEPTED:
        done = translate("Signing", "Đã ghi nhận sửa, chữ cũ giữ nguyên.")
    else:
        done = translate("Signing", "Giữ nguyên, đã ghi ý kiến.")
    former = translate("Signing", "Chữ cũ: {text}").format(text=row.former) if row.former else ""
    return "\n".join(filter(None, (first, former, done)))


def signatures_text(signatures: tuple[DigitalSignature, ...]) -> str:
    """Digital signatures on papers of the version, a line each."""
    return "\n".join(map(_digital_text, signatures))


def _digital_text(one: DigitalSignature) -> str:
    said = translate("Signing", "Chữ ký số: {signer}, {time}, nơi cấp {issuer}: {trust}")
    match one.is_vouched:
        case None:
            trust = translate("Signing", "nguyên vẹn, chưa kiểm nơi cấp")
        case True:
            trust = translate("Signing", "nguyên vẹn, nơi cấp được tin cậy")
        case _:
            trust = translate("Signing", "nguyên vẹn, nơi cấp không có trong danh sách của máy")
    at = formats.hour(one.signed_at)
    return said.format(signer=one.signer, time=at, issuer=one.issuer, trust=trust)


def version_text(version: ShownVersion) -> str:
    """Which version is signed, by its number and the begin of its hash."""
    text = translate("Signing", "Bản {number}, mã {code}, chốt {time}")
    return text.format(
        number=version.number, code=version.code, time=formats.hour(version.frozen_at)
    )
