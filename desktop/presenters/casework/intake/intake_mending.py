"""Intakes that the city would not have, or that two PCs changed: opened again and sent anew."""

import json
import logging

from desktop.domain.casework.intake import Intake, KnownIntake
from desktop.domain.casework.matter.case import PetitionType
from desktop.domain.ids import VisitId
from desktop.domain.sync.operation import RecordStorage
from desktop.presenters.casework.intake.intake_state import MendableIntake, Mending
from desktop.presenters.casework.intake.intake_texts import as_before, is_typed_here, texts_of
from desktop.presenters.casework.intake.intake_visit import IntakeVisit
from desktop.presenters.form.form import FormPresenter
from desktop.presenters.services.services import Services

_ASIDE = "intake_aside"
_MENDED = "mended"
"""In the draft: the visit that was opened again."""
_MOST_SHOWN = 3

logger = logging.getLogger(__name__)


def is_to_be_mended(known: KnownIntake) -> bool:
    """Somebody has to look at it; a part of it that is not here cannot be typed again."""
    is_whole = known.is_whole and is_typed_here(known.other or known.intake)
    return is_whole and (known.storage is RecordStorage.REFUSED or known.other is not None)


class IntakeMending:
    """On top of the form. What is being typed is put aside meanwhile. Thread: MainThread."""

    def __init__(self, *, services: Services, form: FormPresenter, visit: IntakeVisit) -> None:
        self._services = services
        self._form = form
        self._draft = form.draft
        self._visit = visit
        self._found: tuple[MendableIntake, ...] = ()
        self._handed: Intake | None = None

    # ---- what is done ----------------------------------------------------------------------

    def read(self) -> None:
        """Intakes changed."""
        self._found = tuple(
            _row(one) for one in self._services.intakes.intakes() if is_to_be_mended(one)
        )

    def open(self, visit_id: VisitId) -> bool:
        """It stands in the form again, as it was typed here; False: it is not to be mended."""
        known = self._services.intakes.find(visit_id)
        if known is None or visit_id == self._visit.id or not is_to_be_mended(known):
            return False
        self._put_aside()
        self._write({**texts_of(known.other or known.intake), _MENDED: visit_id})
        return True

    def close(self) -> None:
        """What was changed of it is given up; what was put aside is back."""
        self._draft.drop()
        self.bring_back()

    def bring_back(self) -> None:
        """What was put aside last stands in the form, if it is free."""
        aside = self._aside()
        if aside and not self._draft.texts:
            self._services.memory.remember(_ASIDE, json.dumps(aside[:-1], ensure_ascii=False))
            self._write(aside[-1])

    def hand_in(self, intake: Intake) -> Intake:
        """What the form does not ask for stays as it was."""
        known = self._services.intakes.find(intake.visit.id) if self.is_open else None
        self._handed = intake if known is None else as_before(intake, known.intake)
        return self._handed

    # ---- what it says ----------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """The form holds one that was opened again."""
        return bool(self._visit.id) and self._draft.text(_MENDED) == self._visit.id

    def is_settled(self, known: KnownIntake) -> bool:
        """Whether this visit is kept as it was handed in last; without that, as it is now."""
        if not self.is_open or known.intake.visit.id != self._visit.id:
            return True
        if self._handed is None:
            return not is_to_be_mended(known)
        newest = known.intake if known.other is None else known.other
        return newest.visit == self._handed.visit and known.storage is not RecordStorage.REFUSED

    def view(self) -> Mending:
        """What the screen draws."""
        own = self._visit.id if self.is_open else None
        known = None if own is None else self._services.intakes.find(own)
        others = tuple(one for one in self._found if one.visit_id != own)
        return Mending(
            rows=others[:_MOST_SHOWN],
            more=max(0, len(others) - _MOST_SHOWN),
            open=None if known is None else _row(known),
            has_aside=known is not None and bool(self._aside()),
        )

    # ---- inside ----------------------------------------------------------------------------

    def _put_aside(self) -> None:
        """Typed words go nowhere: also of another one that was opened again."""
        if self._draft.texts:
            aside = [*self._aside(), self._draft.texts]
            self._services.memory.remember(_ASIDE, json.dumps(aside, ensure_ascii=False))

    def _write(self, texts: dict[str, str]) -> None:
        self._handed = None
        self._draft.drop()
        for key, text in texts.items():
            self._draft.edit(key, text)
        self._draft.flush()
        self._form.begin_anew()

    def _aside(self) -> list[dict[str, str]]:
        try:
            kept = json.loads(self._services.memory.recall(_ASIDE) or "[]")
            return [{str(key): str(text) for key, text in one.items()} for one in kept]
        except (ValueError, AttributeError, TypeError):
            logger.warning("what was put aside is unreadable")
            return []


def _row(known: KnownIntake) -> MendableIntake:
    intake, typed = known.intake, known.other or known.intake
    is_secret = any(one.petition_type is PetitionType.DENUNCIATION for one in typed.petitions)
    return MendableIntake(
        visit_id=intake.visit.id,
        ticket=intake.visit.ticket_no,
        at=intake.visit.arrived_at or intake.visit.created_at,
        names=() if is_secret else tuple(one.full_name for one in typed.citizens),
        has_clash=known.other is not None,
    )
