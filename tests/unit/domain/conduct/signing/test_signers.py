"""Who signs: people of the sites that are there, as plan and roll say; somebody for each site."""

from dataclasses import replace

import pytest

from desktop.domain.conduct.calls.agency_call import CallTarget
from desktop.domain.conduct.roll_call import AddedPerson, RollCall, RollMark, RollNote, person_ids
from desktop.domain.conduct.signing.signers import (
    SIGNING_ROLES,
    Signer,
    signer_ids,
    signers,
    signing_people,
    signing_sites,
    site_signer,
)
from desktop.domain.ids import PersonId, SiteId
from desktop.domain.reception.participant import Participant, ParticipantRole
from tests.fakes.fake_clock import NOON
from tests.samples.calls import a_call

pytestmark = pytest.mark.unit

HQ, COMMUNE, AGENCY = SiteId("hq"), SiteId("commune"), SiteId("agency")
R = ParticipantRole


def person(role: ParticipantRole, site_id: SiteId, name: str = "") -> Participant:
    return Participant(
        full_name=name, label=role.value, title="", agency="", role=role, site_id=site_id
    )


PEOPLE = (
    person(R.CHAIR, HQ, "Chủ trì Mẫu"),
    person(R.ADVISING, HQ),
    person(R.CITIZEN, COMMUNE, "Công dân Mẫu"),
    person(R.ROOM_OFFICER, COMMUNE),
)
CHAIR, ADVISER, CITIZEN, OFFICER = person_ids(PEOPLE)
PLANNED = {CHAIR: HQ, CITIZEN: COMMUNE, OFFICER: COMMUNE}


def noted(person_id: PersonId, mark: RollMark) -> RollNote:
    return RollNote(person_id=person_id, mark=mark, noted_at=NOON, by_site_id=HQ)


def test_who_advises_or_looks_on_does_not_sign() -> None:
    assert signing_people(PEOPLE) == PLANNED
    absent = replace(PEOPLE[0], attended=False)
    assert CHAIR not in signing_people((absent, *PEOPLE[1:]))
    assert SIGNING_ROLES.isdisjoint({R.ADVISING, R.TECHNICIAN, R.OBSERVER})


def test_sites_that_are_there_sign_the_centre_first_and_no_guest() -> None:
    guest = a_call(SiteId("guest"), "Khách", NOON, target=CallTarget.GUEST)
    there = signing_sites((COMMUNE, SiteId("guest"), HQ), (guest,), HQ)
    assert there == (HQ, COMMUNE)
    assert signing_sites((COMMUNE, AGENCY), (), None) == (AGENCY, COMMUNE)


def test_who_is_noted_as_absent_or_gone_does_not_sign() -> None:
    roll = RollCall(notes=(noted(CITIZEN, RollMark.LEFT), noted(CHAIR, RollMark.PRESENT)))
    assert signer_ids(PLANNED, roll, (HQ, COMMUNE)) == {CHAIR: HQ, OFFICER: COMMUNE}
    roll = RollCall(notes=(noted(OFFICER, RollMark.ABSENT),))
    assert OFFICER not in signer_ids(PLANNED, roll, (HQ, COMMUNE))


def test_a_site_without_anybody_is_signed_for_by_somebody() -> None:
    found = signer_ids(PLANNED, RollCall(), (HQ, AGENCY))
    assert found == {CHAIR: HQ, site_signer(AGENCY): AGENCY}


def test_who_came_uninvited_signs_by_their_part() -> None:
    added = (
        AddedPerson(person_id=PersonId("l"), site_id=AGENCY, full_name="Luật sư", role=R.LAWYER),
        AddedPerson(person_id=PersonId("o"), site_id=HQ, full_name="Người xem", role=R.OBSERVER),
    )
    names = {HQ: "Trụ sở", COMMUNE: "Xã", AGENCY: "Sở"}
    assert signers(PEOPLE, RollCall(added=added), names) == (
        Signer(id=CHAIR, site_id=HQ, name="Chủ trì Mẫu", role=R.CHAIR),
        Signer(id=CITIZEN, site_id=COMMUNE, name="Công dân Mẫu", role=R.CITIZEN),
        Signer(id=OFFICER, site_id=COMMUNE, name="room_officer", role=R.ROOM_OFFICER),
        Signer(id=PersonId("l"), site_id=AGENCY, name="Luật sư", role=R.LAWYER),
    )


def test_somebody_for_a_site_is_called_like_it() -> None:
    (one,) = signers((), RollCall(), {AGENCY: "Sở"})
    assert one == Signer(id=site_signer(AGENCY), site_id=AGENCY, name="Sở", role=None)
