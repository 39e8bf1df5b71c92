"""What is said below a field, when its form has no words of its own for it."""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from desktop.domain.faults import MIN_REASON_CHARACTERS, FaultKind
from desktop.presenters.form.spec import FieldKind, FieldSpec
from desktop.ui.texts.texts import translate

_CHOICES = frozenset({FieldKind.SEGMENTS, FieldKind.RADIO, FieldKind.LIST, FieldKind.SEARCH})
_WANTED = {
    FieldKind.DATE: QT_TRANSLATE_NOOP("Form", "Ghi ngày, tháng, năm, ví dụ 26/11/2026."),
    FieldKind.BIRTH: QT_TRANSLATE_NOOP("Form", "Ghi ngày, tháng, năm sinh, hoặc chỉ năm sinh."),
    FieldKind.TIME: QT_TRANSLATE_NOOP("Form", "Ghi giờ, phút, ví dụ 08:30."),
    FieldKind.MOMENT: QT_TRANSLATE_NOOP("Form", "Ghi ngày và giờ, ví dụ 26/11/2026 08:30."),
    FieldKind.CHECK: QT_TRANSLATE_NOOP("Form", "Phải đánh dấu ô này."),
    **dict.fromkeys(_CHOICES, QT_TRANSLATE_NOOP("Form", "Phải chọn một mục.")),
}


def fault_text(spec: FieldSpec, fault: FaultKind, text: str) -> str:
    """What is wrong and how to mend it. text: what stands in the field."""
    match fault:
        case FaultKind.MISSING:
            return _missing(spec)
        case FaultKind.WRONG:
            return _wrong(spec, text)
        case FaultKind.TAKEN:
            return translate("Form", "Đã có mục khác ghi như vậy.")
        case FaultKind.ODD:
            return _odd(spec, text)
        case FaultKind.REASON:
            return translate(
                "Form", "Chưa đủ. Vẫn lưu được khi ghi lý do, ít nhất {least} ký tự."
            ).format(least=MIN_REASON_CHARACTERS)


def _missing(spec: FieldSpec) -> str:
    if spec.kind in _WANTED:
        return translate("Form", str(_WANTED[spec.kind]))
    if spec.kind is FieldKind.NUMBER:
        said = translate("Form", "Nhập số từ {least} đến {most}.")
        return said.format(least=spec.least, most=spec.most)
    if spec.min_length > 1:
        return translate("Form", "Ghi ít nhất {count} ký tự.").format(count=spec.min_length)
    return translate("Form", "Phải điền ô này.")


def _wrong(spec: FieldSpec, text: str) -> str:
    if spec.kind is FieldKind.IDENTITY:
        said = translate(
            "Form", "Số giấy tờ phải có 12 chữ số, đang có {count}. Nội dung đã nhập vẫn được giữ."
        )
        return said.format(count=len(text))
    if len(text) > spec.max_length:
        said = translate("Form", "Viết ngắn lại, nhiều nhất {most} ký tự.")
        return said.format(most=spec.max_length)
    return translate("Form", "Ô này chưa đúng. Nội dung đã nhập vẫn được giữ.")


def _odd(spec: FieldSpec, text: str) -> str:
    if not text.strip() and spec.kind in _CHOICES:
        return translate("Form", "Nên chọn một mục; có thể gửi như vậy.")
    if len(text.strip()) < spec.min_length:
        return translate("Form", "Nên điền ô này; có thể gửi như vậy.")
    match spec.kind:
        case FieldKind.PHONE:
            return translate(
                "Form", "Số điện thoại thường có 10 chữ số, bắt đầu bằng 0; có thể gửi như vậy."
            )
        case FieldKind.EMAIL:
            return translate("Form", "Thư điện tử cần có dấu @ và tên miền.")
        case _:
            return translate("Form", "Ô này trông chưa đúng. Xem lại, hoặc bấm lần nữa.")
