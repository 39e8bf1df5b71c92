from uuid import UUID

import pytest

from desktop.domain.ids import new_id

pytestmark = pytest.mark.unit


def test_identifiers_are_lower_case_uuids_of_version_7() -> None:
    text = new_id()
    assert UUID(text).version == 7
    assert text == text.lower()


def test_identifiers_differ() -> None:
    assert len({new_id() for _ in range(1_000)}) == 1_000
