"""Fixtures of the presenters' tests."""

import pytest

from tests.rigs.desk.desk_room import Room


@pytest.fixture
def room() -> Room:
    """A commune's room with an officer at the desk."""
    return Room()
