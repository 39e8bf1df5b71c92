"""Names of the upload headers are the draft's own."""

import pytest

from desktop.contract import blobs

pytestmark = pytest.mark.unit


def test_complete_is_a_boolean_of_structured_fields() -> None:
    """RFC 9651 §3.3.6: ?1 and ?0."""
    assert (blobs.IS_COMPLETE, blobs.NOT_COMPLETE) == ("?1", "?0")


def test_the_offset_and_length_headers_share_the_prefix_of_the_draft() -> None:
    headers = {blobs.OFFSET_HEADER, blobs.LENGTH_HEADER, blobs.COMPLETE_HEADER}
    assert {name.split("-")[0] for name in headers} == {"Upload"}
    assert len(headers) == 3
