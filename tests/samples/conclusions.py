"""Conclusions: a task as a chair gives it, drafted, given and done."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from desktop.domain.casework.conclusions.conclusion import (
    NOT_ISSUED,
    ConclusionItem,
    Extension,
    ItemStatus,
    ItemWords,
    Urge,
    item_key,
)
from desktop.domain.ids import CaseId, DocumentId, MinuteLineId, SessionId, SiteId, UserId
from tests.samples.casework import NOW, TODAY

LINE = MinuteLineId("line-of-the-chair")
GIVER = SiteId("centre")
DOER = SiteId("an-lao")
PAPER = DocumentId("answer-paper")
DUE = TODAY + timedelta(days=14)
LATER = DUE + timedelta(days=7)

DRAFT = ConclusionItem(
    id=item_key(LINE),
    session_id=SessionId("session"),
    case_id=CaseId("case"),
    giving_site_id=GIVER,
    line_id=LINE,
    created_at=NOW,
    created_by=UserId("secretary"),
    given_on=TODAY,
    task="Trả lời bằng văn bản về đơn giá phần sân phơi",
)
"""What one key makes of a line."""
WORDS = ItemWords(
    task=DRAFT.task,
    agency="UBND xã An Lão",
    agency_site_id=DOER,
    co_agencies="Sở Nông nghiệp và Môi trường",
    deadline=DUE,
    no_deadline_reason="",
    contact_person="Công chức Mẫu",
    contact_phone="0900000002",
    no_contact_reason="",
)
ANNOUNCED = replace(
    DRAFT,
    status=ItemStatus.ANNOUNCED,
    agency=WORDS.agency,
    agency_site_id=DOER,
    co_agencies=WORDS.co_agencies,
    deadline=DUE,
    contact_person=WORDS.contact_person,
    contact_phone=WORDS.contact_phone,
)
URGE = Urge(
    number="214/BTCD",
    answer_by=LATER,
    noted_at=NOW,
    noted_by="Cán bộ tiếp dân Mẫu",
)
EXTENSION = Extension(
    former=DUE,
    deadline=LATER,
    approver="Trần Văn Mẫu, Phó Chủ tịch",
    reason="Chờ kết quả đo đạc lại",
    noted_at=NOW,
    noted_by="Thư ký Mẫu",
)
_OF_STATUS: dict[ItemStatus, dict[str, Any]] = {
    ItemStatus.EXTENDED: {"deadline": LATER, "extensions": (EXTENSION,)},
    **{
        status: {"result": "Đã có công văn trả lời", "result_document_ids": (PAPER,)}
        for status in (
            ItemStatus.DONE,
            ItemStatus.REPORTED,
            ItemStatus.ANSWERED,
            ItemStatus.CLOSED,
        )
    },
}


def an_item(status: ItemStatus, line_id: str = LINE, **changes: Any) -> ConclusionItem:
    """An item that stands there lawfully. changes: of its fields."""
    said = DRAFT if status is ItemStatus.DRAFT else ANNOUNCED
    number = {} if status in NOT_ISSUED else {"notice_number": "12/TB"}
    fields = {
        "id": item_key(line_id),
        "line_id": MinuteLineId(line_id),
        **number,
        **_OF_STATUS.get(status, {}),
        **changes,
    }
    return replace(said, status=status, **fields)
