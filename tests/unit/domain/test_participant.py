import pytest

from desktop.domain.enums import ParticipantRole
from desktop.domain.ids import SiteId
from desktop.domain.participant import lead_person
from tests.fakes.reception_samples import AGENCY, COMMUNE, HQ, PARTICIPANTS, a_person

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("site_id", "label"),
    [(HQ, "Người chủ trì"), (COMMUNE, "Công dân A"), (AGENCY, "Đại diện Sở")],
)
def test_a_site_is_called_by_its_chair_its_citizen_or_its_agency(
    site_id: SiteId, label: str
) -> None:
    person = lead_person(PARTICIPANTS, site_id)
    assert person is not None
    assert person.label == label


def test_a_site_with_others_only_is_called_by_the_first_of_them() -> None:
    people = [
        a_person("Thư ký", ParticipantRole.SECRETARY, HQ),
        a_person("Kỹ thuật", ParticipantRole.TECHNICIAN, HQ),
    ]
    person = lead_person(people, HQ)
    assert person is not None
    assert person.label == "Thư ký"


def test_an_empty_site_has_no_lead() -> None:
    assert lead_person(PARTICIPANTS, SiteId("nobody")) is None
