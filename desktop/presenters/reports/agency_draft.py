"""The entry being written on the screen "Danh mục cơ quan", kept through a kill."""

from typing_extensions import override

from desktop.domain.directory.agency import Agency, AgencyKind, tidied
from desktop.presenters.form.draft import Draft
from desktop.presenters.form.entry_draft import EntryDraft
from desktop.presenters.reports.agencies_state import AgencyField

_IN_USE = "in_use"
"""Only of a text that was taken: _YES, or another word."""
_YES = "yes"
_NEW = Agency(code="", name="", kind=AgencyKind.DEPARTMENT)


class AgencyDraft(EntryDraft[Agency]):
    """Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft, AgencyField, kind=(AgencyField.KIND, AgencyKind))

    @property
    @override
    def is_changed(self) -> bool:
        """Also when a text was taken: it may only say whether the entry is in use."""
        return bool(self._draft.text(_IN_USE)) or super().is_changed

    def agency(self, *, is_active: bool = True) -> Agency:
        """What would be kept. is_active: of the entry; a text that was taken brings its own."""
        taken = self._draft.text(_IN_USE)
        return tidied(
            Agency(
                code=self._draft.text(AgencyField.CODE),
                name=self._draft.text(AgencyField.NAME),
                kind=AgencyKind(self._draft.text(AgencyField.KIND)),
                parent_name=self._draft.text(AgencyField.PARENT_NAME),
                is_active=taken == _YES if taken else is_active,
            )
        )

    @override
    def take(self, entry: Agency) -> None:
        """As if it was typed, and whether it is in use."""
        self._draft.edit(_IN_USE, _YES if entry.is_active else "no")
        super().take(entry)

    @override
    def _key_of(self, entry: Agency) -> str:
        return entry.code

    @override
    def _typed(self) -> dict[str, str]:
        """Tidied: white space alone is no change."""
        return self._texts(self.agency())

    @override
    def _texts(self, entry: Agency | None) -> dict[str, str]:
        agency = entry or _NEW
        return {
            AgencyField.NAME.value: agency.name,
            AgencyField.KIND.value: agency.kind.value,
            AgencyField.PARENT_NAME.value: agency.parent_name,
            AgencyField.CODE.value: agency.code,
        }
