import pytest

from desktop.documents.inspection.file_kind import FileKind
from desktop.domain.papers.copy_name import MAX_CHARACTERS, copy_ending, copy_name

pytestmark = pytest.mark.unit


def test_every_kind_that_is_taken_in_keeps_its_usual_ending() -> None:
    for kind in FileKind:
        assert f".{copy_ending(kind)}" == kind.extensions[0]
    assert copy_ending("text/html") == "bin"


def test_a_copy_is_called_by_case_pages_and_title_as_a_file_may_be() -> None:
    name = copy_name("2026/0147", "1–4", 'Đơn: "a"\n', is_denunciation=False)
    assert name == "2026-0147 1–4 Đơn- -a--"
    assert copy_name("2026-1", "", "x" * 200, is_denunciation=False).startswith("2026-1 xxx")
    assert len(copy_name("2026-1", "", "x" * 200, is_denunciation=False)) == MAX_CHARACTERS
    assert copy_name("2026-1", "", "Đơn ...", is_denunciation=False) == "2026-1 Đơn"


def test_of_a_denunciation_the_title_is_left_out() -> None:
    assert copy_name("2026-1", "5", "Đơn của Công dân A", is_denunciation=True) == "2026-1 5"
