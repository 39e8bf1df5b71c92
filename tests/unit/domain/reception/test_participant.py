from dataclasses import replace

import pytest

from desktop.domain.ids import SiteId
from desktop.domain.reception.participant import (
    DENOUNCER_ALIAS,
    Participant,
    ParticipantRole,
    are_seated,
    labelled,
    lead_person,
    sites_without_people,
    with_known_names,
    with_untold_citizens,
)
from tests.samples.receptions import AGENCY, COMMUNE, HQ, PARTICIPANTS, a_person

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


@pytest.mark.parametrize(("site_id", "label"), [(COMMUNE, "Công dân A"), (AGENCY, "Đại diện Sở")])
def test_a_site_with_a_co_chair_is_called_by_whom_it_speaks_for(
    site_id: SiteId, label: str
) -> None:
    co_chair = a_person("Người đồng chủ trì", ParticipantRole.CO_CHAIR, site_id)
    person = lead_person((co_chair, *PARTICIPANTS), site_id)
    assert person is not None
    assert person.label == label
    officer = a_person("Cán bộ tiếp dân", ParticipantRole.ROOM_OFFICER, site_id)
    assert lead_person((officer, co_chair), site_id) == co_chair


def test_an_empty_site_has_no_lead() -> None:
    assert lead_person(PARTICIPANTS, SiteId("nobody")) is None


def unlabelled(name: str, role: ParticipantRole) -> Participant:
    return replace(a_person("", role, COMMUNE), full_name=name)


def test_citizens_are_called_by_a_letter_that_nobody_has_and_others_by_their_name() -> None:
    people = [
        unlabelled("Lê Văn Mẫu", ParticipantRole.CITIZEN),
        a_person("Công dân A", ParticipantRole.CITIZEN_REPRESENTATIVE, COMMUNE),
        unlabelled("Trần Thị Mẫu", ParticipantRole.CITIZEN_REPRESENTATIVE),
        unlabelled("Phạm Văn Mẫu", ParticipantRole.LAWYER),
    ]
    labels = [one.label for one in labelled(people)]
    assert labels == ["Công dân B", "Công dân A", "Công dân C", "Phạm Văn Mẫu"]


def test_after_the_last_letter_come_two() -> None:
    people = [unlabelled("Lê Văn Mẫu", ParticipantRole.CITIZEN)] * 54
    labels = [one.label for one in labelled(people)]
    assert labels[25:28] == ["Công dân Z", "Công dân AA", "Công dân AB"]
    assert labels[51:] == ["Công dân AZ", "Công dân BA", "Công dân BB"]
    assert len(set(labels)) == len(labels)


def test_an_alias_stands_for_the_people_who_were_there_in_their_order() -> None:
    first = unlabelled("Lê Văn Mẫu", ParticipantRole.CITIZEN)
    second = unlabelled("Trần Thị Mẫu", ParticipantRole.CITIZEN)
    lawyer = unlabelled(DENOUNCER_ALIAS, ParticipantRole.LAWYER)
    alias = unlabelled(DENOUNCER_ALIAS, ParticipantRole.CITIZEN)
    elsewhere = replace(alias, site_id=AGENCY)
    typed = unlabelled("Phạm Văn Mẫu", ParticipantRole.CITIZEN)
    sent = [alias, typed, elsewhere, lawyer, alias, alias]
    named = with_known_names(sent, [first, second])
    assert named == (first, typed, elsewhere, lawyer, second, alias)


def test_citizens_of_which_a_planner_was_not_told_stay_while_their_site_does() -> None:
    known = labelled(
        [
            unlabelled("Lê Văn Mẫu", ParticipantRole.CITIZEN),
            replace(unlabelled("Trần Thị Mẫu", ParticipantRole.CITIZEN), site_id=AGENCY),
            unlabelled("Đỗ Văn Mẫu", ParticipantRole.LAWYER),
        ]
    )
    told = labelled(
        [
            unlabelled("Cán bộ Mẫu", ParticipantRole.ROOM_OFFICER),
            unlabelled("Phạm Văn Mẫu", ParticipantRole.CITIZEN),
        ]
    )
    kept = with_untold_citizens(told, known, [COMMUNE])
    assert [(one.full_name, one.label) for one in kept] == [
        ("Cán bộ Mẫu", "Cán bộ Mẫu"),
        ("Phạm Văn Mẫu", "Công dân B"),
        ("Lê Văn Mẫu", "Công dân A"),
    ]
    assert with_untold_citizens(told, kept, [COMMUNE]) == kept
    assert with_untold_citizens(kept, known, [COMMUNE]) == kept


CHAIR, *OTHERS = PARTICIPANTS


@pytest.mark.parametrize(
    ("people", "is_so"),
    [
        (PARTICIPANTS, True),
        ([CHAIR], True),
        (OTHERS, False),
        ([*PARTICIPANTS, CHAIR], False),
        ([replace(CHAIR, site_id=COMMUNE), *OTHERS], False),
        ([*PARTICIPANTS, replace(OTHERS[0], site_id=SiteId("nowhere"))], False),
    ],
)
def test_everybody_sits_somewhere_and_one_chair_at_the_centre(
    people: list[Participant], *, is_so: bool
) -> None:
    assert are_seated(people, HQ, (COMMUNE, AGENCY)) is is_so


def test_a_site_of_which_nobody_is_invited_is_found_once() -> None:
    assert sites_without_people((HQ, AGENCY, COMMUNE, AGENCY), [CHAIR]) == (AGENCY, COMMUNE)
    assert sites_without_people((HQ, COMMUNE, AGENCY), PARTICIPANTS) == ()
