"""Cases in memory: those of a schedule."""

from collections.abc import Callable, Mapping

from desktop.domain.casework.matter.case import Case
from desktop.domain.ids import CaseId


class FakeCases:
    """known: what there is, asked for at each call."""

    def __init__(self, known: Callable[[], Mapping[CaseId, Case]]) -> None:
        self._known = known

    def cases(self) -> tuple[Case, ...]:
        return tuple(sorted(self._known().values(), key=lambda case: (case.code, case.id)))
