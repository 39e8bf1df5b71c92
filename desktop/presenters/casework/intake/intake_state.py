"""What the screen "Tiếp nhận công dân" draws."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.casework.conclusions.conclusion import ItemStatus
from desktop.domain.casework.history import EarlierReception, Recognition
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.casework.matter.petition import OnlineGate
from desktop.domain.casework.matter.triage import CompetenceHint, TriageReason
from desktop.domain.casework.people.group import LawfulNumber
from desktop.domain.ids import CitizenId, DocumentId, MemberId, VisitId
from desktop.domain.papers.dossier import CopyKind, HandedIn
from desktop.domain.papers.paper import PaperKind
from desktop.presenters.casework.intake.intake_card import CardLookView
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class IntakeVerb(StrEnum):
    """The primary button: Xong, vào hàng chờ; Chuyển sang tiếp trực tiếp."""

    QUEUE = "queue"
    REDIRECT = "redirect"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """Somebody of a group; name: "" while it is not typed yet.

    place: of a person who is taken in, None of one who is named alone. is_shown: the form holds
    them. can_take_in: of one who is named alone; can_remove: is there a button for it.
    """

    id: MemberId
    name: str
    address: str
    has_signed: bool
    is_representative: bool
    place: int | None
    is_shown: bool
    can_take_in: bool
    can_remove: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """A group of more than one. lawful: how many may speak for it. unnamed: people not listed."""

    rows: tuple[MemberRow, ...]
    lawful: LawfulNumber
    unnamed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonsView:
    """Who is taken in; names: "" of one who has none yet, and of a denunciation.

    place: of the one whom the form holds.
    """

    names: tuple[str, ...]
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody who may be the person at the desk. number: masked."""

    citizen_id: CitizenId
    name: str
    number: str
    birth: str
    address: str
    by: Recognition


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterView:
    """One content, as it is proposed and chosen.

    reasons: the answers behind the proposal. is_mixed: they speak for several types; may_split:
    the button does that. parts: what was chosen of each content of a split one, one for a whole
    one; place: which of them the form holds. gate: None while no type is chosen.
    """

    proposed: PetitionType | None
    reasons: tuple[TriageReason, ...]
    hints: tuple[CompetenceHint, ...]
    is_mixed: bool
    may_split: bool
    chosen: PetitionType | None
    gate: OnlineGate | None
    parts: tuple[PetitionType | None, ...]
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChoice:
    """What a content may be joined to. value: of the field.

    code: of a case, "" of a request, which has asked_on instead. title: of the case, or who asks
    what, of a denunciation what alone.
    """

    value: str
    code: str
    asked_on: datetime | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Of the content that the form holds. suggested: what the same people came for before."""

    choices: tuple[CaseChoice, ...]
    suggested: tuple[CaseChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPaper:
    """A paper that waits with the visit. page_count: 0 when it cannot be counted.

    since: when the same bytes came into the dossier of the case, None: they are new there.
    """

    id: DocumentId
    title: str
    page_count: int
    kind: PaperKind
    copy_kind: CopyKind
    handed_in: HandedIn | None
    is_proof: bool
    is_designation: bool
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedPapers:
    """Of the content that the form holds.

    is_coming: a file is being looked at. may_prove: somebody speaks for another, so that a paper
    proves it. may_designate: there is a group, so that a paper says who speaks for it.
    """

    rows: tuple[HandedPaper, ...]
    can_add: bool
    is_coming: bool
    may_prove: bool
    may_designate: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MendableIntake:
    """One that the city would not have, or of which two PCs said something else (has_clash).

    names: of who came, empty of a denunciation. at: when they came.
    """

    visit_id: VisitId
    ticket: int
    at: datetime
    names: tuple[str, ...]
    has_clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """Intakes to be mended. rows: some of them, more: how many others. open: in the form now.

    has_aside: something else was being typed, and comes back afterwards.
    """

    rows: tuple[MendableIntake, ...]
    more: int
    open: MendableIntake | None
    has_aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeSheet:
    """The sheet at the right: the visit as other screens and papers show it.

    is_restricted: a denunciation, so that people, address and matter are left out. people: each
    with the number, masked. address: of the first. lacking: fields that keep it from being done,
    in the order of the form; lacking_at: other people of whom something is lacking, from 1.
    group_size: 1 for somebody alone.
    """

    is_restricted: bool
    people: tuple[tuple[str, str], ...]
    address: str
    summary: str
    types: tuple[PetitionType, ...]
    agency: str
    group_size: int
    lacking: tuple[str, ...]
    lacking_at: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """What a chair told a body to do for these people, and nobody told them of yet."""

    task: str
    agency: str
    deadline: date | None
    is_overdue: bool
    status: ItemStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeViewState:
    """The whole screen.

    ticket: of the day; is_provisional: the city is away. kept_at: of the draft, aware, None while
    nothing is. is_by_card: the number was read from a card. card_look: None
    while none is looked for. people: to be confirmed.
    persons: who is taken in.
    has_history: False of a denunciation, which has none. promises: of their cases. message: also of
    an empty form (N-001).
    """

    form: FormState
    today: date
    ticket: int
    is_provisional: bool
    is_empty: bool
    kept_at: datetime | None
    is_by_card: bool
    card_look: CardLookView | None
    persons: PersonsView
    group: GroupView | None
    people: tuple[KnownPerson, ...]
    history: tuple[EarlierReception, ...]
    has_history: bool
    promises: tuple[PromiseLine, ...] = ()
    matter: MatterView
    case: CaseView
    papers: HandedPapers
    mending: Mending
    sheet: IntakeSheet
    verb: IntakeVerb
    can_press: bool
    message: Message | None
