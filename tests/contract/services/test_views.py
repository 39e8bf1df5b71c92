import pytest

from desktop.domain.casework.matter.case import Viewing
from tests.contract.services.benches import ViewsBench
from tests.samples.receptions import SESSION

pytestmark = pytest.mark.contract


def test_everything_that_is_opened_is_kept(views_bench: ViewsBench) -> None:
    for what in Viewing:
        views_bench.service.note(SESSION, what)
    assert views_bench.kept() == sorted(Viewing)


def test_the_same_twice_is_one_view(views_bench: ViewsBench) -> None:
    for _ in range(2):
        views_bench.service.note(SESSION, Viewing.PAPER)
    assert views_bench.kept() == [Viewing.PAPER]
