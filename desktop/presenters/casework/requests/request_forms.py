"""The two forms of the screen "Yêu cầu tiếp công dân", as data; lengths are those of the wire."""

from enum import StrEnum

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.reception_request import (
    Channel,
    Decision,
    OnlineGround,
    RefusalGround,
)
from desktop.domain.casework.people.citizen import MAX_NAME
from desktop.domain.reception.notice import MAX_NUMBER
from desktop.presenters.form.spec import YES, FieldKind, FieldSpec, FormSpec, Section, Wanted

NO = "no"
"""The other side of YES, of a question that may also be unanswered."""
MAX_GROUP = 10_000


class RequestField(StrEnum):
    """Fields of a request, in the order of the Tab key; the value is the name in a FieldFault."""

    FULL_NAME = "full_name"
    ID_NUMBER = "id_number"
    PHONE = "phone"
    ADDRESS = "address_text"
    CHANNEL = "channel"
    GROUP_SIZE = "group_size"
    CONTENT = "content"
    OWN_RIGHT = "own_right"
    OTHERS_BREACH = "others_breach"
    PROPOSES = "proposes"
    INFORMS = "informs"
    PETITION_TYPE = "petition_type"
    PROTECTION = "identity_protection_requested"
    SECRECY = "secrecy_assured"
    WANTS_ONLINE = "wants_online"
    ASSISTANCE = "assistance_reason"
    EXCEPTION = "exception_reason"


class DecisionField(StrEnum):
    """Fields of a decision, in the order of the Tab key."""

    DECISION = "decision"
    ONLINE_GROUND = "online_ground"
    REFUSAL_GROUND = "refusal_ground"


class NoteField(StrEnum):
    """Fields of a refusal's notice that went out, in the order of the Tab key."""

    NUMBER = "number"
    SENT_ON = "sent_on"


TRIAGE = (
    RequestField.OWN_RIGHT,
    RequestField.OTHERS_BREACH,
    RequestField.PROPOSES,
    RequestField.INFORMS,
)
"""The questions of triage, in the order of the law."""
DENUNCIATION = (RequestField.PROTECTION, RequestField.SECRECY)
"""Asked of a denunciation alone, before anything else is decided."""

_YES_NO = (YES, NO)


def group_size_field(key: str) -> FieldSpec:
    """How many people come with one content."""
    return FieldSpec(
        key=key,
        kind=FieldKind.NUMBER,
        wanted=Wanted.MUST,
        max_length=len(str(MAX_GROUP)),
        least=1,
        most=MAX_GROUP,
        fresh="1",
    )


REQUEST_FORM = FormSpec(
    sections=(
        Section(
            key="person",
            fields=(
                FieldSpec(
                    key=RequestField.FULL_NAME, wanted=Wanted.MUST, max_length=MAX_NAME
                ),
                FieldSpec(
                    key=RequestField.ID_NUMBER, kind=FieldKind.IDENTITY, is_private=True
                ),
                FieldSpec(
                    key=RequestField.PHONE,
                    kind=FieldKind.PHONE,
                    is_private=True,
                    max_length=32,
                ),
                FieldSpec(key=RequestField.ADDRESS, wanted=Wanted.MUST),
                FieldSpec(
                    key=RequestField.CHANNEL,
                    kind=FieldKind.LIST,
                    fresh=Channel.IN_PERSON,
                    choices=tuple(Channel),
                ),
                group_size_field(RequestField.GROUP_SIZE),
            ),
        ),
        Section(
            key="matter",
            fields=(
                FieldSpec(
                    key=RequestField.CONTENT,
                    kind=FieldKind.TEXT,
                    wanted=Wanted.MUST,
                    max_length=8_000,
                    lines=2,
                ),
                *(FieldSpec(key=one, kind=FieldKind.CHECK) for one in TRIAGE),
                FieldSpec(
                    key=RequestField.PETITION_TYPE,
                    kind=FieldKind.SEGMENTS,
                    wanted=Wanted.MUST,
                    choices=tuple(PetitionType),
                ),
                *(
                    FieldSpec(key=one, kind=FieldKind.SEGMENTS, choices=_YES_NO)
                    for one in DENUNCIATION
                ),
            ),
        ),
        Section(
            key="wish",
            fields=(
                FieldSpec(
                    key=RequestField.WANTS_ONLINE,
                    kind=FieldKind.SEGMENTS,
                    fresh=NO,
                    choices=_YES_NO,
                ),
                FieldSpec(key=RequestField.ASSISTANCE),
                FieldSpec(key=RequestField.EXCEPTION),
            ),
        ),
    )
)  # fmt: skip
"""Nhận yêu cầu."""

DECISION_FORM = FormSpec(
    sections=(
        Section(
            key="decision",
            fields=(
                FieldSpec(
                    key=DecisionField.DECISION, kind=FieldKind.RADIO, choices=tuple(Decision)
                ),
                FieldSpec(
                    key=DecisionField.ONLINE_GROUND,
                    kind=FieldKind.LIST,
                    choices=tuple(str(one.value) for one in OnlineGround),
                ),
                FieldSpec(
                    key=DecisionField.REFUSAL_GROUND,
                    kind=FieldKind.LIST,
                    choices=tuple(RefusalGround),
                ),
            ),
        ),
    )
)
"""Quyết định."""

NOTE_FORM = FormSpec(
    sections=(
        Section(
            key="note",
            fields=(
                FieldSpec(key=NoteField.NUMBER, wanted=Wanted.MUST, max_length=MAX_NUMBER),
                FieldSpec(key=NoteField.SENT_ON, kind=FieldKind.DATE, wanted=Wanted.MUST),
            ),
        ),
    )
)
"""Ghi đã gửi thông báo từ chối."""
