"""What the screen "Danh mục cơ quan" draws."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.agency import Agency, AgencyKind
from desktop.domain.minutes import LineStorage
from desktop.presenters.focal_points_state import FieldView
from desktop.presenters.message import Message


class AgencyField(StrEnum):
    """Fields of the form, in its order; the value is the name a FieldFault uses."""

    NAME = "name"
    KIND = "kind"
    PARENT_NAME = "parent_name"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One entry of the list. has_clash: another PC was first, and this PC's text waits."""

    agency: Agency
    storage: LineStorage
    has_clash: bool
    is_selected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyForm:
    """The entry being written. code: of the one that is changed, "" for a new one.

    other: this PC's text that lost a clash. can_discard: something was typed. is_active: of the
    entry as it would be kept; can_switch: it may be retired, or taken into use again.
    """

    code: str
    fields: tuple[FieldView, ...]
    other: Agency | None
    is_active: bool
    can_save: bool
    can_discard: bool
    can_switch: bool

    @property
    def kind(self) -> AgencyKind:
        """What stands in the field of that name."""
        return next(
            AgencyKind(field.text) for field in self.fields if field.name == AgencyField.KIND
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgenciesViewState:
    """The directory. rows: what the search left. can_edit: of the person and the site."""

    rows: tuple[AgencyRow, ...]
    total: int
    search: str
    form: AgencyForm
    can_edit: bool
    message: Message
