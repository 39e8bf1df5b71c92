"""Who comes: people one after another, and the group they come with. Pure, but for the draft.

Personal data: never logged.
"""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desktop.domain.casework.people.citizen import CitizenRecord, IdKind, tidied_name
from desktop.domain.casework.people.group import ALONE, Group, Member
from desktop.domain.casework.people.identity import CardReading
from desktop.domain.casework.people.standing import Standing
from desktop.domain.casework.rules.field_rule import Circumstances
from desktop.domain.casework.rules.people_rules import GROUP_RULES
from desktop.domain.ids import CitizenId, DocumentId, GroupId, MemberId, new_id
from desktop.domain.text import normalised, spelling
from desktop.presenters.casework.intake.intake_forms import MAX_PERSONS, IntakeField
from desktop.presenters.casework.intake.intake_person import (
    CARD_NUMBER,
    FIELDS_OF_PERSON,
    FRESH_PERSON,
    IDS_OF_PERSON,
    KEYS_OF_PERSON,
    KNOWN,
    PROOF,
    SIGNED,
    SILENT,
    VISITOR_ID,
    Person,
    Taker,
    given_reasons,
    is_by_card,
    number_of,
    paper_at,
    person_of,
    texts_of_card,
    texts_of_citizen,
)
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.draft_parts import DraftParts, Texts, written
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.form.spec import YES

F = IntakeField
_GROUP_ID = "group_id"
IDS = (*IDS_OF_PERSON, _GROUP_ID)
"""Kept with what is typed, so that the same intake again is the same records."""
DESIGNATION = "designation_paper"
"""Which paper the group signed."""
_MEMBERS, _PERSONS, _PLACE = "members", "persons", "person"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Sections 1 and 2 as records. persons: who is taken in, the first one leads.

    place: of the one whom the form holds. group: None for somebody alone.
    """

    persons: tuple[Person, ...]
    place: int
    group: Group | None

    @property
    def lead(self) -> CitizenRecord:
        """Who is named first."""
        return self.persons[0].citizen

    @property
    def citizen(self) -> CitizenRecord:
        """Whom the form holds."""
        return self.persons[self.place].citizen

    @property
    def standing(self) -> Standing:
        """Of whom the form holds."""
        return self.persons[self.place].standing

    @property
    def speaking(self) -> tuple[CitizenId, ...]:
        """Who brings the matter forward: those of them who represent the group, else all."""
        everybody = tuple(one.citizen.id for one in self.persons)
        if self.group is None:
            return everybody
        chosen = frozenset(self.group.representatives)
        named = {one.citizen_id for one in self.group.members if one.id in chosen}
        return tuple(one for one in everybody if one in named) or everybody


def texts_of_nobody_else() -> dict[str, str]:
    """Of people without a group, who may turn out to be one."""
    return {_GROUP_ID: new_id()}


def texts_of_group(group: Group, persons: Iterable[CitizenId]) -> dict[str, str]:
    """The group, and those of it who are not among the people who are taken in."""
    speaking, taken_in = frozenset(group.representatives), frozenset(persons)
    others = [(one, one.id in speaking) for one in group.members if one.citizen_id not in taken_in]
    return {
        _GROUP_ID: group.id,
        _MEMBERS: _written(others),
        DESIGNATION: group.designation_document_id or "",
    }


def texts_of_member(group: Group | None, citizen_id: CitizenId) -> dict[str, str]:
    """Of one who is taken in, what their group says of them."""
    members = () if group is None else group.members
    own = next((one for one in members if one.citizen_id == citizen_id), None)
    if group is None or own is None:
        return {VISITOR_ID: new_id()}
    return {
        VISITOR_ID: own.id,
        SIGNED: YES if own.signed else "",
        SILENT: "" if own.id in group.representatives else YES,
    }


def texts_of_persons(persons: list[dict[str, str]]) -> dict[str, str]:
    """Of several, the first one in the form."""
    whole = [{**FRESH_PERSON, **one} for one in persons]
    return {**whole[0], _PERSONS: written(whole), _PLACE: "0"}


class IntakePeople:
    """Sections 1 and 2 on top of the draft that the form types in. Thread: MainThread.

    The form holds one person at a time; others of a group who are taken in wait beside it.
    """

    def __init__(self, draft: Draft, form: FormPresenter) -> None:
        self._draft = draft
        self._form = form
        self._persons = DraftParts(
            draft=draft,
            name=_PERSONS,
            place_name=_PLACE,
            keys=KEYS_OF_PERSON,
            read=self._text,
            fresh=FRESH_PERSON,
        )

    # ---- what is done ----------------------------------------------------------------------

    def take_card(self, card: CardReading) -> None:
        """A card was read: its words stand in the fields. The kind stays one that has a number."""
        for field, text in texts_of_card(card).items():
            self._form.edit(field, text)
        if self._form.text(F.ID_KIND) not in (IdKind.CAN_CUOC, IdKind.CCCD):
            self._form.edit(F.ID_KIND, IdKind.CAN_CUOC)
        self._draft.edit(CARD_NUMBER, card.id_number)

    def take_known(self, citizen: CitizenRecord) -> None:
        """The person is somebody who came before."""
        for field, text in texts_of_citizen(citizen).items():
            self._form.edit(field, text)

    def turn_to_bearer(self, card: CardReading) -> bool:
        """Whose card it is, where that is somebody else than the form holds; False: nobody is.

        Somebody of the group who is named alone is taken in, so that a card never writes over
        another person.
        """
        numbers = [number_of(text) for text in self._persons.each()]
        if card.id_number in numbers:
            place = numbers.index(card.id_number)
            is_other = place != self._persons.place and self._persons.is_split
            self._persons.turn_to(place)
            return is_other
        name = spelling(card.full_name)
        if not number_of(self._text) and spelling(self._text(F.FULL_NAME)) in ("", name):
            return False
        waiting = [
            place
            for place, text in enumerate(self._persons.each())
            if not number_of(text) and spelling(text(F.FULL_NAME)) == name
        ]
        if len(waiting) == 1:
            self._persons.turn_to(waiting[0])
            return True
        same = [one.id for one, _ in self._others() if spelling(one.full_name) == name]
        return len(same) == 1 and self.group_size > ALONE and self.take_in(same[0])

    def take_in(self, member_id: MemberId) -> bool:
        """Somebody who is named alone becomes a person, in the form now; False: nobody does."""
        found = next((one for one in self._others() if one[0].id == member_id), None)
        if found is None or not self.has_room:
            return False
        member, speaks = found
        person = {
            **FRESH_PERSON,
            **{key: new_id() for key in IDS_OF_PERSON},
            VISITOR_ID: member.id,
            F.FULL_NAME: member.full_name,
            F.ADDRESS: member.address,
            SIGNED: YES if member.signed else "",
            SILENT: "" if speaks else YES,
        }
        self.remove_member(member_id)
        parts = self._persons.parts() or [self._persons.shown()]
        self._persons.keep([*parts, person], shown=len(parts))
        return True

    def send_away(self, member_id: MemberId) -> bool:
        """What was typed of a person is given up: they are named alone again; never the last."""
        parts = self._persons.parts()
        place = self.place_of(member_id)
        if place is None or not self._persons.is_split:
            return False
        gone = parts.pop(place)
        name = tidied_name(gone[F.FULL_NAME])
        if name:
            member = Member(
                id=member_id,
                full_name=name,
                address=normalised(gone[F.ADDRESS]),
                signed=gone[SIGNED] == YES,
            )
            self._keep([*self._others(), (member, gone[SILENT] != YES)])
        shown = self._persons.place
        self._persons.keep(parts, shown=min(shown - (place < shown), len(parts) - 1))
        if len(parts) == 1:
            self._persons.join()
        return True

    def turn_to(self, place: int) -> None:
        """Another person who is taken in."""
        self._persons.turn_to(place)

    def renew(self) -> None:
        """What is typed on becomes other people than those who were kept just now."""
        parts = self._persons.parts()
        if parts:
            fresh = [{**one, **{key: new_id() for key in IDS_OF_PERSON}} for one in parts]
            self._persons.keep(fresh, shown=self._persons.place)

    def replace_proof(self, paper_id: DocumentId, by: str) -> None:
        """A paper is another one now, or none (""): of whomever it proved something."""
        parts = self._persons.parts() or [self._persons.shown()]
        for place, one in enumerate(parts):
            if one[PROOF] == paper_id:
                one[PROOF] = by
                if place == self._persons.place:
                    self._draft.edit(PROOF, by)
        if len(parts) > 1:
            self._persons.keep(parts, shown=self._persons.place)

    def add_member(self) -> bool:
        """What stands in the line for another member becomes one; False: nothing does."""
        name = tidied_name(self._form.text(F.MEMBER_NAME))
        if not name:
            return False
        member = Member(
            id=MemberId(new_id()),
            full_name=name,
            address=self._form.words(F.MEMBER_ADDRESS),
            signed=False,
        )
        self._keep([*self._others(), (member, False)])
        self._form.edit(F.MEMBER_NAME, "")
        self._form.edit(F.MEMBER_ADDRESS, "")
        return True

    def remove_member(self, member_id: MemberId) -> None:
        """One of the others is none after all."""
        self._keep([one for one in self._others() if one[0].id != member_id])

    def toggle_signed(self, member_id: MemberId) -> None:
        """Signed the designation, or did not."""
        if self._flip(SIGNED, member_id):
            return
        self._keep(
            [
                (replace(one, signed=not one.signed) if one.id == member_id else one, speaks)
                for one, speaks in self._others()
            ]
        )

    def toggle_representative(self, member_id: MemberId) -> None:
        """Speaks for the others, or does not."""
        if not self._flip(SILENT, member_id):
            others = self._others()
            self._keep([(one, speaks is not (one.id == member_id)) for one, speaks in others])

    # ---- what it says ----------------------------------------------------------------------

    @property
    def is_by_card(self) -> bool:
        """The number that stands there is the one a card said."""
        return is_by_card(self._text)

    @property
    def group_size(self) -> int:
        """People of one content; one while it cannot be read."""
        return self._form.number(F.GROUP_SIZE) or ALONE

    @property
    def has_room(self) -> bool:
        """Somebody more may be taken in."""
        return len(self._persons.each()) < MAX_PERSONS

    @property
    def known_ids(self) -> frozenset[CitizenId]:
        """Records of the people who come, of earlier visits, that somebody confirmed."""
        each = self._persons.each()
        return frozenset(CitizenId(one) for text in each for one in text(KNOWN).split())

    def place_of(self, member_id: MemberId) -> int | None:
        """Where somebody of the group stands among those who are taken in; None: they do not."""
        each = [text(VISITOR_ID) for text in self._persons.each()]
        return each.index(member_id) if member_id in each else None

    def text_at(self, place: int) -> Texts:
        """What stands in the fields of a person, the one in the form or another."""
        return self._persons.each()[place]

    def circumstances(self, at: Circumstances, place: int, ticket: int) -> Circumstances:
        """In which one of them is judged: the others bear numbers too, of this visit's ticket."""
        others = (text for n, text in enumerate(self._persons.each()) if n != place)
        numbers = {number: ticket for text in others if (number := number_of(text))}
        return replace(at, numbers_today={**numbers, **at.numbers_today})

    def people(self, taker: Taker, at: Circumstances, ticket: int) -> People:
        """As they would be kept. ticket: of this visit."""
        each, designation = self._persons.each(), paper_at(self._draft.text, DESIGNATION)
        persons = tuple(
            person_of(text, taker, self.circumstances(at, place, ticket), designation)
            for place, text in enumerate(each)
        )
        is_group = self.group_size > ALONE or len(persons) > 1
        return People(
            persons=persons,
            place=self._persons.place if len(persons) > 1 else 0,
            group=self._group(persons, each, at, designation) if is_group else None,
        )

    # ---- inside ----------------------------------------------------------------------------

    def _text(self, key: str) -> str:
        return self._form.text(key) if key in FIELDS_OF_PERSON else self._draft.text(key)

    def _group(
        self,
        persons: tuple[Person, ...],
        each: tuple[Texts, ...],
        at: Circumstances,
        designation: DocumentId | None,
    ) -> Group:
        taken_in = [
            (_member_of(one.citizen, text), text(SILENT) != YES)
            for one, text in zip(persons, each, strict=True)
        ]
        everybody, lead = [*taken_in, *self._others()], persons[0].citizen
        group = Group(
            id=GroupId(self._draft.text(_GROUP_ID)),
            owner_site_id=lead.owner_site_id,
            created_at=lead.created_at,
            created_by=lead.created_by,
            group_name=self._form.words(F.GROUP_NAME),
            group_size=self.group_size,
            present_count=self._form.number(F.PRESENT) or 0,
            members=tuple(one for one, _ in everybody),
            representatives=tuple(one.id for one, speaks in everybody if speaks),
            designation_document_id=designation,
        )
        typed = self._form.words(F.GROUP_REASON)
        return replace(group, reasons=given_reasons(GROUP_RULES, group, at, typed))

    def _others(self) -> list[tuple[Member, bool]]:
        """Who is named alone, each with whether they speak for the group."""
        try:
            kept = json.loads(self._draft.text(_MEMBERS) or "[]")
            return [(_member(one), one["speaks"] is True) for one in kept]
        except (ValueError, KeyError, TypeError):
            logger.warning("members of a draft are unreadable")
            return []

    def _keep(self, members: Iterable[tuple[Member, bool]]) -> None:
        self._draft.edit(_MEMBERS, _written(members))

    def _flip(self, key: str, member_id: MemberId) -> bool:
        """Of somebody who is taken in; False: they are named alone."""
        place = self.place_of(member_id)
        if place is None:
            return False
        text = "" if self.text_at(place)(key) == YES else YES
        if place == self._persons.place or not self._persons.is_split:
            self._draft.edit(key, text)
            return True
        parts = self._persons.parts()
        parts[place][key] = text
        self._persons.keep(parts, shown=self._persons.place)
        return True


def _member_of(citizen: CitizenRecord, text: Texts) -> Member:
    return Member(
        id=MemberId(text(VISITOR_ID)),
        full_name=citizen.full_name,
        address=citizen.address_text,
        signed=text(SIGNED) == YES,
        citizen_id=citizen.id,
    )


def _written(members: Iterable[tuple[Member, bool]]) -> str:
    """Each with whether they speak for the group."""
    listed = [
        {
            "id": one.id,
            "name": one.full_name,
            "address": one.address,
            "signed": one.signed,
            "speaks": speaks,
        }
        for one, speaks in members
    ]
    return json.dumps(listed, ensure_ascii=False)


def _member(kept: Mapping[str, object]) -> Member:
    """KeyError: it is none."""
    return Member(
        id=MemberId(str(kept["id"])),
        full_name=normalised(str(kept["name"])),
        address=normalised(str(kept["address"])),
        signed=kept["signed"] is True,
    )
