"""What stands below a page in the picture that is recorded."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.live_session import PagePart, Stage
from desktop.domain.ids import DocumentId
from desktop.domain.recording.stage_page import page_caption

pytestmark = pytest.mark.unit

STAGE = Stage(document_id=DocumentId("paper"), page=2, page_count=5, title="Đơn")


def test_paper_and_page_are_named() -> None:
    assert page_caption(STAGE, 3) == "Tài liệu số 3 · Trang 2/5"
    assert page_caption(STAGE, 0) == "Tài liệu · Trang 2/5"


@pytest.mark.parametrize("part", list(PagePart))
def test_the_part_in_use_is_named(part: PagePart) -> None:
    said = page_caption(replace(STAGE, part=part), 3)
    assert said.endswith("Trang 2/5") == (part is PagePart.WHOLE)
    assert "Đơn" not in said  # a title may name a person
