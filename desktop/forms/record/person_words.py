"""How the printed minutes name a person."""

from desktop.domain.casework.people.citizen import Citizen
from desktop.domain.reception.participant import Participant
from desktop.forms.record.minutes_wording import MinutesWording


def person_words(person: Participant | None, wording: MinutesWording) -> str:
    """Name, title and agency; dots for nobody."""
    if person is None:
        return wording.dots
    said = (person.full_name or person.label, person.title, person.agency)
    return ", ".join(part for part in said if part)


def citizen_words(citizen: Citizen, wording: MinutesWording) -> str:
    """With the papers in full: this is the legal document."""
    return wording.citizen.format(
        name=citizen.full_name,
        representative=wording.representative if citizen.is_representative else "",
        id_number=citizen.id_number or wording.dots,
        issue_date=citizen.id_issue_date or wording.dots,
        issue_place=citizen.id_issue_place or wording.dots,
        address=citizen.address or wording.dots,
    )
