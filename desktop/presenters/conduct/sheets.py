"""The sheets that ask on when a verb was pressed."""

from dataclasses import dataclass

from desktop.presenters.conduct.calls.calling import CallingPresenter
from desktop.presenters.conduct.consultation.consulting import ConsultingPresenter
from desktop.presenters.conduct.deeds.ending import EndingPresenter
from desktop.presenters.conduct.deeds.pausing import PausingPresenter
from desktop.presenters.conduct.deeds.skipping import SkippingPresenter
from desktop.presenters.conduct.signing.signing import SigningPresenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """Of one session.

    skipping: why a step is left out; pausing: why and until when it pauses; consulting: who does;
    calling: who is called in; signing: what is signed, and by whom.
    """

    ending: EndingPresenter
    skipping: SkippingPresenter
    pausing: PausingPresenter
    consulting: ConsultingPresenter
    calling: CallingPresenter
    signing: SigningPresenter
