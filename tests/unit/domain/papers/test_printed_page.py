"""What the code on a sheet says, and what says nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.papers.printed_page import PrintedPage, read_printed_page
from tests.samples.signed_scans import a_sheet

pytestmark = pytest.mark.unit

IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789._:-", min_size=1, max_size=64)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(
    record_id=IDS,
    version=st.integers(1, 9_999),
    content_sha256=HASHES,
    pages=st.integers(1, 99).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))),
)
def test_a_sheet_is_known_by_its_code(
    record_id: str, version: int, content_sha256: str, pages: tuple[int, int]
) -> None:
    sheet = PrintedPage(
        record_id=record_id,
        version=version,
        content_sha256=content_sha256,
        page=pages[0],
        pages=pages[1],
    )
    assert sheet.code == sheet.code.upper()
    assert read_printed_page(sheet.code) == sheet


@pytest.mark.parametrize(
    "untrusted",
    [
        "",
        "https://example.invalid",
        "TCD1:SESSION-1:1:" + "C" * 64,
        a_sheet().code + ":1",
        a_sheet().code + "\n",
        a_sheet().code.lower(),
        a_sheet(4, 3).code,
        a_sheet(0, 3).code,
        a_sheet(1, 100).code,
        a_sheet(version=0).code,
        a_sheet(record_id="").code,
        a_sheet(record_id="x" * 65).code,
        a_sheet(record_id="ă").code,
        a_sheet().code.replace("C", "G"),
        a_sheet().code.replace(":1:3", ":١:3"),
    ],
)
def test_any_other_text_is_none(untrusted: str) -> None:
    assert read_printed_page(untrusted) is None


@given(st.text(max_size=200))
def test_nothing_that_a_stranger_writes_breaks_it(untrusted: str) -> None:
    assert read_printed_page(untrusted) is None
