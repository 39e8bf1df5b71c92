"""What for: the texts of the form as petitions, one after another when it had to be split."""

from datetime import datetime

from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import (
    MatterField,
    ObjectKind,
    Petition,
    PetitionSource,
    shows_name_at_first,
    split,
)
from desktop.domain.casework.matter.triage import (
    Respondent,
    TriageAnswers,
    TriageProposal,
    propose,
)
from desktop.domain.ids import CaseId, CitizenId, PetitionId, new_id
from desktop.domain.text import normalised
from desktop.presenters.casework.intake.intake_forms import (
    DENUNCIATION,
    NEW_CASE,
    OF_MATTER,
    TRIAGE,
    TRIAGE_FACTS,
    IntakeField,
)
from desktop.presenters.casework.intake.intake_person import Taker
from desktop.presenters.casework.requests.request_forms import NO
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.draft_parts import DraftParts, Texts, written
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.form.spec import YES
from desktop.presenters.form.values import read_date

F = IntakeField
_ANSWERS = {YES: True, NO: False}
_PETITION_ID, _READ_AT, _SUGGESTED = "petition_id", "read_back_moment", "suggested_type"
IDS = (_PETITION_ID,)
_PARTS, _PLACE = "parts", "part"
_FIELDS = frozenset(one.value for one in OF_MATTER)
_OF_PART = (*_FIELDS, *IDS, _READ_AT, _SUGGESTED)


class IntakeMatter:
    """Sections 3 and 4 on top of the draft that the form types in. Thread: MainThread.

    The form holds one content at a time; the others of a split one wait beside it.
    """

    def __init__(self, draft: Draft, form: FormPresenter) -> None:
        self._draft = draft
        self._form = form
        self._parts = DraftParts(
            draft=draft,
            name=_PARTS,
            place_name=_PLACE,
            keys=_OF_PART,
            read=self._text,
            fresh={F.CASE: ""},
        )

    # ---- what is done ----------------------------------------------------------------------

    def note_read_back(self, at: datetime) -> None:
        """The box was set or cleared. at: aware."""
        is_set = self._form.text(F.READ_BACK) == YES
        self._draft.edit(_READ_AT, at.isoformat() if is_set else "")

    def split(self, taker: Taker, citizen_ids: tuple[CitizenId, ...]) -> bool:
        """One content of each type that the answers speak for; False: they speak for one."""
        types = self.proposal().types
        if self.is_split or len(types) < 2:  # noqa: PLR2004 - one is no split
            return False
        whole = self.petitions(taker, citizen_ids)[0]
        parts = split(whole, types, [PetitionId(new_id()) for _ in types[1:]])
        texts = self._parts.shown()
        self._parts.keep([{**texts, **_texts_of(one)} for one in parts], shown=0)
        return True

    def join(self) -> None:
        """Only the content that is shown; the others are given up."""
        self._parts.join()
        self._draft.edit(_SUGGESTED, "")

    def turn_to(self, place: int) -> None:
        """Another content of a split one."""
        self._parts.turn_to(place)

    # ---- what it says ----------------------------------------------------------------------

    @property
    def place(self) -> int:
        """Of the content that the form holds."""
        return self._parts.place

    @property
    def is_split(self) -> bool:
        """There is more than one content."""
        return self._parts.is_split

    @property
    def petition_id(self) -> PetitionId:
        """Of the content that the form holds."""
        return PetitionId(self._draft.text(_PETITION_ID))

    def petition_ids(self) -> tuple[PetitionId, ...]:
        """Of every content."""
        return tuple(PetitionId(text(_PETITION_ID)) for text in self._parts.each())

    def new_cases(self) -> frozenset[CaseId]:
        """Those that are to be made of a content."""
        new = (text for text in self._parts.each() if text(F.CASE) == NEW_CASE)
        return frozenset(CaseId(text(_PETITION_ID)) for text in new)

    @property
    def case_id(self) -> CaseId | None:
        """That the shown content is joined to."""
        return _case_id(self._text)

    def chosen(self) -> tuple[PetitionType | None, ...]:
        """What the officer chose, of each content."""
        return tuple(_chosen(part) for part in self._parts.each())

    def proposal(self) -> TriageProposal:
        """What the answers speak for, of the content that is shown."""
        return propose(_answers(self._form.text))

    def petitions(self, taker: Taker, citizen_ids: tuple[CitizenId, ...]) -> tuple[Petition, ...]:
        """Every content as it would be kept, in order."""
        return tuple(_petition(part, taker, citizen_ids) for part in self._parts.each())

    # ---- inside ----------------------------------------------------------------------------

    def _text(self, key: str) -> str:
        is_field = key in _FIELDS
        return self._form.text(key) if is_field else self._draft.text(key)


def texts_of_ids(petition: Petition, split_for: PetitionType | None) -> dict[str, str]:
    """So that the same content again is the same record. split_for: what it was proposed as."""
    read_at = petition.read_back_at
    return {
        _PETITION_ID: petition.id,
        _READ_AT: "" if read_at is None else read_at.isoformat(),
        _SUGGESTED: split_for or "",
    }


def texts_of_parts(parts: list[dict[str, str]]) -> dict[str, str]:
    """Of a split matter, the first content shown."""
    return {_PARTS: written(parts), _PLACE: "0"}


def _petition(text: Texts, taker: Taker, citizen_ids: tuple[CitizenId, ...]) -> Petition:
    """While no type is chosen one that asks for least."""

    def words(key: IntakeField) -> str:
        return normalised(text(key))

    chosen = _chosen(text) or PetitionType.PROPOSAL
    is_denunciation = chosen is PetitionType.DENUNCIATION
    is_complaint = chosen is PetitionType.COMPLAINT
    is_against = is_denunciation or is_complaint
    is_written = text(F.WRITTEN) == YES
    field, about = text(F.FIELD), text(F.OBJECT)
    protection, secrecy = (
        _ANSWERS.get(text(one)) if is_denunciation else None for one in DENUNCIATION
    )
    return Petition(
        id=PetitionId(text(_PETITION_ID)),
        owner_site_id=taker.site_id,
        created_at=taker.at,
        created_by=taker.by,
        petition_type=chosen,
        source=PetitionSource(text(F.SOURCE)),
        has_written_petition=is_written,
        summary=words(F.SUMMARY),
        request=words(F.REQUEST),
        field=MatterField(field) if field else None,
        citizen_ids=citizen_ids,
        suggested_type=_suggested(text),
        triage_answers=_answers(text),
        petition_date=read_date(words(F.PETITION_DATE)) if is_written else None,
        written_by_officer=not is_written and text(F.BY_OFFICER) == YES,
        read_back_at=None if is_written else _read_back_at(text),
        respondent=words(F.RESPONDENT) if is_against else "",
        object_kind=ObjectKind(about) if about and is_against else None,
        decision_number=words(F.DECISION_NUMBER) if is_complaint else "",
        decision_date=read_date(words(F.DECISION_DATE)) if is_complaint else None,
        place_time_of_matter=words(F.PLACE_TIME),
        competent_agency="" if is_denunciation else words(F.AGENCY),
        within_competence=None if is_denunciation else _ANSWERS.get(text(F.WITHIN)),
        original_papers_attached=is_written and text(F.ORIGINALS) == YES,
        is_signed=is_written and text(F.SIGNED) == YES,
        identity_protection_requested=protection,
        secrecy_assured=secrecy,
        show_name_on_display=shows_name_at_first(chosen),
        case_id=_case_id(text),
    )


def _case_id(text: Texts) -> CaseId | None:
    """A new case is the one of this content, and has its id."""
    chosen = text(F.CASE)
    case_id = text(_PETITION_ID) if chosen == NEW_CASE else chosen
    return CaseId(case_id) if case_id else None


def _chosen(text: Texts) -> PetitionType | None:
    chosen = text(F.PETITION_TYPE)
    return PetitionType(chosen) if chosen else None


def _suggested(text: Texts) -> PetitionType | None:
    """Of a split content what it was split for, else what the answers speak for."""
    split_for = text(_SUGGESTED)
    return PetitionType(split_for) if split_for else propose(_answers(text)).proposed_type


def _answers(text: Texts) -> TriageAnswers:
    """A box that is not set was not asked: nobody said no."""
    own_right, others_breach, proposes, informs = (_is_yes(text(one)) for one in TRIAGE)
    finally_decided, in_court, other_body = (_is_yes(text(one)) for one in TRIAGE_FACTS)
    who = text(F.RESPONDENT_KIND)
    return TriageAnswers(
        own_right=own_right,
        others_breach=others_breach,
        proposes=proposes,
        informs=informs,
        finally_decided=finally_decided,
        in_court=in_court,
        other_body=other_body,
        first_decided=_is_yes(text(F.FIRST_DECIDED)),
        respondent=Respondent(who) if who else None,
    )


def _is_yes(text: str) -> bool | None:
    return True if text == YES else None


def _read_back_at(text: Texts) -> datetime | None:
    """None also where no moment can be read; the box is set anew then."""
    try:
        at = datetime.fromisoformat(text(_READ_AT))
    except ValueError:
        return None
    is_set = text(F.READ_BACK) == YES and at.tzinfo is not None
    return at if is_set else None


def _texts_of(part: Petition) -> dict[str, str]:
    """What is other in a part than in the whole."""
    answers = {True: YES, False: NO, None: ""}
    return {
        _PETITION_ID: part.id,
        _SUGGESTED: part.petition_type,
        F.PETITION_TYPE: part.petition_type,
        F.WITHIN: answers[part.within_competence],
        F.PROTECTION: answers[part.identity_protection_requested],
        F.SECRECY: answers[part.secrecy_assured],
    }
