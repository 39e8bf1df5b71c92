"""The forms beside the gates of a session, as data."""

from enum import StrEnum

from desktop.domain.faults import MIN_REASON_CHARACTERS
from desktop.domain.reception.notice import MAX_NUMBER, Delivery
from desktop.domain.reception.platform import MAX_WITNESSED
from desktop.presenters.form.spec import FieldKind, FieldSpec, FormSpec, Section, Wanted


class NoticeField(StrEnum):
    """Fields of a notice that went out, in the order of the Tab key."""

    NUMBER = "number"
    DAY = "day"
    DELIVERY = "delivery"
    POSTED = "posted"


class WitnessField(StrEnum):
    """What a person notes of a gate that nobody measured."""

    WORDS = "witness_words"


NOTICE_FORM = FormSpec(
    sections=(
        Section(
            key="notice",
            fields=(
                FieldSpec(key=NoticeField.NUMBER, wanted=Wanted.MUST, max_length=MAX_NUMBER),
                FieldSpec(key=NoticeField.DAY, kind=FieldKind.DATE, wanted=Wanted.MUST),
                FieldSpec(
                    key=NoticeField.DELIVERY,
                    kind=FieldKind.LIST,
                    wanted=Wanted.MUST,
                    fresh=Delivery.INTERLINK,
                    choices=tuple(Delivery),
                ),
                FieldSpec(key=NoticeField.POSTED, kind=FieldKind.DATE),
            ),
        ),
    )
)
"""Ghi thông báo."""

WITNESS_FORM = FormSpec(
    sections=(
        Section(
            key="witness",
            fields=(
                FieldSpec(
                    key=WitnessField.WORDS,
                    kind=FieldKind.TEXT,
                    lines=2,
                    wanted=Wanted.MUST,
                    min_length=MIN_REASON_CHARACTERS,
                    max_length=MAX_WITNESSED,
                ),
            ),
        ),
    )
)
"""Ghi kết nối thử, nối đủ điểm cầu của buổi họp trên nền tảng khác."""
