"""How long nothing must come before it is at its end."""

import pytest

from desktop.app.rehearsal.script.media_watch import quiet_s

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("pictures", "wanted"),
    [
        ([], 1.0),
        ([3.0], 1.0),
        ([3.0, 3.1, 3.2], 1.0),
        ([3.0, 3.1, 4.3], 2.4),
        ([3.0, 6.5, 6.6], 4.0),
    ],
    ids=["none", "one", "many", "few", "hardly any"],
)
def test_the_fewer_pictures_came_the_longer_their_end_is_waited_for(
    pictures: list[float], wanted: float
) -> None:
    assert quiet_s(pictures) == pytest.approx(wanted)
