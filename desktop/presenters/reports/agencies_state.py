"""What the screen "Danh mục cơ quan" draws."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.directory.agency import Agency
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.form.state import FormState
from desktop.presenters.view.message import Message


class AgencyField(StrEnum):
    """Fields of the form, in its order; the value is the name a FieldFault uses."""

    NAME = "name"
    KIND = "kind"
    PARENT_NAME = "parent_name"
    CODE = "code"


class AgencyLock(StrEnum):
    """Why a field is closed. FOR_EVER: it is what the entry is known by."""

    FOR_EVER = "for_ever"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One entry of the list. has_clash: another PC was first, and this PC's text waits."""

    agency: Agency
    storage: RecordStorage
    has_clash: bool
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyForm:
    """The entry being written. code: of the one that is changed, "" for a new one.

    other: this PC's text that lost a clash. can_discard: something was typed. is_active: of the
    entry as it would be kept; can_switch: it may be retired, or taken into use again.
    """

    code: str
    typed: FormState
    other: Agency | None
    is_active: bool
    can_save: bool
    can_discard: bool
    can_switch: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgenciesViewState:
    """The directory. rows: what the search left. can_edit: of the person and the site."""

    rows: tuple[AgencyRow, ...]
    total: int
    search: str
    form: AgencyForm
    can_edit: bool
    message: Message
