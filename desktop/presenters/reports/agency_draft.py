"""The entry being written on the screen "Danh mục cơ quan", kept through a kill."""

from desktop.domain.directory.agency import Agency, AgencyKind, tidied
from desktop.presenters.form.draft import Draft
from desktop.presenters.reports.agencies_state import AgencyField

_SELECTED = "selected"
_BASE = "base."
_IN_USE = "in_use"
"""Only of a text that was taken: _YES, or another word."""
_YES = "yes"
_NEW = Agency(code="", name="", kind=AgencyKind.DEPARTMENT)


class AgencyDraft:
    """Texts of one entry, and the entry they were made from. Thread: MainThread."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        if not draft.is_kept or draft.text(AgencyField.KIND) not in set(AgencyKind):
            self.begin(None)

    @property
    def code(self) -> str:
        """Of the entry that is changed, "" for a new one."""
        return self._draft.text(_SELECTED)

    @property
    def is_changed(self) -> bool:
        """It says something else than the entry it was made from."""
        return bool(self._draft.text(_IN_USE)) or _texts(self.agency()) != self._base()

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

    def begin(self, agency: Agency | None) -> None:
        """Forget what was typed and show this entry, or an empty one."""
        if self._draft.is_kept:
            self._draft.drop()
        texts = _texts(agency or _NEW)
        base = {f"{_BASE}{name}": text for name, text in texts.items()}
        self._draft.fill({_SELECTED: agency.code if agency else "", **texts, **base})

    def is_made_from(self, agency: Agency | None) -> bool:
        """Nobody changed the entry since."""
        return _texts(agency or _NEW) == self._base()

    def rebase(self, agency: Agency) -> None:
        """The person was told how the entry is now, and goes on writing."""
        self._draft.edit(_SELECTED, agency.code)
        for name, text in _texts(agency).items():
            self._draft.edit(f"{_BASE}{name}", text)

    def take(self, agency: Agency) -> None:
        """Write this into the form, as if it was typed, and whether it is in use."""
        self._draft.edit(_IN_USE, _YES if agency.is_active else "no")
        for name, text in _texts(agency).items():
            self._draft.edit(name, text)

    def _base(self) -> dict[str, str]:
        return {field.value: self._draft.text(f"{_BASE}{field}") for field in AgencyField}


def _texts(agency: Agency) -> dict[str, str]:
    return {
        AgencyField.NAME.value: agency.name,
        AgencyField.KIND.value: agency.kind.value,
        AgencyField.PARENT_NAME.value: agency.parent_name,
        AgencyField.CODE.value: agency.code,
    }
