"""What of a case a screen may tell."""

from dataclasses import replace

import pytest

from desktop.domain.casework.matter.case import PetitionType
from tests.samples.receptions import a_case

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("petition_type", PetitionType)
def test_a_denunciation_alone_has_no_history(petition_type: PetitionType) -> None:
    case = replace(a_case(), petition_type=petition_type)
    assert case.previous_result
    told = "" if petition_type is PetitionType.DENUNCIATION else case.previous_result
    assert case.told_result == told
